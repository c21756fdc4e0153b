"""Jobs: threads, order, stale results, cancel, progress, errors, idle."""

from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tracker.ui.jobs import Job, JobRunner


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


def test_work_is_off_and_the_result_on_the_gui_thread(jobs: JobRunner) -> None:
    seen: list[tuple[int, int]] = []
    jobs.submit(get_ident, lambda worker: seen.append((worker, get_ident())))
    assert not jobs.is_idle()
    assert jobs.wait_idle()
    [(worker, gui)] = seen
    assert worker != gui == get_ident()


def test_what_is_asked_for_in_the_moment_of_rest_is_waited_for_too(jobs: JobRunner) -> None:
    got = list[int]()

    def ask_once_more() -> None:
        if len(got) < 3:
            jobs.submit(lambda: len(got), got.append)

    jobs.idle.connect(ask_once_more)
    ask_once_more()
    assert jobs.wait_idle()
    assert got == [0, 1, 2]


def test_a_newer_read_makes_the_older_stale(jobs: JobRunner) -> None:
    gate, got = Event(), list[str]()

    def slow() -> str:
        gate.wait(10)
        return "old"

    jobs.submit(slow, got.append, key="rows")
    jobs.submit(lambda: "new", got.append, key="rows")
    jobs.submit(lambda: "other", got.append, key="counts")
    gate.set()
    jobs.wait_idle()
    assert sorted(got) == ["new", "other"]


def test_writes_run_one_at_a_time_in_order(jobs: JobRunner) -> None:
    done, threads, told = list[int](), set[int](), list[int]()

    def write(number: int) -> int:
        threads.add(get_ident())
        done.append(number)
        return number

    for number in range(20):
        jobs.write(lambda n=number: write(n), told.append)  # type: ignore[misc]
    jobs.wait_idle()
    assert done == told == list(range(20))
    assert len(threads) == 1


def test_errors_come_as_exceptions(jobs: JobRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise ValueError("no")

    jobs.write(fail, on_error=errors.append)
    jobs.wait_idle()
    assert [str(error) for error in errors] == ["no"]
    with qtbot.waitSignal(jobs.failed) as unasked:
        jobs.submit(fail)
    assert isinstance(unasked.args[0], ValueError)


def test_long_work_reports_and_can_be_cancelled(jobs: JobRunner) -> None:
    started, gate = Event(), Event()
    steps, results = list[tuple[int, int]](), list[str]()

    def long(job: Job[str]) -> str:
        job.report(1, 2)
        started.set()
        gate.wait(10)
        job.report(2, 2)
        return "done"

    def progress(done: int, total: int) -> None:
        steps.append((done, total))

    jobs.start(long, results.append, on_progress=progress)
    gate.set()
    jobs.wait_idle()
    assert steps == [(1, 2), (2, 2)]
    assert results == ["done"]

    started.clear()
    gate.clear()
    job = jobs.start(long, results.append, on_progress=progress)
    started.wait(10)
    job.cancel()
    gate.set()
    jobs.wait_idle()
    assert job.cancelled
    assert results == ["done"]


def test_long_writing_reports_keeps_its_place_and_can_be_cancelled(jobs: JobRunner) -> None:
    gate, done, told, heard = Event(), list[str](), list[str](), list[tuple[int, int]]()

    def freeze(job: "Job[str]") -> str:
        job.report(1, 2)
        gate.wait(10)
        job.check()
        done.append("frozen")
        return "frozen"

    jobs.start_write(freeze, told.append, on_progress=lambda *part: heard.append(part))
    jobs.write(lambda: done.append("after"))
    gate.set()
    jobs.wait_idle()
    assert (done, told, heard) == (["frozen", "after"], ["frozen"], [(1, 2)])
    gate.clear()
    job = jobs.start_write(freeze, told.append)
    job.cancel()
    gate.set()
    jobs.wait_idle()
    assert (done[2:], told) == ([], ["frozen"])


def test_a_result_for_a_deleted_owner_is_dropped(jobs: JobRunner) -> None:
    owner, got = QObject(), list[int]()
    jobs.submit(lambda: 1, got.append, owner=owner)
    delete(owner)
    jobs.wait_idle()
    assert got == []


def test_work_asked_for_in_a_callback_counts_before_idle(jobs: JobRunner) -> None:
    got: list[str] = []
    jobs.submit(lambda: "one", lambda one: jobs.submit(lambda: one + " two", got.append))
    jobs.wait_idle()
    assert got == ["one two"]


def test_close_finishes_writes_and_drops_reads(jobs: JobRunner) -> None:
    gate, written, read = Event(), list[int](), list[int]()
    jobs.submit(lambda: gate.wait(10))
    jobs.submit(lambda: gate.wait(10))
    jobs.submit(lambda: read.append(1), key="never begins")
    jobs.write(lambda: written.append(1))
    gate.set()
    jobs.close()
    QCoreApplication.processEvents()
    assert written == [1]
    assert jobs.is_idle()


def test_waiting_gives_up(jobs: JobRunner) -> None:
    gate = Event()
    jobs.submit(lambda: gate.wait(10))
    assert not jobs.wait_idle(timeout_ms=20)
    gate.set()
    assert jobs.wait_idle()
