import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin import signing
from articles.desk import saving, workflow
from articles.desk.contents import content_of
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, Byline, ReviewStage, Signature
from newsroom import roles
from newsroom.models import LogLine, Reporter

SIGN = "/admin/articles/article/sign/"
LIST = "/admin/articles/article/"


def submitted(cast, **fields):
    article = cast.article(**fields)
    cast.do(article, Verb.SUBMIT, cast.reporter)
    return article


def page(client, user, *articles):
    client.force_login(user)
    query = "?ids=" + ",".join(str(article.pk) for article in articles) if articles else ""
    return client.get(SIGN + query)


def sign(client, user, articles, **fingerprints):
    """Tick `articles` on the page that `user` has open, and send it."""
    form = {"article": [article.pk for article in articles]}
    for item in page(client, user, *articles).context["items"]:
        form[f"fingerprint-{item.article.pk}"] = item.fingerprint
    return client.post(SIGN, form | fingerprints).context["outcomes"]


def signatures(article):
    return list(Signature.objects.filter(article=article, verdict="signed").values_list("signer__username", flat=True))


def change(article, user, **values):
    article = Article.objects.get(pk=article.pk)
    saving.save(article.pk, content_of(article) | values, user, article.saves)


def test_each_ticked_article_is_signed_and_says_what_it_waits_for(client, cast):
    one, two, left = (submitted(cast, headline=headline) for headline in ("甲", "乙", "没有勾"))
    cast.do(two, Verb.SIGN, cast.editor)
    outcomes = sign(client, cast.section_head, [two])
    assert [(o.headline, o.is_signed) for o in outcomes] == [("乙", True)]
    assert "三审" in outcomes[0].said
    outcomes = sign(client, cast.editor, [one])
    assert "二审" in outcomes[0].said
    assert signatures(one) == ["editor"]
    assert signatures(left) == []
    assert LogLine.objects.filter(kind="decision", story=one.pk, actor=cast.editor).exists()


def test_what_is_refused_says_why_and_stops_no_other(client, cast):
    good, changed, gone, byline = (submitted(cast, headline=h) for h in ("能签", "改过", "扔了", "署名"))
    opened = {item.article.pk: item.fingerprint for item in page(client, cast.editor).context["items"]}
    change(changed, cast.section_head, subtitle="别人的副题")
    Article.objects.filter(pk=gone.pk).update(trashed_at=timezone.now())
    Byline.objects.create(article=byline, reporter=Reporter.objects.create(name="editor"), position=5)
    order = [changed.pk, 987654, gone.pk, byline.pk, good.pk]
    form = {"article": order} | {f"fingerprint-{pk}": opened.get(pk, "") for pk in order}
    outcomes = client.post(SIGN, form).context["outcomes"]
    assert [outcome.is_signed for outcome in outcomes] == [False, False, False, False, True]
    assert len({outcome.said for outcome in outcomes}) == 5
    assert signatures(good) == ["editor"]
    assert signatures(changed) == signatures(byline) == signatures(gone) == []


def test_without_the_fingerprint_nothing_is_signed(client, cast):
    article = submitted(cast)
    client.force_login(cast.editor)
    (outcome,) = client.post(SIGN, {"article": [article.pk]}).context["outcomes"]
    assert not outcome.is_signed
    assert signatures(article) == []


def test_a_busy_database_refuses_one_and_not_the_others(client, cast, monkeypatch):
    one, two = submitted(cast, headline="甲"), submitted(cast, headline="乙")
    act = workflow.act

    def busy(article, *more, **rest):
        if article.pk == one.pk:
            raise DatabaseError("locked")
        return act(article, *more, **rest)

    monkeypatch.setattr(signing.workflow, "act", busy)
    outcomes = sign(client, cast.editor, [one, two])
    assert [o.is_signed for o in outcomes] == [False, True]


def test_sending_it_twice_signs_once(client, cast):
    article = submitted(cast)
    item = page(client, cast.editor, article).context["items"][0]
    form = {"article": [article.pk], f"fingerprint-{article.pk}": item.fingerprint}
    assert client.post(SIGN, form).context["outcomes"][0].is_signed
    assert not client.post(SIGN, form).context["outcomes"][0].is_signed
    assert signatures(article) == ["editor"]


def test_another_stage_than_the_one_that_was_shown_is_not_signed(client, cast):
    both = cast.user("both", roles.EDITOR)
    both.groups.add(Group.objects.get(name=roles.SECTION_HEAD))
    article = submitted(cast)
    item = page(client, both, article).context["items"][0]
    form = {
        "article": [article.pk],
        f"fingerprint-{article.pk}": item.fingerprint,
        f"stage-{article.pk}": item.stage.pk,
    }
    cast.do(article, Verb.SIGN, cast.editor)
    (outcome,) = client.post(SIGN, form).context["outcomes"]
    assert not outcome.is_signed and "二审" in outcome.said
    form[f"stage-{article.pk}"] = ReviewStage.objects.get(name="二审").pk
    assert client.post(SIGN, form).context["outcomes"][0].is_signed
    assert signatures(article) == ["editor", "both"]


