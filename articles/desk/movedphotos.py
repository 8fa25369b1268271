"""Photos of a former site: from its folder of uploads into the library, each with what the site said of it."""

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from articles import markup
from articles.intake import wordpress
from articles.intake.wppictures import Picture
from articles.markup import Figure, Gallery
from media import metadata, uploads
from media.describing import is_described, owe
from media.models import Photo
from media.tasks import make_renditions
from newsroom.grammar import captions, house

# What WordPress puts behind the name of a file: the size it was scaled to, and the mark of a photo that was turned or cut.
_SCALED = re.compile(r"(-\d+x\d+|-scaled|-rotated|-e\d{13})+(?=\.\w+$)", re.ASCII)


@dataclass(frozen=True)
class Taken:
    """What became of a picture: the number of its photo, None where its place has to wait, and the caption and the credit
    line that stand on the place."""

    photo: int | None
    caption: str = ""
    credit: str = ""


@dataclass
class Album:
    """Where the photos of a former site are found. `root` is its folder wp-content/uploads, None where there is none at
    hand; `credit` is the Caption of whom photos are owed to of which nothing is said, None where nobody decided that. With
    `is_trial` nothing is taken in, and what would be is counted. `told` is called with the reason for each that waits."""

    root: object
    user: object
    told: object
    credit: captions.Caption | None = None
    is_trial: bool = False
    hosts: set = field(default_factory=set)
    attachments: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    children: dict = field(default_factory=dict)
    new: int = 0
    _seen: dict = field(default_factory=dict)

    def know_site(self, site):
        """Photos under its address are its own."""
        self.hosts.add(host_of(site.address))

    def know(self, attachment):
        """Remember a file of the site."""
        self.attachments[attachment.number] = attachment
        self.files.setdefault(attachment.file, attachment.number)
        self.hosts |= {host_of(attachment.address)} - {""}
        if attachment.parent:
            self.children.setdefault(attachment.parent, []).append(attachment.number)

    def take(self, picture, day):
        """The Taken of a Picture of a body, of a post of that `day`."""
        attachment = self._attachment(picture)
        said = picture.caption or (attachment.caption if attachment else "")
        read = captions.read_caption(said, published=day)
        photo = self._photo(picture, attachment, read, day)
        if photo is None:
            return Taken(None, read.caption, _credit_line(read))
        is_told = photo.caption == read.caption or not said
        names = {credit.name for credit in photo.credits.all()}
        is_credited = names >= {credit.name for credit in (*read.photographers, *read.graphic)}
        own = "" if is_told and is_credited else read.caption if is_credited else said
        return Taken(photo.pk, own)

    def cover(self, number, day):
        """The number of the photo that a featured image is; None where it is not to be had."""
        if number not in self.attachments:
            return None
        return self.take(Picture(number, ""), day).photo

    # ---- which file it is

    def _attachment(self, picture):
        """The file of the site that a picture shows, None where it is none of those the export lists. Numbers are believed
        only where the names agree: a post that was copied from elsewhere has the numbers of that site."""
        known = self.attachments.get(picture.number)
        file = self._file(picture.address)
        if known and (not picture.address or _stem(known.file) == _stem(file or picture.address.partition("?")[0])):
            return known
        return self.attachments.get(self.files.get(_SCALED.sub("", file), self.files.get(file)))

    def _file(self, address):
        """Where a picture lies below the folder of uploads, by its address; "" where it lies on another site."""
        is_ours = host_of(address) in self.hosts or not re.match(r"([a-z]+:)?//", address, re.IGNORECASE)
        return wordpress.file_in(address) if is_ours else ""

    def _path(self, picture, attachment):
        """The file on disk, the largest there is of it; None where there is none."""
        if self.root is None:
            return None
        names = [attachment.file] if attachment else []
        names.append(self._file(picture.address))
        for variant in dict.fromkeys(one for name in names if name for one in (_SCALED.sub("", name), name)):
            for form in ("NFC", "NFD"):
                path = (self.root / unicodedata.normalize(form, variant)).resolve()
                if path.is_relative_to(self.root) and path.is_file():
                    return path
        return None

    # ---- into the library

    def _photo(self, picture, attachment, read, day):
        """The photo that a picture became, ready to go out; None where it has to wait, and then the reason was told."""
        name = picture.address or (attachment.address if attachment else f"#{picture.number}")
        try:
            path = self._path(picture, attachment)
        except (OSError, ValueError):  # a name that no file can have
            path = None
        if path is None:
            return self._waits(name, _("not in the folder of uploads"))
        if self.is_trial:
            self._try(path, name, read)
            return None
        if path not in self._seen:
            self._seen[path] = self._taken(path, picture, attachment, read, day)
        number, reason = self._seen[path]
        if number is None:
            return self._waits(name, reason)
        photo = Photo.objects.prefetch_related("credits").get(pk=number)
        if not is_described(photo):
            self._describe(photo, read, picture, attachment, is_new=False)
            if not is_described(photo):
                return self._waits(
                    name, _("in the library as photo %(number)s, but nobody is credited") % {"number": number}
                )
        return _with_public_files(photo) or self._waits(name, _("its public files could not be made"))

    def _waits(self, name, reason):
        self.told(name, reason)

    def _try(self, path, name, read):
        if path in self._seen:
            return
        self._seen[path] = None
        self.new += 1
        said = metadata.read(path)
        if not (read.is_signed or said.creators or said.credit or self.credit):
            self.told(name, _("nobody is credited"))

    def _taken(self, path, picture, attachment, read, day):
        """(number, "") of the photo that the file at `path` is, (None, reason) where it was not taken."""
        try:
            with transaction.atomic():
                photo, is_new = uploads.take(path, path.name, self.user)
                self._describe(photo, read, picture, attachment, is_new=is_new)
        except uploads.Refused as refusal:
            return None, str(refusal)
        self.new += is_new
        return photo.pk, ""

    def _describe(self, photo, read, picture, attachment, *, is_new):
        """Say of a photo what the site said. What the library says of one that it had stays."""
        alt = picture.alt or (attachment.alt if attachment else "")
        if read.caption and (is_new or not photo.caption):
            photo.caption = read.caption[:500]
        photo.alt = photo.alt or alt[:200]
        photo.taken_on = photo.taken_on or read.event_date
        if is_new or not is_described(photo):
            owe(photo, read, "copy")
        if not is_described(photo) and self.credit:
            owe(photo, self.credit, "copy")
        photo.marks = list(dict.fromkeys([*read.marks, *photo.marks]))
        photo.save(update_fields=["caption", "alt", "taken_on", "provider", "agency", "credited_from", "marks"])
        photo._prefetched_objects_cache = {}


