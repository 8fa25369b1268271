import re
from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.desk import publishing
from articles.desk.workflow import Verb
from articles.models import Article, Publication, Section, Tag, TagAlias, Topic, Version
from newsroom.models import Masthead
from tests.articles.admin.desk import address, editor_fields, form_of

PREVIEW = "/admin/articles/article/preview/"


def test_it_shows_what_is_typed_and_writes_nothing(client, cast):
    article = cast.article()
    client.force_login(cast.editor)
    lines = [("通讯员", cast.jiang, "")]
    response = client.post(PREVIEW, form_of(article, bylines=lines, headline="还没保存的标题", tags="冰雪，新标签"))
    page = response.content.decode()
    for shown in ("还没保存的标题", "(通讯员 ", "新标签", "雪川新闻网"):
        assert shown in page
    assert "林知夏" not in page
    article.refresh_from_db()
    assert article.headline == "冬季旅游推介会召开"
    assert article.bylines.count() == 2
    assert not Publication.objects.exists()
    assert not Version.objects.exists()
    assert response["Cache-Control"].find("no-store") >= 0


def test_no_script_is_asked_for_in_a_frame_that_lets_none_run(client, cast):
    client.force_login(cast.editor)
    page = client.post(PREVIEW, form_of(cast.article())).content.decode()
    assert "<script" in client.get("/").content.decode()
    assert "<script" not in page


def test_it_shows_photos_with_caption_and_credit(client, cast):
    photo = cast.photo()
    article = cast.article()
    client.force_login(cast.editor)
    body = f'<p>雪</p><figure data-photo="{photo.pk}"><figcaption>自写的图说</figcaption></figure>'
    page = client.post(PREVIEW, form_of(article, body=body)).content.decode()
    assert "自写的图说" in page
    assert "实习记者 江一帆摄" in page


def test_a_form_that_is_not_ready_is_shown_as_far_as_it_goes(client, cast):
    client.force_login(cast.reporter)
    response = client.post(PREVIEW, {"headline": "", "body": "<p>只有一段</p>", "section": cast.section.pk})
    assert "只有一段" in response.content.decode()
    assert client.post(PREVIEW, {"article": "99999999999999999"}).status_code in {200, 404}
    assert not Article.objects.exists()


def test_nothing_unclean_gets_into_the_page(client, cast):
    client.force_login(cast.editor)
    page = client.post(PREVIEW, {"headline": "<script>x()</script>", "body": "<p>雪<script>y()</script></p>"})
    assert "<script>x()" not in page.content.decode()
    assert "y()" not in page.content.decode()


def test_those_who_may_not_write_see_none(client, cast):
    article = cast.article()
    assert client.post(PREVIEW, form_of(article)).status_code == 302
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.post(PREVIEW, form_of(article)).status_code == 403
    assert client.get(reverse("admin:articles_article_preview_saved", args=[article.pk])).status_code == 403


def test_the_saved_article_can_be_read_where_it_cannot_be_edited(client, cast):
    article = cast.article()
    client.force_login(cast.user("other", "reporter"))
    page = client.get(reverse("admin:articles_article_preview_saved", args=[article.pk]))
    assert article.headline in page.content.decode()
    assert client.get(reverse("admin:articles_article_preview_saved", args=[999])).status_code == 404


# ---- exactly what publishing would make


def story_in(response):
    """The story in a page, its own time to the minute left open where it is only now being published."""
    page = response.content.decode()
    assert response.status_code == 200, page[:500]
    story = re.search(r'<article class="story">.*?</article>', page, re.DOTALL)[0]
    return re.sub(r'<p><a href="[^"]*/versions/">[^<]*</a></p>', "", story)  # what is not out has no record


def without_time(html):
    return re.sub(r'<p class="dates">.*?</p>', "", html, flags=re.DOTALL)


def correct(cast, article, note):
    cast.do(cast.signed(article), Verb.CORRECT, cast.chief_editor, text=note)


def published_as_previewed(client, cast, article, form, note=""):
    """(the story in the preview of the form, the story on the site after that form was saved, signed and published)."""
    client.force_login(cast.editor)
    seen = story_in(client.post(PREVIEW, form))
    saved = client.post(address(article), form)
    assert saved.status_code == 302, saved.context["errors"]
    correct(cast, article, note) if note else cast.published(article)
    client.logout()
    return seen, story_in(client.get(Publication.objects.get(story=article.pk).get_absolute_url()))


