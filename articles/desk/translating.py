"""Translations at the desk: a new one begun, and how far each is behind the story that it says in another language.

A translation keeps the number of the version of its original that it is level with. Whatever was published of the original
after that is what it is behind by."""

from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from articles import markup
from articles.compare.blocks import elements
from articles.desk import comparison, contents, history, saving, workflow
from articles.desk.originals import SAYING, newest_version
from articles.models import Article, Publication, PublicationTag, Section, Snapshot, Tag, Topic, Version
from media.models import Photo
from newsroom import audit
from newsroom.models import Masthead

# What of an original a translation follows; sections, tags and people are each edition's own.
FOLLOWED = ["kicker", "headline", "subtitle", "standfirst", "dateline", "body", "event_date", "cover"]


@dataclass(frozen=True)
class Passage:
    """A paragraph of the original that changed: its number in the newest version (of one that was taken out, that of the
    paragraph before), `kind` as in a Piece, the difference as safe HTML, and what the translation says at this place, ""
    where its paragraphs do not stand as those of the original did."""

    number: int
    kind: str
    html: str
    here: str = ""


@dataclass(frozen=True)
class Level:
    """How a translation stands to its original: the version it is level with (0: not known), the newest that was published,
    whether the original is on the site; where it is behind, the Changes beside the body, and the Passages."""

    version: int
    newest: int
    is_live: bool
    changes: list = field(default_factory=list)
    passages: list = field(default_factory=list)

    @property
    def is_behind(self):
        return self.version < self.newest

    @property
    def numbers(self):
        """The numbers of the paragraphs that changed, each once."""
        return list(dict.fromkeys(passage.number for passage in self.passages))


def behind(articles):
    """Those of `articles` that are translations of what was published again since."""
    since = Version.objects.filter(
        story=OuterRef("translation_of"), number__gt=OuterRef("translated_version"), kind__in=SAYING
    )
    return articles.filter(Exists(since.order_by()), translation_of__isnull=False)


def with_level(articles):
    """Articles with what `level_of` asks of the original: `original_version`, the newest that said something new, and
    `original_is_live`."""
    said = Version.objects.filter(story=OuterRef("translation_of"), kind__in=SAYING).order_by("-number")
    live = Publication.objects.filter(story=OuterRef("translation_of")).order_by()
    return articles.annotate(original_version=Subquery(said.values("number")[:1]), original_is_live=Exists(live))


def level_of(article):
    """The Level of a translation, which comes from `with_level`. No query where it is level with its original."""
    newest = article.original_version or 0
    level = Level(article.translated_version, newest, article.original_is_live)
    if not level.is_behind:
        return level
    versions = Version.objects.filter(story=article.translation_of_id, number__in=[level.version, newest])
    words = dict(versions.values_list("number", "words"))
    if level.version not in words:
        return level
    old, new = (_followed(words[number]) for number in (level.version, newest))
    changes = comparison.changes(old, new)
    pieces = next((change.pieces for change in changes if change.field == "body"), ())
    others = [change for change in changes if change.field != "body"]
    return replace(level, changes=others, passages=_passages(pieces, article.body, old["body"]))


def _followed(words):
    return {name: value for name, value in words.items() if name in FOLLOWED}


def _passages(pieces, here, before):
    """The Passages that the Pieces of a difference tell."""
    mine = [markup.text(one) for one in elements(here)]
    stands_alike = len(mine) == len(elements(before))
    found, old, new = [], 0, 0
    for piece in pieces:
        old += piece.kind != "added"
        new += piece.kind != "removed"
        if piece.kind != "same":
            said = mine[old - 1] if stands_alike and piece.kind != "added" else ""
            found.append(Passage(new, piece.kind, piece.html, said))
    return found


