from django.core.management.base import BaseCommand

from articles.models import Article, deskindex


class Command(BaseCommand):
    help = "Write the index by which the desk finds articles anew; safe at any time."

    def handle(self, **options):
        last = 0
        while last is not None:
            last = deskindex.write_some(last)
        self.stdout.write(f"{Article.objects.count()} articles in the index of the desk.")
