from articles.models.article import Article, Byline
from articles.models.frontpage import Slot
from articles.models.publication import Publication, PublicationByline, PublicationPhoto, PublicationTag
from articles.models.review import ReviewStage, Signature
from articles.models.taxonomy import Section, Tag, TaggedArticle
from articles.models.version import Version

__all__ = [
    "Article",
    "Byline",
    "Publication",
    "PublicationByline",
    "PublicationPhoto",
    "PublicationTag",
    "ReviewStage",
    "Section",
    "Signature",
    "Slot",
    "Tag",
    "TaggedArticle",
    "Version",
]
