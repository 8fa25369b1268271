"""The pack of a story as a page of the desk: what is copied into WeChat, the plain text, the form for paper, and the zip."""

from urllib.parse import quote

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.desk import packfiles, packforms, packing, workflow
from articles.models import Article
from articles.public.languages import interface
from newsroom import headers

FORMS = {
    "wechat": gettext_lazy("WeChat"),
    "text": gettext_lazy("Plain text"),
    "print": gettext_lazy("Print"),
}
TYPES = {**packfiles.TEXTS, **dict.fromkeys(packfiles.COVERS, "image/jpeg")}
LABELS = {
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "digest": gettext_lazy("Digest"),
}
# The body as a page of its own, in a frame: styles of elements and photos of ours, and nothing else.
POLICY = (
    "default-src 'none'; img-src 'self'{media}; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
PAGE = '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title></title></head><body style="margin:0;padding:16px;background-color:#fff">{}</body></html>'


def urls(view):
    """The addresses of this file below those of articles; `view` guards each."""
    return [
        path("<int:article>/pack/", view(of_article), name="articles_article_pack"),
        path("<int:article>/pack/body/", view(body), name="articles_article_pack_body"),
        path("<int:article>/pack/zip/", view(zipped), name="articles_article_pack_zip"),
        path("<int:article>/pack/files/<path:name>", view(file), name="articles_article_pack_file"),
    ]


@require_safe
def of_article(request, article):
    """One form of the pack, `?form=` its name; of a story that is not on the site, the reason why there is none."""
    article = _article(request, article)
    form = request.GET.get("form", "")
    context = {
        "title": _("Pack"),
        "subtitle": article.headline,
        "article": article,
        "opts": Article._meta,
        "form": form if form in FORMS else "wechat",
        "forms": FORMS,
    }
    try:
        pack = packing.pack_of(article.pk)
    except packing.NoPack as reason:
        context["reason"] = str(reason)
    else:
        context |= {"pack": pack, "warnings": _warnings(pack), **_form(pack, context["form"])}
    return render(request, "desk/pack.html", admin.site.each_context(request) | context)


@require_safe
def body(request, article):
    """The WeChat form as a page of its own, as it will look."""
    pack = _pack(request, article)
    with translation.override(interface(pack.words["language"])):
        html = packforms.wechat(pack, lambda shot: shot.address)
    response = HttpResponse(PAGE.format(html))
    response["Content-Security-Policy"] = POLICY.format(media=headers.media())
    return response


@require_safe
def zipped(request, article):
    """All files of the pack as a zip."""
    pack = _pack(request, article)
    with translation.override(interface(pack.words["language"])):
        content = packfiles.zipped(pack)
    return _download(content, packfiles.name_of_zip(pack), "application/zip")


@require_safe
def file(request, article, name):
    """One file of the pack, to be saved."""
    pack = _pack(request, article)
    try:
        with translation.override(interface(pack.words["language"])):
            content = packfiles.content_of(pack, name)
    except (KeyError, OSError):
        raise Http404 from None
    return _download(content, name.rpartition("/")[2], TYPES.get(name, "image/jpeg"))


def _download(content, name, kind):
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    response = HttpResponse(content, content_type=kind + charset)
    response["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(name, safe='')}"
    return response


def _pack(request, number):
    article = _article(request, number)
    try:
        return packing.pack_of(article.pk)
    except packing.NoPack:
        raise Http404 from None


def _article(request, number):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = workflow.with_live(Article.objects).defer("body", "copy").filter(pk=number).first()
    if article is None:
        raise Http404
    return article


def _form(pack, form):
    """What one form of the page shows, in the language of the story."""
    with translation.override(interface(pack.words["language"])):
        plain = packforms.plain(pack)
        html = packforms.wechat(pack) if form == "wechat" else ""
    if form == "text":
        return {"plain": plain}
    if form == "print":
        return {"paper": f"{pack.publication.get_absolute_url()}print/"}
    characters, size = packing.too_long(html)
    return {
        "plain": plain,
        "html": html,
        "over": characters,
        "over_bytes": size,
        "most": packing.MOST_CHARACTERS,
        "characters": len(html),
        "fields": [
            (LABELS[one.name], one) for one in (packing.title(pack), packing.author(pack), packing.digest(pack))
        ],
        "pictures": [(shot, f"pictures/{shot.name}") for shot in pack.shots.values()],
        "covers": [(name, *packfiles.COVERS[name]) for name in packfiles.COVERS] if pack.cover else [],
    }


def _warnings(pack):
    """What the desk should know of photos before they leave the house: those past their rights, and those that are limited."""
    for shot in pack.shots.values():
        photo = shot.photo
        if photo.is_expired():
            yield _("%(name)s may be used until %(day)s only.") % {"name": shot.name, "day": photo.expires_on}
        if photo.restrictions:
            yield _("%(name)s: %(restrictions)s") % {"name": shot.name, "restrictions": photo.restrictions}
        if not shot.address:
            yield _("%(name)s has no public file yet: take it from the zip.") % {"name": shot.name}