def _with_public_files(photo):
    """`photo` with its public files, made now where they are not there yet; None where they could not be made."""
    if photo.killed_at:
        return None
    if photo.processed_at is None:
        make_renditions.call(photo.pk)
        waiting = DBTaskResult.objects.ready().filter(task_path=make_renditions.module_path)
        waiting.filter(args_kwargs__args=[photo.pk]).delete()
        photo.refresh_from_db()
    return photo if photo.processed_at and not photo.failure else None


def _credit_line(read):
    return house.credit_line(
        read.photographers,
        provider=read.provider,
        agency=read.agency,
        graphic=[person.name for person in read.graphic],
        marks=read.marks,
    )


def placed(html, taken):
    """The body `html`, in which places name pictures by their order, with the photos that these became: `taken` is a list of
    Taken. What is missing in a gallery waits in a place of its own behind it."""

    def html_of(place, position):
        if isinstance(place, Figure):
            return _figure(taken[place.photo - 1]) if place.photo and place.photo <= len(taken) else ""
        if isinstance(place, Gallery):
            return _gallery([taken[number - 1] for number in place.photos if number <= len(taken)], place.caption)
        return ""

    return markup.clean(markup.replace_places(html, html_of))


def _figure(one):
    return markup.figure_html(Figure(one.photo, one.caption, one.credit))


def _gallery(several, caption):
    numbers = list(dict.fromkeys(one.photo for one in several if one.photo))
    waiting = "".join(_figure(one) for one in several if not one.photo)
    if not numbers:
        return waiting
    words = escape(caption, quote=False)
    listed = " ".join(map(str, numbers))
    return f'<figure data-gallery="{listed}"><figcaption>{words}</figcaption></figure>{waiting}'


def host_of(address):
    """The name of the site in an address, without its www; "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # a bracket that never closes
        return ""


def _stem(file):
    """The name of a file without its folder, its ending and what WordPress put behind it."""
    return _SCALED.sub("", PurePosixPath(wordpress.unquoted(file)).name).rpartition(".")[0].lower()
