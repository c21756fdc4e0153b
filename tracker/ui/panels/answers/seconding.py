"""Begins a second reading of some answers, and compares it with the first."""

from collections.abc import Callable
from functools import partial
from random import Random

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.journal import ChangeSet
from tracker.services.queries.agreement import agreement, second_coders
from tracker.services.queries.responses import ResponseFilter
from tracker.services.second_coding import resolve_coding, second_sample
from tracker.ui.desk import Desk
from tracker.ui.dialogs.coder_agreement import AgreementDialog
from tracker.ui.dialogs.second_coder import StartSecond, StartSecondDialog
from tracker.ui.panels.answers.second import Sample

_SHOWN = frozenset({"coding", "coding_theme", "response", "response_theme", "theme"})


def ask(
    desk: Desk,
    parent: QWidget,
    query: ResponseFilter,
    rng: Random,
    begin: Callable[[Sample], object],
) -> None:
    """Ask who reads and how many; `begin` is handed what was drawn."""

    def show(earlier: list[tuple[str, int]]) -> None:
        dialog = StartSecondDialog(earlier, parent, filtered=query != ResponseFilter())

        def draw(start: StartSecond) -> None:
            dialog.set_busy(True)
            work = partial(second_sample, desk.ctx, start.coder, start.size, rng, query)
            desk.read(work, partial(drawn, start.coder), owner=dialog)

        def drawn(coder: str, ids: list[int]) -> None:
            dialog.saved()
            if ids:
                begin(Sample(coder, tuple(ids)))
            else:
                desk.refused.emit(
                    _("There is no coded answer left for {coder} to read").format(coder=coder)
                )

        dialog.submitted.connect(draw)
        dialog.compare_asked.connect(partial(compare, desk, parent))
        dialog.open()

    desk.read(partial(second_coders, desk.ctx), show, owner=parent, key=("second.ask", id(parent)))


def compare(desk: Desk, parent: QWidget, coder: str) -> AgreementDialog:
    """Show how far the two agree; it follows what is settled there, and undone."""
    dialog = AgreementDialog(coder, parent, writable=not desk.read_only)

    def read() -> None:
        desk.read(
            partial(agreement, desk.ctx, coder),
            dialog.show_agreement,
            owner=dialog,
            key=("agreement", id(dialog)),
        )

    def follow(changes: ChangeSet) -> None:
        if changes.touches(*_SHOWN):
            read()

    dialog.resolved.connect(
        lambda command: desk.write(partial(resolve_coding, desk.ctx, command), owner=dialog)
    )
    desk.changed.connect(follow)
    dialog.finished.connect(lambda _result: desk.changed.disconnect(follow))
    read()
    dialog.open()
    return dialog
