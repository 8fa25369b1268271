"""What the form of an article costs to open, however much hangs on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk.workflow import Verb
from articles.models import Article, Snapshot, Topic
from media.models import Photo, PhotoCredit
from newsroom.models import Reporter
from tests.articles.admin.desk import address, form_of

READ_AND_WRITTEN = 19
MOST_TO_SIGN_AND_PUBLISH = 100


@pytest.fixture
def full(cast):
    """A live article that is being changed, with everything an article can have."""
    article = cast.published(
        cast.article(topic=Topic.objects.create(title="冰雪季", slug="snow"), source="河谷日报", source_author="陆远")
    )
    article.tags.add("冰雪", "旅游")
    article.editors.create(role="责编", name="江一帆", reporter=cast.jiang)
    add_photos(article, 30)
    add_saves(article, 100)
    Article.objects.filter(pk=article.pk).update(
        saves=101, translation_of=cast.article(headline="原稿"), related=[1, 2, 3], cover=Photo.objects.first()
    )
    return article


def add_photos(article, many):
    figures = ""
    for _ in range(many):
        number = Photo.objects.count() + 1
        photo = Photo.objects.create(
            original="x", sha256=str(number), file_name="x.jpg", format="jpeg", size=1, width=1, height=1, caption="雪"
        )
        PhotoCredit.objects.create(photo=photo, name="江一帆")
        figures += f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    Article.objects.filter(pk=article.pk).update(body=article.body + figures)


def add_saves(article, many):
    last = article.snapshots.count()
    Snapshot.objects.bulk_create(
        Snapshot(article=article, number=1000 + last + at, content={"headline": "x"}, by_name="x") for at in range(many)
    )


def add_people(article, many):
    for number in range(many):
        person = Reporter.objects.create(name=f"通讯员{number}")
        article.bylines.create(reporter=person, role="通讯员", position=number)
        article.editors.create(role="审核", name=person.name, reporter=person)
        article.tags.add(f"标签{number}")


def test_it_opens_in_under_twenty_queries_with_thirty_photos_and_a_hundred_saves(
    client, cast, full, django_assert_num_queries
):
    client.force_login(cast.editor)
    client.get(address(full))
    with django_assert_num_queries(READ_AND_WRITTEN):
        client.get(address(full))
    add_photos(full, 10)
    add_saves(full, 10)
    add_people(full, 10)
    with django_assert_num_queries(READ_AND_WRITTEN):
        client.get(address(full))


@pytest.mark.parametrize("made", ["article", "signed", "published"])
def test_in_no_state_it_costs_more(client, cast, made, django_assert_max_num_queries):
    article = getattr(cast, made)()
    for role in ("reporter", "editor", "chief_editor"):
        client.force_login(getattr(cast, role))
        client.get(address(article))
        with django_assert_max_num_queries(READ_AND_WRITTEN):
            client.get(address(article))


def test_the_last_signature_and_publishing_ask_no_more_with_thirty_photos(client, cast):
    asked = [queries_to_sign_and_publish(client, cast, photos) for photos in (2, 30)]
    assert asked[1] <= asked[0]  # the first to go out makes rows that the next finds
    assert sum(asked[0]) <= MOST_TO_SIGN_AND_PUBLISH


def queries_to_sign_and_publish(client, cast, photos):
    """How many queries the last signature takes, and how many publishing, pressed in a form in which nothing was changed."""
    article = cast.article(
        body=cast.article().body
        + "".join(
            f'<figure data-photo="{cast.photo(colour=(4 * photos, 90, 8 * shade)).pk}"><figcaption></figcaption></figure>'
            for shade in range(photos)
        )
    )
    cast.do(article, Verb.SUBMIT, cast.reporter)
    cast.do(article, Verb.SIGN, cast.editor)
    cast.do(article, Verb.SIGN, cast.section_head)
    client.force_login(cast.chief_editor)
    asked = []
    for verb in (Verb.SIGN, Verb.PUBLISH):
        form = form_of(article) | {"_verb": verb}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(address(article), form).status_code == 302
        asked.append(len(captured))
    article.refresh_from_db()
    assert article.published_saves
    return asked
