from django.core.management.base import BaseCommand

from articles.desk import verifying
from newsroom.progress import Progress


class Command(BaseCommand):
    help = (
        "Verify the public record: the chain of its versions, every story on the site against its version, every file against "
        "its hash. Says in its last line whether all is whole; ends with 1 where it is not."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="look at no file")

    def handle(self, *, quick, **options):
        progress = Progress(self.stderr, verifying.total(quick=quick))
        done = verifying.Verifier(
            wrong=lambda sentence: self.stdout.write(f"wrong: {sentence}"), told=self.stdout.write, at=progress.at
        )
        done.run(quick=quick)
        counts = done.counts
        progress.end(counts.versions + counts.publications + (counts.files or 0))
        self.stdout.write(line(counts))
        if counts.wrong:
            raise SystemExit(1)


def line(counts):
    """Whether the record is whole, in one line."""
    redacted = f" ({counts.redacted:,} redacted by order)" if counts.redacted else ""
    files = "no file looked at" if counts.files is None else f"{counts.files:,} files"
    seen = f"{counts.versions:,} versions{redacted}, {counts.publications:,} stories on the site, {files}"
    if counts.wrong:
        return f"The record is NOT whole: {counts.wrong:,} wrong in {seen}."
    link = f"; last link {counts.link}" if counts.link else ""
    return f"The record is whole: {seen}{link}."
