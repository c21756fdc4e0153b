"""Rapporternas utseende: logotype, colour and name, as the dialog sets them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from tests.pictures import a_picture
from tests.ui.file_dialog import answered
from tests.ui.program import Program
from tracker.services.agreements import AgreementFields, add_agreement
from tracker.services.queries import choices
from tracker.services.reports.look import MunicipalityLook, SetLook, municipality_looks, set_look
from tracker.ui.dialogs.report_look import LookDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.pictures import LogotypeView

Key = Qt.Key


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    made = program.open(town_file)
    made.show_page("reports").setFocus()
    program.settle()
    return made


def opened(program: Program, window: MainWindow) -> LookDialog:
    page = window.page("reports")
    button(page, "Rapporternas utseende…").click()
    program.settle()
    return program.dialog(LookDialog)


def button(of: QWidget, words: str) -> Button:
    return next(b for b in of.findChildren(Button) if b.words() == words)


def put(dialog: QWidget, name: str, text: str) -> None:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    found = found.focusProxy() or found
    assert isinstance(found, QLineEdit)
    found.setText(text)


def look_of(window: MainWindow) -> MunicipalityLook:
    [look] = municipality_looks(window.desk.ctx)
    return look


def bring(program: Program, dialog: LookDialog, file: Path) -> None:
    """Choose a picture in the system's dialog."""
    answered(file, button(dialog, "Välj en bild…").click)
    program.front(dialog)


def test_a_logotype_and_a_colour_are_in_the_report_at_once(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    file = tmp_path / "vapen.png"
    file.write_bytes(a_picture((900, 240)))
    dialog = opened(program, window)
    bring(program, dialog, file)
    view = dialog.findChild(LogotypeView)
    assert isinstance(view, LogotypeView)
    assert view.has_picture()
    program.press(Key.Key_Return)
    assert "Skriv med ord vad logotypen visar" in dialog.error_text()
    program.write("Kommunens vapen")
    put(dialog, "report_colour", "0b5d3b")
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    look = look_of(window)
    assert (look.colour, look.alt) == ("#0B5D3B", "Kommunens vapen")
    built = page.built()
    assert built is not None
    assert built.data.look.colour == "#0B5D3B"
    assert built.data.look.logotype is not None
    assert window.status_message() == "Rapporternas utseende ändrat"


def test_what_is_set_is_shown_and_can_be_removed(program: Program, window: MainWindow) -> None:
    now = look_of(window)
    cmd = SetLook(now.municipality_id, now.version, "#0B5D3B", "Vapen", a_picture(), "Åmål")
    set_look(window.desk.ctx, cmd)
    program.settle()
    dialog = opened(program, window)
    view = dialog.findChild(LogotypeView)
    assert isinstance(view, LogotypeView)
    assert view.has_picture()
    button(dialog, "Ta bort").click()
    assert not view.has_picture()
    put(dialog, "report_colour", "")
    program.press(Key.Key_Return)
    look = look_of(window)
    assert (look.name, look.colour, look.alt, look.logotype) == ("Åmål", "", "", None)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("brev.png", b"<b>inte en bild</b>", "varken PNG eller JPEG"),
        ("trasig.png", a_picture()[:60], "skadad"),
        ("stor.png", b"\x89PNG\r\n\x1a\n" + bytes(10_000_001), "10 MB"),
    ],
)
def test_what_is_no_logotype_is_said_beside_it(
    program: Program,
    window: MainWindow,
    tmp_path: Path,
    name: str,
    content: bytes,
    said: str,
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    dialog = opened(program, window)
    bring(program, dialog, file)
    assert said in dialog.error_text()
    view = dialog.findChild(LogotypeView)
    assert isinstance(view, LogotypeView)
    assert not view.has_picture()


def test_a_file_that_is_gone_and_a_colour_that_is_none(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(program, window)
    dialog.picture_asked.emit(tmp_path / "borta.png")
    program.settle()
    assert "borta.png" in dialog.error_text()
    put(dialog, "report_colour", "grön")
    dialog.submit()
    assert "”grön”" in dialog.error_text()
    put(dialog, "municipality", " ")
    dialog.submit()
    assert dialog.error_text()
    assert look_of(window).colour == ""


def test_a_pale_colour_says_that_only_the_line_has_it(program: Program, window: MainWindow) -> None:
    dialog = opened(program, window)
    put(dialog, "report_colour", "#E8B400")
    notes = [note.text() for note in dialog.findChildren(QuietNote) if note.isVisible()]
    assert len(notes) == 1
    assert "1,9" in notes[0]
    put(dialog, "report_colour", "#14406B")
    assert not [note for note in dialog.findChildren(QuietNote) if note.isVisible()]


def test_what_was_typed_for_one_municipality_is_kept_while_another_is_shown(
    program: Program, window: MainWindow
) -> None:
    ctx = window.desk.ctx
    [agreement] = choices.agreements(ctx)
    fields: AgreementFields = choices.agreement(ctx, agreement.id).fields
    add_agreement(ctx, replace(fields, title="Åmål", municipality="Åmål"))
    program.settle()
    first, second = municipality_looks(ctx)
    dialog = opened(program, window)
    put(dialog, "report_colour", "#0B5D3B")
    which = dialog.which()
    which.set_value(second.municipality_id)
    assert dialog.findChild(QLineEdit, "municipality").text() == second.name  # type: ignore[union-attr]
    put(dialog, "report_colour", "#14406B")
    which.set_value(first.municipality_id)
    program.press(Key.Key_Return)
    assert [look.colour for look in municipality_looks(ctx)] == ["#0B5D3B", ""]


def test_somebody_elses_change_is_shown_before_it_is_overwritten(
    program: Program, window: MainWindow
) -> None:
    dialog = opened(program, window)
    now = look_of(window)
    set_look(window.desk.ctx, SetLook(now.municipality_id, now.version, "#333333"))
    put(dialog, "report_colour", "#0B5D3B")
    program.press(Key.Key_Return)
    assert "#333333" in dialog.error_text()
    program.press(Key.Key_Return)
    assert look_of(window).colour == "#0B5D3B"
