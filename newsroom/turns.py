"""Who waits for whom: the layer between the page cache and Django.

Django runs in a few threads, since more of them share one processor and each holds a connection to the database. The server has
many more, which answer with kept pages meanwhile: nobody who reads waits for the desk, nor for a body that comes in slowly.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from contextvars import copy_context
from io import BytesIO
from threading import Lock, Semaphore

from django.db import connections

PAGES, DESK = 2, 3  # threads in which Django makes readers' pages, and everything else
OF_THE_DESK = ("/admin/", "/preview/")
SHORT = 1024 * 1024  # bytes: a body up to here is awaited before a thread of Django's is taken
AWAITED = 8  # such bodies at once: who sends many of them slowly, on purpose, holds up no more threads than that


class Working:
    """How many requests of the desk this process works on, or has waiting."""

    def __init__(self):
        self.many = 0
        self.lock = Lock()

    def __enter__(self):
        with self.lock:
            self.many += 1

    def __exit__(self, *error):
        with self.lock:
            self.many -= 1


at_the_desk = Working()


class Turns:
    """Lets `application`, a WSGI application, answer in a thread of its own kind: pages or desk."""

    def __init__(self, application):
        self.application = application
        self.pages = ThreadPoolExecutor(PAGES, "pages")
        self.desk = ThreadPoolExecutor(DESK, "desk")
        self.bodies = Semaphore(AWAITED)

    def __call__(self, wsgi, start_response):
        self._await_body(wsgi)
        is_of_the_desk = wsgi.get("PATH_INFO", "").startswith(OF_THE_DESK)
        said = []
        with at_the_desk if is_of_the_desk else nullcontext():
            threads = self.desk if is_of_the_desk else self.pages
            body = threads.submit(copy_context().run, self.application, wsgi, lambda *told: said.append(told)).result()
        for told in said:
            start_response(*told)
        return Answer(body)

    def _await_body(self, wsgi):
        length = wsgi.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and 0 < int(length) <= SHORT and self.bodies.acquire(blocking=False):
            try:
                wsgi["wsgi.input"] = BytesIO(wsgi["wsgi.input"].read(int(length)))
            finally:
                self.bodies.release()


class Answer:
    """What Django answered. A long list reads from the database while it is sent, in a thread of the server: the connection
    that it opened there goes with it."""

    def __init__(self, body):
        self.body = body

    def __iter__(self):
        return iter(self.body)

    def close(self):
        if hasattr(self.body, "close"):
            self.body.close()
        connections.close_all()
