"""A site full of what nobody may see: a secret word in drafts of every state, in what was withdrawn, killed or thrown away,
in copy, in links that answer no more."""

import json

FILL = "from tests.drills.hiding import hide; hide()"


def hide():
    """Fill an empty site, and print where its doors are and what is hidden there."""
    from datetime import timedelta

    from django.conf import settings
    from django.utils import timezone

    from articles.desk import arriving, photos, previews
    from articles.desk.workflow import Verb
    from articles.models import Article, Autosave, Section, Topic
    from media.models import Photo
    from newsroom import edition
    from tests.architecture.test_matrix import OTHER_LANGUAGE, furnished
    from tests.articles.public.test_canary import SECRET, fill_with_the_secret
    from tests.articles.public.test_canary import hide as hide_articles
    from tests.cast import Cast
    from tests.drills.furnished import doors_of

    cast = Cast()
    world = furnished(cast, settings)
    articles = hide_articles(cast)

    killed = cast.photo(caption=SECRET, colour=(200, 10, 10))
    files = [rendition.name for rendition in killed.renditions.all()]
    originals = list(Photo.objects.values_list("original", flat=True))
    photos.kill(killed.pk, cast.photo_desk, SECRET)

    trashed = cast.article()
    fill_with_the_secret(trashed)
    cast.do(trashed, Verb.TRASH, cast.chief_editor, text=SECRET)
    foreign = cast.article(language=OTHER_LANGUAGE, section=Section.objects.get(masthead_id=OTHER_LANGUAGE))
    fill_with_the_secret(foreign)
    articles += [trashed, foreign]

    tokens = []
    for article in articles:
        article.refresh_from_db()
        if article.trashed_at is None and article.section_id:
            for kind in ("expired", "revoked"):
                link, token = previews.share(article, cast.chief_editor, SECRET)
                tokens.append(token)
                if kind == "revoked":
                    previews.revoke(link, cast.chief_editor)
                else:
                    type(link).objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    Topic.objects.create(title=SECRET, slug="hidden", is_open=False)
    Autosave.objects.create(user=cast.chief_editor, tab="hidden", content={"headline": SECRET, "body": SECRET})
    articles[0].notes.create(text=SECRET, author_name=SECRET)
    copy = settings.UPLOADS / "secret.txt"
    copy.write_text(f"{SECRET}\n{SECRET}开张了。")
    dispatch = arriving.take_file(copy, f"{SECRET}.txt", user=cast.editor)[0]
    edition.bump()
    found = {
        "doors": doors_of(world),
        "articles": [article.pk for article in Article.objects.filter(pk__in=[one.pk for one in articles])],
        "days": sorted({f"{timezone.localtime(article.created_at):%Y/%m/%d}" for article in articles}),
        "tokens": tokens,
        "files": files,
        "originals": [*originals, dispatch.original],
        "secret": SECRET,
    }
    print(json.dumps(found, default=str))  # noqa: T201
