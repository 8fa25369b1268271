"""Two people at one article: what both wrote is put together, or told as a clash; nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.compare.blocks import blocks, joined, rewritten
from articles.desk.merging import merge, settle

EMPTY = {"headline": "标题", "body": "", "tags": [], "related": [], "bylines": []}


def content(*paragraphs, **fields):
    return EMPTY | {"body": "".join(f"<p>{text}</p>" for text in paragraphs)} | fields


def merged(base, theirs, mine):
    """The paragraphs of the merge, which must be without a clash."""
    found = merge(content(*base), content(*theirs), content(*mine))
    assert found.clashes == ()
    return [block[3:-4] for block in blocks(found.content["body"])]


# ---- blocks


def test_a_body_falls_into_its_top_level_blocks_and_comes_together_again():
    body = (
        "<p>一<strong>二</strong></p><h2>三</h2><blockquote><p>四</p><p>五</p></blockquote>"
        '<figure data-photo="7"><figcaption>六</figcaption></figure><hr><table><tbody><tr><td>七</td></tr></tbody></table>'
        '<p>八 <a href="https://example.org/?a=1&amp;b=2" title="a > b">九</a></p>'
    )
    assert [block[:4] for block in blocks(body)] == ["<p>一", "<h2>", "<blo", "<fig", "<hr>", "<tab", "<p>八"]
    assert joined(blocks(body)) == body


def test_every_item_of_a_list_is_a_block_and_the_list_comes_together_again():
    body = '<ul><li>甲</li><li><p>乙</p><ul><li>内</li></ul></li></ul><p>丙</p><ol start="3"><li>丁</li></ol>'
    assert blocks(body) == [
        "<ul><li>甲</li></ul>",
        "<ul><li><p>乙</p><ul><li>内</li></ul></li></ul>",
        "<p>丙</p>",
        '<ol start="3"><li>丁</li></ol>',
    ]
    assert joined(blocks(body)) == body


def test_loose_text_becomes_a_paragraph():
    assert blocks("甲<strong>乙</strong><br>丙<p>丁</p>\n<p>戊</p>") == [
        "<p>甲<strong>乙</strong><br>丙</p>",
        "<p>丁</p>",
        "<p>戊</p>",
    ]
    assert blocks("") == []


@pytest.mark.parametrize(
    ("html", "lines", "now"),
    [
        ('<p>甲<a href="/x/">乙</a></p>', ["丙 < 丁"], "<p>丙 &lt; 丁</p>"),
        ("<h2>甲</h2><p>乙</p>", ["丙", "丁", "戊"], "<h2>丙</h2><p>丁</p><p>戊</p>"),
        ("<h2>甲</h2>", ["丙", "丁"], "<h2>丙</h2><p>丁</p>"),
        ('<ol start="3"><li>甲</li></ol>', ["丙", "丁"], '<ol start="3"><li>丙</li><li>丁</li></ol>'),
        ("<ul><li><p>甲</p></li></ul>", ["丙"], "<ul><li><p>丙</p></li></ul>"),
        ("<blockquote><p>甲</p></blockquote>", [], ""),
        ("", ["丙"], "<p>丙</p>"),
    ],
)
def test_blocks_are_written_anew_in_the_same_frames(html, lines, now):
    assert rewritten(html, lines) == now


# ---- what merges


def test_changes_of_different_paragraphs_merge_even_side_by_side():
    assert merged("甲乙丙", ["甲", "她的", "丙"], ["甲", "乙", "我的"]) == ["甲", "她的", "我的"]


def test_a_change_and_a_new_paragraph_beside_it_merge():
    assert merged("甲乙", ["甲", "新", "乙"], ["甲二", "乙"]) == ["甲二", "新", "乙"]
    assert merged("甲乙", ["新", "甲", "乙"], ["甲二", "乙"]) == ["新", "甲二", "乙"]
    assert merged("甲乙", ["甲", "新", "乙"], ["甲二", "乙二"]) == ["甲二", "新", "乙二"]


def test_what_one_deleted_and_the_other_did_not_touch_goes():
    assert merged("甲乙丙丁", "甲丙丁", ["甲", "乙", "丙", "丁", "戊"]) == list("甲丙丁戊")


def test_what_both_changed_alike_stands_once():
    assert merged("甲乙", ["甲", "同", "乙"], ["甲", "同", "乙", "丙"]) == ["甲", "同", "乙", "丙"]


def test_two_items_of_one_list_merge_into_one_list():
    base, theirs, mine = (
        content(body=f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
        for items in (["甲", "乙", "丙"], ["甲甲", "乙", "丙"], ["甲", "乙", "丙", "丁"])
    )
    found = merge(base, theirs, mine)
    assert found.content["body"] == "<ul><li>甲甲</li><li>乙</li><li>丙</li><li>丁</li></ul>"
    assert not found.clashes


def test_fields_are_taken_from_whoever_changed_them():
    base = content(headline="旧", kicker="", section=1)
    found = merge(base, base | {"headline": "新"}, base | {"section": 2})
    assert found.content == base | {"headline": "新", "section": 2}
    assert not found.clashes


def test_keys_that_a_side_lacks_it_has_not_touched():
    found = merge({"headline": "旧"}, {"headline": "旧", "kicker": "引"}, {"headline": "新"})
    assert found.content == {"headline": "新", "kicker": "引"}


def test_tags_and_related_stories_merge_as_sets_that_keep_their_order():
    base = content(tags=["冰雪", "旅游"], related=[4, 5, 6])
    theirs = base | {"tags": ["冰雪", "旅游", "交通"], "related": [4, 9, 5, 6]}
    mine = base | {"tags": ["滑雪", "旅游"], "related": [6, 5, 4]}
    found = merge(base, theirs, mine)
    assert set(found.content["tags"]) == {"滑雪", "旅游", "交通"}
    assert found.content["related"] == [6, 5, 4, 9]
    assert not found.clashes


# ---- what clashes


def test_a_paragraph_that_both_changed_is_a_clash_and_the_rest_still_merges():
    base = content("甲", "乙", "丙", "丁")
    found = merge(base, content("甲", "她的", "丙", "丁二"), content("甲一", "我的", "丙", "丁"))
    (clash,) = found.clashes
    assert (clash.key, clash.field) == ("body:1", "body")
    assert (clash.theirs, clash.mine, clash.base) == ("<p>她的</p>", "<p>我的</p>", "<p>乙</p>")
    assert found.content["body"] == "<p>甲一</p><p>我的</p><p>丙</p><p>丁二</p>"


def test_two_new_paragraphs_at_one_place_clash():
    found = merge(content("甲", "乙"), content("甲", "她的", "乙"), content("甲", "我的", "乙"))
    (clash,) = found.clashes
    assert (clash.theirs, clash.mine, clash.base) == ("<p>她的</p>", "<p>我的</p>", "")


def test_a_paragraph_changed_here_and_deleted_there_clashes():
    found = merge(content("甲", "乙"), content("甲"), content("甲", "乙二"))
    (clash,) = found.clashes
    assert (clash.theirs, clash.mine, clash.base) == ("", "<p>乙二</p>", "<p>乙</p>")


def test_a_paragraph_that_one_split_and_the_other_changed_clashes_whole():
    found = merge(content("甲", "乙丙"), content("甲", "乙", "丙"), content("甲", "乙丙丁"))
    (clash,) = found.clashes
    assert (clash.theirs, clash.mine) == ("<p>乙</p><p>丙</p>", "<p>乙丙丁</p>")


def test_fields_and_bylines_that_both_changed_clash_as_a_whole():
    base = content(headline="旧", bylines=[])
    theirs = base | {"headline": "她的", "bylines": [{"name": "林知夏"}]}
    mine = base | {"headline": "我的", "bylines": [{"name": "江一帆"}]}
    found = merge(base, theirs, mine)
    assert [clash.key for clash in found.clashes] == ["headline", "bylines"]
    assert found.content == mine
    settled = settle(found, {"headline": "theirs", "bylines": "mine"})
    assert settled == mine | {"headline": "她的"}


def test_related_stories_that_both_put_in_another_order_clash():
    base = content(related=[1, 2, 3])
    found = merge(base, base | {"related": [3, 1, 2]}, base | {"related": [2, 1, 3]})
    assert [clash.key for clash in found.clashes] == ["related"]


# ---- settling


@pytest.mark.parametrize(
    ("choice", "body"),
    [
        ("theirs", "<p>甲</p><p>她的</p><p>尾</p>"),
        ("mine", "<p>甲</p><p>我的</p><p>尾</p>"),
        ("both", "<p>甲</p><p>她的</p><p>我的</p><p>尾</p>"),
    ],
)
def test_a_clash_in_the_body_is_settled_one_way_or_with_both(choice, body):
    found = merge(content("甲", "乙", "尾"), content("甲", "她的", "尾"), content("甲", "我的", "尾"))
    assert settle(found, {found.clashes[0].key: choice})["body"] == body


def test_what_is_written_anew_stands_in_the_place_of_both():
    base, theirs, mine = (
        content("甲", "乙"),
        content("甲", "她的", headline="她的"),
        content("甲", "我的", headline="我的"),
    )
    found = merge(base, theirs, mine)
    settled = settle(found, {"headline": "own", "body:1": "own"}, {"headline": "新", "body:1": "<p>丙</p><p>丁</p>"})
    assert (settled["headline"], settled["body"]) == ("新", "<p>甲</p><p>丙</p><p>丁</p>")


def test_a_clash_without_a_choice_or_with_a_wrong_one_is_not_settled():
    found = merge(content(headline="旧"), content(headline="她的"), content(headline="我的"))
    with pytest.raises(KeyError):
        settle(found, {})
    for choice in ("both", "content", "neither", "own"):
        with pytest.raises(ValueError, match="headline"):
            settle(found, {"headline": choice})


# ---- whatever is written

bodies = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=8).map(lambda texts: content(*texts))
contents = st.builds(
    lambda body, headline, tags: body | {"headline": headline, "tags": tags},
    bodies,
    st.sampled_from(["一", "二", "三"]),
    st.lists(st.sampled_from("abcd"), max_size=4, unique=True),
)


@given(contents, contents)
def test_what_one_side_alone_did_is_taken_as_it_is(base, changed):
    assert merge(base, changed, base).content == changed
    assert merge(base, base, changed).content == changed
    assert merge(base, changed, changed).content == changed
    assert not merge(base, changed, base).clashes + merge(base, changed, changed).clashes


@settings(max_examples=300)
@given(contents, contents, contents)
def test_nothing_that_one_side_added_is_lost_and_what_clashes_names_both_sides(base, theirs, mine):
    found = merge(base, theirs, mine)
    kept = set(blocks(found.content["body"]))
    for clash in found.clashes:
        assert clash.theirs != clash.mine
        assert clash.base not in (clash.theirs, clash.mine)
        if clash.field == "body":
            kept |= set(blocks(clash.theirs)) | set(blocks(clash.mine))
    was = set(blocks(base["body"]))
    assert (set(blocks(theirs["body"])) | set(blocks(mine["body"]))) - was <= kept
    assert len({clash.key for clash in found.clashes}) == len(found.clashes)


@settings(max_examples=300)
@given(contents, contents, contents)
def test_settling_for_mine_keeps_what_was_shown_and_for_both_keeps_everything(base, theirs, mine):
    found = merge(base, theirs, mine)
    assert settle(found, {clash.key: "mine" for clash in found.clashes}) == found.content
    both = settle(found, {clash.key: "both" if clash.field == "body" else "mine" for clash in found.clashes})
    was = set(blocks(base["body"]))
    assert (set(blocks(theirs["body"])) | set(blocks(mine["body"]))) - was <= set(blocks(both["body"]))


@given(bodies, bodies, bodies)
def test_two_sides_that_change_places_merge_into_the_same_unless_they_clash(base, theirs, mine):
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert [clash.key for clash in one.clashes] == [clash.key for clash in other.clashes]
    if not one.clashes:
        assert one.content == other.content
