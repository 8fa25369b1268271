"""The chain of the public record: what ties each version to the one that went out before it on this site.

A link is over the link before it and all that a version says. Of note, words and signers it is over their cover, a hash with a
salt: what a court has ordered to be removed can go, and the links still hold."""

import hashlib
import secrets
from datetime import UTC

from django.db.models import Count
from django.utils import timezone

from articles.desk.rendering import canonical, fingerprint
from articles.models import Version, photoplace

NOTHING = {str: "", list: [], dict: {}}  # what is left of a value of that kind


def new(story, kind, words, at=None, note="", signers=()):
    """A version that is not on the record yet: `add` gives it its number and its links."""
    return Version(
        story=story,
        kind=kind,
        at=at or timezone.now(),
        note=Version._meta.get_field("note").to_python(note),  # as it will be stored: the link is over that
        words=words,
        fingerprint=fingerprint(words),
        signers=list(signers),
        salt=secrets.token_hex(16),
    )


def add(*versions):
    """Put new versions on the record, one after the other, each the next of another story. The caller has begun an edition
    in its transaction, whose locked row lets one version after another into the chain. Returns them."""
    of_them = Version.objects.filter(story__in=[version.story for version in versions])
    there = dict(of_them.order_by().values_list("story").annotate(Count("pk")))
    link = last_link()
    for version in versions:
        version.number = there.get(version.story, 0) + 1
        version.previous = link
        version.cover = cover(version)
        version.link = link = seal(version)
    Version.objects.bulk_create(versions)
    photoplace.record(versions)
    return versions


def last_link():
    """The link of the version that went out last; "" where none did."""
    return Version.objects.order_by("-pk").values_list("link", flat=True).first() or ""


def seal(version):
    """The link that `version` has to carry: SHA-256, in hexadecimal, over all it says and the link before it. The same
    for a version as it is made and as it is read again."""
    said = [version.previous, version.story, version.number, version.kind, version.at.astimezone(UTC).isoformat()]
    said += [version.cover] if version.cover else [version.note, version.fingerprint, version.signers]
    return hashlib.sha256(canonical(said)).hexdigest()


def cover(version):
    """The cover that `version` has to carry, of what it says to readers and who signed it."""
    return hashlib.sha256(canonical([version.salt, version.note, version.fingerprint, version.signers])).hexdigest()


def emptied(words):
    """What is left of frozen words when they are removed: where they stood, in the same form, and nothing that was said."""
    kept = {name: words[name] for name in ("story", "language", "section", "translation_of") if name in words}
    return {name: NOTHING.get(type(value)) for name, value in words.items()} | kept | {"redacted": True}


def wrong_with(version, previous):
    """What does not hold in `version`, which follows the link `previous`; a list of sentences, empty where all does."""
    found = []
    if version.previous != previous:
        found.append("it does not follow the version before it: one was changed, taken out or put in")
    if version.link != seal(version):
        found.append("its link is not over what it says: its time, note, signers or place in the chain were changed")
    if version.redacted_at:
        if version.words != emptied(version.words):
            found.append("its words were removed by order and something stands there again")
        is_whole = not version.cover or not version.note or version.cover == cover(version)
    else:
        if version.fingerprint != fingerprint(version.words):
            found.append("its words are not those that its fingerprint is of")
        is_whole = not version.cover or version.cover == cover(version)
    if not is_whole:
        found.append("its note, fingerprint or signers are not those that its link covers")
    return found
