from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from newsroom.accounts import sessions, twostep


class Command(BaseCommand):
    help = "Take the second step away from a login whose telephone and recovery codes are lost, and end where it is logged in."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no login called {username}.")
        if twostep.of(user) is None:
            self.stdout.write(f"{username} logs in with the password alone.")
            return
        twostep.stop(None, user)
        sessions.end(user)
        more = " and has to set up the second step then" if twostep.is_required(user) else ""
        self.stdout.write(f"{username} logs in with the password alone{more}.")
