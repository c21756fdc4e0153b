"""Import from a spreadsheet: looked at first, then imported as one step to undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from tests.ui.program import Program
from tests.ui.town import Town
from tracker.services.queries.log import latest_log
from tracker.services.spreadsheet.headings import ImportKind
from tracker.ui.dialogs.import_dialog import ImportDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.widgets.choosers import SegmentedControl

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier

LIST = """Datum;Åtgärd;Antal;Timmar;Plats
2018-09-01;Fotpatrullering, pass fre/lör kväll;1;1,5;Stortorget
2018-09-08;Fotpatrullering, pass fre/lör kväll;1;2;Kajen
32 maj;Fotpatrullering, pass fre/lör kväll;1;2;Kajen
"""


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    return program.open(town_file)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "insatser.csv"
    path.write_text(LIST, "utf-8-sig")
    return path


def opened(program: Program, window: MainWindow) -> ImportDialog:
    window.commands.run("book.import")
    program.settle()
    return program.dialog(ImportDialog)


def entries(window: MainWindow) -> int:
    return len(latest_log(window.desk.ctx, limit=100))


def test_enter_first_looks_and_then_imports(
    program: Program, window: MainWindow, listed: Path, town: Town
) -> None:
    before = entries(window)
    dialog = opened(program, window)
    program.write(str(listed))
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    assert entries(window) == before
    assert dialog.summary().startswith("2 rader")
    findings = dialog.findChild(QPlainTextEdit)
    assert isinstance(findings, QPlainTextEdit)
    assert "insatser.csv, rad 4" in findings.toPlainText()
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    assert entries(window) == before + 2
    assert window.current_page == "log"
    program.front(window)
    program.press(Key.Key_1, Control)
    program.press(Key.Key_Z, Control)
    assert entries(window) == before


def test_the_same_list_twice_adds_nothing(
    program: Program, window: MainWindow, listed: Path
) -> None:
    for expected in ("2 rader", "0 rader"):
        dialog = opened(program, window)
        program.write(str(listed))
        program.press(Key.Key_Return)
        assert dialog.summary().startswith(expected)
        program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)


def test_another_kind_is_looked_at_again(
    program: Program, window: MainWindow, listed: Path
) -> None:
    dialog = opened(program, window)
    program.write(str(listed))
    program.press(Key.Key_Return)
    before = dialog.summary()
    kind = dialog.findChild(SegmentedControl)
    assert isinstance(kind, SegmentedControl)
    kind.set_value(ImportKind.ACTIONS)
    kind.changed.emit(ImportKind.ACTIONS)
    program.settle()
    assert dialog.summary() != before
    assert dialog.isVisible()


@pytest.mark.parametrize("name", ["saknas.csv", "bild.xlsx"])
def test_a_file_that_is_no_list_says_so_and_the_path_stays(
    program: Program, window: MainWindow, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith("xlsx"):
        path.write_bytes(b"\x89PNG not a workbook")
    dialog = opened(program, window)
    program.write(str(path))
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    assert name in dialog.error_text()
    program.press(Key.Key_Escape)
    assert not program.open_ones(QDialog)


def test_an_empty_path_asks_for_one(program: Program, window: MainWindow) -> None:
    dialog = opened(program, window)
    program.press(Key.Key_Return)
    assert dialog.error_text()
    assert dialog.isVisible()
