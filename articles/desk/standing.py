"""How an article stands with its review: its words, its people, its stages and who signed them, each asked for once."""

from functools import cached_property

from articles.desk import checklist
from articles.desk.rendering import fingerprint, freeze
from articles.models import ReviewStage, Signature
from articles.models.review import stands_in


class Standing:
    """What the rules ask about one article, read from the database when it is first asked for and then kept."""

    def __init__(self, article):
        self.article = article

    @cached_property
    def bylines(self):
        """The bylines with their reporters, in order."""
        return list(self.article.bylines.select_related("reporter")) if self.article.pk else []

    @cached_property
    def words(self):
        """The words as freeze gives them."""
        return freeze(self.article, bylines=self.bylines)

    @cached_property
    def fingerprint(self):
        """The fingerprint of the words."""
        return fingerprint(self.words)

    @cached_property
    def must(self):
        """What the checklist demands before the words may go out: a list of sentences."""
        return checklist.must(self.article, self.words)

    @cached_property
    def stages(self):
        """The stages in use, in order, with their groups."""
        return list(ReviewStage.objects.filter(is_active=True).select_related("group"))

    @cached_property
    def decisions(self):
        """Every decision about the article in all rounds, the oldest first, without the words that were read."""
        if not self.article.pk:
            return []
        found = Signature.objects.filter(article=self.article).defer("words").order_by("pk")
        return list(found.select_related("stage", "signer__reporter"))

    @cached_property
    def signed(self):
        """Stage number → the signature that counts in this round."""
        return {
            one.stage_id: one
            for one in self.decisions
            if one.verdict == Signature.Verdict.SIGNED and not one.is_superseded and one.round == self.article.round
        }

    @property
    def missing(self):
        """The stages that nobody has signed in this round, in order."""
        return [stage for stage in self.stages if stage.pk not in self.signed]

    def names(self, user):
        """Whether `user` stands in the byline."""
        return stands_in(self.bylines, user)


def standing_of(article):
    """The Standing of `article`, kept on the instance: whoever changes the article or its signatures renews it."""
    if not hasattr(article, "_standing"):
        article._standing = Standing(article)
    return article._standing


def renew(article):
    """Forget what was read about `article`; the next question asks the database again."""
    article.__dict__.pop("_standing", None)
