import logging
from contextlib import closing

from django.core.management.base import BaseCommand, CommandError

from articles.demo.corpus import seeding
from newsroom.progress import Progress

STOPPED = 130  # as a shell tells of Ctrl-C


class Command(BaseCommand):
    help = (
        "Fill an empty site with invented stories, for measuring. May be stopped and repeated: it goes on where it stopped, "
        "and a larger N adds the rest."
    )

    def add_arguments(self, parser):
        parser.add_argument("stories", metavar="N", type=int, help="how many there are to be in the end")
        parser.add_argument("--language", choices=seeding.TOPS, default="zh-hans", help="of the stories")
        parser.add_argument(
            "--among-real-stories",
            action="store_true",
            help="on a site with stories of its own too; the invented ones cannot be taken out again",
        )

    def handle(self, *, stories, language, among_real_stories, **options):
        if not 1 <= stories <= seeding.MOST:
            raise CommandError(f"N is a number from 1 to {seeding.MOST:,}.")
        try:
            seeding.refuse_taken(language)
            if not among_real_stories:
                seeding.refuse_others()
        except seeding.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        logging.getLogger("newsroom.publishing").setLevel(logging.WARNING)
        corpus = seeding.Corpus(language, progress=self.stdout.write)
        there = corpus.count(stories)
        if there:
            self.stdout.write(f"{there:,} of them are there.")
        self._fill(corpus, stories, there)

    def _fill(self, corpus, stories, there):
        done, progress = there, Progress(self.stdout, stories, there)
        try:
            with closing(corpus.fill(stories)) as batches:
                for made in batches:
                    done += made
                    progress.at(done)
        except KeyboardInterrupt:
            progress.end(done)
            raise CommandError(f"Stopped with {done:,} stories; run it again to go on.", returncode=STOPPED) from None
        progress.end(done)
        self.stdout.write(f"{corpus.count(stories):,} invented stories are on the site.")
