"""One row of a list of planned measures, read against the book."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import format_date
from tracker.messages.recurrence import recurrence_words
from tracker.messages.vocabulary import listed
from tracker.models.enums import ActionKind, ActionStatus, Party
from tracker.models.errors import Invalid, TrackerError
from tracker.models.problem import Cause
from tracker.models.promise import PromiseProblem
from tracker.models.search import folded
from tracker.services.actions import ActionFields, check_action
from tracker.services.naming import PromiseName
from tracker.services.recurrence_text import read_recurrence
from tracker.services.spreadsheet.dates_and_numbers import (
    Cell,
    parse_date,
    parse_number,
    parse_period,
    parse_yes_no,
)
from tracker.services.spreadsheet.import_promises import ListedPromises
from tracker.services.spreadsheet.owners import NOBODY, Owner, Owners
from tracker.services.spreadsheet.source_keys import KeyMaker
from tracker.services.spreadsheet.tables import RowReader
from tracker.services.spreadsheet.words import (
    choices,
    is_late_word,
    parse_kind,
    parse_party,
    parse_status,
)

_QUANTITY = re.compile(r"(?:minst\s+)?([0-9][0-9  .,]*)\s*(.*)", re.IGNORECASE | re.DOTALL)
_NUMBERS = re.compile(r"(?:(?:orsak|cause)\s*)?([0-9]+(?:\s*(?:,|;|och|and|&|\+)\s*[0-9]+)*)", re.I)

Title = tuple[int, str, Party]
"""Promise, folded title and party: what several dated actions may share."""
Same = tuple[Title, date | None]
"""Title and deadline: what an action is recognised by."""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action as its row describes it. `comment` is kept as a note; `owner` is found last."""

    reader: RowReader
    promise: PromiseName
    fields: ActionFields
    status: ActionStatus
    reason: str
    comment: str
    owner: Owner = NOBODY

    @property
    def identity(self) -> tuple[str, int | None]:
        """Its key, and its id where the list was exported from a book."""
        return self.fields.source_key or "", self.reader.row_id()

    @property
    def title(self) -> Title:
        """See `Title`."""
        return self.promise.id, folded(self.fields.title), self.fields.party

    @property
    def same(self) -> Same:
        """See `Same`."""
        return self.title, self.fields.deadline


class ActionReader:
    """Turns rows into actions, with what the book knows loaded once."""

    def __init__(self, session: Session, today: date) -> None:
        self.promises = ListedPromises(session)
        self._causes = _causes(session)
        self._keys = KeyMaker()
        self.owners = Owners.load(session, today)

    def read(self, row: RowReader) -> PlannedAction | None:
        """The action a row describes; None, with the reasons in `row`, when it can't be read."""
        start, deadline = _dates(row)
        promise = self._promise(row, deadline or start)
        planned, unit, goal = _target(row)
        kind = row.parsed("kind", parse_kind)
        lawful = row.parsed("lawful", parse_yes_no)
        status = _status(row)
        title = row.text("title")
        if not title:
            row.refuse(Invalid("input.required"), "title")
        party = self._party(row)
        if promise is None or party is None or row.problems:
            return None
        causes, reason = self._causes_of(row, promise, status)
        rule, dates = _recurrence(row, start or promise.start, deadline or promise.end)
        comes_back = planned is not None or rule is not None or bool(dates)
        fields = ActionFields(
            title=title,
            party=party,
            support=row.text("support"),
            goal=goal,
            start_on=start,
            deadline=deadline,
            kind=kind or (ActionKind.RECURRING if comes_back else ActionKind.SINGLE),
            planned=planned,
            unit=unit,
            recurrence=rule,
            occasions=dates,
            lawful=bool(lawful),
            cause_ids=causes,
            source_key=self._keys.key(promise.id, row.contents()),
        )
        try:
            check_action(fields)
            if status.needs_reason and not reason:
                raise Invalid("reason.required", field="status_reason")
        except TrackerError as error:
            row.refuse(error)
            return None
        explained = status.needs_reason
        return PlannedAction(
            row,
            promise,
            fields,
            status,
            reason=reason if explained else "",
            comment="" if explained else reason,
        )

    def _promise(self, row: RowReader, day: date | None) -> PromiseName | None:
        if row.cell("promise") is not None:
            return row.parsed(
                "promise", lambda _cell: self.promises.named(row.text("promise"), day)
            )
        try:
            return self.promises.unnamed()
        except Invalid as error:
            row.refuse(error)
            return None

    def _party(self, row: RowReader) -> Party | None:
        """As written, or that of the organisation or of the owner that the row names."""
        value = row.cell("party")
        if value is None:
            by_organisation = self.owners.organisation_party(row.text("organisation"))
            party = by_organisation or self.owners.party_of(row.text("owner"))
            if party is None:
                row.refuse(Invalid("import.party_missing", choices=choices(Party)), "party")
            return party
        return self.owners.organisation_party(row.text("party")) or row.parsed("party", parse_party)

    def _causes_of(
        self, row: RowReader, promise: PromiseName, status: ActionStatus
    ) -> tuple[tuple[int, ...], str]:
        """Causes by number or words; and the status's reason, which "Orsak" may hold as well."""
        text, reason = row.text("causes"), row.text("status_reason")
        if not text:
            return (), reason
        known = self._causes.get(promise.id, [])
        if match := _NUMBERS.fullmatch(text):
            numbers = {int(number) for number in re.findall("[0-9]+", match[1])}
            found = tuple(cause.id for cause in known if cause.number in numbers)
        else:
            found = tuple(c.id for c in known if folded(c.description) in folded(text))
        if not found and status.needs_reason and not reason:
            return (), text
        if not found:
            row.note("import.cause_unknown", "causes", text=text)
        return found, reason


