"""What a browser reads of an archive copy by itself, from the disk, and what another house's machines read: pages and ninjs. Every
link leads to a file of the folder; nothing is loaded from anywhere."""

import base64
import copy
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from articles import markup
from articles.archive import library
from articles.markup import Figure, Gallery, Recording
from articles.models.publication import address_of
from articles.public import linked, ninjs, related
from articles.public.languages import DEFAULT, interface
from articles.public.pages import open_edition

HERE = Path(__file__).parent
UP = "../../../../../"  # from a story to the top of the folder
TOP = "/@top/"  # stands for it where addresses are made full
SHOWN = ("jpeg", "png", "webp", "gif", "avif")  # what browsers show


@dataclass
class Batch:
    """What the stories of a batch share: number → Photo and Clip of those that may be shown, and number → Publication of the
    stories that they lead to."""

    photos: dict
    clips: dict
    others: dict


def place(first, story):
    """The folder of a story that was first published at that time."""
    return f"stories{address_of(timezone.localtime(first), story)}".rstrip("/")


def put_story(writing, story, versions, publication, batch):
    """Write the page and the ninjs of a story, of which `versions` are on record; `publication` is None where it was
    withdrawn."""
    folder = place(versions[0].at, story)
    told = next((one for one in reversed(versions) if one.words.get("language")), None)
    language = told.words["language"] if told else DEFAULT
    context = {"root": UP, "language": language, "versions": versions[::-1], "number": story, "last": versions[-1]}
    context["month"] = f"{timezone.localtime(versions[0].at):%Y-%m}"
    if publication is None:
        said = ninjs.canceled(story, versions, language)
    else:
        words = next(one.words for one in versions if one.number == publication.version)
        shown = {one["number"]: one for one in publication.facts["photos"] if one["number"] in batch.photos}
        body = _body(words, shown, batch, UP)
        standfirst = publication.facts["standfirst"]
        listed = [batch.others[n] for n in publication.facts.get("related", ()) if n in batch.others]
        cover = shown.get((publication.cover or {}).get("number"))
        is_inside = cover and cover["number"] in markup.photos(words["body"])
        context |= {
            "story": publication,
            "body": body,
            "standfirst": standfirst,
            "cover": ""
            if is_inside or not cover
            else _photo(cover, batch.photos[cover["number"]], cover["caption"], UP),
            "related": [(one, f"{UP}{place(one.published_at, one.story)}/index.html") for one in listed],
        }
        said = _ninjs(publication, words, shown, batch)
    writing.put(f"{folder}/index.html", page("story", language, context))
    writing.put(f"{folder}/story.ninjs.json", (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    return publication.headline if publication else ""


def page(name, language, context):
    """The bytes of a page of the folder, in the language of its stories."""
    with translation.override(interface(language)):
        return render_to_string(f"archive/{name}.html", {"language": language, **context}).encode()


def read_me(site):
    """The bytes of the README of an archive copy of the site."""
    return (HERE / "README.txt").read_text("utf-8").replace("{site}", site).encode()


def style():
    """The bytes of the style sheet."""
    return (HERE / "style.css").read_bytes()


def numbers_in(versions):
    """(photos, clips) of the versions that may be shown, by number."""
    photos = {int(number) for one in versions for number in one.words.get("photos", {})}
    return photos, {int(number) for one in versions for number in one.words.get("clips", {})}


# ---- bodies


def _body(words, shown, batch, root):
    """The body of frozen words, its photos and clips those of the folder `root`."""

    def html_of(place_, position):
        if isinstance(place_, Figure):
            return _figure(place_.photo, place_.caption)
        if isinstance(place_, Gallery):
            inside = "".join(_figure(number) for number in place_.photos)
            return f"<div>{inside}{_said(place_.caption)}</div>" if inside else ""
        if isinstance(place_, Recording):
            return _recording(place_, words, batch, root)
        return _other(place_, batch, root)

    def _figure(number, caption=""):
        if number not in shown:
            return ""
        return _photo(shown[number], batch.photos[number], caption or shown[number]["caption"], root)

    return markup.replace_places(words["body"], html_of)


def _photo(picture, photo, caption, root):
    is_shown = photo.format in SHOWN
    said = {"picture": picture, "photo": photo, "caption": caption, "is_shown": is_shown}
    return render_to_string("archive/_photo.html", {**said, "src": f"{root}photos/{photo.original}"}).strip()


def _said(caption):
    return render_to_string("archive/_caption.html", {"caption": caption}).strip() if caption else ""


def _recording(place_, words, batch, root):
    said, clip = words.get("clips", {}).get(str(place_.clip)), batch.clips.get(place_.clip)
    if place_.clip and not (said and clip):
        return ""
    src = f"{root}clips/{clip.name}" if place_.clip else place_.address
    if not src:
        return ""
    kind, title = (said["kind"], said["title"]) if place_.clip else ("link", place_.address)
    context = {"kind": kind, "src": src, "caption": place_.caption or title, "credit": said["credit"] if said else ""}
    return render_to_string("archive/_recording.html", context).strip()


def _other(place_, batch, root):
    other = batch.others.get(place_.story)
    if root == TOP:
        return f'<aside data-story="{place_.story}"></aside>'  # ninjs writes these itself
    if other is None:
        return ""
    src = f"{root}{place(other.published_at, other.story)}/index.html"
    return render_to_string("archive/_other.html", {"other": other, "src": src}).strip()


# ---- ninjs


def _ninjs(publication, words, shown, batch):
    """The story in ninjs 3.1, its photos the originals in the folder: each is named by its hash as RFC 6920 has it, for a path
    beside the file is no address to ninjs; where it lies stands among its other names."""
    story = copy.copy(publication)
    story.html = _body(words, shown, batch, TOP)
    pictures = {number: _picture(one, batch.photos[number]) for number, one in shown.items()}
    story.facts = {**story.facts, "photos": list(pictures.values())}
    edition = open_edition(story.language)
    said = ninjs.usable(story, edition, batch.others, linked.versions(publication, edition))
    for one in said.get("associations", ()):
        number = next((int(other["value"]) for other in one.get("altIds", ()) if other["role"] == "photo"), None)
        if number is not None:
            _name_file(one, batch.photos[number])
    for body in said.get("bodies", ()):
        body["value"] = body["value"].replace(settings.SITE_URL + TOP, UP)
    return said


def _picture(picture, photo):
    bare = dict.fromkeys(("avif", "webp", "jpeg", "social", "large"), "") | {"card": {}, "square": {}}
    size = {"width": photo.width, "height": photo.height}
    return picture | bare | size | {"src": f"{TOP}photos/{photo.original}"}


def _name_file(said, photo):
    said["uri"] = f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(photo.sha256)).decode().rstrip('=')}"
    kind = f"image/{photo.format}"
    size = {"width": photo.width, "height": photo.height, "sizeInBytes": photo.size}
    said["renditions"] = [{"name": "original", "href": said["uri"], "contentType": kind, **size}]
    path = f"photos/{photo.original}"
    said["altIds"] += [{"role": "file", "value": path}, {"role": "description", "value": library.sidecar(path)}]


def others_of(publications):
    """The stories that these lead to, by number, as far as they are on the site."""
    wanted = [number for one in publications for number in one.facts.get("related", ())]
    return related.on_site([one.html for one in publications], wanted)
