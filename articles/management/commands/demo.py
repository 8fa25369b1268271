import json
import logging

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.demo import load
from articles.models import Article
from newsroom import roles


class Command(BaseCommand):
    help = (
        "Fill an empty site with an invented newsroom and print its logins; on a site with articles, only print them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--fill-only", action="store_true", help="Print no logins: `serve` prints them.")

    def handle(self, fill_only=False, **options):
        if not Article.objects.exists():
            logging.getLogger("newsroom.publishing").setLevel(logging.WARNING)  # forty stories, a line each
            call_command("establish", verbosity=0)
            self.stdout.write("Making the demo newsroom (about a minute) …")
            load.load(lambda line: self.stdout.write(f"  {line}"))
        if fill_only:
            return
        kept = settings.VAR / load.LOGINS
        if not kept.exists():
            self.stdout.write("This site has articles of its own; the demo adds nothing.")
            return
        self.stdout.write("Demo logins:")
        for role, login in json.loads(kept.read_text()).items():
            self.stdout.write(
                f"  {login['username']:<14} {login['password']:<14} {roles.LABELS[role]}（{login['name']}）"
            )
