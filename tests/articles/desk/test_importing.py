"""Tables of outlets and house words: read as they come, told line by line, taken whole or not at all."""

import pytest

from articles.desk import importing
from articles.models import HouseWord, Outlet

pytestmark = pytest.mark.django_db


def told(model, text):
    return [(line.number, line.verdict) for line in importing.plan(model, text)]


def test_columns_are_known_by_their_names_in_any_order():
    lines = importing.plan(Outlet, "网址,媒体名称,类别\nhttps://a.example/,远山社,通讯社\n")
    row = lines[0].row
    assert (row.name, row.url, row.group) == ("远山社", "https://a.example/", "通讯社")


def test_without_names_columns_are_in_order():
    row = importing.plan(HouseWord, "座落\t坐落\t通用\n")[0].row
    assert (row.wrong, row.right, row.reason) == ("座落", "坐落", "通用")


@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
def test_any_mark_between_columns_is_read(mark):
    row = importing.plan(Outlet, f"远山社{mark}https://a.example/{mark}通讯社")[0].row
    assert (row.name, row.group) == ("远山社", "通讯社")


def test_a_quoted_cell_keeps_its_commas():
    assert importing.plan(HouseWord, '帐户,账户,"钱款,用账"')[0].row.reason == "钱款,用账"


def test_new_changed_same_and_wrong_are_told_apart():
    Outlet.objects.create(name="远山社", url="https://a.example/", group="通讯社")
    Outlet.objects.create(name="日报", group="报纸")
    text = "远山社,https://a.example/,通讯社\n日报,https://d.example/,报纸\n晚报,,\n,https://x.example/,\n坏,网 址,\n"
    assert told(Outlet, text) == [(1, "same"), (2, "changed"), (3, "new"), (4, "wrong"), (5, "wrong")]
    changed = importing.plan(Outlet, text)[1]
    assert changed.before == {"url": ""}


def test_a_column_that_the_table_lacks_leaves_what_is_there():
    Outlet.objects.create(name="远山社", url="https://a.example/", group="通讯社")
    importing.take(Outlet, importing.plan(Outlet, "名称,类别\n远山社,中央\n"))
    outlet = Outlet.objects.get()
    assert (outlet.url, outlet.group) == ("https://a.example/", "中央")


def test_an_address_without_its_scheme_gets_one():
    assert importing.plan(Outlet, "远山社,www.a.example,")[0].row.url == "https://www.a.example"


def test_a_line_that_comes_twice_is_wrong():
    assert told(Outlet, "远山社,,\n日报,,\n远山社,,甲\n") == [(1, "new"), (2, "new"), (3, "wrong")]


def test_a_word_that_is_its_own_replacement_is_wrong():
    assert told(HouseWord, "座落,座落,\n帐户,账户,\n") == [(1, "wrong"), (2, "new")]


def test_nothing_is_taken_while_a_line_is_wrong():
    with pytest.raises(importing.Refused):
        importing.take(Outlet, importing.plan(Outlet, "远山社,,\n,,甲\n"))
    assert not Outlet.objects.exists()


def test_taking_twice_takes_nothing_more():
    text = "远山社,https://a.example/,通讯社\n日报,,\n"
    assert importing.take(Outlet, importing.plan(Outlet, text)) == 2
    assert importing.take(Outlet, importing.plan(Outlet, text)) == 0
    assert Outlet.objects.count() == 2


def test_files_are_read_in_both_encodings():
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert importing.text_of("远山社,,通讯社".encode(encoding)) == "远山社,,通讯社"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\xff\xff\xff\xff", b"\xff\xfe\x00\x00\xff", b"x" * (importing.LARGEST + 1)]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(importing.Refused):
        importing.text_of(data)


@pytest.mark.parametrize("text", ["", "\n\n ,,\n", "名称,网址\n", "x\n" * (importing.MOST_LINES + 1)])
def test_a_table_with_nothing_or_too_much_is_refused(text):
    with pytest.raises(importing.Refused):
        importing.plan(Outlet, text)


def test_odd_tables_are_read_or_refused_and_never_fail():
    for text in ('"', '"a,b\nc', "\x00,\x00", "a" * 200_000, "远" * 70, ",,,,,,", "a,b,c,d,e"):
        try:
            importing.plan(Outlet, text)
        except importing.Refused as refusal:
            assert str(refusal)


def test_looking_ahead_asks_the_database_once_for_any_length(django_assert_num_queries):
    for count in (2, 50):
        with django_assert_num_queries(1):
            importing.plan(Outlet, "".join(f"媒体{n},,\n" for n in range(count)))
