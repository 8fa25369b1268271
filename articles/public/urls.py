"""The addresses that readers know. They are stable for ever: see docs/words.md before adding one."""

from django.conf import settings
from django.urls import include, path, register_converter

from articles.models.publication import STORY_BITS
from articles.public import (
    archive,
    cards,
    corrections,
    crawlers,
    housepages,
    identity,
    machines,
    offline,
    photos,
    record,
    searching,
    sharing,
    sitemaps,
    story,
    topics,
    views,
)
from articles.public.api import page as api
from articles.public.feeds import views as feeds


class YearConverter:
    regex = "[0-9]{4}"
    to_python = int

    def to_url(self, value):
        return f"{int(value):04d}"


class TwoDigitsConverter:
    """A month or a day; read with one digit too, always written with two."""

    regex = "[0-9]{1,2}"
    to_python = int

    def to_url(self, value):
        return f"{int(value):02d}"


class StoryConverter:
    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value):
        if int(value) >= 2**STORY_BITS:
            raise ValueError(value)
        return int(value)

    def to_url(self, value):
        return str(value)


class VersionConverter(StoryConverter):
    """The number of a version of a story."""

    regex = "[1-9][0-9]{0,4}"


class LanguageConverter:
    """The language of an edition other than the default, which lives at the root."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value):
        if value == settings.LANGUAGE_CODE or len(value) > 16:
            raise ValueError(value)
        return value

    def to_url(self, value):
        return value


class FeedConverter:
    """The form of a feed."""

    regex = "rss|atom|json"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(YearConverter, "year")
register_converter(TwoDigitsConverter, "dd")
register_converter(StoryConverter, "story")
register_converter(VersionConverter, "version")
register_converter(LanguageConverter, "language")
register_converter(FeedConverter, "feed")


def feed(under, view, name):
    """The addresses of a feed in its three forms. The RSS one is what the name gives where no form is asked for."""
    return [
        path(f"{under}latest.rss", view, name=name),
        path(f"{under}latest.<feed:kind>", view, name=name),
    ]


edition = [
    path("", views.front, name="front"),
    path("sections/<str:slug>/", views.section, name="section"),
    *feed("sections/<str:slug>/", feeds.section, "feed_section"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    *feed("tags/<str:slug>/", feeds.tag, "feed_tag"),
    path("topics/", topics.index, name="topics"),
    path("topics/<str:slug>/", topics.topic, name="topic"),
    *feed("topics/<str:slug>/", feeds.topic, "feed_topic"),
    path("reporters/<str:slug>/", views.reporter, name="reporter"),
    *feed("reporters/<str:slug>/", feeds.reporter, "feed_reporter"),
    path("reporters/<str:slug>/photos/", photos.of_reporter, name="reporter_photos"),
    path("photos/", photos.index, name="photos"),
    path("about/", housepages.about, name="about"),
    path("about/<str:slug>/", housepages.house_page, name="house_page"),
    path("corrections/", corrections.index, name="corrections"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="search_suggest"),
    *feed("feeds/", feeds.latest, "feed_latest"),
    path("manifest.webmanifest", identity.manifest, name="manifest"),
    path("offline/", offline.offline, name="offline"),
    path("api/v1/", api.people, name="api"),
    path("<year:year>/", archive.year, name="archive_year"),
    path("<year:year>/<dd:month>/", archive.month, name="archive_month"),
    path("<year:year>/<dd:month>/<dd:day>/", archive.day, name="archive_day"),
]

urlpatterns = [
    *edition,
    path("<year:year>/<dd:month>/<dd:day>/<story:story>/", story.story, name="story"),
    path("<year:year>/<dd:month>/<dd:day>/<story:story>/versions/", record.versions, name="story_versions"),
    path(
        "<year:year>/<dd:month>/<dd:day>/<story:story>/versions/<version:number>/", record.version, name="story_version"
    ),
    path("<year:year>/<dd:month>/<dd:day>/<story:story>/print/", sharing.paper, name="story_print"),
    path("<year:year>/<dd:month>/<dd:day>/<story:story>/qr.svg", sharing.code, name="story_code"),
    path("<year:year>/<dd:month>/<dd:day>/<story:story>/ninjs.json", machines.story, name="story_ninjs"),
    path("<year:year>/<dd:month>/<dd:day>/<story:story>/card-<slug:mark>.jpg", cards.card, name="card"),
    path("favicon.ico", identity.favicon, name="favicon"),
    path("icons/<slug:language>/<slug:mark>/<slug:size>.png", identity.icon, name="icon"),
    path("colours/<slug:digits>.css", identity.colour, name="colour"),
    path("sw.js", offline.worker, name="worker"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<year:year>-<dd:month>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemaps/<year:year>-<dd:month>-<story:part>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemaps/topics.xml", sitemaps.topics, name="sitemap_topics"),
    path("sitemaps/tags.xml", sitemaps.tags, name="sitemap_tags"),
    path("sitemaps/reporters.xml", sitemaps.reporters, name="sitemap_reporters"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("<language:language>/", include((edition, "articles"), namespace="editions")),
]
