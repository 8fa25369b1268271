"""The body of a story as HTML: what may stand in it, said once, and the few things the product does with it. Pure.

Beside text, lists and tables stand these places:

- a photo: `<figure data-photo="12"><figcaption>…</figcaption></figure>`, its number and, where the desk wrote one, a caption
  of its own. `data-photo=""` waits for its photo; `data-credit` then keeps the credit line that copy gave, until the photo
  takes it over;
- a gallery: `<figure data-gallery="12 13 14"><figcaption>…</figcaption></figure>`, photos in their order, each printed with
  the caption and credit it has in the library;
- video or audio: by address, `<figure data-video="https://…"><figcaption>…</figcaption></figure>` or `data-audio`; or a file of
  ours, `data-clip="7"`. An empty value waits;
- another story of ours: `<aside data-story="4242"></aside>`;
- a pull quote: `<blockquote data-pull=""><p>…</p></blockquote>`.
"""

from articles.markup.cleaning import ATTRIBUTES, DEEPEST, EDITOR, LONGEST, TAGS, Unfit, clean
from articles.markup.places import (
    Figure,
    Gallery,
    Recording,
    Related,
    figure_html,
    figures,
    photos,
    place_of,
    place_photo,
    places,
    recordings,
    replace_figures,
    replace_places,
)
from articles.markup.words import text

__all__ = [
    "ATTRIBUTES",
    "DEEPEST",
    "EDITOR",
    "LONGEST",
    "TAGS",
    "Figure",
    "Gallery",
    "Recording",
    "Related",
    "Unfit",
    "clean",
    "figure_html",
    "figures",
    "photos",
    "place_of",
    "place_photo",
    "places",
    "recordings",
    "replace_figures",
    "replace_places",
    "text",
]
