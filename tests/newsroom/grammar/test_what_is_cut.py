"""What the readers cut out of copy is what they understood, and nothing besides: character by character."""

import re
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.grammar import Credit, read_caption, read_editors, read_lead
from newsroom.grammar.text import fold
from newsroom.grammar.units import OWN
from tests.newsroom.grammar.test_nothing_is_lost import ANY_COPY, PUBLISHED, STAFF

# Words that say what the words beside them are, and are themselves no more than that.
OF_LEADS = "综合报道 联合报道 摄影报道 报道 采写 整理 消息 讯 电 据 题 文 图".split()
OF_CAPTIONS = "摄影报道 摄影 图片来源 图片提供 图源 来源 提供 供图 制图 图片 照片 图 由 发 拍摄 摄 AI生成 AI技术生成 ai生成".split()
OF_CAPTIONS += OF_LEADS
DAYS = re.compile("[0-9年月日号至到去今明次翌]")
AI = re.compile(r"\w{0,20}AI(?:技术)?生成\w{0,4}", re.IGNORECASE)  # says that a machine drew it, in whatever words
LONGER_COPY = st.lists(ANY_COPY, max_size=6).map("".join)


def bare(text):
    """`text` as the readers see it, without blanks, marks, figures and the words of dates."""
    return "".join(c for c in DAYS.sub("", fold(text)) if c.isalnum())


def is_made_of(cut, said, words):
    """Whether all of `cut` is what is said, and the words that go with it."""
    text, parts = bare(cut), {bare(part) for part in (*said, *words)} - {""}
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            reached |= {at + len(part) for part in parts if text.startswith(part, at)}
    return len(text) in reached


def of_people(credits):
    """Their roles, names and units; a unit may stand in two halves, before the role and behind it."""
    parts = [part for credit in credits for part in (credit.role, credit.unit, credit.name) if part]
    units = {credit.unit for credit in credits if credit.unit}
    return parts + [half for unit in units for at in range(len(unit)) for half in (unit[:at], unit[at:])]


@given(LONGER_COPY)
@example("雪川新闻网讯（记者 陆鸣 文/图）：3月5日，开渠。")
@example("据远山社雪川3月5日电 题：一条河\n□本报记者 陆鸣\n开渠。(记者 林知夏)")
@settings(max_examples=800, deadline=None)
def test_of_a_lead(text):
    lead = read_lead(text, published=PUBLISHED, staff=STAFF)
    stop = lead.body_start + len(lead.body)
    assert text[lead.body_start : stop] == lead.body
    said = [
        *lead.outlets,
        lead.dispatch or "",
        lead.place or "",
        lead.title or "",
        *(lead.collective or "").split("、"),
    ]
    said += [*of_people(lead.credits), *(part for name, works in lead.works.items() for part in (name, *works))]
    assert is_made_of(text[: lead.body_start] + text[stop:], [*said, *OWN], OF_LEADS)


@given(LONGER_COPY)
@example("羊群转场。（资料图片，记者 陆鸣 摄）（3月2日摄）")
@example("羊群转场。程晚摄（图①③）远山社发")
@settings(max_examples=800, deadline=None)
def test_of_a_caption(text):
    read = read_caption(text, published=PUBLISHED, staff=STAFF)
    kept, cut = 0, []
    for character in text:  # what is left out of the caption, in order
        if kept < len(read.caption) and character == read.caption[kept]:
            kept += 1
        else:
            cut.append(character)
    assert kept == len(read.caption)
    said = [
        *of_people(read.photographers),
        *of_people(read.graphic),
        *(read.provider or "").split("、"),
        *(read.agency or "").split("、"),
    ]
    said += [*read.marks, *read.per_image, *(picture.removeprefix("图") for picture in read.per_image)]
    # by its letters: what stands in a sign and in the words before it may be cut in either
    allowed = bare("".join([*said, *OF_CAPTIONS, *OWN, read.caption]))
    assert set(bare(AI.sub("", fold("".join(cut))))) <= set(allowed)


@given(LONGER_COPY)
@example("一审一校：陆鸣 二审·林知夏")
@example("来源：雪川日报（3月5日） 来源：远山社 编辑：陆鸣")
@settings(max_examples=800, deadline=None)
def test_of_an_editor_line(text):
    read = read_editors(text, staff=STAFF)
    if not read.names_editors:
        return
    said = [*of_people(read.people), *(read.source or "").split("、"), "来源", "稿源"]
    assert is_made_of(text, [*said, *OWN], ["报道", "综合报道", "联合报道", "摄影报道", "采写", "整理"])


@given(LONGER_COPY)
@example("编辑：陆鸣石溪 一审：北屏县消防救援大队 贺兰")
@settings(max_examples=400, deadline=None)
def test_an_editor_line_that_is_written_again_says_the_same(text):
    read = read_editors(text, staff=STAFF)
    line = " ".join(f"{one.role}:{one.unit or ''} {one.name}" for one in read.people)
    again = read_editors(line, staff=STAFF)
    assert again.people == read.people


@given(
    st.lists(
        st.builds(Credit, st.sampled_from(["记者", "通讯员"]), st.sampled_from(["陆鸣", "韩松", "图娅"])), min_size=1
    )
)
@settings(max_examples=100, deadline=None)
def test_a_body_that_was_cut_out_is_not_cut_again(people):
    line = " ".join(f"{one.role} {one.name}" for one in people)
    first = read_lead(f"雪川新闻网讯({line})3月5日,开渠。", published=date(2026, 3, 10))
    again = read_lead(first.body, published=date(2026, 3, 10))
    assert (again.body, again.credits, again.event_date) == (first.body, (), first.event_date)
