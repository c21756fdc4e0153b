"""Opens the code book, and runs what is asked for there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, ngettext
from tracker.messages import explain, operation_name
from tracker.models.errors import TrackerError
from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.queries.codebook import ThemeRow, theme_rows
from tracker.services.starter_themes import add_starter_themes
from tracker.services.theme_changes import merge_themes, split_preview, split_theme
from tracker.services.themes import add_theme, delete_theme, edit_theme, order_themes
from tracker.ui.desk import Desk
from tracker.ui.dialogs.codebook import CodebookDialog
from tracker.ui.dialogs.codebook_forms import (
    EditThemeDialog,
    MergeDialog,
    NewThemeDialog,
    SplitDialog,
)

_SHOWN = frozenset({"theme", "response_theme"})


def new_theme(desk: Desk, parent: QWidget) -> None:
    """Ask for a theme and add it to the code book."""
    desk.ask(NewThemeDialog(parent), add_theme)


def start_codebook(desk: Desk) -> None:
    """Add the themes that are common, as one change."""

    def say(added: list[int]) -> None:
        words = ngettext("{count} theme added", "{count} themes added", len(added))
        desk.said.emit(words.format(count=len(added)))

    desk.write(partial(add_starter_themes, desk.ctx), say)


def open_codebook(desk: Desk, parent: QWidget) -> CodebookDialog:
    """The code book over the window. The list follows what is changed from it, and undone."""
    dialog = CodebookDialog(parent, writable=not desk.read_only)

    def read() -> None:
        desk.read(
            partial(theme_rows, desk.ctx),
            dialog.set_themes,
            owner=dialog,
            key=("codebook", id(dialog)),
        )

    def follow(changes: ChangeSet) -> None:
        dialog.say("")
        if changes.touches(*_SHOWN):
            read()

    def write(work: Callable[[], object]) -> None:
        desk.write(work, None, partial(_refused, desk, dialog), owner=dialog)

    dialog.new_asked.connect(lambda: desk.ask(NewThemeDialog(dialog), add_theme, dialog.choose))
    dialog.start_asked.connect(partial(start_codebook, desk))
    dialog.edit_asked.connect(
        lambda row: desk.ask(
            EditThemeDialog(row, dialog), edit_theme, reread=partial(_theme, desk.ctx, row.id)
        )
    )
    dialog.merge_asked.connect(
        lambda row: desk.ask(MergeDialog(row, dialog.list.rows(), dialog), merge_themes)
    )
    dialog.split_asked.connect(partial(_split, desk, dialog))
    dialog.delete_asked.connect(
        lambda row: write(partial(delete_theme, desk.ctx, row.id, row.version))
    )
    dialog.order_asked.connect(lambda ids: write(partial(order_themes, desk.ctx, ids)))
    dialog.undo_asked.connect(
        lambda: desk.write(
            partial(undo, desk.ctx),
            lambda name: dialog.say(_("Undone: {what}").format(what=operation_name(name))),
            partial(_refused, desk, dialog),
            owner=dialog,
        )
    )
    desk.changed.connect(follow)
    dialog.finished.connect(lambda _result: desk.changed.disconnect(follow))
    read()
    dialog.open()
    dialog.list.setFocus()
    return dialog


def _split(desk: Desk, dialog: CodebookDialog, row: ThemeRow) -> None:
    form = SplitDialog(row, dialog)

    def preview(keywords: str) -> None:
        desk.read(
            partial(split_preview, desk.ctx, row.id, [keywords]),
            form.show_preview,
            owner=form,
            key=("split", id(form)),
        )

    form.preview_asked.connect(preview)
    preview("")
    desk.ask(form, split_theme, reread=partial(_theme, desk.ctx, row.id))


def _refused(desk: Desk, dialog: CodebookDialog, error: Exception) -> None:
    if isinstance(error, TrackerError):
        dialog.complain(explain(error))
    else:
        desk.failed.emit(error)


def _theme(ctx: AppContext, theme_id: int) -> ThemeRow:
    return next(row for row in theme_rows(ctx) if row.id == theme_id)
