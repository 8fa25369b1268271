"""What a browser does with the form of an article, and no more: cookies, forms, redirects."""

import html
import http.client
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

LONGEST = 600  # seconds until an answer


@dataclass
class Answer:
    """What the site answered to a request."""

    status: int
    location: str
    text: str
    headers: object = None

    def fields(self):
        """All fields of the forms of the page, with what stands in them."""
        return _fields(self.text)

    def hidden(self):
        """The hidden fields of the page."""
        return _fields(self.text, only_hidden=True)

    def choices(self):
        """The names of what has to be chosen on the page of a clash."""
        return sorted(set(re.findall(r'name="(choice-[^"]+)"', self.text)))

    def shown(self):
        """The text that the page shows, without what it shows as taken out."""
        return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<del[ >].*?</del>", "", self.text, flags=re.DOTALL)))


class Browser:
    """One window on the site at this port of this machine."""

    def __init__(self, port, cookies=None):
        self.port, self.cookies = port, dict(cookies or {})

    def form(self, address):
        """The fields of the form at this address, with what stands in them."""
        return _fields(self.get(address).text)

    def told(self, address):
        """What the page at this address says of a save: "saved", "merged" or "nothing"."""
        from django.utils import translation
        from django.utils.translation import gettext as _

        page = html.unescape(self.get(address).text)
        with translation.override("zh-hans"):
            merged = _("Saved, and merged with what was saved meanwhile: %(what)s.").partition("%(")[0]
            saved, chosen, nothing = _("Saved."), _("Saved as you chose."), _("Nothing had changed.")
        if merged in page:
            return "merged"
        return "saved" if saved in page or chosen in page else "nothing" if nothing in page else page[:300]

    def get(self, address):
        return self._ask("GET", address)

    def post(self, address, fields):
        return self._ask("POST", address, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def send(self, address, fields, name, file_name, data):
        """Post `fields` with a file, the bytes `data`, in the field `name`."""
        edge = "edge-of-a-part"
        head = f"--{edge}\r\nContent-Disposition: form-data; name="
        parts = [f'{head}"{field}"\r\n\r\n{value}\r\n'.encode() for field, value in fields.items()]
        parts += [f'{head}"{name}"; filename="{file_name}"\r\n\r\n'.encode(), data, f"\r\n--{edge}--\r\n".encode()]
        return self._ask("POST", address, b"".join(parts), f"multipart/form-data; boundary={edge}")

    def _ask(self, method, address, body=None, kind=None):
        connection = http.client.HTTPConnection("localhost", self.port, timeout=LONGEST)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers.get("Location", ""), text, answer.headers)


def login(user):
    """The cookies of a browser in which `user` has logged in."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {name: cookie.value for name, cookie in client.cookies.items()}


def _fields(page, only_hidden=False):
    reader = _Reader(only_hidden)
    reader.feed(page)
    return reader.fields


class _Reader(HTMLParser):
    """Collects what a form would send, of all forms of a page."""

    def __init__(self, only_hidden):
        super().__init__()
        self.fields, self.only_hidden, self.open, self.select = {}, only_hidden, None, None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name, kind = found.get("name"), found.get("type", "text")
        if tag == "input" and name and kind == "hidden":
            self.fields[name] = found.get("value") or ""
        elif self.only_hidden:
            return
        elif tag == "input" and name and kind not in ("submit", "button", "file"):
            if kind not in ("checkbox", "radio") or "checked" in found:
                self.fields[name] = found.get("value") or ""
        elif tag == "textarea" and name:
            self.open, self.fields[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in found or self.select not in self.fields):
            self.fields[self.select] = found.get("value") or ""

    def handle_data(self, data):
        if self.open:
            self.fields[self.open] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.open = None
        elif tag == "select":
            self.select = None
