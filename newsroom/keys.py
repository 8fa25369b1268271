"""Keys that are handed out once, in an address or to a machine: of each only a hash is kept, and nobody can ask for it again."""

import hashlib
import secrets

BYTES = 16  # of chance: nobody finds them by trying, so a plain hash keeps them
LONGEST = 40  # characters of a key in an address


def new(size=BYTES):
    """A key of so many bytes of chance, as text for an address."""
    return secrets.token_urlsafe(size)


def may_be(text):
    """Whether a text from an address may be a key at all."""
    return text.isascii() and len(text) <= LONGEST


def digest(key):
    """What is kept of a key: SHA-256, in hexadecimal."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
