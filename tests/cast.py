"""The people everyone knows, and a story that is ready for them. All invented."""

from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.core.management import call_command
from PIL import Image

from articles.desk import workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, Byline, Section, photoplace
from media import uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom import roles
from newsroom.models import Masthead, Reporter


class Cast:
    """A small newsroom: masthead, one section, a login for each role, two reporters of whom the first has a login."""

    def __init__(self):
        call_command("establish", verbosity=0)
        Masthead.objects.filter(language="zh-hans").update(
            name="雪川新闻网", outlet="雪川新闻网", publisher="雪川地区融媒体中心"
        )
        self.section = Section.objects.create(masthead_id="zh-hans", name="要闻", slug="news")
        self.users = {role: self.user(role) for role in roles.LABELS}
        self.lin = Reporter.objects.create(name="林知夏", user=self.users[roles.REPORTER])
        self.jiang = Reporter.objects.create(name="江一帆", role="实习记者")

    def user(self, name, role=None):
        """A login called `name` in the group of the same name, or of `role`."""
        user = get_user_model().objects.create_user(name, password="a long enough word", is_staff=True)
        user.groups.add(Group.objects.get(name=role or name))
        return user

    def __getattr__(self, name):
        """cast.chief_editor is the login of the role chief-editor."""
        try:
            return self.__dict__["users"][name.replace("_", "-")]
        except KeyError:
            raise AttributeError(name) from None

    def article(self, **fields):
        """An article that lacks nothing but signatures."""
        values = {
            "headline": "冬季旅游推介会召开",
            "body": "<p>12月27日,雪川地区冬季旅游推介会召开。</p>",
            "outlets": "雪川新闻网-雪川地区融媒体中心",
            "section": self.section,
            "created_by": self.reporter,
        } | fields
        article = Article.objects.create(**values)
        Byline.objects.create(article=article, reporter=self.lin, role="记者", position=0)
        Byline.objects.create(article=article, reporter=self.jiang, role="实习记者", position=1)
        photoplace.write(article)
        return article

    def do(self, article, verb, user, **more):
        """Do a verb as the desk does, the signer having the words of now before her."""
        article = Article.objects.get(pk=article.pk)
        if verb == Verb.SIGN:
            more.setdefault("fingerprint", fingerprint(freeze(article)))
        return workflow.act(article, verb, user, **more)

    def why_not(self, article, verb, user):
        """The reason why `user` may not do a verb to the article as it is stored now; None where she may."""
        return workflow.why_not(Article.objects.get(pk=article.pk), verb, user)

    def signed(self, article=None, by=None):
        """An article that has been submitted, `by` the reporter if by nobody else, and signed at all three stages."""
        article = article or self.article()
        self.do(article, Verb.SUBMIT, by or self.reporter)
        for user in (self.editor, self.section_head, self.chief_editor):
            self.do(article, Verb.SIGN, user)
        article.refresh_from_db()
        return article

    def published(self, article=None, **more):
        """An article whose story is on the site."""
        article = self.signed(article)
        self.do(article, Verb.PUBLISH, self.chief_editor, **more)
        article.refresh_from_db()
        return article

    def changed(self, article, **fields):
        """The article after somebody saved other words in the form."""
        article.refresh_from_db()
        for name, value in fields.items():
            setattr(article, name, value)
        article.saves += 1
        article.save()
        photoplace.write(article)
        return article

    def photo(self, caption="推介会现场。", credited=True, colour=(120, 150, 180), processed=True):
        """A photo in the library, credited to 江一帆 unless told otherwise."""
        photo, _created = uploads.accept(photo_file(colour=colour), self.photo_desk)
        Photo.objects.filter(pk=photo.pk).update(caption=caption, credited_from="typed")
        if credited:
            PhotoCredit.objects.create(photo=photo, role="实习记者", name="江一帆", reporter=self.jiang)
        if processed:
            make_renditions.call(photo.pk)
        photo.refresh_from_db()
        return photo


def photo_file(name="meeting.jpg", size=(1200, 800), colour=(120, 150, 180), **save):
    """A small JPEG as a browser uploads it."""
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "JPEG", **save)
    stream.seek(0)
    return File(stream, name=name)
