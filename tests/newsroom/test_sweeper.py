"""Tasks whose worker died are taken up again."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from newsroom import sweeper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workers(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path / "workers"


def running(*workers, minutes=0):
    """A task that the last of `workers` took up so many minutes ago."""
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=now - timedelta(minutes=minutes),
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="media.tasks.make_renditions",
        worker_ids=list(workers),
        backend_name="default",
        run_after=now,
        exception_class_path="",
        traceback="",
    )


def status(task):
    task.refresh_from_db()
    return task.status


def test_the_task_of_a_living_worker_is_left_alone_however_long_it_takes():
    with sweeper.hold("living"):
        task = running("living", minutes=60)
        assert sweeper.sweep(timezone.now()) == 0
    assert status(task) == TaskResultStatus.RUNNING


def test_the_task_of_a_dead_worker_goes_back_at_once(workers):
    sweeper.hold("dead").close()
    task = running("dead")
    assert sweeper.sweep(timezone.now()) == 1
    assert status(task) == TaskResultStatus.READY
    assert list(workers.iterdir()) == []


def test_the_task_of_a_worker_elsewhere_goes_back_after_ten_minutes():
    early, late = running("elsewhere", minutes=9), running("elsewhere", minutes=11)
    assert sweeper.sweep(timezone.now()) == 1
    assert (status(early), status(late)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_a_task_that_ended_three_workers_is_given_up():
    task = running("one", "two", "three", minutes=11)
    assert sweeper.sweep(timezone.now()) == 0
    assert status(task) == TaskResultStatus.FAILED


def test_a_task_that_ended_its_worker_waits_behind_the_others():
    first, second = running("dead", minutes=11), running("dead", minutes=11)
    DBTaskResult.objects.filter(pk=second.pk).update(status=TaskResultStatus.READY)
    run_after = timezone.now() - timedelta(minutes=1)
    DBTaskResult.objects.update(run_after=run_after)
    assert sweeper.sweep(timezone.now()) == 1
    assert list(DBTaskResult.objects.ready()) == [second, first]


def test_a_task_that_ended_meanwhile_is_not_taken_up():
    task = running("dead", minutes=11)
    stale = DBTaskResult.objects.get(pk=task.pk)
    task.set_successful(None)
    assert sweeper._give_back(stale) == 0
    assert status(task) == TaskResultStatus.SUCCESSFUL


def test_tasks_that_were_done_long_ago_go_and_others_stay(monkeypatch):
    now = timezone.now()
    done, failed, recent, waiting = (running("one") for _task in range(4))
    for task, status_of, days in [(done, "SUCCESSFUL", 31), (failed, "FAILED", 40), (recent, "SUCCESSFUL", 29)]:
        DBTaskResult.objects.filter(pk=task.pk).update(status=status_of, finished_at=now - timedelta(days=days))
    monkeypatch.setattr(sweeper, "AT_ONCE", 1)
    sweeper.prune(now)
    assert DBTaskResult.objects.count() == 3
    sweeper.prune(now)
    sweeper.prune(now)
    assert {task.pk for task in DBTaskResult.objects.all()} == {recent.pk, waiting.pk}


@pytest.mark.skipif(os.name != "posix", reason="kills a process the POSIX way")
def test_a_worker_that_is_killed_lets_go_of_its_file(workers):
    code = (
        "import sys, time, fcntl\n"
        "file = open(sys.argv[1], 'a')\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "time.sleep(60)"
    )
    workers.mkdir()
    command = [sys.executable, "-c", code, str(workers / "killed.lock")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    task = running("killed")
    assert sweeper.sweep(timezone.now()) == 0
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert sweeper.sweep(timezone.now()) == 1
    assert status(task) == TaskResultStatus.READY
