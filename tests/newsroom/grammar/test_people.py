import pytest

from newsroom.grammar.names import read_names
from newsroom.grammar.people import Credit, read_people
from newsroom.grammar.text import fold


def people(text, staff=()):
    found = read_people(fold(text), frozenset(staff))
    return found and [(credit.role, credit.name, credit.unit) for credit in found.credits]


def test_a_role_stays_in_force_until_the_next():
    assert people("记者 陆鸣 石溪 通讯员 贺兰") == [
        ("记者", "陆鸣", None),
        ("记者", "石溪", None),
        ("通讯员", "贺兰", None),
    ]


@pytest.mark.parametrize("mark", ["、", "，", ",", "/", "；", ";", " ", "　", "\n"])
def test_any_separator_parts_names(mark):
    assert people(f"记者 陆鸣{mark}石溪") == [("记者", "陆鸣", None), ("记者", "石溪", None)]


@pytest.mark.parametrize("dot", ["·", "•", "・", "‧", " · ", "．"])
def test_a_name_with_a_middle_dot_is_one_name(dot):
    assert people(f"记者 努尔兰{dot}江布拉提") == [("记者", "努尔兰·江布拉提", None)]


def test_two_lone_characters_are_one_name():
    assert people("记者 韩 松 陆　鸣 欧阳雪") == [
        ("记者", "韩松", None),
        ("记者", "陆鸣", None),
        ("记者", "欧阳雪", None),
    ]


def test_three_lone_characters_are_not_guessed_at():
    assert people("记者 韩 松 陆") is None


def test_a_unit_does_not_outlive_its_role():
    assert people("雪川新闻网记者 陆鸣 通讯员 贺兰") == [("记者", "陆鸣", "雪川新闻网"), ("通讯员", "贺兰", None)]


def test_a_unit_may_stand_apart_from_its_role():
    assert people("雪川新闻网 记者 陆鸣") == [("记者", "陆鸣", "雪川新闻网")]


def test_a_unit_needs_somebody():
    assert people("通讯员 贺兰 北屏县消防救援大队") is None


def test_a_role_needs_somebody():
    assert people("记者 通讯员 贺兰") is None
    assert people("记者") is None


@pytest.mark.parametrize(
    "text",
    [
        "记者从雪川地区农业农村局获悉",
        "通讯员队伍",
        "记者站",
        "记者手记",
        "记者节",
        "摄影展",
        "作者简介",
        "翻译公司",
        "记者 陆鸣 3月8日",
    ],
)
def test_words_that_only_begin_like_a_role_are_text(text):
    assert people(text) is None


@pytest.mark.parametrize("name", ["图娅", "文慧", "其其格", "赛力克别克", "欧阳雪", "阿依夏木·托合塔尔"])
def test_a_role_may_be_glued_to_what_surely_is_a_name(name):
    assert people(f"记者{name}") == [("记者", name, None)]


def test_a_closing_word_for_reporting_is_no_name():
    assert people("记者 陆鸣 综合报道") == [("记者", "陆鸣", None)]


def test_works_before_names_start_new_credits():
    assert people("文/顾南 白露 图/石溪") == [("文", "顾南", None), ("文", "白露", None), ("图", "石溪", None)]


def test_works_after_names_with_a_role_stand_beside_it():
    found = read_people("记者 顾南/文 石溪/图")
    assert found.credits == (Credit("记者", "顾南"), Credit("记者", "石溪"))
    assert found.works == {"顾南": ("文",), "石溪": ("图",)}


@pytest.mark.parametrize("team", ["本网报道组", "联合采访组", "本报编辑部", "本报评论员"])
def test_a_team_is_nobody_in_person(team):
    found = read_people(team)
    assert (found.credits, found.collective) == ((), team)


def test_a_working_group_of_others_is_no_team_of_ours():
    assert read_people("防汛领导小组").collective is None


class TestNamesRunTogether:
    def test_come_apart_by_the_staff_table(self):
        assert read_names("林知夏陆鸣", {"林知夏", "陆鸣"}).names == ("林知夏", "陆鸣")

    def test_stay_together_without_it(self):
        found = read_names("林知夏陆鸣")
        assert found.names == ("林知夏陆鸣",)
        assert not found.resolved

    def test_stay_together_where_it_knows_only_one(self):
        assert not read_names("林知夏陆鸣", {"陆鸣"}).resolved

    def test_stay_together_where_it_fits_in_two_ways(self):
        assert not read_names("安江林雪川", {"安江", "林雪川", "安江林", "雪川"}).resolved

    def test_with_middle_dots_come_apart_too(self):
        staff = {"努尔兰·江布拉提", "陆鸣"}
        assert read_names("努尔兰·江布拉提陆鸣", staff).names == ("努尔兰·江布拉提", "陆鸣")

    def test_a_name_on_the_staff_is_never_cut(self):
        assert read_names("图娅文", {"图娅文", "图娅"}).names == ("图娅文",)

    def test_a_transcribed_name_of_five_is_one(self):
        assert read_names("赛力克别克").resolved


def test_folding_keeps_every_offset():
    typed = "（记者　叶尔肯•别克塔斯）３月８日，ＡＩ生成｜—\r\n"
    assert len(fold(typed)) == len(typed)
    assert fold(typed) == "(记者 叶尔肯·别克塔斯)3月8日,AI生成|-\n\n"
