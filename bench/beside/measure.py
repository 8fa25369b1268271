"""Makes a paper with Wagtail and says what its pages cost, measured as ours are, in turns with them. bench/pages.py runs it with
a Python that has Wagtail, and says in the environment where."""

import io
import os
import random
import sys
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[0:0] = [str(HERE), str(HERE.parent), os.environ["BESIDE_FOLDER"]]
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
try:  # the SQLite that ours runs on
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:
    pass

import django  # noqa: E402

django.setup()

from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from ground import renders, turns  # noqa: E402
from news.models import FrontPage, SectionPage, StoryPage  # noqa: E402
from PIL import Image  # noqa: E402
from taggit.models import Tag  # noqa: E402
from wagtail import __version__  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402
from wagtail.signal_handlers import disable_reference_index_auto_update  # noqa: E402

SECTIONS, PHOTOS, TAGS, ASKED = 6, 40, 24, 8


def main():
    told = turns.told()  # the texts of our stories
    made = Path(os.environ["BESIDE_FOLDER"], "made")
    made.mkdir()
    (made / "__init__.py").touch()
    call_command("makemigrations", "news", verbosity=0)
    call_command("migrate", verbosity=0)
    front, sections = _frame()
    with transaction.atomic(), disable_reference_index_auto_update():
        stories = _stories(sections, told["texts"], told["stories"])
    call_command("update_index", verbosity=0, stdout=io.StringIO())
    application = get_wsgi_application()
    pages = {
        "front": ["/"],
        "section": [f"/{section.slug}/" for section in sections],
        "tag": [f"/tags/{tag.slug}/" for tag in Tag.objects.all()[:ASKED]],
        "story": [story.url for story in reversed(stories[-ASKED:])],
    }
    assert front.url == "/"
    queries = {kind: renders.cost(application, asked, rounds=1)["queries"] for kind, asked in pages.items()}
    turns.answer({"version": __version__, "queries": queries}, lambda kind: renders.round_of(application, pages[kind]))


def _frame():
    """The front page and the sections."""
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    front = root.add_child(instance=FrontPage(title="雪川新闻网", slug="front"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=front, is_default_site=True)
    sections = [
        front.add_child(instance=SectionPage(title=f"栏目{at}", slug=f"s{at}", show_in_menus=True))
        for at in range(SECTIONS)
    ]
    return front, sections


def _stories(sections, texts, number):
    rng, now = random.Random(1), timezone.now()
    photos = [_photo(at) for at in range(PHOTOS)]
    tags = [Tag.objects.create(name=f"标签{at}", slug=f"tag-{at}") for at in range(TAGS)]
    made = []
    for at in range(number):
        text = texts[at % len(texts)]
        story = StoryPage(
            title=text["headline"],
            slug=f"story-{at}",
            standfirst=text["standfirst"][:300],
            byline=text["byline"],
            body=text["html"],
            published_at=now - timedelta(minutes=43 * (number - at)),
            cover=photos[at % PHOTOS] if text["cover"] else None,
        )
        story.tags.add(*rng.sample(tags, 3))
        rng.choice(sections).add_child(instance=story)
        made.append(story)
    return made


def _photo(number):
    stream = io.BytesIO()
    Image.new("RGB", (1200, 800), (6 * number, 120, 150)).save(stream, "JPEG")
    return get_image_model().objects.create(title=f"雪后的河谷 {number}", file=ImageFile(stream, name=f"{number}.jpg"))


if __name__ == "__main__":
    main()
