"""Building: the same bytes, cancelled cleanly, loaded late."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.reports.saffle import saffle
from tracker.i18n import current_language
from tracker.reports.build import ReportCancelled, build_report
from tracker.services.reports.rows import ReportInput


def test_the_same_data_gives_the_same_bytes(example: ReportInput, example_pdf: bytes) -> None:
    assert build_report(saffle(), lang="sv") == example_pdf
    assert build_report(example, lang="en") != example_pdf


def test_another_process_makes_the_same_bytes(example_pdf: bytes) -> None:
    code = (
        "import sys;from tests.reports.saffle import saffle;"
        "from tracker.reports.build import build_report;"
        "sys.stdout.buffer.write(build_report(saffle(), lang='sv'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout == example_pdf


def test_two_threads_do_not_disturb_each_other(example: ReportInput, example_pdf: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(build_report, example, lang=lang) for lang in ("sv", "en", "sv")]
        swedish, english, again = (job.result() for job in jobs)
    assert swedish == again == example_pdf
    assert english == build_report(example, lang="en")


def test_many_threads_may_embed_the_same_fonts_at_once(example: ReportInput) -> None:
    data = replace(example, kind="summary")
    expected = build_report(data, lang="sv")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            jobs = [pool.submit(build_report, data, lang="sv") for _n in range(100)]
            assert all(job.result() == expected for job in jobs)
    finally:
        sys.setswitchinterval(interval)


def test_the_language_is_left_as_it_was(example: ReportInput) -> None:
    before = current_language()
    build_report(example, lang="en")
    assert current_language() == before


def test_progress_rises_from_nothing_to_done(example: ReportInput) -> None:
    told: list[float] = []
    build_report(example, lang="sv", progress=told.append)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)
    assert len(told) > len(example.promises) + 7


@pytest.mark.parametrize("calls", [0, 3, 9, 14])
def test_a_build_is_cancelled_between_any_two_steps(example: ReportInput, calls: int) -> None:
    left = iter(range(calls))
    with pytest.raises(ReportCancelled):
        build_report(example, lang="sv", cancelled=lambda: next(left, None) is None)


def test_reportlab_is_not_loaded_until_a_report_is_made() -> None:
    code = (
        "import sys, tracker.reports, tracker.reports.build, tracker.reports.charts\n"
        "assert not any(name.startswith('reportlab') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
