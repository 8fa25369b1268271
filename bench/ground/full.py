"""An article with all that can hang on one: 30 photos with credits and renditions, 100 saves, people, notes, signatures."""

from articles.desk import saving
from articles.models import Article, Note, Topic
from media.models import Photo, PhotoCredit, Rendition


def full_article(archive, photos=30, saves=100):
    """The newest draft of the archive, which nobody has submitted yet, made full."""
    article = Article.objects.filter(state="draft", published_saves=0, held="").order_by("-pk")[0]
    editor = archive.logins["editor"][0]
    figures = "".join(
        f'<figure data-photo="{_photo(archive, at).pk}"><figcaption></figcaption></figure>' for at in range(photos)
    )
    content = {
        "body": article.body + figures,
        "topic": Topic.objects.create(title="冰雪季", slug="snow").pk,
        "cover": Photo.objects.first().pk,
        "source": "河谷日报",
        "related": [article.pk - at for at in range(200, 204)],
        "editors": [
            {"role": "责编", "reporter": None, "name": "白露"},
            {"role": "校对", "reporter": None, "name": "陆远"},
        ],
    }
    saving.save(article.pk, content, editor, article.saves)
    for number in range(saves):
        article.refresh_from_db()
        saving.save(article.pk, {"kicker": f"第{number}稿"}, editor, article.saves)
    for number in range(10):
        Note.objects.create(article=article, text=f"批注{number}", author=editor, author_name="白露")
    return article


def _photo(archive, at):
    person, name = archive.writers[at], f"{at:064x}"
    photo = Photo.objects.create(
        original=name,
        sha256=name,
        file_name=f"{at}.jpg",
        format="jpeg",
        size=1,
        width=6000,
        height=4000,
        caption="雪后。",
    )
    PhotoCredit.objects.create(photo=photo, role="记者", name=person.name, reporter=person)
    Rendition.objects.bulk_create(
        Rendition(
            photo=photo, kind=kind, format=form, width=width, height=width, name=f"{name}-{kind}-{width}.{form}", size=1
        )
        for kind, widths in {"wide": (480, 960, 1600), "card": (400,), "square": (200,)}.items()
        for form in ("jpeg", "webp")
        for width in widths
    )
    return photo
