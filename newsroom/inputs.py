"""How fields of forms are drawn."""

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

KINDS = "color date datetime email hidden number password search tel text time url"
INPUTS = {f"django/forms/widgets/{kind}.html" for kind in KINDS.split()}


class Renderer(DjangoTemplates):
    """As Django draws them, character for character; what is one input element without its templates. The form of an article has
    forty of these, and through templates they take a tenth of the time of the whole page."""

    def render(self, template_name, context, request=None):
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


def _input(widget):
    said = [("type", widget["type"]), ("name", widget["name"])]
    if widget["value"] is not None:
        said.append(("value", widget["value"]))
    said += [pair for pair in widget["attrs"].items() if pair[1] is not False]
    return mark_safe(f"<input{''.join(_attribute(name, value) for name, value in said)}>")


def _attribute(name, value):
    name = conditional_escape(name)
    return f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
