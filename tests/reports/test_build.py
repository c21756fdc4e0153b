"""Building and writing: the same bytes, cancelled cleanly, loaded late."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.reports.saffle import saffle
from tracker.i18n import current_language
from tracker.reports.build import ReportCancelled, build_status, write_status
from tracker.services.status_rows import StatusInput


def test_the_same_data_gives_the_same_bytes(example: StatusInput, example_pdf: bytes) -> None:
    assert build_status(saffle(), lang="sv") == example_pdf
    assert build_status(example, lang="en") != example_pdf


def test_another_process_makes_the_same_bytes(example_pdf: bytes) -> None:
    code = (
        "import sys;from tests.reports.saffle import saffle;"
        "from tracker.reports.build import build_status;"
        "sys.stdout.buffer.write(build_status(saffle(), lang='sv'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout == example_pdf


def test_two_threads_do_not_disturb_each_other(example: StatusInput, example_pdf: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(build_status, example, lang=lang) for lang in ("sv", "en", "sv")]
        swedish, english, again = (job.result() for job in jobs)
    assert swedish == again == example_pdf
    assert english == build_status(example, lang="en")


def test_the_language_is_left_as_it_was(example: StatusInput) -> None:
    before = current_language()
    build_status(example, lang="en")
    assert current_language() == before


def test_progress_rises_from_nothing_to_done(example: StatusInput) -> None:
    told: list[float] = []
    build_status(example, lang="sv", progress=told.append)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)
    assert len(told) > len(example.promises) + 7


@pytest.mark.parametrize("calls", [0, 3, 9, 14])
def test_a_cancelled_build_leaves_the_older_file(
    example: StatusInput, tmp_path: Path, calls: int
) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"older")
    left = iter(range(calls))
    with pytest.raises(ReportCancelled):
        write_status(path, example, lang="sv", cancelled=lambda: next(left, None) is None)
    assert path.read_bytes() == b"older"
    assert os.listdir(tmp_path) == ["rapport.pdf"]


def test_a_written_report_replaces_the_older_one(
    example: StatusInput, example_pdf: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "rapport å.pdf"
    path.write_bytes(b"older")
    write_status(path, example, lang="sv", cancelled=lambda: False)
    assert path.read_bytes() == example_pdf
    assert os.listdir(tmp_path) == ["rapport å.pdf"]


def test_a_write_that_fails_leaves_nothing_behind(example: StatusInput, tmp_path: Path) -> None:
    path = tmp_path / "upptagen.pdf"
    path.mkdir()
    (path / "fil").write_bytes(b"kept")
    with pytest.raises(OSError, match="upptagen"):
        write_status(path, example, lang="sv")
    assert os.listdir(tmp_path) == ["upptagen.pdf"]
    with pytest.raises(FileNotFoundError):
        write_status(tmp_path / "saknas" / "rapport.pdf", example, lang="sv")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_and_cleaned_up(
    example: StatusInput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"older")
    # The real device stands where the temporary file would, so it is the system that refuses.
    monkeypatch.setattr("tracker.reports.build.get_ident", lambda: "full")
    (tmp_path / f".rapport.pdf.{os.getpid()}-full.tmp").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        write_status(path, example, lang="sv")
    assert path.read_bytes() == b"older"
    assert os.listdir(tmp_path) == ["rapport.pdf"]


def test_reportlab_is_not_loaded_until_a_report_is_made() -> None:
    code = (
        "import sys, tracker.reports, tracker.reports.build, tracker.reports.charts\n"
        "assert not any(name.startswith('reportlab') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
