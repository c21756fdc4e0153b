"""`lofte demo` and `lofte shots`: the example book, its report, the window and its pictures."""

import os
import sys
from pathlib import Path

from tracker.cli.books import opened
from tracker.cli.output import say
from tracker.cli.report import write_report
from tracker.i18n import _, current_language
from tracker.models.book_file import SUFFIX, file_error

_NAME = "saffle"


def demo(folder: str, *, window: bool) -> int:
    """Make the example book, its status report and its raw answers, and open the window.

    The answers are as a web survey hands them over, to try the import with in a book of one's own.
    A book that is there already is kept: somebody may have worked in it. Where there is no display
    it says so; the book and the report are made all the same.
    """
    from tracker.services.example import build_example
    from tracker.services.example.raw_answers import write_raw_answers
    from tracker.services.reports.reading import ReportQuery

    place = Path(folder)
    book, report = place / f"{_NAME}{SUFFIX}", place / f"{_NAME}-status.pdf"
    answers = place / f"{_NAME}-svar.csv"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(error, place) from error
    kept = book.exists()
    if not kept:
        build_example(book)
    with opened(str(book)) as ctx:
        write_report(ctx, ReportQuery(), report, current_language())
        if not answers.exists():
            write_raw_answers(ctx, answers)
    say(_("The book was there and is kept: {book}").format(book=book) if kept else str(book))
    say(str(report))
    say(str(answers))
    if not window:
        return 0
    if not _has_display():
        say(_("There is no display here, so the window is not opened."))
        return 0
    from tracker.ui.app import run

    return run(str(book))


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def shots(folder: str) -> None:
    """Picture every view of the example."""
    # Pictures need no display, and should not flicker over one.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tracker.ui.shots import take

    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(error, place) from error
    take(place)
    say(_("The pictures are in {folder}").format(folder=place))