def catch_up(article, user, version):
    """Note that a translation is level with `version` of its original, as `user` says who has read it. Returns the sentence
    to show her; raises workflow.Refused."""
    if reason := workflow.why_not(article, workflow.Verb.EDIT, user):
        raise workflow.Refused(reason)
    known = Version.objects.filter(story=article.translation_of_id, number=version, kind__in=SAYING).exists()
    if article.translation_of_id is None or not known:
        raise workflow.Refused(_("The original has no such version."))
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(translated_version=version)
        done = _("The translation is level with version %(number)s of its original.") % {"number": version}
        audit.record("decision", user, about=article.headline, detail=done, story=article.pk)
    return done


def first_of(article):
    """The original of a translation; an article that is none itself."""
    return article.translation_of or article


def translations_of(original):
    """The translations of an article that are not in the trash, by language, each with whether it `is_behind`."""
    rows = Article.objects.kept().filter(translation_of=original)
    late = behind(Article.objects.filter(pk=OuterRef("pk"))).order_by()
    return list(
        workflow.with_live(rows.annotate(is_behind=Exists(late))).defer("body", "copy").order_by("language", "pk")
    )


def why_not_begin(original, user):
    """Why `user` may not begin a translation of `original`; None where she may."""
    if not user.has_perm("articles.add_article"):
        return _("Your role does not include this.")
    if original.trashed_at:
        return _("It is in the trash; take it out first.")
    return None


def begin(article, language, user):
    """A new draft in `language`, the original's words in it to be written over, level with its newest version. Who translates
    is left to be said. Returns the Article; raises workflow.Refused."""
    original = first_of(article)
    if reason := why_not_begin(original, user):
        raise workflow.Refused(reason)
    masthead = Masthead.objects.filter(language=language).first()
    if masthead is None or language == original.language:
        raise workflow.Refused(_("The house has no other edition in this language."))
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=original.pk)  # of two who begin at once one is told
        if there := Article.objects.kept().filter(translation_of=original, language=language).first():
            raise workflow.Refused(_("There is a translation already: article %(number)s.") % {"number": there.pk})
        newest = Version.objects.filter(story=original.pk, number=newest_version(original.pk)).first()
        content = history.content_of_version(newest.words) if newest else contents.content_of(original)
        draft = Article.objects.create(
            headline=content["headline"], language=language, created_by=user, updated_by=user
        )
        saving.begin(draft, user, Snapshot.Kind.SAVED, _translated(content, original, masthead))
    return draft


def _translated(content, original, masthead):
    """The content of an original as its translation begins."""
    section, topic = (
        model.objects.filter(masthead=masthead.language, slug=found.slug).first() if found else None
        for model, found in ((Section, original.section), (Topic, original.topic))
    )
    carried = ["kicker", "headline", "subtitle", "standfirst", "dateline", "event_date", "cover"]
    carried += ["source", "source_title", "source_author", "source_url", "ai_part", "bylines"]
    return {name: content[name] for name in carried if name in content} | {
        "body": _with_captions(content["body"]),
        "language": masthead.language,
        "section": section.pk if section else None,
        "topic": topic.pk if topic else None,
        "translation_of": original.pk,
        "outlets": "-".join(dict.fromkeys(filter(None, [masthead.outlet, masthead.publisher]))),
        "tags": _tags(content["tags"], masthead.language),
    }


def _with_captions(body):
    """The body with the caption of each photo written on its place, where it can be translated."""
    said = dict(Photo.objects.filter(pk__in=markup.photos(body)).values_list("pk", "caption"))
    return markup.replace_figures(body, lambda figure, _at: markup.figure_html(_captioned(figure, said)))


def _captioned(figure, said):
    return replace(figure, caption=figure.caption or said.get(figure.photo, ""))


def _tags(names, language):
    """Those of `names` that stories in `language` carry already."""
    used = PublicationTag.objects.filter(tag=OuterRef("pk"), publication__language=language).order_by()
    return list(Tag.objects.filter(Exists(used), name__in=names).order_by("name").values_list("name", flat=True))
