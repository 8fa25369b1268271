"""Nothing typed is lost, by hand in a real browser: the server is killed, the login ends, the form is closed."""

import pytest

from tests.browser.conftest import enter, log_in, met
from tests.browser.test_two_at_once import address, made, opened, press_save, saved, stored, texts, write
from tests.browser.writing import EDITOR, heard, ready
from tests.running import PATIENCE, until

pytestmark = pytest.mark.browser

AWAY, OUT = "连不上服务器", "登录已过期"
REFUSED = "Failed to load resource"  # what the console says of a server that is not there, or wants a login
END_LOGINS = "from newsroom.accounts.models import Session; Session.objects.all().delete()"
TYPED = "渔工说，今年鱼肥。"
SENT_WITHIN = 10_000  # milliseconds after the last key; the form itself waits two seconds
SENT_AFTER = """(typed) => performance.getEntriesByType("resource")
  .map(({ name, startTime }) => name.endsWith("/autosave/") ? startTime - typed : 0).find((after) => after > 0)"""
TRIES = 30_000  # milliseconds that the form waits at most before it tries again


@pytest.fixture
def killed(site):
    """killed() kills the server; it is back after the test, whatever happens."""
    yield site.kill
    if site.server.poll() is not None:
        site.start()


def banner(page, words):
    return page.locator("#saving .desk-banner:visible", has_text=words)


def held(page, words):
    """Wait until the page says that nothing was sent, and what to do."""
    page.locator("#saving [data-held]:visible", has_text=words).wait_for()


def gone(page, words):
    """Wait until the server answers again."""
    banner(page, words).wait_for(state="hidden", timeout=TRIES + PATIENCE * 1000)


def kept(page):
    """Wait until the server has something of what is typed."""
    page.locator("#kept", has_text="留存于").wait_for()


def shelved(page, words):
    """Wait until the browser itself keeps `words`, which the server has not got."""
    met(
        page,
        "words => Object.entries(localStorage).some(([key, held]) => key.startsWith('desk-unsaved') && held.includes(words))",
        arg=words,
    )


def taken_over(page):
    """Read what is offered, and take it into the form; returns what the offer said."""
    offer = page.locator("[data-offer]")
    offer.locator("summary").click()
    said = offer.inner_text()
    restored(page)
    return said


def restored(page):
    """Take what is offered into the form."""
    with page.expect_navigation():
        page.get_by_role("link", name="恢复到表单").click()
    banner(ready(page), "这是你未保存的内容").wait_for()


def end_login(site):
    site.manage("shell", "-v0", "-c", END_LOGINS)


def test_what_is_typed_is_with_the_server_within_seconds_and_on_every_machine(site, open_as):
    number = made(site, "自动留存的稿子")
    page = opened(open_as("editor"), number)
    page.fill("#id_kicker", "冰湖")
    write(page, 2, TYPED)
    typed = page.evaluate("performance.now()")
    kept(page)
    until(lambda: TYPED in str(stored(site, number)["unsaved"]))
    assert page.evaluate(SENT_AFTER, typed) < SENT_WITHIN
    now = stored(site, number)
    assert (now["kicker"], texts(now)[2] == TYPED, now["saves"]) == ("", False, 1)
    (unsaved,) = now["unsaved"]
    assert (unsaved["kicker"], texts(unsaved)[2]) == ("冰湖", TYPED)

    elsewhere = opened(open_as("editor"), number)
    assert TYPED not in elsewhere.locator(EDITOR).inner_text()
    said = taken_over(elsewhere)
    assert "冰湖" in said
    assert elsewhere.locator("#id_kicker").input_value() == "冰湖"
    saved(elsewhere)
    now = stored(site, number)
    assert (now["kicker"], texts(now)[2], now["unsaved"]) == ("冰湖", TYPED, [])


