"""A changed row's values as the domain knows them, read from its image in the journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.models.base import Json
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party, PromiseStatus
from tracker.models.journal import ChangeKind, from_json
from tracker.models.schema import METADATA
from tracker.models.unit_of_work import column_defaults

Value = (
    str | int | bool | Decimal | date | Party | ActionKind | ActionStatus | FollowUp | PromiseStatus
)
"""What stood in a column, or stands there."""

_SHOWN: dict[str, tuple[str, ...]] = {
    "action": (
        "title", "party", "owner_id", "support", "goal", "start_on", "deadline", "kind",
        "planned", "unit", "recurrence", "status", "override_colour", "lawful",
    ),
    "action_note": ("text",),
    "decision_request": ("question", "decider", "due_on", "answer", "decided_by", "decided_on"),
    "feedback": ("audience", "channel", "planned_on", "done_on"),
    "indicator": ("name", "baseline", "target", "measure_by", "measure_every"),
    "measurement": ("measured_on", "value", "note"),
    "promise": ("title", "text", "period_start", "period_end", "status"),
    "snooze": ("until",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A column of a row, before and after; None where nothing stands in it."""

    field: str
    before: Value | None
    after: Value | None


def changed_values(
    table: str, kind: ChangeKind, before: Json, after: Json, people: Mapping[int, str]
) -> Iterator[ChangedValue]:
    """What a change did to the columns that people know, in the order of a form.

    `people` are the roles of owners. Of a new row the title, which names it, is left out, and so is
    what nobody has said.
    """
    defaults = column_defaults(METADATA.tables[table])
    for name in _SHOWN.get(table, ()):
        was, became = (_value(table, name, image.get(name), people) for image in (before, after))
        if kind is ChangeKind.INSERT and (name == "title" or became in (defaults[name], "")):
            continue
        if was != became:
            yield ChangedValue(name, was, became)


def _value(table: str, name: str, value: object, people: Mapping[int, str]) -> Value | None:
    if name == "owner_id":
        return people.get(value) if isinstance(value, int) else None
    found: Value | None = from_json(METADATA.tables[table].c[name], value)
    return found
