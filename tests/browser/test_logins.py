"""The two-step login and one's own logins, on a telephone and at a desk, by day and by night."""

import pyotp
import pytest

from tests.browser.conftest import PASSWORD, enter, log_in

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}
SET_UP, MINE = "/admin/second-step/set-up/", "/admin/my-login/"


def fits(page):
    """Nothing stands out of the page, and the picture is all there."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def secret_of(page):
    return page.locator(".login-secret code").inner_text().replace(" ", "")


@pytest.mark.parametrize(
    ("role", "look"),
    [
        ("editor", {"viewport": PHONE}),
        ("section-head", {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}),
    ],
)
def test_a_second_step_is_set_up_and_asked_for(open_as, role, look):
    page = open_as(role, **look)
    page.goto(MINE)
    assert fits(page)
    page.get_by_role("link", name="设置两步登录").click()
    assert fits(page)
    code = pyotp.TOTP(secret_of(page))
    page.fill("#code", code.now())
    page.fill("#password", "something else")
    page.get_by_role("button", name="开启两步登录").click()
    page.get_by_text("密码不对").wait_for()
    assert secret_of(page) == code.secret  # what was scanned goes on
    page.fill("#code", code.now())
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="开启两步登录").click()
    spare = page.locator(".login-codes code").all_inner_texts()
    assert len(spare) == 10
    assert fits(page)
    page.get_by_role("link", name="我已保存好").click()
    page.get_by_text("恢复码还剩 10 个").wait_for()

    other = open_as(None, **look)
    other.goto("/admin/login/?next=/admin/my-login/")
    enter(other, role)
    other.locator("#code").wait_for()
    assert fits(other)
    other.goto("/admin/")
    assert "/admin/login/" in other.url
    enter(other, role)
    other.fill("#code", spare[0].lower())
    other.press("#code", "Enter")
    other.wait_for_url("**/admin/")

    page.reload()
    assert page.locator(".login-sessions li").count() == 2
    assert fits(page)
    page.get_by_role("button", name="结束在").click()
    page.get_by_text("结束了 1 处登录").wait_for()
    other.goto(MINE)
    assert "/admin/login/" in other.url


def test_guessing_is_told_to_wait_and_released(open_as):
    page = open_as(None, forgiven="429", viewport=PHONE)
    page.goto("/admin/login/")
    for _once in range(7):
        page.fill("input[name=username]", "photo-desk")
        page.fill("input[name=password]", "wrong")
        with page.expect_navigation():
            page.press("input[name=password]", "Enter")
    page.get_by_text("错误次数过多，请等待").wait_for()
    assert page.locator("input[name=username]").input_value() == "photo-desk"

    known = open_as("administrator", viewport=PHONE)
    known.goto("/admin/logins/")
    assert fits(known)
    known.get_by_role("button", name="解除 photo-desk").click()
    known.get_by_text("已解除限制：photo-desk").wait_for()
    log_in(page, "photo-desk")
