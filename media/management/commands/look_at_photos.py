from django.core.management.base import BaseCommand

from media import looking


class Command(BaseCommand):
    help = (
        "Look at the files of photos that came in before this was done: what they say, what they look like, where the eye "
        "goes. Safe at any time; the worker does the same by itself after an update."
    )

    def handle(self, **options):
        numbers = list(looking.unseen().order_by("pk").values_list("pk", flat=True))
        seen = sum(looking.look(number) for number in numbers)
        self.stdout.write(f"{seen} photos were looked at; {len(numbers) - seen} could not be read.")