def test_a_server_that_is_killed_while_somebody_types_gets_it_all_when_it_is_back(site, open_as, killed):
    number = made(site, "服务器断掉的稿子")
    page = opened(open_as("editor", forgiven=REFUSED), number)
    write(page, 0, "断前写的一段。")
    kept(page)
    killed()
    write(page, 2, TYPED)
    banner(page, AWAY).wait_for()
    page.fill("#id_subtitle", "断后写的副题")
    page.locator("#submit-row button[name=_save]").click()
    held(page, "恢复后请再按一次")
    assert page.url.endswith(address(number))
    assert TYPED in page.locator(EDITOR).inner_text()

    site.start()
    gone(page, AWAY)
    met(page, "!Object.keys(localStorage).some((key) => key.startsWith('desk-unsaved'))")
    (unsaved,) = stored(site, number)["unsaved"]
    assert (unsaved["subtitle"], texts(unsaved)[2]) == ("断后写的副题", TYPED)
    saved(page)
    now = stored(site, number)
    assert texts(now) == ["断前写的一段。", "冰厚四十二厘米。", TYPED]
    assert (now["subtitle"], now["unsaved"]) == ("断后写的副题", [])


def test_a_form_that_is_closed_while_the_server_is_dead_is_offered_when_it_is_opened_again(site, open_as, killed):
    number = made(site, "断网又关了窗口的稿子")
    page = opened(open_as("editor", forgiven=REFUSED), number)
    killed()
    page.fill("#id_headline", "关窗口前改的标题")
    write(page, 2, TYPED)
    banner(page, AWAY).wait_for()
    shelved(page, TYPED)
    page.close(run_before_unload=False)

    site.start()
    again = opened(page.context.new_page(), number)
    assert again.locator("#id_headline").input_value() == "断网又关了窗口的稿子"
    again.locator("[data-offer]").wait_for()
    again.locator("[data-offer] summary").click()
    assert again.locator("[data-offer] .is-headline ins").all_inner_texts() == ["关窗口前改的标题"]
    assert "鱼肥" in again.locator("[data-offer] .is-body ins").inner_text()
    restored(again)
    saved(again)
    now = stored(site, number)
    assert (now["headline"], texts(now)[2], now["unsaved"]) == ("关窗口前改的标题", TYPED, [])


def test_a_new_article_survives_a_dead_server_and_a_closed_window(site, open_as, killed):
    page = open_as("reporter", forgiven=REFUSED)
    page.goto("/admin/articles/article/add/")
    ready(page)
    killed()
    page.fill("#id_headline", "还没有编号的稿子")
    page.locator(EDITOR).click()
    heard(page)
    page.keyboard.insert_text(TYPED)
    banner(page, AWAY).wait_for()
    shelved(page, TYPED)
    page.close(run_before_unload=False)

    site.start()
    again = page.context.new_page()
    again.goto("/admin/articles/article/add/")
    again.locator("[data-offer]").wait_for()
    assert "还没有编号的稿子" in taken_over(again)
    assert again.locator("#id_headline").input_value() == "还没有编号的稿子"
    assert TYPED in again.locator(EDITOR).inner_text()


def test_what_is_not_wanted_is_discarded_without_leaving_the_form(site, open_as):
    number = made(site, "不要了的稿子")
    page = opened(open_as("editor"), number)
    write(page, 0, TYPED)
    kept(page)
    page.close(run_before_unload=False)
    again = opened(page.context.new_page(), number)
    again.fill("#id_kicker", "正在写的引题")
    again.get_by_role("button", name="丢弃").click()
    again.locator("[data-offer]").wait_for(state="detached")
    assert again.locator("#id_kicker").input_value() == "正在写的引题"
    assert TYPED not in str(stored(site, number)["unsaved"])


