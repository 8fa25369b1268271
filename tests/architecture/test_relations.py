"""Nothing that is public leads to a working copy, by whatever relation."""

import inspect

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.db.models.fields.related_descriptors import (
    ForwardManyToOneDescriptor,
    ManyToManyDescriptor,
    ReverseManyToOneDescriptor,
    ReverseOneToOneDescriptor,
)

from articles.models import (
    Article,
    Assignment,
    Autosave,
    Byline,
    CalendarKey,
    Dispatch,
    EditorLine,
    FormerAddress,
    HousePage,
    Note,
    Partner,
    PhotoPlace,
    Plan,
    Portrait,
    Presence,
    PreviewLink,
    Publication,
    PublicationByline,
    PublicationCredit,
    PublicationPhoto,
    PublicationTag,
    PublicName,
    Remit,
    SavedFilter,
    Section,
    Signature,
    Slot,
    Snapshot,
    Supplier,
    SupplierSection,
    Supply,
    Tag,
    TagAlias,
    TaggedArticle,
    Topic,
    TopicBlock,
    TopicStory,
    Version,
    VersionPhoto,
)
from media.models import Clip, FormerFile, Photo, PhotoCredit, Rendition, Upload
from newsroom.models import Masthead, Reporter, ReporterName

PUBLIC = [Publication, PublicationTag, PublicationByline, PublicationPhoto, Version, Slot, Section, Tag, Masthead]
PUBLIC += [
    Reporter,
    ReporterName,
    Photo,
    PhotoCredit,
    Rendition,
    FormerFile,
    VersionPhoto,
    Clip,
    Topic,
    TopicBlock,
    TopicStory,
    TagAlias,
    FormerAddress,
    PublicationCredit,
    Portrait,
    HousePage,
    PublicName,
]
PRIVATE = {Article, Byline, EditorLine, Signature, TaggedArticle, LogEntry}
PRIVATE |= {Snapshot, Autosave, Presence, Note, PreviewLink, SavedFilter, Remit, PhotoPlace, Upload, Dispatch}
PRIVATE |= {Plan, Assignment, CalendarKey, Partner, Supplier, SupplierSection, Supply}


def neighbours(model):
    """attribute → model, for every relation that an object of `model` can be asked for in code or a template."""
    found = {}
    for name in dir(model):
        attribute = inspect.getattr_static(model, name)
        if isinstance(attribute, ManyToManyDescriptor):
            found[name] = attribute.rel.related_model if attribute.reverse else attribute.rel.model
        elif isinstance(attribute, ReverseManyToOneDescriptor):
            found[name] = attribute.rel.related_model
        elif isinstance(attribute, ReverseOneToOneDescriptor):
            found[name] = attribute.related.related_model
        elif isinstance(attribute, ForwardManyToOneDescriptor):
            found[name] = attribute.field.remote_field.model
        elif target := getattr(getattr(attribute, "remote_field", None), "model", None):
            found[name] = target  # a manager such as taggit's, a generic relation
    return found


def paths(start, stop_at=()):
    """model → the way from `start` to it, for every model that can be walked to; nothing is walked beyond `stop_at`."""
    ways, waiting = {start: start.__name__}, [start]
    while waiting:
        model = waiting.pop()
        if model in stop_at:
            continue
        for name, target in neighbours(model).items():
            if isinstance(target, type) and issubclass(target, Model) and target not in ways:
                ways[target] = f"{ways[model]}.{name}"
                waiting.append(target)
    return ways


@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
def test_nothing_public_leads_to_a_working_copy(model):
    ways = paths(model, stop_at={get_user_model()})
    assert {target: way for target, way in ways.items() if target in PRIVATE} == {}


def test_a_login_has_no_way_into_articles():
    into = {name: target for name, target in neighbours(get_user_model()).items() if target in apps.get_models()}
    assert [name for name, target in into.items() if target._meta.app_label == "articles"] == []


def test_every_model_of_the_site_is_either_public_or_private_or_neither_by_choice():
    neither = {"ReviewStage", "Edition", "Beat", "LogLine", "Outlet", "HouseWord", "Move", "Verification"}
    neither |= {"ReadingDay"}
    neither |= {"Session", "Tries", "SecondStep", "StepRule"}
    neither |= {f"Ledger{name}" for name in ("Closing", "Line", "Rate", "Role", "Rules", "Same", "Story")}
    ours = {model for room in ("newsroom", "media", "articles") for model in apps.get_app_config(room).get_models()}
    assert {m.__name__ for m in ours - set(PUBLIC) - PRIVATE} == neither


def test_the_walk_is_not_blind():
    assert {Byline, Signature, TaggedArticle, Tag, Section, Reporter, get_user_model()} <= paths(Article).keys()
    assert {PublicationTag, PublicationByline, PublicationPhoto, Section, Reporter} <= paths(Publication).keys()
