"""A real site for a real browser: the server and worker as `manage.py serve` runs them, on a database of its own."""

import json
import os
import shutil
import time
from urllib.parse import urlsplit

import pytest

from tests.running import PASSWORD, PATIENCE, Site, free_port, prepared, running

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def met(page, condition, arg=None, seconds=PATIENCE):
    """Wait until a condition in JavaScript holds in the page. (Playwright's own wait_for_function evaluates text within
    the page, which the content policy forbids.)"""
    from playwright.sync_api import Error

    def holds():
        try:
            return page.evaluate(condition, arg)
        except Error as error:
            if "context was destroyed" not in str(error):  # the next page is on its way
                raise
            return False

    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"it did not come true in time: {condition}"
        page.wait_for_timeout(50)


def shown(page, image):
    """Wait until the browser has the file of an image."""
    met(page, "image => image.complete && image.naturalWidth > 0", arg=image.element_handle())


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory):
    """A newsroom as it is before its first day."""
    return prepared(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="module")
def site(newsroom, tmp_path_factory):
    """The site of the tests of one file, which starts as the newsroom does: no file sees what another made."""
    folder = tmp_path_factory.mktemp("var")
    shutil.copytree(newsroom.environment["VAR"], folder, dirs_exist_ok=True)
    url = f"http://127.0.0.1:{free_port()}"
    with running(Site(url, newsroom.environment | {"VAR": str(folder), "SITE_URL": url})) as site:
        yield site


@pytest.fixture(scope="session")
def paper(tmp_path_factory):
    """A site of its own with every type of page; its `addresses` are tests/browser/pages.py's."""
    fill = "import json; from tests.browser import pages; print(json.dumps(pages.furnish()))"
    with running(prepared(tmp_path_factory.mktemp("paper"), fill)) as site:
        site.addresses = json.loads(site.filled.splitlines()[-1])
        yield site


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        yield browser
        browser.close()


def log_in(page, role):
    """Log in on the page of the login, and wait for the page that comes then."""
    enter(page, role)
    page.wait_for_url(lambda address: urlsplit(address).path == "/admin/")


def enter(page, role):
    """Send the login, on a page that may close by itself then."""
    page.fill("input[name=username]", role)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")


@pytest.fixture
def open_as(chromium, site):
    """open_as("editor") is a page on which that role is logged in; open_as(None) one of an anonymous reader. Any error
    that the browser's console shows fails the test, but for those that hold the words `forgiven`."""
    contexts, troubles = [], []

    def open_as(role, forgiven=None, **more):
        def heed(said):
            address = said.location.get("url", "")
            if said.type != "error" or (forgiven and forgiven in said.text):
                return
            if not address.endswith("/favicon.ico"):  # which it asks for by itself, where it shows a picture alone
                troubles.append(f"{page.url}: {said.text} {address}")

        context = chromium.new_context(base_url=site.url, locale="zh-CN", timezone_id="Asia/Shanghai", **more)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", heed)
        if role:
            page.goto("/admin/login/")
            log_in(page, role)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not troubles, json.dumps(troubles, ensure_ascii=False, indent=1)


def keeping(context, kept):
    """Let a reader's browser remember what she chose before."""
    context.add_init_script(f"localStorage.setItem('comfort', {json.dumps(json.dumps(kept))})")


@pytest.fixture
def turn_to(chromium, paper):
    """turn_to("front", "kk-arab") is a reader's page. No page may have an error or a report of the content policy."""
    contexts, troubles = [], []

    def turn_to(kind, language, kept=None, prepare=None, **more):
        context = chromium.new_context(base_url=paper.url, **({"viewport": {"width": 1280, "height": 900}} | more))
        contexts.append(context)
        if kept:
            keeping(context, kept)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type in {"error", "warning"} and troubles.append(said.text))
        if prepare:
            prepare(page)
        answer = page.goto(paper.addresses[language][kind])
        status = {"missing": 404, "gone": 410}.get(kind, 200)
        assert answer.status == status
        if status != 200:
            troubles.clear()  # the browser says that the page is not there
        return page

    yield turn_to
    for context in contexts:
        context.close()
    assert troubles == []
