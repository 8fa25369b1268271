import threading

from django.utils import timezone

from newsroom import rounds

done = []


def well(now):
    done.append(now)


def ill(now):
    raise RuntimeError("the mailbox is away")


def test_a_duty_that_fails_is_logged_and_keeps_no_other_from_its_turn(settings, caplog):
    settings.ROUNDS = [f"{__name__}.ill", f"{__name__}.well"]
    done.clear()
    now = timezone.now()
    rounds.once(now)
    assert done == [now]
    assert "the mailbox is away" in caplog.text


def test_rounds_are_gone_until_the_worker_stops(settings, db):
    settings.ROUNDS = []
    stop = threading.Event()
    stop.set()
    rounds.keep_going(stop)  # which returns