def test_nothing_ticked_signs_nothing(client, cast):
    submitted(cast)
    client.force_login(cast.editor)
    answer = client.post(SIGN, {"article": ["x", "", "٣"]})
    assert answer.status_code == 200
    assert answer.context["outcomes"] == []
    assert not Signature.objects.filter(verdict="signed").exists()


def test_each_is_shown_whole_enough_to_be_read(client, cast):
    photo = cast.photo(caption="网具下水。")
    figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    article = submitted(cast, headline="冬捕节开网", body=f"<p>天刚亮，冰面上站了三百多人。</p>{figure}", section=None)
    text = page(client, cast.editor, article).content.decode()
    for shown in ("冬捕节开网", "天刚亮，冰面上站了三百多人。", "记者 林知夏", "网具下水。", "江一帆"):
        assert shown in text
    item = page(client, cast.editor, article).context["items"][0]
    assert item.fingerprint == fingerprint(freeze(Article.objects.get(pk=article.pk)))
    assert item.must
    assert f'name="fingerprint-{article.pk}" value="{item.fingerprint}"' in text
    assert "checked" not in text.split("signing-tick")[1][:300]


def test_it_shows_what_changed_since_her_own_signature_or_else_the_last(client, cast):
    article = submitted(cast, headline="第一稿")
    cast.do(article, Verb.SIGN, cast.editor)
    change(article, cast.section_head, headline="第二稿")
    item = page(client, cast.section_head, article).context["items"][0]
    assert item.since.signer == cast.editor
    assert [one.field for one in item.changes] == ["headline"]
    cast.do(article, Verb.SIGN, cast.section_head)
    cast.do(article, Verb.SIGN, cast.chief_editor)
    change(article, cast.editor, subtitle="副题")
    item = page(client, cast.chief_editor, article).context["items"][0]
    assert item.since.signer == cast.chief_editor
    assert [one.field for one in item.changes] == ["subtitle"]


def test_what_she_may_not_sign_stands_there_with_the_reason_and_no_box(client, cast):
    article = cast.article(headline="还是草稿")
    answer = page(client, cast.editor, article)
    (item,) = answer.context["items"]
    assert item.why_not
    assert 'type="checkbox"' not in answer.content.decode()


def test_without_a_choice_it_is_everything_that_waits_for_her(client, cast):
    one, two = submitted(cast, headline="甲"), submitted(cast, headline="乙")
    cast.article(headline="草稿")
    assert [item.article.headline for item in page(client, cast.editor).context["items"]] == ["甲", "乙"]
    for article in (one, two):
        cast.do(article, Verb.SIGN, cast.editor)
    answer = page(client, cast.editor)
    assert answer.context["items"] == []
    assert answer.status_code == 200


def test_no_more_than_fifty_at_once(client, cast, monkeypatch):
    monkeypatch.setattr(signing, "MOST", 2)
    articles = [submitted(cast, headline=f"稿{number}") for number in range(3)]
    for answer in (page(client, cast.editor), page(client, cast.editor, *articles)):
        assert len(answer.context["items"]) == 2
        assert answer.context["left"] == 1
    form = {"article": [article.pk for article in articles]}
    form |= {f"fingerprint-{a.pk}": fingerprint(freeze(Article.objects.get(pk=a.pk))) for a in articles}
    assert len(client.post(SIGN, form).context["outcomes"]) == 2


@pytest.mark.parametrize("query", ["?ids=", "?ids=x,%00,99999999,-1", "?ids=" + "9" * 400])
def test_numbers_that_make_no_sense_show_nothing(client, cast, query):
    client.force_login(cast.editor)
    answer = client.get(SIGN + query)
    assert answer.status_code == 200
    assert answer.context["items"] == []


def test_it_is_for_those_who_have_a_stage_to_sign(client, cast):
    for role, user in cast.users.items():
        client.force_login(user)
        signs = role in {"editor", "section-head", "chief-editor"}
        assert client.get(SIGN).status_code == (200 if signs else 403), role
        assert client.post(SIGN, {}).status_code == (200 if signs else 403), role


def test_the_list_of_articles_offers_it_to_those_who_sign(client, cast):
    articles = [submitted(cast, headline=headline) for headline in ("甲", "乙")]
    chosen = {"action": "sign_many", "_selected_action": [article.pk for article in articles]}
    client.force_login(cast.reporter)
    assert "action-checkbox" not in client.get(LIST).content.decode()
    client.post(LIST, chosen)
    client.force_login(cast.editor)
    assert "action-checkbox" in client.get(LIST).content.decode()
    answer = client.post(LIST, chosen)
    assert answer.status_code == 302
    assert sorted(item.article.headline for item in client.get(answer["Location"]).context["items"]) == ["乙", "甲"]


def test_it_costs_so_many_questions_and_three_more_an_article(client, cast):
    """The constant part is everything but the checklist, whose advice is asked for each article."""

    def lay(number):
        article = submitted(cast, headline=f"稿{number}")
        cast.do(article, Verb.SIGN, cast.editor)
        change(article, cast.section_head, subtitle="副题")

    def cost():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(SIGN)
        assert all(item.changes for item in answer.context["items"])
        return len(asked)

    client.force_login(cast.section_head)
    lay(0)
    client.get(SIGN)
    few = cost()
    for number in range(1, 11):
        lay(number)
    assert (few, (cost() - few) / 10) == (26, 3)
