"""What becomes a script where it is not escaped, in every field, file name and photo, on every surface in Chromium: nothing
runs, nothing active stands in a page, no page breaks. The content policy is switched off for it: it must not be needed."""

import json
from urllib.parse import urlsplit

import pytest
from django.urls import NoReverseMatch, reverse
from lxml import etree

from bench.ground.browser import Browser
from tests.architecture.matrix import MATRIX
from tests.browser.conftest import chromium  # noqa: F401, the fixture
from tests.drills.conftest import window
from tests.drills.injecting import FILL  # noqa: F401, the fixture fills by it
from tests.drills.vectors import FOR_OTHERS, VECTORS

# All that is active in a page and is not ours, in it and in the frames it shows.
SCAN = """() => {
  const found = []
  const say = (why, one) => found.push(`${why}: ${one.outerHTML.slice(0, 200)}`)
  const plain = new Set(["application/json", "application/ld+json", "importmap"])
  const schemes = new Set(["http:", "https:", "mailto:", "tel:", "blob:"])
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      const tag = one.localName
      for (const { name, value } of [...one.attributes]) {
        if (/^on/i.test(name)) say("handler", one)
        if (/^(x-|@|:|hx-|data-hx-)/.test(name) && /vx7|alert/.test(value)) say("directive", one)
        if (name === "style" && /vx7|alert|inset/.test(value)) say("style", one)
        if (!["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background"].includes(name)) continue
        if (["data", "background"].includes(name) && !["object", "body", "table", "td"].includes(tag)) continue
        let address
        try { address = new URL(value.trim() || location.href, location.href) } catch { continue }
        if (!schemes.has(address.protocol) && !(address.protocol === "data:" && tag === "img")) say("scheme", one)
        if (address.host.endsWith("vx7.example") && tag !== "a" && tag !== "input") say("fetched", one)
      }
      if (tag === "script" && !one.src && !plain.has(one.type)) say("script", one)
      if (tag === "script" && one.src && new URL(one.src).origin !== location.origin) say("script", one)
      if (tag === "iframe" && !one.hasAttribute("sandbox")) say("frame", one)
      if (["object", "embed", "base", "marquee", "plaintext", "frame"].includes(tag)) say("element", one)
      if (tag === "meta" && one.httpEquiv) say("meta", one)
      if (tag === "style" && /vx7/.test(one.textContent)) say("style", one)
      if (tag === "iframe" && one.contentDocument) look(one.contentDocument)
      if (tag === "template") look(one.content)
    }
  }
  look(document)
  return found
}"""


@pytest.fixture(scope="module")
def said(site):
    """What tests/drills/injecting.py said of the site."""
    return json.loads(site.filled.splitlines()[-1])


class Reader:
    """A page of Chromium that notes what runs, what stands in pages and what breaks."""

    def __init__(self, browser, site, role=None):
        self.context = browser.new_context(
            base_url=site.url, bypass_csp=True, service_workers="block", viewport={"width": 1440, "height": 900}
        )
        if role:
            cookies = window(site, role).cookies.items()
            self.context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies])
        self.context.route(f"{site.url}/media/**", lambda route: route.abort())
        self.context.route("**vx7.example/**", self._fetched)
        self.executed, self.active, self.broken, self.pages = [], [], [], 0
        self.page, self.address = None, ""
        self._open()

    def _open(self):
        self.page = self.context.new_page()
        self.page.on("dialog", self._asked)
        self.page.on("pageerror", lambda error: self.broken.append((self.address, str(error)[:300])))

    def _asked(self, dialog):
        if dialog.type != "beforeunload":
            self.executed.append((self.address, dialog.message))
        dialog.accept()

    def _fetched(self, route):
        self.executed.append((self.address, route.request.url))
        route.abort()

    def read(self, address, status=200):
        self.address = address
        answer = self.page.goto(address, wait_until="load")
        self.pages += 1
        if answer.status != status:
            self.broken.append((address, answer.status))
        if not answer.text().rstrip().endswith("</html>") or self.page.locator("main, #main, #content").count() == 0:
            self.broken.append((address, "cut off"))
        self.active += [(address, found) for found in self.page.evaluate(SCAN)]


def test_vectors_run_nowhere(site, said, chromium, figures):  # noqa: F811
    public, desk = Reader(chromium, site), Reader(chromium, site, "administrator")
    for shown in said["shown"]:
        for address in shown["public"]:
            public.read(address, 410 if shown["gone"] else 200)
        for address in shown["desk"]:
            desk.read(address)
    for address in screens(site):
        (desk if address.startswith("/admin/") else public).read(address)
    for number in said["dispatches"]:
        desk.read(f"/admin/dispatches/{number}/")
    readers = (public, desk)
    executed, active, broken = (
        [one for reader in readers for one in getattr(reader, what)] for what in ("executed", "active", "broken")
    )
    pages = sum(reader.pages for reader in readers)
    figures(vectors=len(VECTORS), pages=pages, executed=len(executed), active=len(active), broken=len(broken))
    assert len(VECTORS) >= 70
    assert (executed[:10], active[:10], broken[:10]) == ([], [], [])


