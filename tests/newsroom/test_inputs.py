from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from newsroom.inputs import INPUTS, Renderer

KINDS = [
    forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.URLInput, forms.EmailInput, forms.DateInput,
    forms.DateTimeInput, forms.TimeInput, forms.PasswordInput, forms.SearchInput, forms.TelInput, forms.ColorInput,
]  # fmt: skip
texts = st.text(max_size=20)
values = st.one_of(st.none(), texts, st.integers(), st.booleans(), texts.map(mark_safe), st.just(gettext_lazy("Name")))


@given(kind=st.sampled_from(KINDS), name=texts, value=values, attrs=st.dictionaries(texts, values, max_size=4))
def test_an_input_is_drawn_as_django_draws_it(kind, name, value, attrs):
    widget = kind(attrs=attrs)
    drawn = [widget.render(name, value, renderer=renderer) for renderer in (Renderer(), DjangoTemplates())]
    assert drawn[0] == drawn[1]
    assert widget.template_name in INPUTS


def test_a_value_cannot_leave_its_attribute():
    drawn = forms.TextInput(attrs={"placeholder": "'\"><b>"}).render("a", '"><script>', renderer=Renderer())
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_other_widgets_are_drawn_by_their_templates():
    widget = forms.Select(choices=[("a", "甲")])
    assert widget.render("kind", "a", renderer=Renderer()) == widget.render("kind", "a", renderer=DjangoTemplates())


def test_the_forms_of_the_site_use_it():
    assert type(forms.Form().renderer) is Renderer
