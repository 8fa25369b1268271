from django.core.management.base import BaseCommand, CommandError

from articles.desk import redacting


class Command(BaseCommand):
    help = (
        "Remove the words of a version from the public record, as a court orders it. The version stays and says that its words "
        "were removed and why. Cannot be undone."
    )

    def add_arguments(self, parser):
        parser.add_argument("story", type=int, help="the number of the story, as in its address")
        parser.add_argument("number", type=int, help="the number of the version")
        parser.add_argument(
            "--reason", required=True, help="why, as readers are told: which court, which order, which day"
        )
        parser.add_argument("--with-note", action="store_true", help="remove the note for readers too")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, story, number, reason, with_note, yes, **options):
        try:
            self._tell(redacting.plan(story, number, with_note))
            if not yes and input(f"This cannot be undone. Type {story} to go on: ").strip() != str(story):
                raise CommandError("Nothing was removed.")
            done = redacting.redact(story, number, reason, with_note)
        except redacting.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except EOFError as error:
            raise CommandError("Nothing was removed: say --yes where nobody can be asked.") from error
        self.stdout.write(f"Removed: the words of version {_list(done.numbers)} of story {story}.")
        self.stdout.write("These may hold the words still; see to them:")
        for sentence in done.elsewhere:
            self.stdout.write(f"  {sentence}")

    def _tell(self, plan):
        self.stdout.write(
            f"Story {plan.story}, version {_list(plan.numbers)}: {plan.versions[0].words.get('headline', '')}"
        )
        copies = plan.copies
        told = [f"{len(copies.signatures())} signatures", f"{len(copies.saves())} saves"]
        told += [f"{copies.unsaved().count()} unsaved forms"] + ["the working copy"] * bool(copies.working_copy())
        self.stdout.write(f"Their words go too: {', '.join(told)}.")
        if plan.leaves:
            self.stdout.write("The story leaves the site: it says these words now.")


def _list(numbers):
    return ", ".join(map(str, numbers))
