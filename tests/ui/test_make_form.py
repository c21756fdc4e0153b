"""A form is made from the window, filled in elsewhere, and shown before it comes in."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from tests.services.spreadsheet.forms import (
    ACTION,
    DATE,
    PLACE,
    QUANTITY,
    filled_in,
)
from tests.ui.program import Program
from tracker.ui.dialogs.import_dialog import ImportDialog
from tracker.ui.dialogs.make_form import PDF, MakeFormDialog
from tracker.ui.main_window import MainWindow

Key = Qt.Key
ROW: dict[int, Any] = {ACTION: "1.2 Röja två stråk", DATE: dt.date(2018, 9, 1)}


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    return program.open(town_file)


def asked(program: Program, window: MainWindow) -> MakeFormDialog:
    window.commands.run("form.make")
    program.settle()
    return program.dialog(MakeFormDialog)


def looked_at(program: Program, window: MainWindow, path: Path) -> str:
    window.commands.run("book.import")
    program.settle()
    program.write(str(path))
    program.press(Key.Key_Return)
    return program.dialog(ImportDialog).summary()


def test_a_form_goes_out_and_its_corrections_come_in(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked(program, window)
    suggested = dialog.file.value()
    assert suggested == tmp_path / "Blankett för insatser 2018-09-15.xlsx"
    program.press(Key.Key_Return)
    [box] = program.open_ones(QMessageBox)
    assert str(suggested) in box.informativeText()
    assert "Hämta in från kalkylblad" in box.informativeText()
    box.accept()
    rows = [ROW, {**ROW, DATE: dt.date(2018, 9, 2)}]
    path = filled_in(suggested, tmp_path / "i.xlsx", rows, writer="Gatuchefen")
    assert looked_at(program, window, path) == "2 rader hämtas in."
    program.press(Key.Key_Return)
    mended = [{**ROW, PLACE: "Ån"}, rows[1], {**ROW, DATE: dt.date(2018, 9, 3), QUANTITY: 2}]
    filled_in(suggested, path, mended, writer="Gatuchefen")
    assert looked_at(program, window, path) == (
        "1 rad hämtas in, 1 insats ändras, 1 finns redan i boken."
    )


def test_kind_and_name_follow_each_other_and_nothing_is_written_over(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked(program, window)
    dialog.kind.set_value(PDF)
    path = tmp_path / "Blankett för insatser 2018-09-15.pdf"
    assert dialog.file.value() == path
    path.write_bytes(b"mine")
    dialog.owner.setEditText("Gruppchef, Polisen")
    dialog.submit()
    assert path.name in dialog.error_text()
    dialog.file.set_value(tmp_path / "egen.xlsx")
    dialog.file.entered.emit()
    assert dialog.kind.value() == ".xlsx"
    dialog.file.set_value(tmp_path / "egen.pdf")
    dialog.submit()
    program.settle()
    assert path.read_bytes() == b"mine"
    text = PdfReader(tmp_path / "egen.pdf").pages[0].extract_text()
    assert "13 av 30 pass" in text
    [box] = program.open_ones(QMessageBox)
    box.accept()
    assert not sorted(tmp_path.glob("*.xlsx"))
