"""A past for the world of test_matrix.py: stories that are all alike, written in bulk, as they would lie after years."""

from datetime import timedelta

from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles import tokens
from articles.models import (
    Article,
    Byline,
    Dispatch,
    FormerAddress,
    Move,
    Note,
    PhotoPlace,
    PreviewLink,
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
    Signature,
    Snapshot,
    Tag,
    TaggedArticle,
    Topic,
    Version,
    VersionPhoto,
    deskindex,
)
from articles.models.publication import key_of
from media.models import Photo, PhotoCredit, Rendition
from newsroom.models import LogLine
from tests.factories import picture

FIRST = 100_000  # the number of its newest story, photo and article; older ones have higher numbers


class Past:
    """The past of a newsroom, `cast` with its `story`, which `reach(size)` makes longer: a story every two hours, of one
    section, topic, tag and reporter, with a photo, and the newest one's too; one of ten was corrected, one of fifty is withdrawn."""

    def __init__(self, cast, story):
        self.cast, self.size, self.now = cast, 0, timezone.now()
        self.words = Version.objects.filter(story=story).first().words
        self.facts = Publication.objects.get(story=story).facts
        self.topic = Topic.objects.get(slug="same", masthead="zh-hans")
        self.tag = Tag.objects.get(slug="same")

    def reach(self, size):
        """Let there be `size` stories."""
        ages = range(self.size, size)
        self._photos(ages)
        self._articles(ages)
        self._stories(ages)
        self._logs(ages)
        self.size = size

    def _at(self, age):
        return self.now - timedelta(hours=2 * (age + 30))

    def _photos(self, ages):
        common = {"format": "jpeg", "size": 1, "width": 1200, "height": 800, "caption": "雪后的河谷", "alt": "雪"}
        _write(
            Photo(
                pk=FIRST + age,
                sha256=f"{FIRST + age:064x}",
                original=f"{age}.jpg",
                uploaded_by=self.cast.reporter,
                uploaded_at=self._at(age),
                processed_at=self._at(age),
                expires_on=self._at(age).date() if age % 2 else None,
                **common,
            )
            for age in ages
        )
        _write(PhotoCredit(photo_id=FIRST + age, name="江一帆", reporter=self.cast.jiang) for age in ages)
        card = {"kind": "card", "format": "jpeg", "width": 400, "height": 300, "size": 1}
        _write(Rendition(photo_id=FIRST + age, name=f"{age:064x}.jpg", **card) for age in ages)

    def _articles(self, ages):
        _write(
            Article(
                pk=FIRST + age,
                headline=f"河谷下雪{age}",
                body="<p>雪下了一夜。</p>",
                section=self.cast.section,
                topic=self.topic,
                created_by=self.cast.reporter,
                created_at=self._at(age),
                updated_by=self.cast.editor,
                published_saves=1,
            )
            for age in ages
        )
        for age in ages:
            Article.objects.filter(pk=FIRST + age).update(updated_at=self._at(age))
        _write(Byline(article_id=FIRST + age, reporter=self.cast.lin) for age in ages)
        _write(TaggedArticle(content_object_id=FIRST + age, tag=self.tag) for age in ages)
        _write(PhotoPlace(article_id=FIRST + age, photo=FIRST + age) for age in ages)
        _write(Snapshot(article_id=FIRST + age, number=1, content={}, by=self.cast.reporter) for age in ages)
        _write(PreviewLink(article_id=FIRST + age, hash=f"{age}", words={}, expires_at=self._at(age)) for age in ages)
        done = {"text": "核实", "author_name": "白露", "to": self.cast.editor, "resolved_at": self.now}
        _write(Note(article_id=FIRST + age, **done) for age in ages)
        signed = {"round": 1, "verdict": "submitted", "signer": self.cast.reporter, "signer_name": "x", "words": {}}
        _write(Signature(article_id=FIRST + age, fingerprint="0" * 64, **signed) for age in ages)
        for age in ages:
            text = tokens.of_text(f"河谷下雪{age}", "", "雪下了一夜。", self._at(age).date(), "zh-hans")
            deskindex._put(FIRST + age, [deskindex.PHOTO, *text])

    def _stories(self, ages):
        keys = {age: key_of(self._at(age), FIRST + age) for age in ages}
        facts = self.facts | {"photos": []}
        _write(
            Publication(
                key=keys[age],
                story=FIRST + age,
                version=1,
                language="zh-hans",
                section=self.cast.section,
                topic=self.topic,
                date=timezone.localtime(self._at(age)).date(),
                published_at=self._at(age),
                changed_at=self._at(age),
                is_corrected=age % 10 == 0,
                headline=f"河谷下雪{age}",
                cover=picture(FIRST + age),
                photo_count=3,
                html="<p>雪下了一夜。</p>",
                facts=facts | {"photos": [picture(FIRST + age)]},
            )
            for age in ages
        )
        _write(PublicationTag(publication_id=key, tag=self.tag) for key in keys.values())
        _write(PublicationByline(publication_id=key, reporter=self.cast.lin) for key in keys.values())
        _write(PublicationPhoto(publication_id=keys[age], photo=FIRST + age, position=0) for age in ages)
        owed = {"reporter": self.cast.lin, "position": 0, "newest_in": "zh-hans"}
        _write(PublicationCredit(publication_id=keys[age], photo=FIRST + age, **owed) for age in ages)
        again = {"photo": FIRST, "position": 1}  # all show the newest one's too
        _write(PublicationPhoto(publication_id=keys[age], **again) for age in ages if age)
        _write(PublicationCredit(publication_id=keys[age], reporter=self.cast.lin, **again) for age in ages if age)
        kinds = {age: "withdrawn" if age % 50 == 7 else "published" for age in ages}
        common = {"number": 1, "fingerprint": "0" * 64}
        versions = _write(
            Version(
                story=FIRST + age, kind=kinds[age], at=self._at(age), words=self.words, link=f"past-{age}", **common
            )
            for age in ages
        )
        _write(VersionPhoto(version=version, photo=version.story) for version in versions)
        rows = []
        for age, key in keys.items():
            day = timezone.localtime(self._at(age)).date()
            found = tokens.of_text(f"河谷下雪{age}", "", "雪下了一夜。", day, "zh-hans")
            people = [
                tokens.PHOTO,
                tokens.mark_of_section(self.cast.section.pk),
                tokens.mark_of_person(self.cast.lin.pk),
            ]
            rows.append((key, " ".join([*found, *people])))
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)", rows)
            # as after a while, not in the pieces in which they were written
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            cursor.execute("INSERT INTO desk_index (desk_index) VALUES ('optimize')")

    def _logs(self, ages):
        _write(LogLine(at=self._at(age), kind="decision", actor_name="x", story=FIRST + age) for age in ages)
        _write(
            LogEntry(user=self.cast.editor, object_id=str(age), object_repr="x", action_flag=2, change_message="")
            for age in ages
        )
        _write(
            Dispatch(
                name="x",
                sha256=f"{age:064x}",
                words_hash=f"{age:064x}",
                text="雪下了一夜。",
                received=self._at(age).date(),
                created_at=self._at(age),
                article_id=FIRST + age,
                filed_at=self._at(age),
            )
            for age in ages
        )
        _write(FormerAddress(path=f"/former/{age}", story=FIRST + age) for age in ages)
        _write(Move(key=f"former {age}", story=FIRST + age) for age in ages)


LONG = set()  # the tables that a past makes longer


def _write(rows):
    rows = list(rows)
    LONG.add(rows[0]._meta.db_table)
    # not by the manager of the record, which asks of every row whether it may be
    return QuerySet(type(rows[0])).bulk_create(rows, batch_size=500)
