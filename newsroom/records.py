"""Rows that are only ever added: the audit log, the public record, the signatures. A script is refused as a form is. What a
court has ordered to be removed is taken out of them by articles.desk.redacting alone."""

from django.db import models


class RecordQuerySet(models.QuerySet):
    """Rows of which nothing is changed but the fields in MAY_CHANGE, and none is deleted."""

    MAY_CHANGE = frozenset()
    MAY_BE_REDACTED = frozenset()

    def redact(self, **values):
        """Write over fields in MAY_BE_REDACTED what is left of them after a court's order; how many rows there were."""
        if values.keys() - self.MAY_BE_REDACTED:
            raise TypeError(self.model.refusal())
        return super().update(**values)

    redact.alters_data = True

    def update(self, **values):
        if values.keys() - self.MAY_CHANGE:
            raise TypeError(self.model.refusal())
        return super().update(**values)

    def delete(self):
        raise TypeError(self.model.refusal())

    def bulk_create(self, objs, *, update_conflicts=False, **options):
        if update_conflicts:
            raise TypeError(self.model.refusal())
        return super().bulk_create(objs, **options)


class Record(models.Model):
    """A row that is only ever added. What hangs on another row goes with it, as Django's cascades do."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **options):
        if not self._state.adding:
            raise TypeError(self.refusal())
        # or a new row that is given the number of an old one would be written over it
        super().save(**options | {"force_insert": True})

    def delete(self, *args, **kwargs):
        raise TypeError(self.refusal())

    @classmethod
    def refusal(cls):
        """What whoever tries to change a row is told."""
        return f"{cls.__name__} rows are only added to; none is ever changed or deleted."
