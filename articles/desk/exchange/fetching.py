"""Fetching from a supplier: from nowhere but the networks that everybody can reach, unless the settings allow more; a little at
a time, within limits of bytes and time, and never where an answer would lead."""

import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

PATIENCE = 20  # seconds without a word
LONGEST = 120  # seconds for all of an answer
PIECE = 64 * 1024
TRANSLATED = ip_network("64:ff9b::/96")  # addresses of version 4 in those of version 6
LOOKUP = {"http": 80, "https": 443}


class Trouble(Exception):
    """Nothing comes from a supplier; the message says why, in the user's language. `status` is that of the answer, 0 where
    there was none; `wait` the seconds after which to ask again, where it said so."""

    def __init__(self, message, status=0, wait=0):
        super().__init__(message)
        self.status, self.wait = status, wait


class Unsafe(Trouble):
    """An address is one from which is not fetched."""


@dataclass(frozen=True)
class Answer:
    """What an address answered: its media type, and its bytes."""

    kind: str
    data: bytes


def get(address, *, most, key=""):
    """The Answer of `address`, of at most so many bytes. `key` goes with the question. Raises Trouble for everything else."""
    parts = checked(address)
    headers = {"User-Agent": f"Newsroom (+{settings.SITE_URL})", "Accept-Language": settings.LANGUAGE_CODE}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    target = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    try:
        connection = _connected(parts)
    except (OSError, UnicodeError) as error:
        raise _away(parts, error) from error
    try:
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        if response.status != 200:
            raise _refused(parts, response)
        return Answer(response.getheader("Content-Type", ""), _read(response, most, parts))
    except (OSError, HTTPException, ValueError) as error:
        raise _away(parts, error) from error
    finally:
        connection.close()


def checked(address):
    """The parts of an address from which may be fetched. Raises Unsafe."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018, which raises where it is no number
    except ValueError:
        parts = None
    if not parts or not parts.hostname or parts.username or parts.scheme not in LOOKUP:
        raise Unsafe(_("“%(address)s” is no address of a site.") % {"address": address[:80]})
    if parts.scheme == "http" and not settings.EXCHANGE_INSIDE:
        raise Unsafe(_("%(host)s is not asked: its address has to begin with https://.") % {"host": parts.hostname})
    return parts


def origin(address):
    """Scheme, host and port of an address: what a key is shown to."""
    parts = checked(address)
    return parts.scheme, parts.hostname, parts.port or LOOKUP[parts.scheme]


def is_outside(text):
    """Whether a network address is one that everybody can reach: not this machine, nor a network of somebody's own."""
    found = ip_address(text.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            found = found.ipv4_mapped
        elif found.sixtofour or found.teredo or found in TRANSLATED:
            return False
    return found.is_global and not found.is_multicast


def _connected(parts):
    """A connection to the host, at an address that was looked at: it is not looked up again."""
    port = parts.port or LOOKUP[parts.scheme]
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    found = [row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    found = [one for one in dict.fromkeys(found) if settings.EXCHANGE_INSIDE or is_outside(one)]
    if not found:
        said = _(
            "%(host)s is not asked: it lies on this machine or in a network of its own. EXCHANGE_INSIDE allows that."
        )
        raise Unsafe(said % {"host": parts.hostname})
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(host, port, timeout=PATIENCE)
    plain = _reached(found, port)
    try:
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
    except BaseException:
        plain.close()
        raise
    return connection


def _reached(addresses, port):
    for place, address in enumerate(addresses, start=1):
        try:
            return socket.create_connection((address, port), timeout=PATIENCE)
        except OSError:
            if place == len(addresses):
                raise
    return None


def _read(response, most, parts):
    end, pieces, size = time.monotonic() + LONGEST, [], 0
    while piece := response.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise Trouble(_("%(host)s sends more than can be taken in at once.") % {"host": parts.hostname}, 200)
        if time.monotonic() > end:
            raise TimeoutError
    if response.length:  # it was cut off
        raise ConnectionError
    return b"".join(pieces)


def _refused(parts, response):
    status, host = response.status, {"host": parts.hostname}
    wait = response.getheader("Retry-After", "")
    wait = min(int(wait), 3600) if wait.isascii() and wait.isdigit() and len(wait) < 6 else 0
    if status == 401:
        return Trouble(
            _("%(host)s does not know the key, or has switched it off. Ask there for another one.") % host, 401
        )
    if status == 403:
        return Trouble(_("The key does not open that at %(host)s. Ask there what it is for.") % host, 403)
    if status == 404:
        return Trouble(_("There is no change feed at %(host)s. Is the address right?") % host, 404)
    if status == 429:
        return Trouble(_("%(host)s is asked too often.") % host, 429, wait)
    if 300 <= status < 400:
        return Trouble(_("%(host)s sends elsewhere. Enter the address that its site has now.") % host, status)
    said = _("%(host)s does not answer (status %(status)s).") % {**host, "status": status}
    return Trouble(said, status, wait)


def _away(parts, error):
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble(_("The certificate of %(host)s is not valid.") % {"host": parts.hostname})
    return Trouble(_("%(host)s cannot be reached.") % {"host": parts.hostname})
