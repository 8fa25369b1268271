"""Pages of a long list, in constant time."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class Newest(Paginator):
    """The newest rows of a list, however many there are: it counts to MOST and no further."""

    MOST = 2000
    template_name = "desk/_pages.html"  # the theme's lists take it from here

    @cached_property
    def count(self):
        return self.object_list.values("pk")[: self.MOST].count()

    @property
    def is_cut(self):
        """Whether there may be more than it counts."""
        return self.count == self.MOST
