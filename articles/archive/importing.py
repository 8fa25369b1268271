"""Taking an archive copy in, into an empty copy of the site: looked at from end to end first, then put into the database in one
transaction. Whatever stops it leaves no row; files that were stored by then are the same when it is said again."""

from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.archive import Refused, house, library, record
from articles.archive.folder import Reading
from articles.desk import history, publishing, saving
from articles.desk.originals import SAYING
from articles.desk.rendering import tags_of
from articles.desk.verifying import Verifier
from articles.models import Article, FormerAddress, HousePage, Section, Slot, Snapshot, Tag, Topic, Version, photoplace
from articles.models.version import REDACTION
from media.models import Clip, Photo
from newsroom import audit, edition
from newsroom.models import Masthead, Reporter

BATCH = 200
FILLED = (Article, Version, Photo, Clip, Reporter, Section, Tag, Topic, Slot, HousePage, FormerAddress)
# Tables whose numbers frozen words know, beside those of stories.
NUMBERED = {Article: "stories", Reporter: "people", Photo: "photos", Clip: "clips"}
WRONG = (Section.DoesNotExist, Http404, KeyError, TypeError, ValueError, AttributeError, IndexError)


@dataclass
class TakenIn:
    """What was taken in: of which site, and how much."""

    site: str
    stories: int
    versions: int
    photos: int
    clips: int


def look_at(folder, tell=lambda what, done, total: None):
    """Look at all of an archive copy: its files, then its chain; the Reading. Raises Refused, which says what is wrong."""
    reading = Reading(folder, lambda done, total: tell("files looked at", done, total))
    total = reading.manifest["record"]["versions"]
    for done, _version in enumerate(record.versions(reading), 1):
        tell("versions looked at", done, total)
    return reading


def take_in(folder, tell=lambda what, done, total: None):
    """Make an empty copy of the site what the archive copy in `folder` is of; a TakenIn. `tell(what, done, total)` is called as
    it goes on. Raises Refused, with no row written."""
    if filled := [model._meta.db_table for model in FILLED if model.objects.exists()]:
        raise Refused(
            f"this copy of the site has rows already ({', '.join(filled[:3])}): take it in where there is nothing yet"
        )
    reading = look_at(folder, tell)
    photos = _stored(library.read_photos, reading, tell, "photos")
    clips = _stored(library.read_clips, reading, tell, "clips")
    try:
        with transaction.atomic():
            edition.bump(takes_away=True)
            return _Taking(reading, tell).run(photos, clips)
    except DatabaseError as error:
        raise Refused(f"the database does not take it: {error}") from error


def _stored(read, reading, tell, kind):
    """Every photo or clip as its reader gives it, once the guard has looked at its file and it is stored; what is said of it is
    read again when its row is made."""
    total, found = reading.manifest["counts"].get(kind, 0), []
    for one in read(reading):
        found.append(one)
        tell(f"{kind} stored", len(found), total)
    return found


