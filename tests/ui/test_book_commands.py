"""Commands about the book as a file: export, back up, check, with Qt's own file dialog answered."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileSystemModel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests import factory
from tests.files import look_from_outside
from tests.ui.file_dialog import answered
from tests.ui.program import Program
from tests.ui.town import Town
from tracker import settings
from tracker.services.check import check_book
from tracker.services.log import LogFields, log_done
from tracker.ui.file_dialogs import FileDialog
from tracker.ui.main_window import MainWindow


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    return program.open(town_file)


def test_export_makes_a_workbook(program: Program, window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "ut.xlsx"
    answered(target, lambda: window.commands.run("book.export"))
    program.settle()
    assert str(target) in window.status_message()
    assert len(CalamineWorkbook.from_path(target).sheet_names) > 5
    target.unlink()
    answered(None, lambda: window.commands.run("book.export"))
    program.settle()
    assert not target.exists()


def test_a_file_dialog_over_the_open_books_folder_leaves_it_its_locks(
    qtbot: QtBot, program: Program, window: MainWindow, town_file: Path, town: Town
) -> None:
    before = look_from_outside(town_file)
    dialog = FileDialog(window, "Mapp", town_file.parent)
    listed = dialog.findChild(QFileSystemModel)
    assert isinstance(listed, QFileSystemModel)
    with qtbot.waitSignal(listed.directoryLoaded):
        dialog.show()
    program.settle()
    dialog.close()
    assert look_from_outside(town_file) == before
    log_done(window.desk.ctx, LogFields(town.patrols, factory.DAY))
    assert look_from_outside(town_file) == before + 1


def test_export_to_a_folder_that_is_gone_says_so(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    answered(tmp_path / "borta" / "ut.xlsx", lambda: window.commands.run("book.export"))
    program.settle()
    assert "borta" in program.said()


def test_back_up_and_its_place_is_remembered(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "kopior" / "kopia.loftesbok"
    target.parent.mkdir()
    answered(target, lambda: window.commands.run("book.backup"))
    program.settle()
    assert str(target) in window.status_message()
    assert settings.load().backup_folder == str(target.parent)
    copy = factory.opened(target)
    assert check_book(copy) == []
    copy.close()


def test_check_says_that_the_book_is_whole_and_when_it_is_not(
    program: Program, window: MainWindow, town_file: Path
) -> None:
    window.commands.run("book.check")
    program.settle()
    assert window.status_message() == "Boken är hel: fil, nycklar och journal"
    with closing(sqlite3.connect(town_file)) as connection:
        connection.execute("UPDATE log_entry SET quantity = quantity + 1 WHERE id > 0")
        connection.commit()
    window.commands.run("book.check")
    program.settle()
    assert program.said().startswith("Boken behöver ses över")


def test_another_book_takes_the_windows_place(
    program: Program, window: MainWindow, example: Path
) -> None:
    answered(example, lambda: window.commands.run("book.open"))
    program.settle()
    assert [w.desk.ctx.book for w in program.app.windows()] == [str(example)]


def test_a_file_that_is_no_book_leaves_the_window(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "brev.loftesbok"
    path.write_text("Hej!")
    answered(path, lambda: window.commands.run("book.open"))
    program.settle()
    assert "brev.loftesbok" in program.said()
    assert program.app.windows() == (window,)
    assert not program.open_ones(QDialog)
    assert window.windowModality() == Qt.WindowModality.NonModal
