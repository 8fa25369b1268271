"""A paper as one makes it with Wagtail: a front page, sections with stories below them, tags, a photo for each story.

What its documentation says of speed is done: joined rows, renditions fetched ahead, its cache of sites.
"""

from django.core.paginator import Paginator
from django.db import models
from django.shortcuts import get_object_or_404
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import Tag, TaggedItemBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Page, Site

SPECS = ["format-webp|fill-400x300", "format-jpeg|fill-400x300"]  # as card.html asks for them
LARGE = [f"format-{form}|width-{width}" for form in ("webp", "jpeg") for width in (480, 960)]  # and front.html
SIZE, RIVER, BLOCK, MORE = 20, 10, 3, 4


class StoryTag(TaggedItemBase):
    content_object = ParentalKey("StoryPage", related_name="tagged_items", on_delete=models.CASCADE)


class StoryPage(Page):
    standfirst = models.CharField(max_length=300)
    byline = models.CharField(max_length=200)
    published_at = models.DateTimeField(db_index=True)
    body = RichTextField()
    cover = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    tags = ClusterTaggableManager(through=StoryTag)

    class Meta:
        indexes = [models.Index(fields=["-published_at"], name="newest")]

    def get_context(self, request):
        stories = cards().child_of(self.get_parent())
        earlier = stories.filter(published_at__lt=self.published_at).first()
        later = stories.filter(published_at__gt=self.published_at).order_by("published_at").first()
        return (
            super().get_context(request)
            | furniture(request)
            | {
                "section": self.get_parent(),
                "earlier": earlier,
                "later": later,
                "more": stories.exclude(pk=self.pk)[:MORE],
            }
        )


class SectionPage(Page):
    def get_context(self, request):
        page = Paginator(cards().child_of(self), SIZE).get_page(request.GET.get("p"))
        return super().get_context(request) | furniture(request) | {"stories": page}


class FrontPage(RoutablePageMixin, Page):
    @path("")
    def front(self, request):
        context = furniture(request)
        blocks = [(section, cards().child_of(section)[:BLOCK]) for section in context["menu"]]
        newest = list(cards(*LARGE)[: 1 + 4 + RIVER])
        context |= {"lead": newest[0], "under": newest[1:5], "river": newest[5:], "blocks": blocks}
        return self.render(request, context_overrides=context, template="news/front.html")

    @path("tags/<str:slug>/")
    def tag(self, request, slug):
        tag = get_object_or_404(Tag, slug=slug)
        stories = Paginator(cards().filter(tagged_items__tag=tag), SIZE).get_page(request.GET.get("p"))
        context = furniture(request) | {"tag": tag, "stories": stories}
        return self.render(request, context_overrides=context, template="news/tag.html")


def cards(*more):
    """The stories on the site, newest first, as lists show them, with `more` renditions of their photos."""
    images = get_image_model().objects.prefetch_renditions(*SPECS, *more)
    stories = StoryPage.objects.live().public().defer("body").order_by("-published_at")
    return stories.prefetch_related(models.Prefetch("cover", images))


def furniture(request):
    root = Site.find_for_request(request).root_page
    return {"front": root, "menu": list(root.get_children().live().in_menu())}