def table(text):
    return f'<table><tbody><tr><th scope="col">{text}</th></tr><tr><td colspan="2"><p>1 &lt; 2</p></td></tr></tbody></table>'


def test_what_is_shown_is_what_goes_out(client, cast):
    one, two = cast.photo(), cast.photo(caption="夜里的河谷。", colour=(1, 2, 3))
    other = cast.published(cast.article(headline="另一篇报道"))
    topic = Topic.objects.create(masthead_id="zh-hans", title="冬季旅游", slug="winter", is_open=True)
    Tag.objects.create(name="冰雪")
    TagAlias.objects.create(name="冰天雪地", tag=Tag.objects.get(name="冰雪"))
    article = cast.article()
    body = (
        '<h2>小标题 &amp; 其他</h2><p>12月27日，<strong>开幕</strong>。<a href="/x?a=1&amp;b=2">见此</a><br>👍\u202e𠀀</p>'
        f'<figure data-photo="{one.pk}"><figcaption>自写 &lt;b&gt;</figcaption></figure><hr>{table("列")}'
        f'<figure data-gallery="{two.pk} {one.pk}"><figcaption>组图</figcaption></figure>'
        '<figure data-video="https://v.example/a.mp4"><figcaption></figcaption></figure>'
        '<figure data-audio="https://v.example/page?x=1&amp;y=2"><figcaption>录音</figcaption></figure>'
        f'<aside data-story="{other.pk}"></aside><blockquote data-pull=""><p>“重点”</p></blockquote>'
        '<p lang="ug" dir="rtl">قار ياغدى</p><ul><li><p>一</p><ol start="3"><li><p>二</p></li></ol></li></ul>'
    )
    form = form_of(
        article,
        bylines=[("记者", cast.lin, "河谷乡"), ("通讯员", cast.jiang, "")],
        body=body,
        kicker="引题\x00",
        headline="标题<script>x</script> “好”",
        subtitle="副题",
        standfirst="第一行\r\n第二行",
        dateline="讯",
        tags="新标签，冰天雪地",
        topic=topic.pk,
        source="远山社",
        source_title="原题",
        source_author="某人",
        source_url="https://a.example/?x=1&y=2",
        related=f"{other.pk}",
        event_date="2026-12-27",
    ) | editor_fields(article, [("责编", "高远"), ("校对", "林知夏")])
    seen, out = published_as_previewed(client, cast, article, form)
    out = re.sub('<a href="/tags/[^"]*">新标签</a>', "<span>新标签</span>", out)  # it has no page before it is saved
    assert without_time(seen) == without_time(out)
    assert 'href="/tags/' in seen


def test_a_change_of_a_live_story_is_shown_under_its_first_date_with_its_corrections(client, cast):
    article = cast.signed()
    publishing.publish(article, at=timezone.now() - timedelta(days=40))
    cast.changed(article, headline="第一次更正")
    correct(cast, article, "数字有误，现已更正。")
    form = form_of(article, headline="第二次更正")
    with time_machine.travel(timezone.now(), tick=False):  # both say when, to the minute
        seen, out = published_as_previewed(client, cast, article, form, note="又改了一处。")
    assert "数字有误" in seen
    note = re.search(r"<p><time[^>]*>[^<]*</time>又改了一处。</p>\n", out)[0]
    assert seen == out.replace(note, "")


def test_another_edition_is_shown_in_its_own_language(client, cast):
    Masthead.objects.create(language="en", name="Xuechuan News", outlet="Xuechuan", publisher="Xuechuan Media")
    section = Section.objects.create(masthead_id="en", name="News", slug="news")
    article = cast.article(section=section, language="en")
    form = form_of(article, headline="Snow", source="Far Hills", source_author="A. Nother", tags="snow")
    seen, out = published_as_previewed(client, cast, article, form)
    assert "Source:" in seen
    assert without_time(seen) == without_time(out).replace('<a href="/en/tags/snow/">snow</a>', "<span>snow</span>")