# Where a text lands that nobody escapes.
HOLES = (
    "<p>{}</p>",
    '<p title="{}">vx7</p>',
    "<p title='{}'>vx7</p>",
    '<a href="{}">vx7</a>',
    '<script>const text = "{}"</script>',
    "<script>const text = '{}'</script>",
)


def test_what_is_not_escaped_is_found(site, chromium, figures):  # noqa: F811
    """The control: the same vectors in pages that escape nothing. What looks for them sees each that is one there."""
    missed = [vector for vector in VECTORS if not any(is_seen(chromium, site, hole, vector) for hole in HOLES)]
    figures(vectors=len(VECTORS), seen_unescaped=len(VECTORS) - len(missed))
    assert [vector for vector in missed if not vector.startswith(FOR_OTHERS)] == []


def is_seen(browser, site, hole, vector):
    reader = Reader(browser, site)
    body = "<!DOCTYPE html><html><main>" + hole.replace("{}", vector) + "</main></html>"
    reader.context.route("**/hole/", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body))
    reader.page.goto("/hole/", wait_until="domcontentloaded")
    reader.page.wait_for_timeout(50)
    is_script = hole.startswith(
        "<script"
    )  # which the scan would report whatever stands in it: there something has to run
    found = reader.executed or (not is_script and reader.page.evaluate(SCAN)) or reader.executed
    reader.context.close()
    return bool(found)


def screens(site):
    """Every page that takes no arguments, of readers and of the desk, and some with what was typed; the lists to their
    fourth page."""
    browser = window(site, "administrator")
    found = []
    for name, row in MATRIX.items():
        if row.method != "get" or name == "admin:logout":
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        found += [address, *(f"{address}?p={at}" for at in (2, 3, 4) if name.endswith("_changelist"))]
    found += [
        "/sections/news/",
        "/admin/find/?q=alert",
        "/search/?q=alert",
        "/search/?q=vx7",
        "/about/page-1/",
        "/topics/topic-1/",
    ]
    answers = {address: browser.get(address) for address in found}
    return [at for at, answer in answers.items() if answer.status == 200 and answer.text.rstrip().endswith("</html>")]


def test_what_machines_get_stays_whole(site, said, figures):
    """Feeds, sitemaps and ninjs can be read, and hold no script of their own."""
    browser = Browser(int(site.url.rpartition(":")[2]))
    addresses = [address for shown in said["shown"] for address in shown["data"]]
    addresses += [
        "/feeds/latest.json",
        "/manifest.webmanifest",
        "/search/suggest/?q=a",
        "/feeds/latest.rss",
        "/feeds/latest.atom",
    ]
    addresses += [
        "/sections/news/latest.rss",
        "/sitemap.xml",
        "/news-sitemap.xml",
        "/sitemaps/tags.xml",
        "/sitemaps/reporters.xml",
    ]
    broken = []
    for address in addresses:
        answer = browser.get(address)
        try:
            if urlsplit(address).path.endswith((".rss", ".atom", ".xml")):
                tree = etree.fromstring(answer.text.encode())
                assert not [
                    one
                    for one in tree.iter()
                    if isinstance(one.tag, str) and etree.QName(one).localname in {"script", "svg"}
                ]
            else:
                json.loads(answer.text)
        except (ValueError, AssertionError, etree.XMLSyntaxError) as error:
            broken.append((address, answer.status, str(error)[:100]))
    figures(read=len(addresses), broken=len(broken))
    assert broken == []


def test_what_was_uploaded_is_never_a_page(site, said, figures):
    """Originals and copies come as a download of no type, whatever they are called; public photos as pictures alone."""
    browser = window(site, "administrator")
    asked, wrong = 0, []
    addresses = [f"/admin/dispatches/{number}/original/" for number in said["dispatches"]]
    addresses += [f"/admin/media/photo/{at + 1}/original/" for at in range(20)]
    for address in addresses:
        answer = browser.get(address)
        if answer.status != 200:
            continue
        asked += 1
        headers = answer.headers
        if (
            not headers["Content-Disposition"].startswith("attachment")
            or headers["X-Content-Type-Options"] != "nosniff"
            or headers["Content-Type"] != "application/octet-stream"
            or "default-src 'none'" not in headers["Content-Security-Policy"]
            or "no-store" not in headers["Cache-Control"]
        ):
            wrong.append((address, dict(headers)))
    figures(asked=asked, wrong=len(wrong))
    assert asked > 20
    assert wrong == []
