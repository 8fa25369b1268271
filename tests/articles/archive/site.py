"""A small house with something of everything that an archive copy holds, and the same site emptied."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.desk import photos, publishing, redacting
from articles.models import (
    FormerAddress,
    HousePage,
    Portrait,
    Section,
    Slot,
    Tag,
    TagAlias,
    Topic,
    TopicBlock,
    TopicStory,
)
from media import clips
from newsroom.models import Masthead, Reporter
from tests.articles.public.test_record import corrected
from tests.media.recorded import recording

KEPT = {"ReviewStage", "Edition", "Beat", "StepRule"}
INDEXES = ("search_index", "search_index_words", "desk_index", "desk_index_words")
FIGURE = '<figure data-photo="{}"><figcaption></figcaption></figure>'


def furnish(cast):
    """Fill the site; the numbers of its stories by what they are."""
    snow, river, killed = cast.photo(), cast.photo("冰封的河。", colour=(20, 60, 90)), cast.photo(colour=(9, 9, 9))
    clip, _created = clips.accept(recording(), cast.photo_desk, title="冰面之声", credit="记者 林知夏摄制")
    Masthead.objects.create(language="kk-arab", name="قارلى وزەن", outlet="قارلى وزەن", publisher="قارلى وزەن")
    steppe = Section.objects.create(masthead_id="kk-arab", name="جاڭالىق", slug="news", position=2, description="=1+1")
    topic = Topic.objects.create(title="冰雪", slug="ice", standfirst="看雪。", cover=river, is_open=True)
    body = f"<p>河谷下雪。</p>{FIGURE.format(snow.pk)}<p>孩子们堆雪人。</p>"
    story = cast.article(headline="河谷下雪", body=body, topic=topic, kicker="冬日", cover=river)
    story.tags.set(["冰雪", "旅游"])
    cast.published(story)
    corrected(cast, story, "积雪深度应为二十一厘米。", headline="河谷下大雪")
    second = cast.article(
        headline="-河面结冰", body=f'<p>冰厚半米。</p><figure data-clip="{clip.pk}"><figcaption></figcaption></figure>'
    )
    second.related = [story.pk]
    second.save()
    cast.published(second)
    gone = cast.published(cast.article(headline="不该发的事", body=f"<p>误发。</p>{FIGURE.format(killed.pk)}"))
    publishing.withdraw(gone.pk, notice="来源有误。")
    named = cast.published(cast.article(headline="夜莺之名"))
    redacting.redact(named.pk, 1, "依雪川市人民法院裁定")
    other = cast.article(headline="قار جاۋدى", language="kk-arab", section=steppe, translation_of=story)
    cast.published(other)
    photos.kill(killed.pk, cast.photo_desk, "侵权")
    Portrait.objects.create(reporter=cast.jiang, photo=river)
    Reporter.objects.filter(pk=cast.lin.pk).update(biography="写雪。\n\n也写河。", other_names="|小林|Lin|")
    Reporter.objects.create(name="草稿中人", is_unchecked=True)
    TagAlias.objects.create(name="冰雪运动", slug="ice-sports", tag=Tag.objects.get(name="冰雪"), is_former=True)
    block = TopicBlock.objects.create(topic=topic, heading="头条", words="'引号")
    TopicStory.objects.create(block=block, story=story.pk)
    Slot.objects.create(position=1, story=story.pk, headline="大雪", photo=snow, is_focus=True)
    Slot.objects.create(position=1, section=cast.section, story=second.pk, ends_at=timezone.now())
    HousePage.objects.create(title="关于我们", slug="about", body="<p>我们在河谷。</p>")
    FormerAddress.objects.create(path="/?p=12", story=story.pk)
    return {"story": story.pk, "second": second.pk, "gone": gone.pk, "named": named.pk, "translation": other.pk}


def empty():
    """Take everything off the site but who may log in."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ("articles", "media", "newsroom") and model.__name__ not in KEPT:
            model._base_manager.all().order_by()._raw_delete("default")
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables.intersection(INDEXES):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    call_command("establish", verbosity=0)


def move(settings, folder):
    """Let the data folders be those of another copy of the site."""
    for name in ("ORIGINALS", "RENDITIONS", "CLIPS", "COPIES", "CARDS"):
        setattr(settings, name, folder / name.lower())


def tree(folder):
    """path → bytes, of all files below a folder."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}
