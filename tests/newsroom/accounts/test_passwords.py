"""Which passwords will do, and what is said of those that will not."""

from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from newsroom.accounts.passwords import is_easy

COMMON = [
    *("woaini1314520", "Woaini@521521", "5201314woaini", "a123456789", "abc123456789", "qwertyuiop123", "1qaz@WSX3edc"),
    *("zxl19900101", "19900101zxl", "wang1990-1-1", "li13812345678", "zhangwei123", "ZhangWei@2024", "rongmeiti2024"),
    *("xuechuan@2025", "雪川新闻网2025", "admin@123456", "Passw0rd2024", "P@ssw0rd123!", "wodemima123", "qazwsxedc123"),
    *(
        "abcabcabcabc",
        "1111111111a",
        "aaaaaaaaaaaa",
        "asdfghjkl;123",
        "zhongguo2024!",
        "xinwenbianji01",
        "beijing2008!!",
    ),
    *("newsroom2026", "ａｄｍｉｎ１２３４５６", "1314woaini521", "1q2w3e4r5t6y"),
]
GOOD = [
    *(
        "a long enough word",
        "another good phrase 7",
        "冬天的风吹过河谷",
        "kettle-orbit-mango",
        "Tq8#vLm2Zx9p",
        "gYx7rC2pW0nZ",
    ),
    *(
        "snow on the thirteenth bridge",
        "河谷里有一只蓝色水壶",
        "correct horse battery staple",
        "wind over forty lanterns",
    ),
]


@pytest.fixture
def house(cast, settings):
    settings.SITE_URL = "https://www.xuechuan.example"
    return cast


@pytest.mark.parametrize("password", COMMON)
def test_what_guessers_try_first_is_refused(house, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, house.editor)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in message) for message in refused.value.messages)


@pytest.mark.parametrize("password", GOOD)
def test_what_is_hard_to_guess_will_do(house, password):
    if len(password) >= 10:
        validate_password(password, house.editor)
    assert not is_easy(password.casefold())


def test_administrators_have_longer_ones(cast):
    validate_password("Tq8#vLm2Zx9p", cast.editor)
    for user in (cast.administrator, get_user_model().objects.create_superuser("root")):
        with pytest.raises(ValidationError, match="14"):
            validate_password("Tq8#vLm2Zx9p", user)
        validate_password("Tq8#vLm2Zx9p-7", user)


def test_the_page_says_the_rules_in_chinese(cast, client):
    client.force_login(cast.editor)
    page = client.get("/admin/password_change/").content.decode()
    for words in ("10 个字符", "14 个字符", "键盘上连着的键"):
        assert words in page


@pytest.mark.parametrize("password", ["x" * 100_000, "a1" * 50_000, "\x00" * 20, "woaini" * 10_000, "雪" * 3000])
def test_a_very_long_one_is_judged_in_no_time(cast, password):
    with suppress(ValidationError):
        validate_password(password, cast.editor)
