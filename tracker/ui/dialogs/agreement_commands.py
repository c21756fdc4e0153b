"""The agreement that promises stand under: the newest one to edit, or the first one to make."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.services.agreements import add_agreement, edit_agreement, first_agreement
from tracker.services.context import AppContext
from tracker.services.queries import choices
from tracker.ui.desk import Desk


def open_agreement(
    desk: Desk, parent: QWidget, on_added: Callable[[int], object] | None = None
) -> None:
    """Ask for the agreement; `on_added` is told the id of the book's first one."""
    from tracker.ui.dialogs.agreement import EditAgreementDialog, NewAgreementDialog

    def show(detail: choices.AgreementDetail | str) -> None:
        today = desk.today()
        if isinstance(detail, str):
            year = date(today.year, 1, 1), date(today.year, 12, 31)
            fields = first_agreement(detail, "", *year)
            desk.ask(NewAgreementDialog(fields, today, parent), add_agreement, on_added)
        else:
            dialog = EditAgreementDialog(detail, today, parent)
            desk.ask(dialog, edit_agreement, reread=partial(choices.agreement, desk.ctx, detail.id))

    desk.read(partial(_newest, desk.ctx), show, owner=parent)


def _newest(ctx: AppContext) -> choices.AgreementDetail | str:
    """The newest agreement, or in a book without any the municipality to make one for."""
    found = choices.agreements(ctx)
    return choices.agreement(ctx, found[0].id) if found else choices.municipalities(ctx)[0]
