"""What the workbench asks about in a dialog before it does it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.coding import code_responses
from tracker.services.context import AppContext
from tracker.services.masking import edit_response, remaining_hints
from tracker.services.queries.responses import ResponseRow, response_detail, response_page
from tracker.services.queries.suggestions import similar_responses
from tracker.ui.desk import Desk
from tracker.ui.dialogs.answer_ticks import Tickable
from tracker.ui.dialogs.answers import DeidentifyDialog, EditAnswerDialog, SimilarDialog, Ticking
from tracker.ui.panels.answers import deeds
from tracker.ui.panels.answers.model import AnswerModel
from tracker.ui.panels.answers.words import replacement_lines


def edit(desk: Desk, parent: QWidget, row: ResponseRow) -> None:
    """Correct an answer."""
    desk.read(
        partial(response_detail, desk.ctx, row.id),
        lambda now: _edit(desk, parent, now) if now is not None else None,
        owner=parent,
        key=("answer.edit", id(parent)),
    )


def _edit(desk: Desk, parent: QWidget, row: ResponseRow) -> None:
    reread = partial(response_detail, desk.ctx, row.id)
    desk.ask(EditAnswerDialog(row, parent), edit_response, reread=reread)


def similar(desk: Desk, parent: QWidget, row: ResponseRow) -> None:
    """Offer the answers not coded yet that say much the same the themes of this one."""
    if not row.themes:
        desk.refused.emit(
            _("Give this answer its themes first; then those like it can get them too")
        )
        return

    def show(alike: list[Tickable]) -> None:
        if alike:
            desk.ask(SimilarDialog(row, alike, parent), code_responses)
        else:
            desk.refused.emit(_("No answer that isn't coded says much the same"))

    desk.read(
        partial(_alike, desk.ctx, row.id), show, owner=parent, key=("answer.similar", id(parent))
    )


def _alike(ctx: AppContext, response_id: int) -> list[Tickable]:
    found = similar_responses(ctx, response_id)
    places = {row.id: row.place for row in response_page(ctx, [one.id for one in found])}
    return [Tickable(one.id, one.text, one.score, places.get(one.id, "")) for one in found]


def deidentify(desk: Desk, model: AnswerModel, ids: Sequence[int], parent: QWidget) -> None:
    """Tick answers as de-identified, or none of them when all are. Asks where traces are left."""
    rows = [model.row_of(row_id) for row_id in ids]
    if ids and all(row is not None and row.deidentified for row in rows):
        deeds.deidentify(desk, model, ids, False)
    elif len(rows) == 1 and rows[0] is not None:
        # What is on the screen is known: nothing is waited for.
        _tick(desk, model, ids, ids if rows[0].hints else (), parent)
    elif ids:
        desk.read(
            partial(remaining_hints, desk.ctx, tuple(ids)),
            lambda hinted: _tick(desk, model, ids, sorted(hinted), parent),
            owner=parent,
            key=("answer.deidentify", id(parent)),
        )


def _tick(
    desk: Desk, model: AnswerModel, ids: Sequence[int], hinted: Sequence[int], parent: QWidget
) -> None:
    if not hinted:
        deeds.deidentify(desk, model, ids, True)
        return
    row = model.row_of(hinted[0]) if len(ids) == 1 else None
    dialog = DeidentifyDialog(ids, hinted, parent, found=replacement_lines(row))

    def tick(chosen: Ticking) -> None:
        if chosen.mask:
            deeds.mask_and_deidentify(desk, model, chosen.ids)
        else:
            deeds.deidentify(desk, model, chosen.ids, True)
        dialog.saved()

    dialog.submitted.connect(tick)
    dialog.open()
