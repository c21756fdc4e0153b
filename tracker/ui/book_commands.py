"""Commands about the book as a file, the windows on it, and the program itself."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from tracker import __version__, settings
from tracker.i18n import _
from tracker.messages import explain
from tracker.models.book_file import SUFFIX
from tracker.services.check import Finding, check_book
from tracker.ui.alerts import tell
from tracker.ui.file_dialogs import ask_file

if TYPE_CHECKING:
    from tracker.services.spreadsheet.result import ImportFile, ImportResult
    from tracker.ui.main_window import MainWindow

Handler = Callable[["MainWindow", object], object]

# As many as a box on the screen can hold; `lofte check` lists them all.
_MOST_FINDINGS = 8


def _switch(window: "MainWindow", _about: object) -> None:
    menu = QMenu(window)
    for recent in settings.load().recent:
        entry = menu.addAction(f"{recent.name}  –  {recent.path}".replace("&", "&&"))
        entry.triggered.connect(
            lambda _checked=False, path=recent.path: window.app.open(path, replacing=window)
        )
    menu.addSeparator()
    for command in ("book.new", "book.open", "window.new", "book.close"):
        menu.addAction(window.commands.action(command))
    menu.popup(window.book_corner())


def _import(window: "MainWindow", _about: object) -> None:
    from tracker.services.spreadsheet.importing import import_file
    from tracker.ui.dialogs.collecting_commands import import_answers_from
    from tracker.ui.dialogs.import_dialog import ImportDialog

    desk = window.desk

    def look(asked: "ImportFile") -> None:
        desk.jobs.submit(
            partial(import_file, desk.ctx, asked),
            dialog.show_result,
            dialog.show_error,
            ("import", id(dialog)),
            owner=dialog,
        )

    def done(result: "ImportResult") -> None:
        desk.go("actions" if result.kind == "actions" else "log")

    dialog = ImportDialog(look, book_folder(window), window)
    dialog.answers_asked.connect(partial(import_answers_from, window))
    desk.ask(dialog, import_file, done)


def _export(window: "MainWindow", _about: object) -> None:
    from tracker.services.spreadsheet.exporting import export_book

    name = f"{Path(window.desk.ctx.book).stem} {window.desk.today().isoformat()}.xlsx"
    path = ask_file(
        window,
        _("Export to Excel"),
        Path(book_folder(window)) / name,
        "Excel (*.xlsx)",
        saving=True,
    )
    if path:
        window.work(
            _("Exporting…"),
            lambda job: export_book(window.desk.ctx, Path(path), progress=job.report),
            lambda _result: window.say(_("Exported to {file}").format(file=path)),
        )


def _backup(window: "MainWindow", _about: object) -> None:
    from tracker.services.backups import backup_book

    book = Path(window.desk.ctx.book)
    now = window.app.clock.now()
    name = f"{book.stem} {now.astimezone():%Y-%m-%d %H%M}{SUFFIX}"
    folder = Path(window.app.settings.backup_folder or book.parent)
    path = ask_file(
        window, _("Back up to"), folder / name, _("Books") + f" (*{SUFFIX})", saving=True
    )
    if path:
        window.work(
            _("Backing up…"),
            # The file dialog has asked already.
            lambda _job: backup_book(book, Path(path), now=now, replace=True),
            partial(_backed_up, window),
        )


def _backed_up(window: "MainWindow", copy: Path) -> None:
    window.app.settings = settings.update(
        lambda known: replace(known, backup_folder=str(copy.parent))
    )
    window.say(_("Backed up to {file}").format(file=copy))


def _check(window: "MainWindow", _about: object) -> None:
    window.work(
        _("Checking the book…"),
        lambda _job: check_book(window.desk.ctx),
        partial(_checked, window),
    )


def _checked(window: "MainWindow", findings: list[Finding]) -> None:
    if not findings:
        window.say(_("The book is whole: file, keys and journal"))
        return
    shown = "\n\n".join(explain(finding) for finding in findings[:_MOST_FINDINGS])
    tell(window, _("The book needs looking at"), shown, icon="warning", tone="late")


def _settings(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.settings_dialog import open_window_settings

    open_window_settings(window)


def _shortcuts(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.shortcuts import ShortcutSheet

    ShortcutSheet(window).open()


def _about_program(window: "MainWindow", _about: object) -> None:
    details = (
        _("Keeps the promises honest: what was promised, what was done, and what was not."),
        _("Free software under the European Union Public Licence, EUPL-1.2."),
        _("Makes no network calls of its own."),
    )
    tell(window, f"Löftesboken {__version__}", "\n\n".join(details), icon="book")


def book_folder(window: "MainWindow") -> str:
    """Where the book's file lies, to look for other files from."""
    book = window.desk.ctx.book
    return str(Path.home() if "://" in book else Path(book).parent)


HANDLERS: dict[str, Handler] = {
    "book.switch": _switch,
    "book.new": lambda window, _about: window.app.ask_new(window),
    "book.open": lambda window, _about: window.app.ask_open(window),
    "book.example": lambda window, _about: window.app.open_example(window),
    "book.import": _import,
    "book.export": _export,
    "book.backup": _backup,
    "book.check": _check,
    "book.close": lambda window, _about: window.close(),
    "window.new": lambda window, _about: window.app.new_window(window.session),
    "app.settings": _settings,
    "app.shortcuts": _shortcuts,
    "app.about": _about_program,
}
