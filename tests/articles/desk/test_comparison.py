"""Two contents of an article against each other, in the desk's words."""

import pytest

from articles.desk import comparison, saving
from articles.desk.contents import content_of
from articles.models import Section, Topic
from media.models import Photo

pytestmark = pytest.mark.django_db


def told(before, **changed):
    """Field → its HTML, of what leads from `before` to it with changes."""
    return {change.field: change.html for change in comparison.changes(before, before | changed)}


def test_the_same_content_has_no_changes(cast):
    content = content_of(cast.article())
    assert comparison.changes(content, dict(content)) == []


def test_lines_are_marked_by_the_character_and_the_body_by_blocks(cast):
    content = content_of(cast.article())
    after = content | {"headline": "冬季旅游推介会开幕", "body": content["body"] + "<p>线路有三条。</p>"}
    headline, body = comparison.changes(content, after)
    assert headline.html == "冬季旅游推介会<del>召开</del><ins>开幕</ins>"
    assert [piece.kind for piece in body.pieces] == ["same", "added"]
    assert not body.html


def test_numbers_are_told_by_their_names(cast):
    other = Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
    topic = Topic.objects.create(title="冰雪季", slug="ice")
    photo, related = cast.photo(), cast.article(headline="滑雪场开放")
    content = content_of(cast.article())
    html = told(
        content, section=other.pk, topic=topic.pk, cover=photo.pk, related=[related.pk], event_date="2025-12-27"
    )
    assert html["section"] == "<del>要闻</del>、<ins>民生</ins>"
    assert html["topic"] == "<ins>冰雪季</ins>"
    assert html["cover"] == f"<ins>推介会现场。 #{photo.pk}</ins>"
    assert html["related"] == f"<ins>滑雪场开放 #{related.pk}</ins>"
    assert html["event_date"] == "<ins>2025-12-27</ins>"


def test_the_part_of_ai_is_told_as_readers_know_it(cast):
    content = content_of(cast.article())
    assert told(content, ai_part="assisted") == {"ai_part": "<ins>AI 辅助生成</ins>"}
    assert told(content | {"ai_part": "generated"}, ai_part="") == {"ai_part": "<del>AI 生成</del>"}


def test_what_is_gone_is_told_by_its_number(cast):
    content = content_of(cast.article())
    assert told(content, cover=987, section=986, related=[985]) == {
        "section": "<del>要闻</del>、<ins>986</ins>",
        "cover": "<ins>#987</ins>",
        "related": "<ins>#985</ins>",
    }


def test_people_and_tags_stay_whole(cast):
    content = content_of(cast.article())
    people = [*content["bylines"][:1], {"role": "通讯员", "reporter": 1, "name": "<顾青禾>", "unit": "雪川县林场"}]
    html = told(content, tags=["冰雪"], bylines=people, editors=[{"role": "责编", "reporter": None, "name": "乔木"}])
    assert html["tags"] == "<ins>冰雪</ins>"
    assert html["editors"] == "<ins>责编：乔木</ins>"
    assert html["bylines"] == (
        "记者 林知夏、<del>实习记者 江一帆</del>、<ins>通讯员 &lt;顾青禾&gt;（雪川县林场）</ins>"
    )


def test_keys_that_either_side_lacks_are_left_out(cast):
    content = content_of(cast.article())
    assert comparison.changes({"headline": content["headline"]}, content) == []


def test_photos_stories_and_recordings_of_a_body_are_shown(cast):
    photo, story = cast.photo(), cast.article(headline="滑雪场开放")
    body = (
        f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure><figure data-photo=""></figure>'
        f'<figure data-gallery="{photo.pk} 999"></figure><aside data-story="{story.pk}"></aside>'
        '<figure data-video="https://video.example/1?a=&quot;b"></figure>'
    )
    content = content_of(cast.article())
    (change,) = comparison.changes(content, content | {"body": body})
    html = "".join(piece.html for piece in change.pieces)
    card = photo.renditions.get(kind="card", format="jpeg").url()
    assert html.count(f'src="{card}"') == 2
    assert "#999" in html
    assert f"滑雪场开放 #{story.pk}" in html
    assert "https://video.example/1?a=&quot;b" in html


def test_a_killed_photo_is_not_shown(cast):
    photo = cast.photo()
    Photo.objects.filter(pk=photo.pk).update(killed_at="2025-12-27T10:00Z")
    content = content_of(cast.article())
    (change,) = comparison.changes(content, content | {"body": f'<figure data-photo="{photo.pk}"></figure>'})
    assert "<img" not in change.pieces[-1].html


def test_what_a_save_stored_can_be_compared(cast):
    article = cast.article()
    before = content_of(article)
    saved = saving.save(article.pk, {"kicker": "文旅"}, cast.editor, article.saves)
    (change,) = comparison.changes(before, content_of(saved.article))
    assert (change.field, change.html) == ("kicker", "<ins>文旅</ins>")
