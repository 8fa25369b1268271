"""Every address answers those whom tests/architecture/matrix.py names, and nobody else."""

import pytest
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from articles.desk import arriving, planning, previews, saving
from articles.models import (
    Autosave,
    FormerAddress,
    HousePage,
    HouseWord,
    LedgerRules,
    Outlet,
    Partner,
    Plan,
    Publication,
    Remit,
    ReviewStage,
    SavedFilter,
    Section,
    Slot,
    Supplier,
    Tag,
    Topic,
)
from media.models import Clip
from media.tasks import make_renditions
from newsroom import audit, roles
from newsroom.models import Beat, Masthead
from tests import factories
from tests.architecture.matrix import ELSEWHERE, MATRIX

OTHER_LANGUAGE = "kk-arab"
NOT_THAT_WAY = 405


def addresses(resolver=None, spaces=()):
    """The names of all addresses of the site, with their namespaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, pattern.name or ""))


@pytest.fixture
def world(cast, settings):
    return furnished(cast, settings)


def furnished(cast, settings):
    """What the arguments of addresses are made of. One slug serves for section, tag, reporter and topic."""
    photo = cast.photo(processed=False)
    Section.objects.filter(pk=cast.section.pk).update(slug="same")
    cast.lin.slug = "same"
    cast.lin.save(update_fields=["slug"])
    article = cast.article()
    article.tags.add("same")
    cast.published(article)
    saving.begin(article, cast.editor)
    link, token = previews.share(article, cast.editor)
    Masthead.objects.create(language=OTHER_LANGUAGE, name="x", outlet="x", publisher="x")
    other = Section.objects.create(masthead_id=OTHER_LANGUAGE, name="x", slug="same")
    theirs = factories.publication(people=[cast.lin], tags=article.tags.all(), section=other, story=900)
    for shown in (theirs, Publication.objects.get(story=article.pk)):
        factories.shown(shown, cast.lin, factories.photo())
    house_pages = [
        HousePage.objects.create(masthead_id=language, title="x", slug=slug)
        for language in ("zh-hans", OTHER_LANGUAGE)
        for slug in ("about", "same")
    ]
    Slot.objects.create(position=1, story=article.pk)
    topic = Topic.objects.create(title="冬捕", slug="same", is_open=True)
    Topic.objects.create(masthead_id=OTHER_LANGUAGE, title="冬捕", slug="same", is_open=True)
    task = make_renditions.enqueue(photo.pk)
    Beat.objects.create(pk=1, at=timezone.now())
    publication = Publication.objects.get(story=article.pk)
    rendition = settings.RENDITIONS / "ab" / f"{'ab' * 32}.webp"
    rendition.parent.mkdir(parents=True, exist_ok=True)
    rendition.write_bytes(b"a photo")
    clip = settings.CLIPS / "ab" / f"{'ab' * 32}.mp4"
    clip.parent.mkdir(parents=True, exist_ok=True)
    clip.write_bytes(b"a clip")
    text = settings.UPLOADS / "来稿.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text("河谷冬市开张\n市集持续到月底。")
    earlier, dispatch = (arriving.take_file(text, "来稿.txt", user=cast.editor)[0] for _once in range(2))
    return {
        "dispatch": dispatch.pk,
        "other": earlier.pk,
        "slug": "same",
        "language": OTHER_LANGUAGE,
        "year": publication.date.year,
        "month": publication.date.month,
        "day": publication.date.day,
        "story": article.pk,
        "folder": "ab",
        "name": rendition.stem,
        "extension": "webp",
        "articles_article": article.pk,
        "draft": cast.article().pk,
        "trashed": cast.article(trashed_at=timezone.now(), trashed_by=cast.editor).pk,
        "articles_housepage": house_pages[0].pk,
        "articles_outlet": Outlet.objects.create(name="远山社").pk,
        "articles_ledgerrules": LedgerRules.objects.create(since=publication.date.replace(day=1)).pk,
        "articles_formeraddress": FormerAddress.objects.create(path="/2019/03/snow", story=article.pk).pk,
        "articles_houseword": HouseWord.objects.create(wrong="截止目前", right="截至目前").pk,
        "kept_list": SavedFilter.objects.create(
            user=cast.administrator, list="articles.article", name="x", query="state=draft", is_shared=True
        ).pk,
        "tab": _unsaved(cast),
        "articles_partner": Partner.objects.create(name="北川日报").pk,
        "articles_supplier": Supplier.objects.create(name="白河县", address="https://county.example", is_off=True).pk,
        "articles_remit": Remit.objects.create(user=cast.photo_desk).pk,
        "link": link.pk,
        "token": token,
        "note": article.notes.create(text="请核实", author_name="校对").pk,
        "articles_section": cast.section.pk,
        "articles_tag": Tag.objects.create(name="无人用过").pk,  # one in print stays as it is
        "articles_plan": Plan.objects.create(title="冬捕", date=timezone.localdate()).pk,
        "calendar": planning.new_key(cast.editor),
        "articles_topic": topic.pk,
        "closed_topic": Topic.objects.create(title="花灯", slug="lanterns").pk,
        "articles_reviewstage": ReviewStage.objects.first().pk,
        "django_tasks_database_dbtaskresult": task.id,
        "media_photo": photo.pk,
        "media_clip": Clip.objects.create(name="ab/clip", sha256="ab", kind="video", extension="mp4", size=6).pk,
        "newsroom_masthead": Masthead.objects.first().pk,
        "signature": article.signatures.first().pk,
        "newsroom_logline": audit.record("login", cast.editor).pk,
        "newsroom_reporter": cast.jiang.pk,
        "auth_group": Group.objects.first().pk,
        "auth_user": cast.editor.pk,
    }


def _unsaved(cast):
    """The tab in which everybody has typed something."""
    Autosave.objects.bulk_create(
        Autosave(user=user, tab="tab", content={"headline": "雪"}) for user in cast.users.values()
    )
    return "tab"


def answered(response):
    """Whether there was an answer to the question asked, be it that a form was wrong."""
    to_login = response.status_code == 302 and "/login/" in response["Location"]
    return not to_login and response.status_code not in (401, 403, 404)


def test_every_address_has_a_line_in_the_matrix_and_every_line_an_address():
    named = set(addresses())
    assert named - MATRIX.keys() - ELSEWHERE.keys() == set()
    assert (MATRIX.keys() | ELSEWHERE.keys()) - named == set()


@pytest.mark.parametrize("who", ["reader", *roles.LABELS])
def test_every_address_answers_those_it_is_for_and_nobody_else(who, world, cast, client, record_property):
    surprises, asked = {}, 0
    for name, row in MATRIX.items():
        if who != "reader":
            client.force_login(cast.users[who])
        address = reverse(name, kwargs=row.arguments(world))
        response = getattr(client, row.method)(address, row.form(world))
        assert response.status_code < 500, address
        asked += 1
        if answered(response) != (who in row.who):
            surprises[name] = response.status_code
        if who not in row.who:  # nor does any other method open it
            for method in {"get", "post", "put", "patch", "delete", "options"} - {row.method}:
                response = getattr(client, method)(address)
                asked += 1
                if answered(response) and response.status_code != NOT_THAT_WAY:
                    surprises[f"{method} {name}"] = response.status_code
    record_property("asked", asked)
    record_property("wrong", len(surprises))
    assert surprises == {}
