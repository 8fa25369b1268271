from datetime import date

import pytest
from django.core import signing
from django.http import QueryDict

from articles.desk import arriving, correcting, understanding
from articles.desk.retyping import Row, blocks_of
from newsroom.models import Reporter
from tests.articles.admin.dispatching import take

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 5)


@pytest.fixture
def dispatch(cast):
    return take(cast.editor, received=RECEIVED)


def typed(dispatch, **changes):
    """The Correction of the page of `dispatch` as it stands, with `changes`; field__part is field-part, None leaves a field
    out."""
    shown = correcting.shown(dispatch, arriving.understood(dispatch).said)
    data = {"blocks": shown.kept, "seen": shown.seen}
    data |= {name: shown.lines[name].value() or "" for name in shown.lines.fields}
    for formset in (shown.people, shown.editors):
        data |= {f"{formset.prefix}-TOTAL_FORMS": len(formset.forms), f"{formset.prefix}-INITIAL_FORMS": 0}
        data |= {form[name].html_name: form[name].value() or "" for form in formset.forms for name in form.fields}
    for row in shown.rows:
        data[f"kind-{row.place}"] = row.kind
        if row.is_place:
            data |= {f"{name}-{row.place}": getattr(row, name) or "" for name in ("photo", "caption", "credit")}
    data |= {name.replace("__", "-"): value for name, value in changes.items()}
    form = QueryDict(mutable=True)
    form.update({name: str(value) for name, value in data.items() if value is not None and value is not False})
    return correcting.typed(dispatch, form)


def said(dispatch, **changes):
    correction = typed(dispatch, **changes)
    assert correction.is_valid(), [correction.lines.errors, correction.people.errors, correction.editors.errors]
    return correction.said()


def kinds(blocks):
    return [("out " if block.get("is_out") else "") + block["kind"] for block in blocks]


def test_what_nobody_touched_says_what_was_understood(dispatch):
    assert said(dispatch) == arriving.understood(dispatch).said


def test_lines_are_folded_and_tags_parted(dispatch):
    found = said(
        dispatch, headline="  冬市   开张 ", tags="冰雪， 冬市、冰雪;年货", event_date="", source_url="news.example/1"
    )
    assert (found["headline"], found["tags"], found["event_date"]) == ("冬市 开张", ["冰雪", "冬市", "年货"], None)
    assert found["source_url"] == "https://news.example/1"


@pytest.mark.parametrize("name", [name for name in understanding.LINES if name != "source_url"])
def test_a_line_has_the_room_that_the_article_has(dispatch, name):
    assert typed(dispatch, **{name: "雪" * understanding.room(name)}).is_valid()
    assert name in typed(dispatch, **{name: "雪" * (understanding.room(name) + 1)}).lines.errors


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("headline", " "),
        ("event_date", "2026-02-30"),
        ("received", ""),
        ("section", "9999"),
        ("tags", "雪" * 41),
        ("tags", "，".join(map(str, range(21)))),
        ("source_url", "javascript:alert(1)"),
    ],
)
def test_what_no_article_can_have_is_said_at_its_field(dispatch, name, value):
    assert name in typed(dispatch, **{name: value}).lines.errors


def test_control_characters_are_no_reason_to_refuse(dispatch):
    assert said(dispatch, headline="冬市\x0b开张\x00")["headline"] == "冬市开张"


# ---- people


def test_a_name_that_is_mended_is_the_person_whom_the_house_knows(cast, dispatch):
    people = said(dispatch, people__1__name="江一帆", people__1__who="new2")["people"]
    assert (people[1]["name"], people[1]["reporter"]) == ("江一帆", cast.jiang.pk)


def test_of_several_of_one_name_the_chosen_one(cast, dispatch):
    other = Reporter.objects.create(name="林知夏", unit="云杉晚报")
    correction = typed(dispatch)
    assert [one.pk for one in correction.people.forms[0].known] == [cast.lin.pk, other.pk]
    assert correction.people.forms[0].is_ambiguous
    assert said(dispatch, people__0__who=other.pk)["people"][0]["reporter"] == other.pk


def test_somebody_new_of_a_known_name_is_somebody_else(dispatch):
    person = said(dispatch, people__0__who="new")["people"][0]
    assert (person["reporter"], person["keep"], person["is_apart"]) == (None, "new", True)


def test_a_name_may_stay_text(dispatch):
    person = said(dispatch, people__1__who="text")["people"][1]
    assert (person["name"], person["reporter"], person["keep"]) == ("石小雨", None, "text")


def test_nobody_is_linked_to_a_number_that_is_not_hers(cast, dispatch):
    assert said(dispatch, people__1__who=cast.jiang.pk)["people"][1]["reporter"] is None


def test_people_are_added_sorted_and_taken_out(dispatch):
    found = said(
        dispatch,
        people__0__DELETE="on",
        people__1__position=3,
        people__2__role="通讯员",
        people__2__name="何田田",
        people__2__unit="云杉县委宣传部",
        people__2__position=1,
    )["people"]
    assert [(one["role"], one["name"], one["unit"]) for one in found] == [
        ("通讯员", "何田田", "云杉县委宣传部"),
        ("实习记者", "石小雨", ""),
    ]


@pytest.mark.parametrize(
    "changes", [{"people__0__role": ""}, {"people__0__name": "林" * 61}, {"people__0__unit": "林" * 61}]
)
def test_a_person_without_role_or_of_no_length_is_said(dispatch, changes):
    assert not typed(dispatch, **changes).is_valid()