def _causes(session: Session) -> dict[int, list[Cause]]:
    """The causes of each promise's problems."""
    found: dict[int, list[Cause]] = {}
    for promise_id, cause in session.execute(
        select(PromiseProblem.promise_id, Cause)
        .join(Cause, Cause.problem_id == PromiseProblem.problem_id)
        .order_by(Cause.number)
    ):
        found.setdefault(promise_id, []).append(cause)
    return found


def _dates(row: RowReader) -> tuple[date | None, date | None]:
    start = row.parsed("start_on", parse_date)
    period = row.parsed("deadline", parse_period)
    if period is None:
        return start, None
    return start or period[0], period[1]


def _recurrence(row: RowReader, start: date, end: date) -> tuple[str | None, tuple[date, ...]]:
    """How often it comes back, with a note of what the words were taken to be.

    Words that can't be read cost the row nothing: the plan then grows evenly, which is said too.
    """
    text = row.text("recurrence")
    if not text:
        return None, ()
    try:
        rule, dates = read_recurrence(text, start, end)
    except Invalid:
        row.note("import.recurrence_unread", "recurrence", text=text)
        return None, ()
    taken = recurrence_words(rule) or listed([format_date(day) for day in dates])
    row.note("import.recurrence_taken", "recurrence", text=text, words=taken, count=len(dates))
    return rule, dates


def _target(row: RowReader) -> tuple[Decimal | None, str, str]:
    """Planned quantity, unit and goal. "48 fotpatrulleringar" holds the first two."""
    unit, goal = row.text("unit"), row.text("goal")
    source = "planned" if row.cell("planned") is not None else "goal"
    value = row.cell(source)
    if isinstance(value, str):
        match = _QUANTITY.fullmatch(value.strip())
        # A goal in words may begin with a number too; a mere quantity has one word at most.
        if source == "goal" and (match is None or len(match[2].split()) > 1):
            return None, unit, goal
        unit = unit or (match[2].strip() if match else "")
    return row.parsed(source, _leading_number), unit, goal


def _leading_number(value: Cell) -> Decimal:
    match = _QUANTITY.fullmatch(value.strip()) if isinstance(value, str) else None
    return parse_number(match[1].strip() if match else value)


def _status(row: RowReader) -> ActionStatus:
    value = row.cell("status")
    if value is not None and is_late_word(value):
        row.note("import.late_derived", "status", value=row.text("status"))
        return ActionStatus.ONGOING
    return row.parsed("status", parse_status) or ActionStatus.PLANNED
