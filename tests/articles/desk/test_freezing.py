from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk.rendering import freeze, freeze_all
from articles.models import Article, EditorLine
from media.models import Clip


def laden(cast, number):
    """An article with all that words are made of."""
    photo = cast.photo(colour=(number * 40, 10, 20), processed=False)
    clip = Clip.objects.create(name=f"ab/{number}", sha256=f"{number:064}", kind="video", extension="mp4", size=6)
    body = f'<p>正文。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    body += f'<figure data-clip="{clip.pk}"><figcaption></figcaption></figure>'
    article = cast.article(
        headline=f"稿{number}", body=body, cover=cast.photo(colour=(9, 99, number * 40), processed=False)
    )
    article.tags.add("冰雪", f"标签{number}")
    EditorLine.objects.create(article=article, role="责编", name="贺小满")
    return article


def test_the_words_of_many_are_the_words_of_each(cast):
    numbers = [laden(cast, number).pk for number in (1, 2)] + [cast.article(section=None).pk]
    articles = Article.objects.filter(pk__in=numbers).order_by("pk")
    words = freeze_all(articles)
    assert words == [freeze(Article.objects.get(pk=number)) for number in numbers]
    assert [(len(one["photos"]), len(one["clips"])) for one in words] == [(2, 1), (2, 1), (0, 0)]


def test_the_part_of_ai_stands_in_the_words_only_where_it_had_one(cast):
    article = cast.article()
    before = freeze(article)
    assert "ai_part" not in before
    article.ai_part = "assisted"
    assert freeze(article) == before | {"ai_part": "assisted"}


def test_the_words_of_many_cost_the_same(cast):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            freeze_all(Article.objects.all())
        return len(asked)

    laden(cast, 1)
    few = cost()
    for number in range(2, 5):
        laden(cast, number)
    assert cost() == few <= 10
    assert freeze_all([]) == []
