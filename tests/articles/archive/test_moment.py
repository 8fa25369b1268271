"""What is read for an archive copy is of one moment, and nobody waits for it."""

from threading import Thread

import pytest
from django.db import DatabaseError, connection

from articles.archive import moment
from newsroom.models import Reporter

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_session(work):
    """Do something as another process would."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "it had to wait"


def test_others_write_and_are_not_seen():
    Reporter.objects.create(name="林知夏")
    with moment.held():
        in_another_session(lambda: Reporter.objects.create(name="江一帆"))
        in_another_session(lambda: Reporter.objects.filter(name="林知夏").update(role="首席记者"))
        assert list(Reporter.objects.values_list("name", "role")) == [("林知夏", "记者")]
    assert Reporter.objects.count() == 2


def test_nothing_can_be_written_meanwhile_and_all_can_be_afterwards():
    with pytest.raises(DatabaseError), moment.held():
        Reporter.objects.create(name="林知夏")
    Reporter.objects.create(name="林知夏")
    assert Reporter.objects.count() == 1


def test_what_breaks_off_inside_leaves_the_session_as_it_was():
    with pytest.raises(ZeroDivisionError), moment.held():
        1 / 0  # noqa: B018
    Reporter.objects.create(name="林知夏")
    with moment.held():
        assert Reporter.objects.count() == 1
