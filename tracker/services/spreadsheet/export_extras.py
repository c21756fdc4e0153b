"""Columns that a table lacks but its readers want: what is worked out, and what is linked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import N_
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words, tally_words
from tracker.models.action import ActionCause, Occasion
from tracker.models.problem import Cause
from tracker.models.survey import ResponseTheme, Theme
from tracker.services.queries.actions import action_rows_in
from tracker.services.queries.series import shown_state

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Extras:
    """Further columns of a sheet. `fetch` gives their values by row id, for one batch of ids."""

    headings: tuple[str, ...]
    fetch: Callable[[Session, Sequence[int], date], dict[int, Values]]


def _of_actions(session: Session, ids: Sequence[int], today: date) -> dict[int, Values]:
    causes: dict[int, list[str]] = {}
    for action_id, number in session.execute(
        select(ActionCause.action_id, Cause.number)
        .join(Cause, Cause.id == ActionCause.cause_id)
        .where(ActionCause.action_id.in_(ids))
        .order_by(Cause.number)
    ):
        causes.setdefault(action_id, []).append(str(number))
    return {
        row.id: (
            ", ".join(causes.get(row.id, [])),
            row.done,
            row.entries,
            row.last_on,
            None if row.colour is None else label(row.colour),
            row.days_late or None,
            recurrence_words(row.recurrence) or None,
            None if row.series is None else tally_words(row.series),
        )
        for row in action_rows_in(session, ids, today)
    }


def _of_occasions(session: Session, ids: Sequence[int], today: date) -> dict[int, Values]:
    rows = session.execute(
        select(Occasion.id, Occasion.state, Occasion.due_on).where(Occasion.id.in_(ids))
    )
    return {row_id: (label(shown_state(state, day, today)),) for row_id, state, day in rows}


def _of_responses(session: Session, ids: Sequence[int], _today: date) -> dict[int, Values]:
    themes: dict[int, list[str]] = {}
    for response_id, name in session.execute(
        select(ResponseTheme.response_id, Theme.name)
        .join(Theme, Theme.id == ResponseTheme.theme_id)
        .where(ResponseTheme.response_id.in_(ids))
        .order_by(Theme.name)
    ):
        themes.setdefault(response_id, []).append(name)
    return {response_id: (", ".join(names),) for response_id, names in themes.items()}


EXTRAS: dict[str, Extras] = {
    "action": Extras(
        (
            N_("Causes"),
            N_("Done"),
            N_("Log entries"),
            N_("Last done"),
            N_("Follow-up"),
            N_("Days late"),
            N_("How often"),
            N_("Occasions so far"),
        ),
        _of_actions,
    ),
    "occasion": Extras((N_("What became of it"),), _of_occasions),
    "response": Extras((N_("Themes"),), _of_responses),
}
