"""How an article stands with its review: its words, its people, its stages and who signed them, each asked for once."""

from functools import cached_property

from articles.desk import checklist
from articles.desk.rendering import fingerprint, freeze, freeze_all, photos_of
from articles.models import ReviewStage, Signature
from articles.models.review import stands_in
from media.pictures import words as photo_words


class Standing:
    """What the rules ask about one article, read from the database when it is first asked for and then kept."""

    def __init__(self, article):
        self.article = article

    @cached_property
    def bylines(self):
        """The bylines with their reporters, in order."""
        return list(self.article.bylines.select_related("reporter")) if self.article.pk else []

    @cached_property
    def editors(self):
        """The people of the editor line with their reporters, in order."""
        return list(self.article.editors.select_related("reporter")) if self.article.pk else []

    @cached_property
    def tags(self):
        """The names of the tags, sorted."""
        return sorted(self.article.tags.names())

    @cached_property
    def photos(self):
        """The photos of body and cover with their credits."""
        return photos_of(self.article)

    @cached_property
    def words(self):
        """The words as freeze gives them."""
        said = {photo.pk: photo_words(photo) for photo in self.photos}
        return freeze(self.article, self.bylines, self.tags, self.editors, said)

    @cached_property
    def fingerprint(self):
        """The fingerprint of the words."""
        return fingerprint(self.words)

    @cached_property
    def must(self):
        """What the checklist demands before the words may go out: a list of sentences."""
        return checklist.must(self.article, self.words, self.__dict__.get("photos"))

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

    def forget_decisions(self):
        """Ask anew who signed, when it is asked next: somebody has, and the words are the same."""
        self.__dict__.pop("decisions", None)
        self.__dict__.pop("signed", None)

    def names(self, user):
        """Whether `user` stands in the byline."""
        return stands_in(self.bylines, self.article.collective, user)


def standing_of(article):
    """The Standing of `article`, kept on the instance: whoever changes the article or its signatures renews it."""
    if not hasattr(article, "_standing"):
        article._standing = Standing(article)
    return article._standing


def read_together(articles):
    """Read what the rules ask about each of `articles` in a constant number of queries."""
    stages = list(ReviewStage.objects.filter(is_active=True).select_related("group"))
    found = Signature.objects.filter(article__in=articles).defer("words").order_by("pk")
    decisions = {article.pk: [] for article in articles}
    for one in found.select_related("stage", "signer__reporter"):
        decisions[one.article_id].append(one)
    photos = {photo.pk: photo for photo in photos_of(*articles)}
    for article, words in zip(articles, freeze_all(articles, photos.values()), strict=True):
        standing = article._standing = Standing(article)
        standing.bylines, standing.words = list(article.bylines.all()), words
        standing.photos = [photos[int(number)] for number in words["photos"]]
        standing.stages, standing.decisions = stages, decisions[article.pk]


def renew(article):
    """Forget what was read about `article`; the next question asks the database again."""
    article.__dict__.pop("_standing", None)
