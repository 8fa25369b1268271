from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.grammar import Credit, byline_line, credit_line, read_caption, read_lead

PUBLISHED = date(2026, 3, 10)

NAMES = st.one_of(
    st.builds(
        str.__add__,
        st.sampled_from(list("陆石林何苏方顾宋程欧江叶贺")),
        st.text("知夏鸣溪岚砚雪舟禾青", min_size=1, max_size=2),
    ),
    st.sampled_from(["欧阳雪", "图娅", "文慧", "其其格", "赛力克别克", "努尔兰·江布拉提", "阿依夏木·托合塔尔"]),
)
ROLES = st.sampled_from(["记者", "实习记者", "首席记者", "全媒体记者", "通讯员", "特约通讯员", "实习生"])
OUTLETS = st.sampled_from(["雪川新闻网", "雪川地区融媒体中心", "雪川日报", "云杉发布", "远山社", "雪川广播电视台"])
UNITS = st.one_of(st.none(), OUTLETS, st.sampled_from(["北屏县消防救援大队", "北屏县文联", "松果镇政府", "本报"]))
PEOPLE = st.lists(st.builds(Credit, ROLES, NAMES, UNITS), min_size=1, max_size=5).map(tuple)
PHOTOGRAPHERS = st.lists(st.builds(Credit, st.none() | ROLES, NAMES, UNITS), min_size=1, max_size=4).map(tuple)
PROVIDERS = st.sampled_from(["受访者", "北屏县融媒体中心", "雪川地区文旅局"])
MARKS = st.lists(st.sampled_from(["资料图片", "无人机照片", "AI生成"]), unique=True, max_size=2).map(tuple)


class TestByline:
    def test_people_of_one_role_share_its_word(self):
        credits = [("记者", "林知夏"), ("记者", "陆鸣"), ("实习记者", "江一帆")]
        line = byline_line(["雪川新闻网", "雪川地区融媒体中心"], credits)
        assert line == "雪川新闻网-雪川地区融媒体中心(记者 林知夏 陆鸣 实习记者 江一帆)"

    def test_a_unit_goes_before_the_role(self):
        credits = [("记者", "林知夏", "雪川新闻网"), ("记者", "何青禾", "北屏县融媒体中心")]
        assert byline_line([], credits) == "雪川新闻网记者 林知夏 北屏县融媒体中心记者 何青禾"

    def test_a_unit_that_is_an_outlet_of_the_story_is_not_said_twice(self):
        assert byline_line(["雪川新闻网"], [("记者", "陆鸣", "雪川新闻网")]) == "雪川新闻网(记者 陆鸣)"

    def test_outlets_or_people_stand_alone_without_brackets(self):
        assert byline_line(["雪川新闻网"], []) == "雪川新闻网"
        assert byline_line([], [Credit("记者", "陆鸣")]) == "记者 陆鸣"
        assert byline_line([], []) == ""

    @given(st.lists(OUTLETS, min_size=1, max_size=2, unique=True), PEOPLE)
    @settings(max_examples=150, deadline=None)
    def test_reads_back_as_it_was_written(self, outlets, credits):
        lead = read_lead(byline_line(outlets, credits) + "3月5日,羊群转场。", published=PUBLISHED)
        at_home = tuple(Credit(c.role, c.name, None if c.unit in outlets else c.unit) for c in credits)
        assert (lead.outlets, lead.credits, lead.body) == (tuple(outlets), at_home, "3月5日,羊群转场。")

    @given(PEOPLE)
    @settings(max_examples=100, deadline=None)
    def test_reads_back_without_outlets_on_its_own_line(self, credits):
        assert read_lead(byline_line([], credits) + "\n羊群转场。", published=PUBLISHED).credits == credits


class TestCredit:
    @pytest.mark.parametrize(
        ("people", "more", "line"),
        [
            ([("实习记者", "江一帆")], {}, "实习记者 江一帆摄"),
            ([("记者", "陆鸣"), ("记者", "石溪"), ("通讯员", "贺兰")], {}, "记者 陆鸣 石溪 通讯员 贺兰 摄"),
            ([("记者", "程晚", "远山社")], {}, "远山社记者 程晚摄"),
            ([(None, "陆鸣"), (None, "石溪")], {}, "陆鸣、石溪摄"),
            ([("记者", "陆鸣"), (None, "石溪")], {}, "记者 陆鸣摄 石溪摄"),
            ([(None, "何青禾", "北屏县融媒体中心")], {}, "(北屏县融媒体中心 何青禾摄)"),
            ([(None, "章台")], {"agency": "远山社"}, "远山社发(章台摄)"),
            ([(None, "章台")], {"agency": "雪川视觉"}, "章台摄(雪川视觉)"),
            ([], {"agency": "远山社"}, "远山社发"),
            ([], {"provider": "雪川地区文旅局"}, "雪川地区文旅局供图"),
            ([], {"marks": ["资料图片"]}, "(资料图片)"),
            ([], {"graphic": ["方砚"], "provider": ""}, "制图:方砚"),
            ([], {}, ""),
        ],
    )
    def test_is_written_in_house_style(self, people, more, line):
        assert credit_line(people, **more) == line

    @given(PHOTOGRAPHERS, st.none() | PROVIDERS, MARKS, st.lists(NAMES, max_size=2))
    @example((Credit(None, "陆鸣", "本报"), Credit(None, "石溪")), None, (), [])
    @settings(max_examples=250, deadline=None)
    def test_reads_back_as_it_was_written(self, people, provider, marks, graphic):
        line = credit_line(people, provider=provider, graphic=graphic, marks=marks)
        for words in ("羊群转场。", "", "雪原之春"):
            read = read_caption(f"{words} {line}", published=PUBLISHED)
            assert (read.caption, read.photographers) == (words, people)
            assert (read.provider, read.marks) == (provider, marks)
            assert [credit.name for credit in read.graphic] == graphic

    @given(st.lists(st.builds(Credit, st.none() | ROLES, NAMES), max_size=3).map(tuple), OUTLETS)
    @settings(max_examples=100, deadline=None)
    def test_of_an_agency_reads_back_as_it_was_written(self, people, agency):
        read = read_caption("羊群转场。" + credit_line(people, agency=agency), published=PUBLISHED)
        assert (read.caption, read.photographers, read.agency) == ("羊群转场。", people, agency)
