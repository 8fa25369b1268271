"""Whoever follows while several publish at once misses nothing: the record has one order, and shows no version before the
ones that come before it."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client

from articles.desk import chain
from articles.models import Version
from newsroom import edition
from tests.articles.public.api.asked import followed

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 3, 12


def test_while_several_publish_nothing_is_missed_and_nothing_comes_twice():
    edition.bump()
    start, failed = threading.Barrier(WRITERS + 1), []

    def publish(first):
        try:
            start.wait(30)
            for story in range(first, first + EACH):
                with transaction.atomic():
                    edition.bump()  # as everything does that puts a version on the record
                    words = {"story": story, "language": "zh-hans", "section": "news"}
                    chain.add(chain.new(story, Version.Kind.PUBLISHED, words))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(1 + at * EACH,)) for at in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait(30)
    found, cursor, rounds = [], None, 0
    while any(thread.is_alive() for thread in threads):
        new, cursor = followed(Client(), since=cursor)
        found, rounds = found + new, rounds + 1
    found += followed(Client(), since=cursor)[0]
    assert failed == []
    assert [(one["story"], one["version"]) for one in found] == list(
        Version.objects.order_by("pk").values_list("story", "number")
    )
    assert len(found) == WRITERS * EACH
    assert rounds > 1
