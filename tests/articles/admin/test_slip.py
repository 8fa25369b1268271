from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import saving, slips
from articles.desk.contents import content_of
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, Signature, Snapshot, Version
from media.models import Photo


def address(article, signature=None):
    return f"/admin/articles/article/{article.pk}/slip/" + (f"{signature.pk}/" if signature else "")


def slip(client, user, article, signature=None):
    client.force_login(user)
    page = client.get(address(article, signature))
    assert page.status_code == 200
    return page


def decision(article, verdict=Signature.Verdict.SIGNED, at=-1):
    return list(Signature.objects.filter(article=article, verdict=verdict))[at]


def change(article, user, **values):
    """Save other words as the desk does."""
    article = Article.objects.get(pk=article.pk)
    saving.save(article.pk, content_of(article) | values, user, article.saves)


@pytest.fixture
def told(cast):
    """A story with a return, a change between two signatures, a correction and a withdrawal."""
    article = cast.article(body="<p>共有三百人出席。</p><p>会议开了两天。</p>")
    saving.begin(article, cast.reporter)
    cast.do(article, Verb.SUBMIT, cast.reporter)
    cast.do(article, Verb.RETURN, cast.editor, text="请核对出席人数。")
    change(article, cast.reporter, body="<p>共有三百二十人出席。</p><p>会议开了两天。</p>")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    cast.do(article, Verb.SIGN, cast.editor, text="数字核对过。")
    change(article, cast.section_head, headline="冬季旅游推介会开幕")
    cast.do(article, Verb.SIGN, cast.section_head)
    cast.do(article, Verb.SIGN, cast.chief_editor)
    cast.do(article, Verb.PUBLISH, cast.chief_editor)
    return article


def test_every_round_stands_in_order_with_who_when_and_why(client, cast, told):
    page = slip(client, cast.reporter, told)
    first, second = page.context["rounds"]
    assert [(one.number, len(one.entries)) for one in (first, second)] == [(1, 2), (2, 5)]
    verdicts = [entry.signature.verdict for entry in [*first.entries, *second.entries] if entry.signature]
    assert verdicts == ["submitted", "returned", "submitted", "signed", "signed", "signed"]
    assert second.entries[-1].version.kind == Version.Kind.PUBLISHED
    text = page.content.decode()
    for shown in ("请核对出席人数。", "数字核对过。", "林知夏", "section-head", "一审", "三审", "要闻", str(told.pk)):
        assert shown in text


def test_it_tells_what_changed_after_each_decision_and_who_saved_it(client, cast, told):
    first, second = slip(client, cast.reporter, told).context["rounds"]
    returned = first.entries[1]
    assert [change.field for change in returned.changes] == ["body"]
    assert "<ins>二十</ins>" in "".join(piece.html for piece in returned.changes[0].pieces)
    assert returned.savers == ["林知夏"]
    one = second.entries[1]
    assert one.signature.stage.name == "一审"
    assert [change.field for change in one.changes] == ["headline"]
    assert one.savers == ["section-head"]
    assert [len(entry.changes) for entry in second.entries] == [0, 1, 0, 0, 0]


def test_what_changed_after_the_last_decision_is_told_by_the_words_of_now(client, cast, told):
    change(told, cast.editor, standfirst="新的摘要。")
    last = slip(client, cast.reporter, told).context["rounds"][-1].entries[-1]
    assert [change.field for change in last.changes] == ["standfirst"]
    assert last.savers == ["editor"]


def test_a_changed_caption_or_credit_is_told_too(client, cast):
    article = cast.article(cover=cast.photo(caption="老图说", processed=False))
    cast.do(article, Verb.SUBMIT, cast.reporter)
    Photo.objects.update(caption="新图说")
    last = slip(client, cast.reporter, article).context["rounds"][0].entries[0]
    assert [change.field for change in last.changes] == ["photos"]
    assert "新" in last.changes[0].html
    assert last.savers == []


def test_what_went_out_stands_with_its_whole_fingerprint_and_note(client, cast, told):
    change(told, cast.reporter, subtitle="副题")
    cast.do(told, Verb.SUBMIT, cast.reporter)
    for user in (cast.editor, cast.section_head, cast.chief_editor):
        cast.do(told, Verb.SIGN, user)
    cast.do(told, Verb.CORRECT, cast.chief_editor, text="副题有误，已更正。")
    cast.do(told, Verb.WITHDRAW, cast.chief_editor, text="稿件撤下。")
    page = slip(client, cast.reporter, told)
    assert [version.kind for version in page.context["versions"]] == ["published", "corrected", "withdrawn"]
    text = page.content.decode()
    for version in Version.objects.filter(story=told.pk):
        assert version.fingerprint in text
    assert "副题有误，已更正。" in text
    assert "稿件撤下。" in text
    assert page.context["rounds"][-1].entries[-1].changes == []  # the words are those that were taken off


def test_a_signature_given_again_is_shown_as_such(client, cast):
    article = cast.signed()
    change(article, cast.editor, subtitle="副题")
    cast.do(article, Verb.SIGN, cast.chief_editor)
    page = slip(client, cast.reporter, article)
    marks = [entry.signature.is_superseded for entry in page.context["rounds"][0].entries]
    assert marks == [False, False, False, True, False]
    assert "is-superseded" in page.content.decode()


