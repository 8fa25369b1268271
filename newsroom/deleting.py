"""What a page says before it deletes something."""

from django.apps import apps


class Deleting:
    """A ModelAdmin that counts, before it deletes, what goes with it in words that people know: not the rows in which the
    database ties two things together."""

    def get_deleted_objects(self, objs, request):
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        ties = {
            str(model._meta.verbose_name_plural)
            for model in apps.get_models(include_auto_created=True)
            if model._meta.auto_created
        }
        own = self.opts.verbose_name_plural
        counts = {name: count for name, count in counts.items() if str(name) not in ties | {str(own)}}
        return listed, counts, lacking, protected
