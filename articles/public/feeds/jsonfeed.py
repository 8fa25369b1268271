"""JSON Feed 1.1 with the full text. What the format has no word for, credits and corrections above all, stands under
`_newsroom`, as the format wants it of extensions."""

import json

from articles.public.reading import media_type

TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(channel):
    """The feed as bytes."""
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "description": channel.description,
        "icon": channel.logo,
        "authors": [{"name": channel.publisher, "url": channel.home}],
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": hub} for hub in channel.hubs],
    }
    items = [filled(_item(item)) for item in channel.items]
    return json.dumps(filled(feed) | {"items": items}, ensure_ascii=False).encode()


def _item(item):
    source = item.source or {}
    return {
        "id": item.address,
        "url": item.address,
        "external_url": source.get("url"),
        "title": item.headline,
        "content_html": item.html,
        "summary": item.summary,
        "image": item.cover,
        "date_published": item.published.isoformat(),
        "date_modified": item.changed.isoformat(),
        "authors": [filled({"name": person.name, "url": person.address}) for person in item.people],
        "tags": item.categories,
        "language": item.language,
        "attachments": [_attachment(photo) for photo in item.photos],
        "_newsroom": filled(
            {
                "people": [
                    filled({"name": person.name, "role": person.role, "unit": person.unit}) for person in item.people
                ],
                "photos": [_photo(photo) for photo in item.photos],
                "corrections": item.notes,
                "source": filled(source),
                "ai": item.ai,
            }
        ),
    }


def _attachment(photo):
    title = " ".join(filter(None, (photo.caption, photo.credit)))
    return filled({"url": photo.address, "mime_type": media_type(photo.address), "title": title})


def _photo(photo):
    said = vars(photo) | {"url": photo.address}
    return filled({name: value for name, value in said.items() if name != "address"})


def filled(values):
    """`values` without those that are empty."""
    return {name: value for name, value in values.items() if value}
