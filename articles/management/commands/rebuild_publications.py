from django.core.management.base import BaseCommand

from articles.desk import publishing


class Command(BaseCommand):
    help = "Make every story on the site afresh from the public record; safe at any time."

    def handle(self, **options):
        count = publishing.project_all()
        self.stdout.write(f"{count} stories on the site.")
