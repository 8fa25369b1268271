from newsroom.grammar import Credit, read_editors


def people(text):
    return [(credit.role, credit.name) for credit in read_editors(text).people]


def test_a_role_may_be_stretched_with_spaces():
    assert people("编　辑：白露　校 对：石溪") == [("编辑", "白露"), ("校对", "石溪")]


def test_every_mark_after_a_role_will_do():
    for mark in (":", "：", "|", "丨", "/", " ", "　", "\n"):
        assert people(f"责任编辑{mark}白露") == [("责任编辑", "白露")]


def test_one_role_may_have_several_people():
    assert people("校对:石溪、顾南 韩 松") == [("校对", "石溪"), ("校对", "顾南"), ("校对", "韩松")]


def test_brackets_around_each_item_are_no_part_of_it():
    assert people("【责任编辑:白露】[校对:石溪]") == [("责任编辑", "白露"), ("校对", "石溪")]


def test_a_person_of_another_house_keeps_the_unit():
    assert read_editors("审核:北屏县融媒体中心 顾南").people == (Credit("审核", "顾南", "北屏县融媒体中心"),)


def test_the_source_may_be_several_words():
    assert read_editors("稿源：雪川日报　雪川新闻网　责编：白露").source == "雪川日报 雪川新闻网"


def test_two_people_at_two_stages_are_as_it_should_be():
    assert read_editors("一审:白露 二审:石溪 校对:白露").flags == ()


def test_what_are_not_names_is_flagged_and_nobody_is_made_up():
    read = read_editors("责任编辑:白露 电话:0123 校对:石溪")
    assert read.people == (Credit("校对", "石溪"),)
    assert read.flags == ("unread",)
    assert not read.names_editors


def test_running_text_about_editors_names_nobody():
    for text in ("编辑部召开会议", "一审判决维持原判", "监制的影片上映", "责任编辑是份细致的工作", ""):
        assert read_editors(text).people == ()


def test_a_byline_alone_is_not_the_desk():
    assert not read_editors("作者:许若谷").names_editors
    assert read_editors("作者:许若谷 编辑:白露").names_editors
