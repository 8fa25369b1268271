"""Choosing a row by typing, in the forms of the desk."""

from django.contrib.admin.widgets import AutocompleteSelect

from newsroom.text import number


class RowSelect(AutocompleteSelect):
    """The stock one, which fails where a form comes back with something that is no number of a row."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [chosen for chosen in value if number(str(chosen)) is not None], attr)
