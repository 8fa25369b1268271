from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk.tasks import index_articles
from articles.models import Article, ReviewStage, deskindex
from media import looking
from newsroom import roles
from newsroom.models import Masthead

STAGES = [("一审", roles.EDITOR), ("二审", roles.SECTION_HEAD), ("三审", roles.CHIEF_EDITOR)]


class Command(BaseCommand):
    help = (
        "Give the site what it cannot be without: roles, stages of review, a masthead, an index of the desk. "
        "Changes nothing that is there."
    )

    @transaction.atomic
    def handle(self, **options):
        roles.establish()
        if not ReviewStage.objects.exists():
            for position, (name, role) in enumerate(STAGES, 1):
                ReviewStage.objects.create(name=name, position=position, group=Group.objects.get(name=role))
        if not Masthead.objects.filter(language=settings.LANGUAGE_CODE).exists():
            name = _("Local news")
            Masthead.objects.create(
                language=settings.LANGUAGE_CODE, name=name, outlet=name, publisher=_("Local media center")
            )
        if deskindex.is_empty() and Article.objects.exists():
            index_articles.enqueue()  # many articles take minutes, and nobody has to wait for it
        if looking.unseen().exists():
            looking.look_at_photos.enqueue()
