"""The program: opening and failing to, language, theme, the example, and how it starts."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QProgressDialog
from pytestqt.qtbot import QtBot

from tests.ui.program import Program
from tracker import i18n, settings
from tracker.models.clock import WalkingClock
from tracker.ui.panels.welcome import WelcomeWindow
from tracker.ui.theme import Theme
from tracker.ui.widgets.text import Text

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
ROOT = Path(__file__).parents[2]


def remember(program: Program, *books: tuple[str, str]) -> None:
    """Books on the list of latest books, as (path, name)."""
    recent = tuple(settings.RecentBook(path, name, program.app.clock.now()) for path, name in books)
    program.app.settings = settings.update(lambda known: replace(known, recent=recent))


def welcome(program: Program) -> WelcomeWindow:
    window = program.app.welcome()
    assert isinstance(window, WelcomeWindow)
    program.front(window)
    return window


def not_a_book(path: Path) -> None:
    path.write_bytes(b"hej" * 1000)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [missing, not_a_book, truncated, newer])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_book_that_cannot_be_opened_says_so_and_the_welcome_page_stays(
    program: Program, town_file: Path, harm: Callable[[Path], None], language: i18n.Language
) -> None:
    program.app.apply_settings(replace(program.app.settings, language=language))
    remember(program, (str(town_file), "Säffle"))
    harm(town_file)
    window = welcome(program)
    program.press(Key.Key_Return)
    assert town_file.name in program.said()
    assert window.isVisible()
    assert not program.app.windows()


def test_the_latest_book_opens_by_enter_and_delete_forgets_it(
    program: Program, town_file: Path, tmp_path: Path
) -> None:
    gone = str(tmp_path / "borta.loftesbok")
    remember(program, (gone, "Borta"), (str(town_file), "Säffle"))
    welcome(program)
    assert "kan inte hittas" in program.focused().accessibleDescription() or (
        "hittas inte" in program.focused().accessibleDescription()
    )
    program.press(Key.Key_Delete)
    assert [book.name for book in settings.load().recent] == ["Säffle"]
    program.press(Key.Key_Return)
    [window] = program.app.windows()
    assert window.desk.ctx.book == str(town_file)
    assert not program.open_ones(WelcomeWindow)


def test_the_list_can_be_cleared_and_the_page_stays(program: Program, town_file: Path) -> None:
    remember(program, (str(town_file), "Säffle"))
    window = welcome(program)
    program.app.forget_books()
    window.renew()
    program.settle()
    assert window.isVisible()
    assert program.focused().accessibleName() == "Ny bok"
    assert settings.load().recent == ()


def test_nothing_on_the_welcome_page_is_cut_off_on_a_small_screen(program: Program) -> None:
    window = welcome(program)
    window.setMinimumWidth(0)
    for width in (792, 900, 1200):
        window.resize(width, 600)
        program.settle()
        for part in window.findChildren(Text):
            left = part.mapTo(window, QPoint()).x()
            assert 0 <= left <= left + part.width() <= width, part.whole_text()


def test_arrows_go_through_the_welcome_page(program: Program) -> None:
    welcome(program)
    assert program.focused().accessibleName() == "Ny bok"
    program.press(Key.Key_Down)
    assert program.focused().accessibleName() == "Öppna bok…"
    program.press(Key.Key_Down)
    assert program.focused().accessibleName() == "Prova med exemplet Säffle"
    program.press(Key.Key_Up)
    assert program.focused().accessibleName() == "Öppna bok…"


def test_the_example_is_made_once_and_opened(program: Program, qtbot: QtBot) -> None:
    window = welcome(program)
    for _time in range(2):
        program.app.open_example(window)
        qtbot.waitUntil(lambda: bool(program.app.windows()), timeout=60_000)
        program.settle()
        [opened] = program.app.windows()
        assert opened.windowTitle() == "Löftesboken – Säffle"
        assert not program.open_ones(QProgressDialog)
        opened.close()
        program.settle()
        window = welcome(program)


def test_another_language_makes_the_windows_anew_in_place(
    program: Program, town_file: Path
) -> None:
    window = program.open(town_file)
    window.setGeometry(10, 20, 960, 640)
    window.show_page("problems")
    program.settle()
    program.app.apply_settings(replace(program.app.settings, language="en"))
    program.settle()
    [again] = program.app.windows()
    assert again is not window
    assert again.session is window.session
    assert again.current_page == "problems"
    assert again.geometry().getRect() == (10, 20, 960, 640)
    assert again.commands.action("log.new").text() == i18n._("Log a completed action")
    assert again.commands.action("log.new").text() == "Log a completed action"
    assert settings.load().language == "en"


def test_new_settings_keep_what_the_pages_remembered(program: Program, town_file: Path) -> None:
    program.open(town_file)
    settings.update(lambda known: replace(known, report_folder="ut", report_kind="plan"))
    program.app.apply_settings(replace(program.app.settings, theme="dark"))
    known = settings.load()
    assert (known.theme, known.report_folder, known.report_kind) == ("dark", "ut", "plan")


def test_another_theme_is_followed_at_once(program: Program, town_file: Path) -> None:
    window = program.open(town_file)
    light = window.grab().toImage().pixelColor(4, 4)
    program.app.apply_settings(replace(program.app.settings, theme="dark"))
    program.settle()
    assert Theme.current().tokens().dark
    assert window.grab().toImage().pixelColor(4, 4) != light
    assert program.app.windows() == (window,)


def test_the_same_book_by_another_spelling_is_the_same_session(
    program: Program, town_file: Path
) -> None:
    one = program.open(town_file)
    two = program.app.open(town_file.parent / "x" / ".." / town_file.name)
    assert two is not None
    assert two.session is one.session


def test_recent_books_are_remembered_newest_first(
    program: Program, town_file: Path, example: Path, clock: WalkingClock
) -> None:
    program.open(town_file)
    program.open(example)
    assert [book.path for book in settings.load().recent] == [str(example), str(town_file)]


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_quit_when_ready_closes_by_itself(example: Path) -> None:
    result = started(str(example), "--quit-when-ready")
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr


def test_quit_when_ready_without_a_book_and_with_a_missing_one(tmp_path: Path) -> None:
    assert started("--quit-when-ready").returncode == 0
    assert started(str(tmp_path / "borta.loftesbok"), "--quit-when-ready").returncode == 1


_LOADED = """
import sys
sys.argv = ["loftesboken", sys.argv[1], "--quit-when-ready"]
from tracker.__main__ import main
main()
heavy = ("reportlab", "alembic", "python_calamine", "xlsxwriter", "typer", "rich",
         "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork", "dateutil", "stdnum")
print([name for name in heavy if name in sys.modules])
"""


def test_the_first_page_loads_nothing_that_it_does_not_need(example: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _LOADED, str(example)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert result.stdout.strip() == "[]"