class _Taking:
    """One archive copy on its way into the database."""

    def __init__(self, reading, tell):
        self.reading, self.tell = reading, tell
        self.highest = dict.fromkeys(NUMBERED.values(), 0)
        self.stories = []

    def run(self, photos, clips):
        Masthead.objects.all().delete()  # the one that `establish` made
        house.read(self.reading)
        for one in photos:
            library.add_photo(self.reading, *one)
        for one in clips:
            library.add_clip(self.reading, *one)
        library.add_killed(self.reading)
        house.read_what_shows_photos(self.reading)
        versions = self.record()
        self.articles()
        self.project()
        self.count_on()
        self.verify()
        manifest = self.reading.manifest
        counts = {"stories": len(self.stories), "versions": versions, "photos": len(photos), "clips": len(clips)}
        detail = "\n".join(f"{name}: {count}" for name, count in counts.items())
        about = _("Took in the archive copy of %(site)s") % {"site": manifest["site"]}
        audit.record("house", None, about=about[:200], detail=f"{detail}\n{manifest['fingerprint']}")
        return TakenIn(manifest["site"], **counts)

    # ---- the record

    def record(self):
        """Put the versions on the record, in the order of the chain; how many."""
        count, batch = 0, []
        for version in record.versions(self.reading):
            batch.append(version)
            count += 1
            if version.number == 1:
                self.stories.append(version.story)
            if version.redacted_at:
                about = _("Story %(story)s, version %(number)s") % {"story": version.story, "number": version.number}
                audit.record(REDACTION, None, about=about, detail=version.redacted_for, story=version.story)
            if len(batch) == BATCH:
                self._write(batch)
                batch = []
        self._write(batch)
        self.stories.sort()
        return count

    def _write(self, batch):
        Version.objects.bulk_create(batch)
        for version in batch:
            try:
                photoplace.record([version])
                named = house.Named()
                named.add(version.words)
            except WRONG as error:
                raise _unfit(version.story, error) from error
            for kind in ("people", "photos", "clips"):
                self.highest[kind] = max(self.highest[kind], *getattr(named, kind), 0)
            more = [version.words.get("translation_of") or 0, *version.words.get("related", ())]
            self.highest["stories"] = max(self.highest["stories"], version.story, *more)

    # ---- the desk

    def articles(self):
        """Give the desk a working copy of each story, as it was last published, so that it can be corrected."""
        for numbers in _batches(self.stories):
            Article.objects.bulk_create(Article(pk=number, headline="—") for number in numbers)
        done = 0
        for numbers in _batches(self.stories):
            for versions in self._told(numbers):
                try:
                    self._article(versions)
                except WRONG as error:
                    raise _unfit(versions[0].story, error) from error
                done += 1
                self.tell("articles for the desk", done, len(self.stories))

    def _told(self, numbers):
        """The versions of each of these stories, the first one first."""
        found = {number: [] for number in numbers}
        for version in Version.objects.filter(story__in=numbers).order_by("story", "number"):
            found[version.story].append(version)
        return found.values()

    def _article(self, versions):
        last = next((one for one in reversed(versions) if "body" in one.words), None)
        if last is None:  # of a story that was withdrawn there is always a version before
            raise Refused(f"story {versions[0].story} has no words in any of its versions")
        [content] = history.contents_of_words([last.words])
        content["tags"] = [tag.name for tag in tags_of(content["tags"])]  # what is no tag any more is not made one
        content["headline"] = content["headline"] or _("(words removed)")
        article = Article.objects.get(pk=versions[0].story)
        article.created_at = versions[0].at
        article.received = timezone.localtime(versions[0].at).date()
        article.save(update_fields=["created_at", "received"])
        content = {name: value for name, value in content.items() if name != "redacted"}
        saving.begin(article, None, Snapshot.Kind.FILED, content)
        followed = {"translated_version": _level(last)} if article.translation_of_id else {}
        Article.objects.filter(pk=article.pk).update(
            published_saves=article.saves, updated_at=versions[-1].at, **followed
        )

    # ---- the paper

    def project(self):
        """Put on the site what the record says is there."""
        for done, number in enumerate(self.stories, 1):
            last = Version.objects.filter(story=number).order_by("-number").first()
            if last.kind != Version.Kind.WITHDRAWN:
                try:
                    publishing.project(last)
                except WRONG as error:
                    raise _unfit(number, error) from error
            self.tell("stories on the site", done, len(self.stories))

    def count_on(self):
        """Let new rows have numbers that nothing on record knows: whoever is new is nobody's namesake by number."""
        for model, kind in NUMBERED.items():
            last = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            if not (highest := max(last, self.highest[kind])):
                continue
            table = model._meta.db_table
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, highest])
                else:
                    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, highest])

    def verify(self):
        """Hold what was put there against itself, before it counts. Raises Refused."""
        found = []
        Verifier(wrong=found.append, told=lambda sentence: None).run(quick=True)
        if found:
            raise Refused(f"the record would not be whole: {found[0]}")


def _level(version):
    """The version of its original that a translation says: the newest there was when it went out."""
    told = Version.objects.filter(story=version.words["translation_of"], kind__in=SAYING, at__lte=version.at)
    return told.order_by("-number").values_list("number", flat=True).first() or 0


def _batches(numbers):
    return (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))


def _unfit(story, error):
    return Refused(f"story {story} cannot be shown as it stands in the archive copy ({type(error).__name__}: {error})")
