from articles.models.article import Article, Byline, EditorLine
from articles.models.dispatch import Dispatch
from articles.models.formeraddress import FormerAddress, Move
from articles.models.frontpage import Slot
from articles.models.history import Autosave, Presence, Snapshot
from articles.models.housepage import HousePage
from articles.models.ledger import (
    LedgerClosing,
    LedgerLine,
    LedgerRate,
    LedgerRole,
    LedgerRules,
    LedgerSame,
    LedgerStory,
)
from articles.models.note import Note
from articles.models.partner import Partner
from articles.models.photoplace import PhotoPlace, VersionPhoto
from articles.models.plan import Assignment, CalendarKey, Plan
from articles.models.portrait import Portrait
from articles.models.publication import (
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
)
from articles.models.publicname import PublicName
from articles.models.reading import ReadingDay
from articles.models.review import ReviewStage, Signature
from articles.models.sharing import PreviewLink
from articles.models.staff import Remit, SavedFilter
from articles.models.supplier import Supplier, SupplierSection, Supply
from articles.models.taxonomy import Section, Tag, TagAlias, TaggedArticle
from articles.models.topic import Topic, TopicBlock, TopicStory
from articles.models.usage import HouseWord, Outlet
from articles.models.version import Verification, Version

__all__ = [
    "Article",
    "Assignment",
    "Autosave",
    "Byline",
    "CalendarKey",
    "Dispatch",
    "EditorLine",
    "FormerAddress",
    "HousePage",
    "HouseWord",
    "LedgerClosing",
    "LedgerLine",
    "LedgerRate",
    "LedgerRole",
    "LedgerRules",
    "LedgerSame",
    "LedgerStory",
    "Move",
    "Note",
    "Outlet",
    "Partner",
    "Presence",
    "PhotoPlace",
    "Plan",
    "Portrait",
    "PreviewLink",
    "Publication",
    "PublicationByline",
    "PublicationCredit",
    "PublicationPhoto",
    "PublicationTag",
    "PublicName",
    "ReadingDay",
    "Remit",
    "ReviewStage",
    "SavedFilter",
    "Section",
    "Signature",
    "Slot",
    "Snapshot",
    "Supplier",
    "SupplierSection",
    "Supply",
    "Tag",
    "TagAlias",
    "TaggedArticle",
    "Topic",
    "TopicBlock",
    "TopicStory",
    "Verification",
    "Version",
    "VersionPhoto",
]
