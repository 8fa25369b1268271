import logging
import os
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from newsroom import pulse, rounds, sweeper

log = logging.getLogger("newsroom.worker")
LOOKS_EVERY = 0.3
SWEEPS_EVERY = 30
BEHIND = 5  # by how much readers and editors come first where all want the processor


class Command(BaseCommand):
    help = "Do background tasks (renditions of photos) and keep the clock (scheduled stories) until Ctrl-C."

    def handle(self, **options):
        logging.getLogger("django_tasks").setLevel(logging.INFO)
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # its words on stopping are ours below
        if hasattr(os, "nice"):
            os.nice(BEHIND)
        name = get_random_string(16).lower()
        stop = threading.Event()
        with sweeper.hold(name):
            clock = pulse.start()
            threading.Thread(target=keep_sweeping, args=(stop,), name="sweeper", daemon=True).start()
            threading.Thread(target=rounds.keep_going, args=(stop,), name="rounds", daemon=True).start()
            log.info("the worker is at work")
            try:
                work(name)
            finally:
                stop.set()
                if clock:
                    clock.set()
                log.info("the worker has stopped")


def work(name):
    """Do tasks as they come, until a signal; the task in hand is finished first."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=LOOKS_EVERY,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    worker.configure_signals()
    worker.run()


def keep_sweeping(stop):
    """Sweep now and every half minute until `stop` is set."""
    while True:
        close_old_connections()
        try:
            sweeper.sweep(timezone.now())
        except Exception:  # the database is away: say so and sweep next time
            log.exception("sweeping failed")
            connections.close_all()
        if stop.wait(SWEEPS_EVERY):
            return
