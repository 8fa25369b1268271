"""What is kept of logins beside the logins themselves."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone

WRITTEN = ["session_data", "expire_date", "user"]


class Session(AbstractBaseSession):
    """One browser in which somebody is logged in, or is about to be. Where it was last seen is written by
    newsroom.accounts.sessions and not with each request."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", db_index=False)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-seen"], name="sessions_of_a_user")]

    def __str__(self):
        return f"{self.user_id} {self.seen:%Y-%m-%d %H:%M}"

    @classmethod
    def get_session_store_class(cls):
        from newsroom.accounts.sessions import SessionStore

        return SessionStore

    def save(self, *, force_insert=False, force_update=False, using=None):
        """As Django's session store asks it: what it does not know of is only written once, and a session that was ended
        meanwhile does not come back."""
        super().save(force_insert=force_insert, using=using, update_fields=None if force_insert else WRITTEN)


class Tries(models.Model):
    """The wrong tries of one kind by one name, network, browser or login: how many, and until when the next one waits."""

    key = models.CharField(max_length=64, primary_key=True)  # a digest, so that a name of any length fits
    kind = models.CharField(max_length=10)
    about = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    last = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(default=timezone.now)
    forgotten = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"{self.kind} {self.about} {self.count}"


class SecondStep(models.Model):
    """The two-step login of one login: of what its codes are made, and what is left of its recovery codes."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    salt = models.CharField(max_length=64)
    last = models.PositiveBigIntegerField(default=0)  # the half minute whose code was used last: no code twice
    recovery = models.JSONField(default=list)  # digests of the recovery codes that were not used
    since = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.user_id} {self.since:%Y-%m-%d}"


class StepRule(models.Model):
    """One row: who has to log in in two steps."""

    everybody = models.BooleanField(default=False)
    roles = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="only_one_step_rule")]

    def __str__(self):
        return "everybody" if self.everybody else ", ".join(self.roles)
