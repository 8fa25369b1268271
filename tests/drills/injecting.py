"""A site with every vector of tests/drills/vectors.py in every text field of every model, in names of files, in what photos
say of themselves and in copy of every kind."""

import json
from io import BytesIO

FILL = "from tests.drills.injecting import inject; inject()"


def inject():
    """Fill an empty site, and print the addresses at which all that is shown."""
    from django.conf import settings

    from newsroom import edition
    from tests.cast import Cast
    from tests.drills.vectors import VECTORS

    cast = Cast()
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    _people(cast, VECTORS)
    shown = [_story(cast, at, vector) for at, vector in enumerate(VECTORS)]
    _house(cast, VECTORS)
    dispatches = _copy(cast, VECTORS)
    edition.bump()
    print(json.dumps({"shown": shown, "dispatches": dispatches}))  # noqa: T201


def filled(row, vector, at=0, **fields):
    """`row`, not saved yet, with the vector in all of its fields of text that take any text."""
    from django.db import models

    for field in row._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.choices or not field.editable:
            continue
        if field.name in {"slug", "language", "body", "key", "path", "colour", "username", "password"}:
            continue
        value = f"{at}{vector}" if field.unique else vector
        if isinstance(field, models.URLField):
            value = [vector, f"https://vx7.example/?{vector}", 'javascript:alert("vx7")'][at % 3]
        setattr(row, field.attname, value[: field.max_length] if field.max_length else value)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def _people(cast, vectors):
    from django.contrib.auth import get_user_model

    for at, user in enumerate(get_user_model().objects.all()):
        user.last_name, user.first_name, user.email = vectors[at][:150], vectors[-1 - at][:150], f"{at}@vx7.example"
        user.save()


def _story(cast, at, vector):
    """The addresses of a story with the vector everywhere, and of all that belongs to it."""
    from articles.desk import previews, saving
    from articles.desk.workflow import Verb
    from articles.models import Article, Autosave, Byline, Publication, Tag
    from articles.models.bodies import clean_body
    from newsroom.models import Reporter

    photo = _photo(cast, at, vector)
    reporter = filled(Reporter(), vector, at, other_names=f"|{vector[:50]}|", name=f"{at}{vector}"[:60])
    reporter.save()
    tag = filled(Tag(), vector, at)
    tag.save()
    figure = f'<figure data-photo="{photo.pk}"><figcaption>{vector}</figcaption></figure>'
    body = f'<p>河谷。</p>{figure}<p title="{vector}">雪</p><p><a href="{vector}">雪</a></p><h2>{vector}</h2><ul><li>{vector}</li></ul>'
    body += f'<blockquote data-pull=""><p>{vector}</p></blockquote><p>{vector}</p>{vector}'
    article = filled(
        Article(section=cast.section, created_by=cast.reporter, cover=photo),
        vector,
        at,
        body=clean_body(body),
        headline=f"{at}{vector}"[:120],
        outlets="雪川新闻网",
    )
    article.save()
    article.tags.set([tag])
    Byline.objects.create(article=article, reporter=reporter, role=vector[:20], unit=vector[:60], position=0)
    Byline.objects.create(article=article, name=f"二{vector}"[:60], role=vector[:20], position=1)
    article.editors.create(role=vector[:20], name=vector[:60])
    saving.begin(article, cast.editor)
    article.notes.create(text=vector, quote=vector, before=vector[:40], after=vector[:40], author_name=vector)
    previews.share(article, cast.chief_editor, vector[:60])
    Autosave.objects.create(
        user=cast.administrator, article=article, tab=f"{at}", content={"headline": vector, "body": vector}
    )
    cast.published(article)
    publication = Publication.objects.get(story=article.pk)
    address = publication.get_absolute_url()
    if at % 4 == 1:
        cast.changed(article, subtitle=f"{vector}二"[:120])
        cast.do(cast.signed(article), Verb.CORRECT, cast.chief_editor, text=vector)
    if at % 4 == 3:
        cast.do(article, Verb.WITHDRAW, cast.chief_editor, text=vector)
    desk = "/admin/articles/article/"
    return {
        "vector": vector,
        "gone": at % 4 == 3,
        "public": [
            address,
            f"{address}versions/",
            *([] if at % 4 == 3 else [f"{address}print/", f"{address}versions/1/"]),
        ],
        "desk": [
            f"{desk}{article.pk}/change/",
            f"{desk}{article.pk}/history/",
            f"{desk}{article.pk}/slip/",
            f"/admin/media/photo/{photo.pk}/change/",
            f"/admin/newsroom/reporter/{reporter.pk}/change/",
            f"/admin/articles/tag/{tag.pk}/change/",
        ],
        "data": [] if at % 4 == 3 else [f"{address}ninjs.json"],
    }


