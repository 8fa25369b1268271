"""Texts of which stories are made: one text serves the stories of many days, each under a headline of its own. What the text
decides is worked out once, by the functions that publishing uses."""

import json
import re
from random import Random

from django.utils import timezone

from articles import markup, tokens
from articles.demo.corpus.rows import Table
from articles.demo.corpus.words import SHARES
from articles.desk import rendering
from articles.models import (
    Article,
    Byline,
    PhotoPlace,
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
    TaggedArticle,
    Version,
    VersionPhoto,
    deskindex,
    searchindex,
)
from media.pictures import words as photo_words
from newsroom import roles

TEXTS = 600  # different ones
LINES = (8, 16, 24)  # sentences of a text, of each length as many
MARK = "seed_corpus"  # the name of the copy, by which these articles are known

ARTICLE = Table(Article, "id", "headline", "created_at", "updated_at", "received")
BYLINE = Table(Byline, "article_id")
TAGGED = Table(TaggedArticle, "content_object_id")
PLACE = Table(PhotoPlace, "article_id")
VERSION = Table(Version, "id", "story", "at", "words", "fingerprint", "signers", "previous", "link")
VERSION_PHOTO = Table(VersionPhoto, "version_id")
PUBLICATION = Table(Publication, "key", "story", "date", "published_at", "changed_at", "headline")
OUT_BYLINE = Table(PublicationByline, "publication_id")
OUT_TAG = Table(PublicationTag, "publication_id")
OUT_PHOTO = Table(PublicationPhoto, "publication_id")
OUT_CREDIT = Table(PublicationCredit, "publication_id")


class Text:
    """The text of this number, with a sentence more where there is an `added` one. `rows` is, for each table, what is the
    same in the rows of all its stories."""

    def __init__(self, words, cast, number, added, lines=LINES):
        rng = Random(f"{words.language} {number}")
        self.language = words.language
        self.signers = cast.signers(rng)
        self.people = people = cast.some(rng, cast.people, rng.choice((1, 1, 2, 3)))
        tags = cast.some(rng, cast.tags, rng.choice((1, 2, 3)))
        shown = rng.sample(cast.photos, min(len(cast.photos), 3 if number % 40 == 0 else number % 4 == 0))
        article = Article(
            headline="…",
            standfirst=words.sentence(rng),
            outlets=words.outlet,
            body=_body(words, rng, number, shown, rng.choice(lines), added),
            section=rng.choices(cast.sections, SHARES[: len(cast.sections)])[0],
            language=words.language,
            copy_name=MARK,
            created_by=rng.choice(cast.logins[roles.REPORTER]),
            updated_by=rng.choice(cast.logins[roles.EDITOR]),
            published_saves=1,
            round=1,
        )
        bylines = [Byline(position=at, role=one.role, reporter=one) for at, one in enumerate(people)]
        photos = {photo.pk: photo_words(photo) for photo in shown}
        frozen = rendering.freeze(article, bylines, [tag.name for tag in tags], [], photos, {})
        tags = sorted(tags, key=lambda tag: tag.name)
        version = Version(story=0, number=1, kind=Version.Kind.PUBLISHED, at=timezone.now(), words=frozen)
        publication = rendering.render(version)
        publication.headline, publication.facts["tags"] = "", rendering.facts_of_tags(tags)
        owed = [credit.reporter for photo in shown for credit in photo.credits.all()]
        self.stored = _Frame(frozen, json.dumps)
        self.canonical = _Frame(frozen, lambda value: rendering.canonical(value).decode())
        self._work_out_tokens(article, publication, [*people, *owed], people, tags)
        self.rows = {
            ARTICLE: [ARTICLE.the_same(article)],
            BYLINE: [BYLINE.the_same(one) for one in bylines],
            TAGGED: [TAGGED.the_same(TaggedArticle(tag=tag)) for tag in tags],
            PLACE: [PLACE.the_same(PhotoPlace(photo=number)) for number in photos],
            VERSION: [VERSION.the_same(version)],
            VERSION_PHOTO: [VERSION_PHOTO.the_same(VersionPhoto(photo=number)) for number in photos],
            PUBLICATION: [PUBLICATION.the_same(publication)],
            OUT_BYLINE: [
                OUT_BYLINE.the_same(PublicationByline(reporter=one)) for one in dict.fromkeys([*people, *owed])
            ],
            OUT_TAG: [OUT_TAG.the_same(PublicationTag(tag=tag)) for tag in tags],
            OUT_PHOTO: [
                OUT_PHOTO.the_same(PublicationPhoto(photo=photo.pk, position=at)) for at, photo in enumerate(shown)
            ],
            OUT_CREDIT: [
                OUT_CREDIT.the_same(PublicationCredit(reporter=credit.reporter, photo=photo.pk, position=at))
                for at, photo in enumerate(shown)
                for credit in photo.credits.all()
            ],
        }

    def _work_out_tokens(self, article, publication, named, people, tags):
        """Of search and desk, without those of a story's headline and day."""
        day, language = publication.date, publication.language
        dates = {tokens.mark_of_year(day.year), tokens.mark_of_month(day), tokens.mark_of_day(day)}
        found = searchindex.found_by(publication, dict.fromkeys(one.pk for one in named))
        names = "\n".join(" ".join(one.name for one in of) for of in (people, tags))
        kept = tokens.of_text(names, article.standfirst, markup.text(article.body), day, language)
        kept = [deskindex.PHOTO if publication.photo_count else deskindex.NO_PHOTO, *kept]
        self.search = _Tokens(token for token in found if token not in dates)
        self.desk = _Tokens(token for token in kept if token not in dates)


class _Frame:
    """Frozen words as JSON, around the story's number and headline."""

    def __init__(self, frozen, dumps):
        self.dumps = dumps
        number, headline = dumps("@story"), dumps("@headline")
        text = dumps({**frozen, "story": "@story", "headline": "@headline"})
        self.parts = re.split(f"({number}|{headline})", text)
        self.places = self.parts.index(number), self.parts.index(headline)

    def of(self, story, headline):
        """The words of a story."""
        parts = self.parts.copy()
        parts[self.places[0]], parts[self.places[1]] = str(story), self.dumps(headline)
        return "".join(parts)


class _Tokens:
    """The tokens of a text, for an index of words."""

    def __init__(self, found):
        self.found = frozenset(found := list(found))
        self.text = " ".join(found)

    def beside(self, more):
        """With `more` tokens, each once, parted by spaces."""
        return " ".join([*(token for token in more if token not in self.found), self.text])


def _body(words, rng, number, photos, many, added):
    lines = words.lines(rng, number, many)
    parts = [f"<p>{''.join(lines[at : at + 4])}</p>" for at in range(0, many, 4)]
    for at, photo in enumerate(photos, 1):
        parts.insert(2 * at - 1, f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    return "".join([*parts, f"<p>{added}</p>" if added else ""])
