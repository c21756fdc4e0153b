"""Making reports final in the window, and reading what its dialogs say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from tests.ui.program import Program
from tracker.models.enums import ReportState
from tracker.services.reports.archive import FrozenReport, frozen_report, report_rows
from tracker.ui.main_window import MainWindow
from tracker.ui.widgets.buttons import Button

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def settled(program: Program, window: MainWindow) -> FrozenReport:
    """Make what is shown final, by keyboard, and fetch it."""
    program.press(Key.Key_F, Control | Shift)
    done(program, window)
    return finals(window)[0]


def done(program: Program, window: MainWindow) -> None:
    """Enter closes the dialog; the keyboard is in the window again."""
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    program.front(window)


def finals(window: MainWindow) -> list[FrozenReport]:
    """The final reports of the book, the newest first."""
    ctx = window.desk.ctx
    rows = [row for row in report_rows(ctx) if row.state is ReportState.FINAL]
    rows.sort(key=lambda row: row.id, reverse=True)
    return [frozen_report(ctx, row.id) for row in rows]


def field(dialog: QWidget, name: str) -> QWidget:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def typed(dialog: QWidget, name: str) -> str:
    found = field(dialog, name)
    return found.currentText() if isinstance(found, QComboBox) else str(found.property("text"))


def button(of: QWidget, words: str) -> Button:
    return next(b for b in of.findChildren(Button) if b.words() == words)


def put(dialog: QWidget, name: str, text: str) -> None:
    found = field(dialog, name)
    found = found.focusProxy() or found
    assert isinstance(found, QLineEdit)
    found.setText(text)