def _photo(cast, at, vector):
    from xml.sax.saxutils import escape

    from django.core.files import File

    from media import uploads
    from media.models import PhotoCredit
    from media.tasks import make_renditions
    from tests.cast import photo_file
    from tests.media.drawn import with_datasets, with_xmp
    from tests.media.words import packet

    jpeg = photo_file(size=(320, 200), colour=(at * 2, 250 - at * 2, 90)).read()
    text = "".join(mark for mark in escape(vector) if mark >= " ")
    listed = f"<rdf:Alt><rdf:li xml:lang='x-default'>{text}</rdf:li></rdf:Alt>"
    said = f"<dc:title>{listed}</dc:title><dc:description>{listed}</dc:description><dc:rights>{listed}</dc:rights>"
    said += f"<dc:creator><rdf:Seq><rdf:li>{text}</rdf:li></rdf:Seq></dc:creator><photoshop:Credit>{text}</photoshop:Credit>"
    said += f"<photoshop:City>{text}</photoshop:City><photoshop:Headline>{text}</photoshop:Headline>"
    jpeg = with_xmp(packet(said), jpeg)
    jpeg = with_datasets(
        [(number, vector.encode()) for number in (5, 25, 55, 80, 85, 90, 101, 105, 110, 115, 116, 120, 122)], jpeg
    )
    photo, _created = uploads.accept(File(BytesIO(jpeg), name=f"{vector}.jpg"), cast.photo_desk)
    if at % 2:  # the others keep what their file says
        filled(photo, vector, at, marks=[vector[:20]], licence="").save()
        photo.credits.all().delete()
        PhotoCredit.objects.create(photo=photo, role=vector[:20], name=vector[:60], unit=vector[:60])
    make_renditions.call(photo.pk)
    photo.refresh_from_db()
    return photo


def _house(cast, vectors):
    """What stands around stories: mastheads, sections, topics, pages of the house, words of the desk."""
    from articles.models import (
        HousePage,
        HouseWord,
        Outlet,
        Publication,
        Remit,
        ReviewStage,
        SavedFilter,
        Section,
        Slot,
        Topic,
        TopicBlock,
    )
    from articles.models.bodies import clean_body
    from media.models import Clip
    from newsroom import audit
    from newsroom.models import Masthead

    for at, vector in enumerate(vectors):
        outlet, word = filled(Outlet(), vector, at), filled(HouseWord(), vector, at)
        outlet.save()
        word.save()
        topic = filled(Topic(slug=f"topic-{at}", is_open=True, masthead_id="zh-hans"), vector, at)
        topic.save()
        filled(TopicBlock(topic=topic, kind="words", position=1), vector, at).save()
        audit.record("public", cast.editor, about=vector, detail=vector)
        Clip.objects.create(name=f"ab/{at}", sha256=f"{at}", file_name=vector, kind="video", extension="mp4", size=6,
                            title=vector[:60], credit=vector[:60])  # fmt: skip
        SavedFilter.objects.create(
            user=cast.administrator, list="articles.article", name=vector[:30], query=f"q={vector}", is_shared=True
        )
        if at < 30:
            name = vectors[-1 - at][:20]
            Section.objects.create(
                masthead_id="zh-hans", name=name, description=vector[:60], slug=f"section-{at}", position=at + 5
            )
            body = clean_body(f"{vector}<p>{vector}</p>")
            HousePage.objects.create(
                masthead_id="zh-hans", title=vector[:40], slug=f"page-{at}", body=body, position=at
            )
    Remit.objects.create(user=cast.photo_desk)
    for at, stage in enumerate(ReviewStage.objects.all()):
        stage.name = vectors[-1 - at][:20]
        stage.save()
    for at, story in enumerate(Publication.objects.all()[:12]):
        Slot.objects.create(position=at + 1, story=story.story, headline=vectors[at][:60])
    for at, language in enumerate(("zh-hans", "kk-arab", "ug", "en")):
        masthead, _made = Masthead.objects.get_or_create(
            language=language, defaults={"name": "x", "outlet": "x", "publisher": "x"}
        )
        filled(masthead, vectors[(16, 52, 0, 20)[at]], at, email="a@vx7.example").save()


def _copy(cast, vectors):
    """The numbers of dispatches of every kind with all vectors in them, and of one dispatch for each under its name."""
    from html import escape

    from django.conf import settings

    from articles.desk import arriving
    from tests.articles.intake import making

    lines = ["河谷里下了今年第一场雪", *vectors, "结束。"]
    page = "".join(f"<p>{vector}</p><p>{escape(vector)}</p>" for vector in vectors)
    feed = "<rss version='2.0'><channel><title>x</title>" + "".join(
        f"<item><title>{escape(vector)}</title><description>{escape(vector)}</description><author>{escape(vector)}</author></item>"
        for vector in vectors[:30]
    )
    usable = {"uri": "urn:x", "type": "text", "version": "1", "title": vectors[0], "headlines": [{"role": "main", "value": vectors[0]}],
              "bodies": [{"contenttype": "text/html", "value": page}], "by": vectors[1], "people": [{"name": vectors[2]}]}  # fmt: skip
    files = {
        "all.txt": "\n".join(lines).encode(),
        "all.html": f"<html><body>{page}</body></html>".encode(),
        "all.docx": making.docx(*map(escape, lines)),
        "all.eml": making.mail(
            "\n".join(lines), subject=vectors[0], page=page, sender=f'"{vectors[16]}" <a@vx7.example>'
        ),
        "all.xml": (feed + "</channel></rss>").encode(),
        "all.json": json.dumps(usable).encode(),
    }
    for at, vector in enumerate(vectors[:40]):
        files[f"{vector}.txt"] = f"河谷{at}的雪\n{vector}".encode()
    found = []
    for at, (name, content) in enumerate(files.items()):
        path = settings.UPLOADS / f"copy-{at}.{name.rpartition('.')[2]}"
        path.write_bytes(content)
        found += [dispatch.pk for dispatch in arriving.take_file(path, name, user=cast.editor)]
    return found
