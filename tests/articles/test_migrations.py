"""Migrations that carry what people wrote from one form into another."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from media.models import Photo
from newsroom.models import Reporter

TEXT, PEOPLE = ("articles", "0003_the_desk"), ("articles", "0004_people_of_editor_lines")


@pytest.fixture
def migrated(transactional_db):
    """migrated(target) migrates articles there and gives the models of that time; afterwards all is as it was."""

    def migrated(target):
        executor = MigrationExecutor(connection)
        executor.migrate([target])
        return MigrationExecutor(connection).loader.project_state([target]).apps

    yield migrated
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def article(apps, line):
    return apps.get_model("articles", "Article").objects.create(headline="雪", editor_line=line)


def test_a_text_line_becomes_people_and_known_ones_are_linked(migrated):
    apps = migrated(TEXT)
    known = apps.get_model("newsroom", "Reporter").objects.create(name="白露", slug="bailu")
    number = article(apps, "责编:白露 校对:石溪").pk
    unread = article(apps, "本报综合").pk
    people = migrated(PEOPLE).get_model("articles", "EditorLine").objects
    said = people.filter(article_id=number).values_list("role", "name", "reporter_id")
    assert list(said) == [("责编", "白露", known.pk), ("校对", "石溪", None)]
    assert list(people.filter(article_id=unread).values_list("name", flat=True)) == ["本报综合"]


def test_the_way_back_writes_the_line_again(migrated):
    number = article(migrated(TEXT), "责编:白露 校对:石溪").pk
    migrated(PEOPLE)
    apps = migrated(TEXT)
    assert apps.get_model("articles", "Article").objects.get(pk=number).editor_line == "责编:白露 校对:石溪"


BEFORE_PLACES, PLACES = ("articles", "0013_photos_of_versions"), ("articles", "0014_fill_the_places_of_photos")
MARKS, MADE = ("media", "0003_the_photo_desk"), ("media", "0004_ai_marks")


def photo(model, number, **fields):
    values = {"original": f"{number}.jpg", "sha256": f"{number:064x}", "file_name": "a.jpg", "format": "jpeg"}
    values |= {"size": 1, "width": 3, "height": 2} | fields
    return model.objects.create(pk=number, **values)


def version(apps, story, words):
    return apps.get_model("articles", "Version").objects.create(
        story=story, number=1, kind="published", at=timezone.now(), words=words, fingerprint="", link=f"{story}"
    )


def test_the_places_of_photos_are_filled_from_bodies_covers_and_versions(migrated):
    apps = migrated(BEFORE_PLACES)
    photo(Photo, 9)  # media stays as it is today
    body = '<figure data-photo="5"></figure><figure data-gallery="6 7 5"></figure><figure data-photo=""></figure>'
    articles = apps.get_model("articles", "Article").objects
    held = articles.create(headline="有图", body=body, cover_id=9).pk
    articles.create(headline="无图", body="<p>雪</p>")
    printed = version(apps, 1, {"story": 1, "photos": {"5": {}, "9": {}}}).pk
    version(apps, 2, {"story": 2})  # a withdrawal
    apps = migrated(PLACES)
    rows = apps.get_model("articles", "PhotoPlace").objects.order_by("photo").values_list("article", "photo")
    assert list(rows) == [(held, 5), (held, 6), (held, 7), (held, 9)]
    rows = apps.get_model("articles", "VersionPhoto").objects.order_by("photo").values_list("version", "photo")
    assert list(rows) == [(printed, 5), (printed, 9)]
    assert not migrated(BEFORE_PLACES).get_model("articles", "PhotoPlace").objects.exists()


def test_the_mark_of_ai_becomes_how_a_photo_was_made_and_back(migrated):
    apps = migrated(MARKS)
    marks = {1: ["资料图片", "AI生成"], 2: ["AI合成"], 3: ["资料图片"], 4: [], 5: ["AI生成"]}
    for number, said in marks.items():
        photo(apps.get_model("media", "Photo"), number, marks=said)

    def said(apps):
        return list(apps.get_model("media", "Photo").objects.order_by("pk").values_list("marks", "made"))

    ai, part = "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"
    assert said(migrated(MADE)) == [(["资料图片"], ai), ([], part), (["资料图片"], ""), ([], ""), ([], ai)]
    assert said(migrated(MARKS)) == [(said, "") for said in marks.values()]


def test_who_was_a_name_alone_becomes_a_reporter_on_the_way_back(migrated):
    before, after = ("articles", "0016_moving_in"), ("articles", "0018_bylines_by_name_and_back")
    apps = migrated(after)
    number = apps.get_model("articles", "Article").objects.create(headline="雪").pk
    bylines = apps.get_model("articles", "Byline").objects
    for role in ("记者", "摄影"):
        bylines.create(article_id=number, name="贺 小满", key="贺小满", role=role)
    migrated(before)
    (he,) = Reporter.objects.all()
    assert (he.name, he.is_unchecked) == ("贺 小满", True)
    assert list(Reporter.objects.named("贺小满")) == [he]
    rows = migrated(after).get_model("articles", "Byline").objects.values_list("reporter", "name")
    assert list(rows) == [(he.pk, "")] * 2


BEFORE_NEWEST, NEWEST = ("articles", "0028_exchange"), ("articles", "0030_fill_the_newest_credits")


def on_the_site(apps, key, language, *photos, owed_to):
    values = {"key": key, "story": key, "version": 1, "language": language, "section_id": section(apps, language)}
    values |= {"date": "2026-11-28", "published_at": timezone.now(), "changed_at": timezone.now(), "headline": "雪"}
    apps.get_model("articles", "Publication").objects.create(**values)
    for position, number in enumerate(photos):
        apps.get_model("articles", "PublicationCredit").objects.create(
            publication_id=key, reporter_id=owed_to, photo=number, position=position
        )


def section(apps, language):
    apps.get_model("newsroom", "Masthead").objects.get_or_create(
        language=language, defaults={"name": language, "outlet": language}
    )
    values = {"name": "雪", "slug": "snow", "masthead_id": language}
    return apps.get_model("articles", "Section").objects.get_or_create(**values)[0].pk


def test_the_newest_place_of_each_photo_of_a_person_is_filled_in(migrated):
    apps = migrated(BEFORE_NEWEST)
    lin, jiang = (apps.get_model("newsroom", "Reporter").objects.create(name=n, slug=n).pk for n in ("lin", "jiang"))
    on_the_site(apps, 1, "zh-hans", 5, 6, owed_to=lin)
    on_the_site(apps, 2, "zh-hans", 5, owed_to=lin)
    on_the_site(apps, 3, "kk-arab", 5, owed_to=lin)
    on_the_site(apps, 4, "zh-hans", 5, owed_to=jiang)
    rows = migrated(NEWEST).get_model("articles", "PublicationCredit").objects.order_by("publication", "position")
    assert list(rows.values_list("publication", "photo", "newest_in")) == [
        (1, 5, None),
        (1, 6, "zh-hans"),
        (2, 5, "zh-hans"),
        (3, 5, "kk-arab"),
        (4, 5, "zh-hans"),
    ]


def test_the_part_of_ai_is_filled_in(migrated):
    apps = migrated(("articles", "0030_fill_the_newest_credits"))
    for key, facts in enumerate([{}, {"ai": ""}, {"ai": "assisted"}, {"ai": "generated"}], 1):
        on_the_site(apps, key, "zh-hans", owed_to=None)
        apps.get_model("articles", "Publication").objects.filter(key=key).update(facts=facts)
    rows = migrated(("articles", "0032_fill_the_part_of_ai")).get_model("articles", "Publication").objects
    assert list(rows.order_by("key").values_list("ai", flat=True)) == [None, None, "assisted", "generated"]
