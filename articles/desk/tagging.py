"""Merging tags, and giving a tag another name: in the working copies, on the site and for all that is typed or rebuilt later.

The name that goes becomes an other name of the tag (TagAlias): what is typed becomes the tag, the old address leads to the
new one, and a story that is projected again from the record gets the tag of now. The names that stories on the site carry
in their facts follow in the background.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.desk.tasks import index_articles, name_tags
from articles.models import Article, PublicationTag, Tag, TagAlias, TaggedArticle
from newsroom import audit, edition


class Refused(Exception):
    """It cannot be done; the message says why, in the user's language."""


@dataclass(frozen=True)
class Reach:
    """What a merge or a new name touches: numbers of articles and of stories on the site, and the signed articles whose
    last stage has to sign again (a list of Article), the scheduled among which stand in the way."""

    articles: int
    stories: int
    signed: list[Article]

    @property
    def scheduled(self):
        """Those that would be held back by the clock."""
        return [article for article in self.signed if article.publish_at]


def reach(tag):
    """The Reach of merging or renaming `tag`; three queries."""
    carrying = Article.objects.filter(tagged__tag=tag)
    signed = carrying.filter(state=Article.State.SIGNED, trashed_at=None).only("headline", "publish_at")
    return Reach(
        TaggedArticle.objects.filter(tag=tag).count(),
        PublicationTag.objects.filter(tag=tag).count(),
        list(signed.order_by(F("publish_at").asc(nulls_last=True), "-pk")[:50]),  # scheduled ones first: they decide
    )


def is_in_print(tag):
    """Whether a story on the site carries `tag`."""
    return PublicationTag.objects.filter(tag=tag).exists()


def merge(tag, into, user):
    """Let everything that carries `tag` carry `into` instead; the name and the address of `tag` lead there from now on.
    Raises Refused. Done twice it does nothing more."""
    with transaction.atomic():
        edition.bump()  # first: one such change after another, and none while a story is being published
        tag, into = _locked(tag), _locked(into)
        if tag is None or into is None or tag == into:
            raise Refused(_("Choose another tag that is there."))
        _check(tag)
        touched = reach(tag)
        _move(TaggedArticle, "content_object", tag, into)
        _move(PublicationTag, "publication", tag, into)
        TagAlias.objects.filter(tag=tag).update(tag=into)
        name, slug = tag.name, tag.slug
        Tag.objects.filter(pk=tag.pk).delete()
        _keep_former(name, slug, into)
        _tell(user, name, into, touched)


def rename(tag, name, user):
    """Give `tag` another name and address; the old ones lead to them. Raises Refused, also where another tag has the name:
    then the two are to be merged."""
    with transaction.atomic():
        edition.bump()
        tag = _locked(tag)
        if tag is None or not name:
            raise Refused(_("Choose another tag that is there."))
        if tag.name == name:
            return
        _check(tag)
        if reason := why_not_named(name, tag):
            raise Refused(reason)
        touched, old, slug = reach(tag), tag.name, tag.slug
        TagAlias.objects.filter(tag=tag, name__iexact=name).delete()
        tag.name, tag.slug = name, _free_slug(tag, name)
        tag.save(update_fields=["name", "slug"])
        _keep_former(old, slug, tag)
        _tell(user, old, tag, touched)


def why_not_named(name, tag=None):
    """Why no tag, or not `tag`, may have this name, or other name; None where it may."""
    other = Tag.objects.filter(name__iexact=name).exclude(pk=tag.pk if tag else None).first()
    if other:
        return _("“%(name)s” is a tag already: merge the two.") % {"name": other.name}
    alias = TagAlias.objects.filter(name__iexact=name).exclude(tag=tag).select_related("tag").first()
    if alias:
        return _("“%(name)s” is another name of the tag “%(tag)s”.") % {"name": alias.name, "tag": alias.tag.name}
    return None


def set_synonyms(tag, names):
    """Let `names` be the other names of `tag`. Former names stay, whether they are among them or not. Raises Refused where
    another tag has got one of them meanwhile."""
    kept = {name.lower() for name in names}
    with transaction.atomic():
        _locked(tag)  # two who save it at once do not both add a name
        for alias in tag.aliases.filter(is_former=False):
            if alias.name.lower() not in kept:
                alias.delete()
        known = {alias.name.lower() for alias in tag.aliases.all()}
        for name in names:
            if name.lower() not in known:
                made = {"slug": _free_slug(tag, name), "tag": tag}
                alias, _created = TagAlias.objects.get_or_create(name=name, defaults=made)
                if alias.tag_id != tag.pk:
                    raise Refused(why_not_named(name, tag))
                known.add(name.lower())


def _locked(tag):
    return Tag.objects.select_for_update().filter(pk=tag.pk).first()


def why_not_now(tag):
    """Why `tag` can be neither merged nor renamed at present: the clock would hold back what is signed with it. None where
    it can."""
    scheduled = reach(tag).scheduled
    if not scheduled:
        return None
    names = "、".join(f"《{article.headline}》" for article in scheduled)
    return _(
        "Signed and scheduled with this tag: %(names)s. Wait until they are out, or take them off the schedule."
    ) % {"names": names}


def _check(tag):
    if reason := why_not_now(tag):
        raise Refused(reason)


def _move(rows, owner, tag, into):
    """Rows of a tag become rows of another; where there is one already, the old one goes."""
    has_it = rows.objects.filter(tag=into).values(owner)
    rows.objects.filter(tag=tag, **{f"{owner}__in": has_it}).delete()
    rows.objects.filter(tag=tag).update(tag=into)


def _keep_former(name, slug, tag):
    former = {"slug": slug, "tag": tag, "is_former": True}
    TagAlias.objects.filter(slug=slug).exclude(name=name).delete()  # a synonym that had taken the address
    TagAlias.objects.update_or_create(name=name, defaults=former)


def _free_slug(tag, name):
    """An address for a name of `tag` that no other tag and no other name has."""
    number, slug = None, tag.slugify(name)
    while _is_taken(slug, tag):
        number = (number or 0) + 1
        slug = tag.slugify(name, number)
    return slug


def _is_taken(slug, tag):
    return Tag.objects.filter(slug=slug).exclude(pk=tag.pk).exists() or TagAlias.objects.filter(slug=slug).exists()


def _tell(user, old, tag, touched):
    """Into the audit log, and to the stories on the site: the task is stored with all the rest, or not at all."""
    detail = _("articles: %(articles)s, stories on the site: %(stories)s") % {
        "articles": touched.articles,
        "stories": touched.stories,
    }
    audit.record("public", user, about=f"{old} → {tag.name}", detail=detail)
    name_tags.enqueue(tag.pk)
    index_articles.enqueue(tag=tag.pk)
