"""What a page says before it deletes something."""

from itertools import islice

from django.apps import apps
from django.db.models import PROTECT
from django.db.models.deletion import get_candidate_relations_to_delete

SHOWN = 20  # of what keeps something from being deleted


class Deleting:
    """A ModelAdmin that counts, before it deletes, what goes with it in words that people know: not the rows in which the
    database ties two things together."""

    def get_deleted_objects(self, objs, request):
        if held := list(
            islice(_holding(objs), SHOWN)
        ):  # then all that hangs on it, perhaps half the archive, is not read
            return [], {}, set(), [f"{one._meta.verbose_name}: {one}" for one in held]
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        ties = {
            str(model._meta.verbose_name_plural)
            for model in apps.get_models(include_auto_created=True)
            if model._meta.auto_created
        }
        own = self.opts.verbose_name_plural
        counts = {name: count for name, count in counts.items() if str(name) not in ties | {str(own)}}
        return listed, counts, lacking, protected


def _holding(objs):
    """What keeps one of `objs` from being deleted."""
    for relation in get_candidate_relations_to_delete(objs[0]._meta) if objs else ():
        if relation.on_delete is PROTECT:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": objs})
            yield from rows.order_by("pk")[:SHOWN]
