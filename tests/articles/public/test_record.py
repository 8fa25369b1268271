"""The public record of a story: every version, and what each changed."""

import re

import pytest
from django.utils import timezone

from articles.desk.workflow import Verb
from articles.models import Publication, Version
from media.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db
FIGURE = '<figure data-photo="{}"><figcaption></figcaption></figure>'


def record_of(story):
    """Where the record of a story is, whether it is on the site or not."""
    first = Version.objects.filter(story=story).order_by("number").first()
    return f"/{timezone.localtime(first.at):%Y/%m/%d}/{story}/versions/"


def corrected(cast, article, note="改了一处。", **fields):
    """The article after its changed words were signed anew and published with a note."""
    cast.signed(cast.changed(article, **fields))
    cast.do(article, Verb.CORRECT, cast.chief_editor, text=note)
    article.refresh_from_db()
    return article


def plain(text):
    """A page as it is read: tags out, spaces made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def story(cast):
    """A story in two versions: headline, one of three paragraphs and the kicker were changed."""
    body = "<p>第一段没有动。</p><p>积雪深度二十厘米。</p><p>第三段也没有动。</p>"
    article = cast.published(cast.article(headline="河谷下雪", body=body))
    changed = body.replace("二十厘米", "二十一厘米")
    return corrected(cast, article, "积雪深度应为二十一厘米。", headline="河谷下大雪", body=changed, kicker="冬日")


def test_every_version_stands_there_with_what_it_changed(client, story):
    text = client.get(record_of(story.pk)).text
    assert text.index('id="v2"') < text.index('id="v1"')
    newest = plain(text[text.index('id="v2"') : text.index('id="v1"')])
    assert "积雪深度应为二十一厘米。" in newest
    assert "河谷下 〔新加〕 大 〔完〕 雪" in newest
    assert "引题 〔新加〕 冬日 〔完〕" in newest
    assert "积雪深度二十 〔新加〕 一 〔完〕 厘米。" in newest
    assert newest.count("1 段未改") == 2
    first = plain(text[text.index('id="v1"') :])
    assert "刊发" in first
    assert "〔" not in first.split("</article>")[0][:200]


def test_it_names_who_signed_at_which_stage_and_the_links_of_the_chain(client, story):
    text = client.get(record_of(story.pk)).text
    for version in Version.objects.filter(story=story.pk):
        assert version.signers
        for signer in version.signers:
            assert f"<span>{signer['stage']} {signer['name']}</span>" in text
        assert version.fingerprint in text
        assert version.link in text


def test_captions_credits_and_tags_are_told_and_a_caption_of_the_body_is_not_told_twice(cast, client):
    one, other = cast.photo(caption="推介会现场。"), cast.photo(caption="另一张。", colour=(9, 9, 9))
    own = FIGURE.format(other.pk).replace("></figcaption", ">自己的图说。</figcaption")
    article = cast.published(cast.article(body=f"<p>一段。</p>{FIGURE.format(one.pk)}{own}"))
    Photo.objects.update(caption="改过的图说。")
    article.tags.add("冰雪")
    text = plain(client.get(record_of(corrected(cast, article).pk)).text)
    assert text.count("改过的图说") == 1
    assert "图说和署名" in text
    assert "标签 〔新加〕 冰雪 〔完〕" in text


def test_changes_that_stand_around_the_text_are_not_passed_over(cast, client):
    article = cast.published()
    text = plain(client.get(record_of(corrected(cast, article, related=[987]).pk)).text)
    assert "正文之外" in text


def test_the_part_of_ai_and_the_source_are_told(cast, client):
    article = cast.published()
    article = corrected(
        cast, article, ai_part="assisted", source="北川日报", source_title="原题", source_author="沈怀瑾"
    )
    text = plain(client.get(record_of(article.pk)).text)
    assert "〔新加〕 AI辅助生成 〔完〕" in text
    assert "〔新加〕 北川日报 原题 沈怀瑾 〔完〕" in text


def test_nothing_of_a_working_copy_stands_there(cast, client, story):
    cast.changed(story, headline="机密夜莺", body="<p>机密夜莺</p>")
    assert "夜莺" not in client.get(record_of(story.pk)).text


def test_nothing_that_was_typed_becomes_markup(cast, client):
    article = cast.published(cast.article(headline="<b>粗</b>", body="<p>&lt;i&gt;一&lt;/i&gt;</p>"))
    body = "<p>&lt;i&gt;二&lt;/i&gt;&lt;script&gt;</p>"
    article = corrected(cast, article, "<u>注</u>", headline="<b>细</b><del>x</del>", body=body)
    main = client.get(record_of(article.pk)).text.split("<main")[1]
    assert not re.search(r"<(b|i|u|script)>", main)
    assert "&lt;del&gt;x&lt;/del&gt;" in main


def test_a_photo_killed_since_stays_out_but_what_was_said_of_it_stays(cast, client):
    photo = cast.photo(caption="推介会现场。")
    article = cast.published(cast.article(body="<p>一段。</p>"))
    article = corrected(cast, article, body=f"<p>一段。</p>{FIGURE.format(photo.pk)}")
    where = record_of(article.pk)
    assert 'width="160"' in client.get(where).text
    Photo.objects.filter(pk=photo.pk).update(killed_at=timezone.now())
    text = client.get(where).text
    assert "<img" not in text.split("<main")[1].split("</main")[0]
    assert "推介会现场。" in text


def test_a_story_in_one_version_has_a_record_too(cast, client):
    text = client.get(record_of(cast.published().pk)).text
    assert text.count('<section class="version"') == 1


def test_many_versions_stand_on_pages_at_a_constant_cost(cast, client, story, django_assert_num_queries, monkeypatch):
    from articles.public import record

    monkeypatch.setattr(record, "SIZE", 2)
    where = record_of(story.pk)
    with django_assert_num_queries(4):
        client.get(where)
    for number in range(3, 6):
        story = corrected(cast, story, headline=f"河谷下雪之{number}")
    with django_assert_num_queries(4):
        newest = client.get(where)
    assert [entry.version.number for entry in newest.context["entries"]] == [5, 4]
    older = client.get(f"{where}?before={newest.context['older']}")
    assert [entry.version.number for entry in older.context["entries"]] == [3, 2]
    assert older.context["entries"][1].changes
    last = client.get(f"{where}?before=2")
    assert (last.context["older"], last.context["entries"][0].changes) == (None, [])
    assert client.get(f"{where}?before=1").status_code == client.get(f"{where}?before=x").status_code == 404


def test_photos_cost_two_queries_more_however_many(cast, client, django_assert_num_queries):
    photos = [cast.photo(colour=(n, 90, 90)) for n in (10, 120)]
    article = cast.published(cast.article(body="<p>一段。</p>"))
    article = corrected(cast, article, body=f"<p>一段。</p>{FIGURE.format(photos[0].pk)}")
    with django_assert_num_queries(7):
        client.get(record_of(article.pk))
    article = corrected(cast, article, body="<p>两段。</p>" + "".join(FIGURE.format(photo.pk) for photo in photos))
    with django_assert_num_queries(7):
        client.get(record_of(article.pk))


def test_a_wrong_date_leads_to_the_right_one(client, story):
    response = client.get(f"/2020/1/1/{story.pk}/versions/")
    assert (response.status_code, response["Location"]) == (301, record_of(story.pk))


@pytest.mark.parametrize("tail", ["versions/", "versions/1/", "print/", "qr.svg"])
def test_what_was_never_published_has_no_addresses(cast, client, tail):
    day = f"{timezone.localdate():%Y/%m/%d}"
    for number in (cast.article().pk, cast.signed().pk, 987654):
        assert client.get(f"/{day}/{number}/{tail}").status_code == 404


def test_search_engines_leave_it_out(client, story):
    response = client.get(record_of(story.pk))
    assert '<meta name="robots" content="noindex">' in response.text
    assert response["Content-Security-Policy"]


def test_story_and_correction_note_lead_to_it(cast, client):
    article = cast.published()
    where = Publication.objects.get().get_absolute_url()
    text = client.get(where).text
    assert f'<a class="to-record" href="{where}versions/">公开记录</a>' in text
    corrected(cast, article, headline="另一个标题")
    text = client.get(where).text
    assert f'<a class="to-record" href="{where}versions/">第 2 版 · 公开记录</a>' in text
    notes = text[text.index('class="notes"') : text.index('class="body"')]
    assert f'<a href="{where}versions/">查看改动</a>' in notes


def test_a_preview_leads_to_no_record(cast, client):
    article = cast.article()
    client.force_login(cast.editor)
    text = client.get(f"/admin/articles/article/{article.pk}/preview/").text
    assert "公开记录" not in text
    assert "复制链接" not in text


def test_a_very_long_story_is_told_in_reasonable_time(client):
    import random
    import time

    dice = random.Random(4)
    marks = [chr(n) for n in range(0x4E00, 0x5200)]
    texts = ["".join(f"<p>{''.join(dice.choices(marks, k=60))}。</p>" for _ in range(800)) for _ in range(4)]
    section = factories.section()
    words = dict.fromkeys("kicker subtitle standfirst dateline collective source source_author source_url".split(), "")
    words |= {"language": "zh-hans", "section": section.slug, "headline": "长", "outlets": [], "bylines": []}
    words |= {"event_date": None, "photos": {}, "cover": None, "tags": [], "editors": []}
    for number, body in enumerate(texts, start=1):
        kind = "published" if number == 1 else "corrected"
        at, mark = factories.NOON, str(number)
        words |= {"story": 77, "body": body}
        Version.objects.create(
            story=77, number=number, kind=kind, at=at, words=words, fingerprint=mark, link=mark, note="改"
        )
    story = factories.publication(story=77, published_at=factories.NOON, version=4)
    began = time.monotonic()
    assert client.get(f"{story.get_absolute_url()}versions/").status_code == 200
    assert time.monotonic() - began < 8


def test_an_article_that_was_never_saved_has_a_preview(cast, client):
    client.force_login(cast.editor)
    assert client.post("/admin/articles/article/preview/", {"headline": "新稿"}).status_code == 200