def test_what_she_read_is_kept_word_for_word(client, cast, told):
    read = decision(told, at=0)
    change(told, cast.editor, headline="完全不同的标题")
    page = slip(client, cast.reporter, told, read)
    text = page.content.decode()
    assert "冬季旅游推介会召开" in text
    assert "共有三百二十人出席。" in text
    assert "记者 林知夏" in text
    assert read.fingerprint in text
    assert {change.field for change in page.context["changes"]} == {"headline"}


def test_words_that_did_not_change_say_so(client, cast):
    article = cast.signed()
    assert slip(client, cast.reporter, article, decision(article)).context["changes"] == []


def test_photos_are_shown_with_the_caption_and_credit_of_then(client, cast):
    photo = cast.photo(caption="老图说")
    figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    article = cast.article(body=f"<p>正文。</p>{figure}")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    Photo.objects.update(caption="新图说")
    read = decision(article, Signature.Verdict.SUBMITTED)
    reading = slip(client, cast.reporter, article, read).context["reading"]
    assert "老图说" in reading.body
    assert "江一帆" in reading.body
    assert "<img" in reading.body
    Photo.objects.update(killed_at=timezone.now())
    assert "<img" not in slip(client, cast.reporter, article, read).context["reading"].body


def test_nothing_that_was_typed_becomes_markup(client, cast):
    article = cast.article(
        headline="<b>粗</b>", subtitle="<script>alert(1)</script>", body="<p>&lt;i&gt;斜&lt;/i&gt;</p>"
    )
    cast.do(article, Verb.SUBMIT, cast.reporter)
    change(article, cast.editor, headline="<i>斜</i>")
    for page in (
        slip(client, cast.reporter, article),
        slip(client, cast.reporter, article, decision(article, Signature.Verdict.SUBMITTED)),
    ):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "<b>粗" not in text
        assert "<i>" not in text


def test_an_article_without_decisions_has_an_empty_slip(client, cast):
    page = slip(client, cast.reporter, cast.article(section=None))
    assert page.context["rounds"] == []


def test_words_from_before_the_editor_line_can_still_be_read(cast):
    words = freeze(cast.article())
    for name in ("editors", "topic", "related", "translation_of", "source_title", "clips"):
        del words[name]
    (reading,) = slips.readings([words])
    assert reading.headline == "冬季旅游推介会召开"
    assert slips.changes([(words, freeze(cast.article(headline="别的标题")))])[0][0].field == "headline"


def test_the_part_of_ai_is_among_what_changed_and_what_was_read(cast):
    article = cast.article()
    before = freeze(article)
    article.ai_part = "generated"
    (changes,) = slips.changes([(before, freeze(article))])
    assert [(change.field, change.html) for change in changes] == [("ai_part", "<ins>AI 生成</ins>")]
    (reading,) = slips.readings([freeze(article)])
    assert ("AI 参与", "AI 生成") in reading.facts


def test_it_is_for_those_who_may_view_articles_and_only_its_own_signatures(client, cast):
    from django.contrib.auth import get_user_model

    one, other = cast.signed(), cast.signed(cast.article(headline="另一篇"))
    client.force_login(cast.photo_desk)
    assert client.get(address(one, decision(other))).status_code == 404
    assert client.get("/admin/articles/article/987654/slip/").status_code == 404
    assert client.post(address(one)).status_code == 405
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(address(one)).status_code == client.get(address(one, decision(one))).status_code == 403
    client.logout()
    assert client.get(address(one)).status_code == 302


def rounds_of(cast, article, number):
    """One more round of review, with changes after every decision."""
    cast.do(article, Verb.SUBMIT, cast.reporter)
    for at, user in enumerate((cast.editor, cast.section_head)):
        change(article, cast.editor, subtitle=f"副题{number}-{at}", tags=[f"标签{number}{at}"])
        cast.do(article, Verb.SIGN, user)
    cast.do(article, Verb.RETURN, cast.section_head, text="再改。")


def test_it_costs_the_same_with_more_rounds_and_saves(client, cast):
    article = cast.article(cover=cast.photo(processed=False))
    saving.begin(article, cast.reporter)
    client.force_login(cast.reporter)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address(article))
        return len(asked), sum(len(one.entries) for one in page.context["rounds"])

    rounds_of(cast, article, 1)
    client.get(address(article))
    few, entries = cost()
    assert (few, entries) == (19, 4)
    for number in range(2, 12):
        rounds_of(cast, article, number)
    assert cost() == (few, 44)


def test_words_are_read_only_where_they_differ(client, cast):
    article = cast.signed()
    client.force_login(cast.reporter)
    with CaptureQueriesContext(connection) as asked:
        client.get(address(article))
    read = [query["sql"] for query in asked if '"articles_signature"."words"' in query["sql"]]
    assert read == []
    assert Snapshot.objects.count() == 0


def test_a_version_stands_in_the_round_that_let_it_out(client, cast):
    article = cast.published()
    late = timezone.now() + timedelta(minutes=5)
    cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="撤下。")
    Signature.objects.filter(article=article).update(at=late - timedelta(days=1))
    (only,) = slip(client, cast.reporter, article).context["rounds"]
    assert [entry.version.kind for entry in only.entries if entry.version] == ["published", "withdrawn"]
    assert only.entries[-2].fingerprint == fingerprint(freeze(Article.objects.get(pk=article.pk)))
