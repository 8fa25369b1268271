"""The whole desk, clicked through in Chromium under its content policy: nothing is blocked, nothing fails."""

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import chromium  # noqa: F401, the fixture
from tests.drills.conftest import window
from tests.drills.furnished import FILL, doors  # noqa: F401, the fixture fills by it

# What the browser reports of the policy, from the first line of the page on.
HEED = """
window.blocked = []
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber, sample }) =>
  window.blocked.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`))
"""
# Presses what opens, folds, switches or adds something and leads nowhere else. Returns how many there were.
PRESS = """async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms))
  window.print = window.alert = () => {}
  window.confirm = () => false
  window.open = () => null
  document.addEventListener("submit", (event) => event.preventDefault(), true)
  for (const form of document.forms) form.noValidate = true
  const opens = "button, summary, [role=button], [role=tab], [x-on\\\\:click], [aria-haspopup], input[type=checkbox], input[type=radio], select, .ProseMirror-menubar *"
  const done = new Set()
  const shown = (one) => one.checkVisibility() && !one.closest("a[href]") && one.type !== "file" && !one.disabled
  let pressed = 0
  for (let round = 0; round < 3; round++) {
    for (const one of [...document.querySelectorAll(opens)].filter(shown)) {
      if (done.has(one) || pressed > 120 || /logout/.test(one.form?.action ?? "")) continue
      done.add(one)
      one.focus()
      one.click()
      pressed++
      await pause(15)
    }
  }
  for (const one of document.querySelectorAll("dialog[open]")) one.close()
  return pressed
}"""


def gone_through(browser, site, role, addresses):
    """(screens, presses, what was blocked, what the console said) of `role` at all `addresses`."""
    context = browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.add_cookies(
        [{"name": name, "value": value, "url": site.url} for name, value in window(site, role).cookies.items()]
    )
    context.add_init_script(HEED)
    blocked, said, pressed = [], [], 0

    def heed(line, address):
        about = line.location.get("url", "")
        is_told = "status of 400" in line.text  # what was pressed sent a form with nothing in it
        is_lost = about.startswith(f"{site.url}/media/")  # a row without its file
        if line.type == "error" and not is_told and not is_lost:
            said.append(f"{address}: {line.text} {about}")

    for address in addresses:
        page = context.new_page()
        page.on("pageerror", lambda error, at=address: said.append(f"{at}: {error}"))
        page.on("console", lambda line, at=address: heed(line, at))
        answer = page.goto(address)
        assert answer.status == 200, (address, answer.status)
        page.wait_for_load_state("networkidle")
        try:
            pressed += page.evaluate(PRESS)
        except Error as left:  # a button that leads elsewhere: what was blocked before stands in the console
            assert "navigation" in str(left)
            page.wait_for_load_state("networkidle")
        for body in page.locator(".ProseMirror:visible").all():
            body.press_sequentially("雪")
        page.keyboard.press("Escape")
        page.wait_for_timeout(150)
        blocked += [f"{address}: {one}" for one in page.evaluate("window.blocked")]
        page.close()
    context.close()
    return len(addresses), pressed, sorted(set(blocked)), sorted(set(said))


def screens_of(site, role):
    """The addresses of the desk that `role` gets a page from."""
    browser = window(site, role)
    found = []
    for door in doors(site):
        if door.is_public or door.method != "get" or door.name in {"admin:login", "admin:logout"}:
            continue
        answer = browser.get(door.address)
        if answer.status == 200 and answer.text.lstrip().lower().startswith("<!doctype html"):
            found.append(door.address)
    return found


@pytest.mark.parametrize("role", ["administrator", "editor", "photo-desk"])
def test_the_whole_desk_under_its_policy(site, chromium, figures, role):  # noqa: F811
    addresses = screens_of(site, role)
    screens, pressed, blocked, said = gone_through(chromium, site, role, addresses)
    figures(screens=screens, pressed=pressed, blocked=len(blocked), console_errors=len(said))
    assert screens > 40
    assert (blocked, said) == ([], [])
