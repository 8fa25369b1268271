"""Every address of the API in one table: what it is for, which view answers, how its answers look, an example. The addresses,
openapi.json and the page for people are made of it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.public.api import changes, names, originals, stories


@dataclass(frozen=True)
class Address:
    """An address: its name, its path below /api/v1/ as Django writes it, its view, what it is for; the schema of its answer
    (None: a file) and of what a 410 answers; the arguments of its path with what they mean; an example to try."""

    name: str
    path: str
    view: object
    meaning: str
    answer: str | None
    example: str
    gone: str = ""
    arguments: tuple = ()
    needs_key: bool = False

    @property
    def parameters(self):
        return self.view.parameters

    @property
    def template(self):
        """The path as OpenAPI writes it."""
        template = f"/api/v1/{self.path}"
        for name, kind, _meaning in self.arguments:
            template = template.replace(f"<{kind}:{name}>", f"{{{name}}}")
        return template


_NUMBER = ("number", "story", _("The number of the story."))
_SLUG = ("slug", "str", _("Its address."))

TABLE = [
    Address(
        "stories",
        "stories/",
        stories.listing,
        _("Stories on the site, the newest first."),
        "Stories",
        "stories/?section=news&size=10",
    ),
    Address(
        "story",
        "stories/<story:number>/",
        stories.one,
        _("One story; 410 and canceled once it was withdrawn."),
        "Story",
        "stories/4242/",
        gone="Story",
        arguments=(_NUMBER,),
    ),
    Address(
        "changes",
        "changes/",
        changes.feed,
        _("What was published, corrected, withdrawn and restored, in its order."),
        "Changes",
        "changes/?since=latest",
        gone="Problem",
    ),
    Address("sections", "sections/", names.sections, _("The sections of an edition."), "Sections", "sections/"),
    Address("tags", "tags/", names.tags, _("The tags of stories on the site."), "Tags", "tags/?size=50"),
    Address("tag", "tags/<str:slug>/", names.tag, _("One tag."), "Named", "tags/冰雪/", arguments=(_SLUG,)),
    Address(
        "reporter",
        "reporters/<str:slug>/",
        names.reporter,
        _("Somebody who stands in bylines or credits."),
        "Named",
        "reporters/林知夏/",
        arguments=(_SLUG,),
    ),
    Address(
        "photo",
        "photos/<story:number>/original",
        originals.original,
        _("The original of a photo that a story on the site shows, where its licence lets it go on."),
        None,
        "photos/17/original",
        arguments=(("number", "story", _("The number of the photo.")),),
        needs_key=True,
    ),
]