def test_more_people_than_a_page_holds_are_refused(dispatch):
    assert not typed(dispatch, people__TOTAL_FORMS=500).is_valid()


def test_editors_are_linked_where_only_one_bears_the_name(cast, dispatch):
    found = said(dispatch, editors__0__role="责编", editors__0__name="江一帆", editors__0__position=1)["editors"]
    assert found == [{"role": "责编", "name": "江一帆", "reporter": cast.jiang.pk}]
    Reporter.objects.create(name="江一帆")
    found = said(dispatch, editors__0__role="责编", editors__0__name="江一帆")["editors"]
    assert found[0]["reporter"] is None


# ---- blocks


def test_a_paragraph_is_a_heading_by_a_click_and_left_out_by_another(dispatch):
    found = said(dispatch, **{"kind-0": "heading", "kind-1": "out"})["blocks"]
    assert kinds(found) == ["heading", "out text", "photo", "text"]
    dispatch.said = {**arriving.understood(dispatch).said, "blocks": found}
    assert "市集设有六十个摊位" not in understanding.body_of(dispatch.said)
    back = said(dispatch, **{"kind-1": "text"})["blocks"]
    assert kinds(back) == ["heading", "text", "photo", "text"]


def test_a_paragraph_becomes_the_caption_of_the_photo_above(dispatch):
    found = said(dispatch, **{"kind-3": "caption"})["blocks"]
    assert kinds(found) == ["text", "text", "photo"]
    assert found[2]["caption"] == "3月5日，居民在市集上挑选年货。 当天下午，社区还办了写春联活动。"
    assert found[2]["credit"] == "实习记者 石小雨摄"


def test_a_caption_without_a_photo_above_waits_for_one(dispatch):
    found = said(dispatch, **{"kind-0": "caption"})["blocks"]
    assert (found[0]["kind"], found[0]["photo"]) == ("photo", None)
    assert found[0]["caption"].startswith("3月5日，河谷冬市在老街开张")


def test_what_was_no_caption_goes_back_to_the_text_word_by_word(cast, dispatch):
    found = said(dispatch, **{"kind-2": "text"})["blocks"]
    assert kinds(found) == ["text", "text", "text", "text"]
    assert found[2]["text"] == "3月5日，居民在市集上挑选年货。 实习记者 石小雨摄"
    photo = cast.photo()
    found = said(dispatch, **{"kind-2": "text", "photo-2": photo.pk})["blocks"]
    assert kinds(found) == ["text", "text", "photo", "text", "text"]


def test_a_photo_is_swapped_and_more_stand_behind(cast, dispatch):
    first, second = cast.photo(), cast.photo(colour=(1, 200, 3))
    found = said(dispatch, **{"photo-2": f"#{first.pk}", "more_photos": f"{second.pk}、 {second.pk}"})["blocks"]
    assert [block["photo"] for block in found if block["kind"] == "photo"] == [first.pk, second.pk]


@pytest.mark.parametrize(
    "changes", [{"photo-2": "99999"}, {"photo-2": "x"}, {"more_photos": "99999"}, {"caption-2": "雪" * 501}]
)
def test_photos_that_are_none_and_captions_without_end_are_said(dispatch, changes):
    correction = typed(dispatch, **changes)
    assert not correction.is_valid()
    assert correction.errors or correction.rows[2].errors


def test_what_the_page_does_not_say_of_a_block_stays(dispatch):
    assert (
        said(dispatch, **{"kind-0": None, "kind-1": "table", "caption-2": None})["blocks"]
        == (arriving.understood(dispatch).said["blocks"])
    )


def test_items_quotations_and_tables_may_stay_what_they_are():
    blocks = [
        {"kind": kind, "text": "一", "html": "", "level": 1, "is_ordered": False} for kind in ("item", "quote", "table")
    ]
    rows = [Row(place, block) for place, block in enumerate(blocks)]
    assert [row.choices[0][0] for row in rows] == ["item", "quote", "table"]
    assert blocks_of(rows, None) == blocks


def test_blocks_of_another_dispatch_are_refused(cast, dispatch):
    other = take(cast.editor, "别的稿\n正文一段。")
    kept = correcting.shown(other, arriving.understood(other).said).kept
    with pytest.raises(signing.BadSignature):
        typed(dispatch, blocks=kept)


# ---- what is kept


def test_it_costs_the_same_however_many_people_and_blocks(cast, dispatch, django_assert_num_queries):
    def cost(one):
        correction = typed(one)
        correction.is_valid()
        with django_assert_num_queries(2):  # who is known; the row
            correcting.store(correction)

    cost(dispatch)
    names = "张三山 李四水 王五林 赵六石"
    text = f"冰湖开网\n雪川新闻网讯(记者 {names})3月5日，冰湖开网。\n" + "又一段话说到冰湖。\n" * 40
    cost(take(cast.editor, text, received=RECEIVED))


def test_dates_are_read_anew_only_where_nobody_typed_them(dispatch):
    for event_date, day in (("2026-03-05", "2027-03-05"), ("2026-03-04", "2026-03-04")):
        dispatch.said, dispatch.received = None, RECEIVED
        correction = typed(dispatch, received="2027-03-20", event_date=event_date)
        assert correction.is_valid()
        correcting.store(correction)
        dispatch.refresh_from_db()
        assert (dispatch.received, dispatch.said["event_date"]) == (date(2027, 3, 20), day)
