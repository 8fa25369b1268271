"""Rows below a form of the desk, such as the credits of a photo."""

from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from unfold.admin import TabularInline

MOST = 200  # rows below one form


class Rows(BaseInlineFormSet):
    """The stock one, but for two cases in which that leaves it to the database to fail: values of two rows that change places, and
    a row that somebody else has added meanwhile."""

    def clean(self):
        super().clean()
        for form in self.forms:
            if (
                form.is_valid()
                and form not in self.deleted_forms
                and form.has_changed()
                and self._is_taken(form.instance)
            ):
                form.add_error(None, _("Somebody else has added just this meanwhile. Open the page again to see it."))

    def _is_taken(self, row):
        mine = [form.instance.pk for form in self.initial_forms]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and self.fk.name in constraint.fields:
                values = {name: getattr(row, self.model._meta.get_field(name).attname) for name in constraint.fields}
                if None not in values.values() and self.model.objects.filter(**values).exclude(pk__in=mine).exists():
                    return True
        return False

    def save(self, commit=True):
        if commit:  # what changed is written anew, under its number: no row stands in another's way
            changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
            self.model.objects.filter(pk__in=changed).delete()
        return super().save(commit)


class RowsInline(TabularInline):
    """Rows below a form: at most MOST are read and drawn, however many a request says that it sends."""

    max_num = MOST

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, absolute_max=MOST, **kwargs)
