"""The clock's health, where something is left to it."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from articles.desk.workflow import Verb
from newsroom.models import Beat
from tests.articles.admin.desk import address, form_of

pytestmark = pytest.mark.django_db


def clock():
    return Template("{% load desk %}{% clock %}").render(Context())


def test_while_it_beats_a_line_says_so():
    Beat.objects.create(pk=1, at=timezone.now())
    assert "is-returned" not in clock()


def test_where_it_stopped_the_time_and_what_to_do_are_said():
    last = timezone.now() - timedelta(minutes=5)
    Beat.objects.create(pk=1, at=last)
    assert "is-returned" in clock()
    assert timezone.localtime(last).strftime("%H:%M") in clock()


def test_where_it_never_beat_too():
    assert "is-returned" in clock()


def test_the_dialog_that_asks_for_a_time_shows_it(client, cast):
    article = cast.signed()
    client.force_login(cast.chief_editor)
    shown = client.get(address(article)).content.decode()
    assert "is-returned" in shown.split('id="ask-schedule"')[1].split("</dialog>")[0]
    client.force_login(cast.editor)
    assert 'id="ask-schedule"' not in client.get(address(article)).content.decode()


class TestARefusedDialog:
    """What was typed for a verb that was refused is in its dialog again, once."""

    def refused(self, client, cast):
        article = cast.published()
        cast.changed(article, subtitle="新的副题")
        client.force_login(cast.chief_editor)
        values = {"_verb": Verb.SCHEDULE, "text_schedule": "副题有误，已更正。", "at_schedule": "2020-01-01T08:00"}
        response = client.post(address(article), form_of(article) | values, follow=True)
        return article, response.content.decode()

    def dialog(self, page):
        return page.split('id="ask-schedule"')[1].split("</dialog>")[0]

    def test_it_opens_by_itself_with_the_reason(self, client, cast):
        _article, page = self.refused(client, cast)
        dialog = self.dialog(page)
        assert "data-open" in dialog
        assert 'role="alert"' in dialog
        assert "副题有误，已更正。" in dialog
        assert "2020-01-01T08:00" in dialog

    def test_and_only_once(self, client, cast):
        article, _page = self.refused(client, cast)
        assert "data-open" not in client.get(address(article)).content.decode()

    def test_and_only_at_its_own_article(self, client, cast):
        article = cast.published()
        cast.changed(article, subtitle="新的副题")
        other = cast.article(headline="另一篇")
        client.force_login(cast.chief_editor)
        values = {"_verb": Verb.SCHEDULE, "text_schedule": "副题有误，已更正。", "at_schedule": "2020-01-01T08:00"}
        client.post(address(article), form_of(article) | values)
        assert "副题有误" not in client.get(address(other)).content.decode()
        assert "副题有误" in client.get(address(article)).content.decode()
