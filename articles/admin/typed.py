"""The form of an article as it is being typed: understood as far as it can be, written nowhere."""

from dataclasses import dataclass

from django.forms import inlineformset_factory
from django.utils.translation import gettext as _

from articles.admin.forms import ArticleForm
from articles.admin.people import BylineForm, BylineFormSet, EditorLineForm, EditorLineFormSet
from articles.desk.rendering import freeze
from articles.models import Article, Byline, EditorLine
from newsroom.inlines import MOST
from newsroom.text import number

Bylines = inlineformset_factory(
    Article, Byline, form=BylineForm, formset=BylineFormSet, absolute_max=MOST, max_num=MOST
)
Editors = inlineformset_factory(
    Article, EditorLine, form=EditorLineForm, formset=EditorLineFormSet, absolute_max=MOST, max_num=MOST
)


@dataclass(frozen=True)
class Typed:
    """An unsaved Article with its unsaved people and its tags by name."""

    article: Article
    bylines: list[Byline]
    tags: list[str]
    editors: list[EditorLine]

    def words(self):
        """The words that publishing would freeze."""
        return freeze(self.article, self.bylines, self.tags, self.editors)


def read(request):
    """The form that `request` posts, as a Typed. What cannot be understood is left as it is saved; the form itself says
    what that is."""
    article = Article.objects.filter(pk=number(request.POST.get("article", ""))).first() or Article()
    form = ArticleForm(request.POST, instance=article)
    form.is_valid()
    typed = form.instance
    typed.headline = typed.headline or _("Headline")
    bylines = Bylines(request.POST, instance=article, prefix="bylines")
    editors = Editors(request.POST, instance=article, prefix="editors")
    return Typed(typed, bylines.lines(), form.cleaned_data.get("tags") or [], editors.lines())