def test_a_login_that_ended_costs_no_word_and_the_user_is_told_what_to_do(site, open_as):
    number = made(site, "登录过期的稿子")
    page = opened(open_as("editor", forgiven=REFUSED), number)
    write(page, 0, "过期前写的一段。")
    end_login(site)
    write(page, 2, TYPED)
    page.locator("#submit-row button[name=_save]").click()
    held(page, "登录后请再按一次")
    assert page.url.endswith(address(number))
    assert stored(site, number)["saves"] == 1

    with page.context.expect_page() as opening:
        banner(page, OUT).get_by_role("link", name="重新登录").click()
    login = opening.value
    with login.expect_event("close", timeout=PATIENCE * 1000):  # the form closes it once the server knows her again
        enter(login, "editor")
    gone(page, OUT)
    saved(page)
    now = stored(site, number)
    assert texts(now) == ["过期前写的一段。", "冰厚四十二厘米。", TYPED]
    assert (now["saves"], now["unsaved"]) == (2, [])


def test_a_login_in_another_tab_serves_as_well(site, open_as):
    number = made(site, "另一个标签页登录的稿子")
    page = opened(open_as("editor", forgiven=REFUSED), number)
    end_login(site)
    write(page, 2, TYPED)
    banner(page, OUT).wait_for()
    other = page.context.new_page()
    other.goto("/admin/")
    log_in(other, "editor")
    gone(page, OUT)
    saved(page)
    assert texts(stored(site, number))[2] == TYPED


def test_somebody_else_who_logs_in_does_not_save_it_in_her_name(site, open_as):
    number = made(site, "换人登录的稿子")
    page = opened(open_as("editor", forgiven=REFUSED), number)
    end_login(site)
    other = page.context.new_page()
    other.goto("/admin/")
    log_in(other, "chief-editor")
    write(page, 2, TYPED)
    page.locator("#submit-row button[name=_save]").click()
    banner(page, "换了人登录").wait_for()
    now = stored(site, number)
    assert (now["saves"], now["unsaved"]) == (1, [])
    assert TYPED in page.locator(EDITOR).inner_text()


def test_a_reason_typed_for_a_verb_is_still_there_when_the_login_has_ended(site, open_as):
    number = made(site, "写了退回理由的稿子")
    reporter = opened(open_as("reporter"), number)
    with reporter.expect_navigation():
        reporter.get_by_role("button", name="提交审核").click()
    page = opened(open_as("editor", forgiven=REFUSED), number)
    end_login(site)
    page.locator('#submit-row [data-dialog="ask-return"]').click()
    dialog = page.locator("#ask-return")
    dialog.locator("textarea").fill("导语不清，请重写。")
    dialog.locator("[name=_verb]").click()
    held(page, "登录后请再按一次")
    dialog.wait_for(state="hidden")  # it would stand before the banner
    with page.context.expect_page() as opening:
        banner(page, OUT).get_by_role("link", name="重新登录").click()
    with opening.value.expect_event("close", timeout=PATIENCE * 1000):
        enter(opening.value, "editor")
    page.locator('#submit-row [data-dialog="ask-return"]').click()
    assert dialog.locator("textarea").input_value() == "导语不清，请重写。"
    with page.expect_navigation():
        dialog.locator("[name=_verb]").click()
    page.get_by_text("导语不清，请重写。").first.wait_for()


def test_what_is_written_on_the_page_of_a_clash_outlives_the_login(site, open_as):
    number = made(site, "选到一半登录过期的稿子")
    page, hers = (opened(open_as(role, forgiven=REFUSED), number) for role in ("editor", "section-head"))
    hers.fill("#id_headline", "她的标题")
    saved(hers)
    page.fill("#id_headline", "我的标题")
    press_save(page)
    page.locator("#clash label", has_text="自己写").click()
    page.locator("#clash textarea").fill("商量好的标题")
    end_login(site)
    page.get_by_role("button", name="按所选保存").click()
    held(page, "登录后请再按一次")
    other = page.context.new_page()
    other.goto("/admin/")
    log_in(other, "editor")
    with page.expect_navigation():
        page.get_by_role("button", name="按所选保存").click()
    ready(page).get_by_text("已按所选保存").wait_for()
    assert stored(site, number)["headline"] == "商量好的标题"
