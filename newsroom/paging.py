"""Pages of a long list, in constant time."""

from django.core.paginator import Paginator
from django.db.models import Func, IntegerField, Subquery
from django.utils.functional import cached_property


class Newest(Paginator):
    """The newest rows of a list, however many there are: it counts to MOST and no further."""

    MOST = 2000
    is_newest = True
    template_name = "desk/_pages.html"  # the theme's lists take it from here

    @cached_property
    def count(self):
        return self.object_list.values("pk")[: self.MOST].count()

    @property
    def is_cut(self):
        """Whether there may be more than it counts."""
        return self.count == self.MOST


class First(Newest):
    """The same of a list in another order, such as that of names."""

    is_newest = False


class Few(Func):
    """How many rows a queryset about the row around it has, counted to MOST and no further."""

    MOST = 1000
    template = "(SELECT COUNT(*) FROM %(expressions)s AS few)"
    output_field = IntegerField()

    def __init__(self, rows):
        super().__init__(Subquery(rows.order_by().values("pk")[: self.MOST]))

    @classmethod
    def shown(cls, count):
        """What a list shows of such a count."""
        return f"{count}+" if count == cls.MOST else count
