"""What an import of a log would do: which rows are new, known, corrected or left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry, Occasion
from tracker.models.enums import ActionStatus, OccasionState
from tracker.models.errors import Conflict
from tracker.models.past import portions
from tracker.models.search import folded
from tracker.models.unit_of_work import Transaction
from tracker.services.check import Finding
from tracker.services.log import EditLog, edit_log_in
from tracker.services.series import fulfil, match_entries_in
from tracker.services.series_matching import Deed
from tracker.services.spreadsheet.form_marks import RowKey
from tracker.services.spreadsheet.form_matching import Fate, Judged, judge
from tracker.services.spreadsheet.log_rows import ReadEntry, Same, same_deed
from tracker.services.spreadsheet.source_keys import known_in_book


@dataclass(slots=True)
class LogPlan:
    """What an import of a log would do."""

    entries: list[ReadEntry] = field(default_factory=list)
    corrections: list[tuple[LogEntry, ReadEntry]] = field(default_factory=list)
    """Entries as they are in the book, and what their rows in a log form now say."""
    duplicates: int = 0
    held_back: int = 0
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many entries are new."""
        return len(self.entries)

    @property
    def updated(self) -> int:
        """How many entries would be changed."""
        return len(self.corrections)

    def carry_out(self, tx: Transaction, who: str) -> None:
        """Add the new entries and let them do the occasions they stand for.

        Actions that were planned are ongoing from now on.
        """
        rows = [
            {
                **entry.fields.columns(),
                "logged_by": entry.logged_by or who,
                "source_key": entry.key,
            }
            for entry in self.entries
        ]
        deeds = map(_deed, tx.bulk_insert(LogEntry, rows), self.entries)
        # First those that chose a date, so that no other takes it from them.
        unmatched = [
            deed
            for deed, entry in zip(deeds, self.entries, strict=True)
            if not _has_done(tx, deed, entry.fields.occasion_id)
        ]
        for entry, row in self.corrections:
            edit = EditLog(entry.id, entry.version, row.fields)
            entry.source_key = row.key
            entry.logged_by = row.logged_by or entry.logged_by
            edit_log_in(tx, edit)
        match_entries_in(tx, unmatched)
        for action_id in sorted({entry.action.id for entry in self.entries}):
            action = tx.get(Action, action_id)
            if action.status is ActionStatus.PLANNED:
                action.status = ActionStatus.ONGOING


def _deed(entry_id: int, entry: ReadEntry) -> Deed:
    fields = entry.fields
    return Deed(entry_id, fields.action_id, fields.done_on, fields.quantity)


def _has_done(tx: Transaction, deed: Deed, chosen: int | None) -> bool:
    """Let the entry do the date that it chose, if it did and no earlier row has done that."""
    if not chosen:
        return False
    try:
        fulfil(tx, deed, chosen)
    except Conflict:
        return False
    return True


def once(read: Sequence[ReadEntry], plan: LogPlan) -> list[ReadEntry]:
    """What was read without the rows that a copied sheet of a log form only repeats."""
    first_on: dict[tuple[RowKey, tuple[str, str]], str] = {}
    kept: list[ReadEntry] = []
    for entry in read:
        sheet = entry.reader.table.sheet
        if entry.form is None or sheet == first_on.setdefault(
            (entry.form.key, entry.form.says), sheet
        ):
            kept.append(entry)
        else:
            plan.duplicates += 1
    return kept


def settle(session: Session, read: Sequence[ReadEntry], plan: LogPlan) -> None:
    """Split what was read into new entries, corrections, and those in the book already.

    An entry is there when this row was imported before, or when the same deed was logged by hand or
    from another list; each entry in the book answers for one row only.
    """
    known = known_in_book(session, LogEntry, [entry.identity for entry in read])
    in_book = _deeds_in_book(session, {entry.action.id for entry in read})
    fates = _fates(session, read)
    others: list[ReadEntry] = []
    for place, entry in enumerate(read):
        judged = fates.get(place)
        if judged is not None and judged.entry is not None:
            in_book[same_deed(judged.entry)] -= 1
            _settle_known(entry, judged, judged.entry, plan)
        elif judged is None and entry.identity in known:
            plan.duplicates += 1
            in_book[entry.same] -= 1
        else:
            others.append(_keyed(entry, judged))
    for entry in others:
        if in_book[entry.same] > 0:
            in_book[entry.same] -= 1
            plan.duplicates += 1
            entry.reader.notes.clear()
            entry.reader.note("import.duplicate", text=entry.described())
        else:
            plan.entries.append(entry)
        plan.notes += entry.reader.notes
    _choose_occasions(session, plan)


def _fates(session: Session, read: Sequence[ReadEntry]) -> dict[int, Judged]:
    """What becomes of the rows that are a log form's, by their place."""
    rows = {place: entry.form for place, entry in enumerate(read) if entry.form is not None}
    return dict(zip(rows, judge(session, list(rows.values())), strict=True))


def _keyed(entry: ReadEntry, judged: Judged | None) -> ReadEntry:
    if judged is None:
        return entry
    if judged.fate is Fate.REUSED:
        entry.reader.note("form.row_reused", text=entry.described())
    if judged.like is not None:
        entry.reader.note("form.other_day", date=judged.like, text=entry.described())
    return replace(entry, key=judged.source_key)


def _settle_known(entry: ReadEntry, judged: Judged, in_book: LogEntry, plan: LogPlan) -> None:
    """A form's row that an entry in the book came from."""
    if judged.fate is Fate.KNOWN:
        plan.duplicates += 1
        return
    entry.reader.notes.clear()
    if judged.fate is Fate.CORRECTED:
        plan.corrections.append((in_book, replace(entry, key=judged.source_key)))
        entry.reader.note("form.corrected", text=entry.described())
    else:
        plan.held_back += 1
        is_unsure = judged.fate is Fate.UNSURE
        entry.reader.note("form.unsure" if is_unsure else "form.changed", text=entry.described())
    plan.notes += entry.reader.notes


def _deeds_in_book(session: Session, action_ids: set[int]) -> Counter[Same]:
    found: Counter[Same] = Counter()
    for part in portions(action_ids):
        for action_id, done_on, quantity, place in session.execute(
            select(LogEntry.action_id, LogEntry.done_on, LogEntry.quantity, LogEntry.place).where(
                LogEntry.action_id.in_(part)
            )
        ):
            found[action_id, done_on, quantity, folded(place)] += 1
    return found


def _choose_occasions(session: Session, plan: LogPlan) -> None:
    """Give each row the date that it chose, where that is open, or its own already."""
    choosing = [entry for entry in plan.entries if entry.occasion is not None]
    choosing += [entry for _before, entry in plan.corrections if entry.occasion is not None]
    if not choosing:
        return
    open_dates = _Dates(session, {entry.action.id for entry in choosing})
    plan.entries = [open_dates.chosen(entry, None, plan) for entry in plan.entries]
    plan.corrections = [
        (before, open_dates.chosen(entry, before.id, plan)) for before, entry in plan.corrections
    ]


class _Dates:
    """The dates of some actions, each of which is given to one row."""

    def __init__(self, session: Session, action_ids: set[int]) -> None:
        self._rows = {
            (row.action_id, row.due_on): row
            for part in portions(action_ids)
            for row in session.scalars(select(Occasion).where(Occasion.action_id.in_(part)))
        }

    def chosen(self, entry: ReadEntry, entry_id: int | None, plan: LogPlan) -> ReadEntry:
        """The entry with the date that it chose; it is noted when another must be found."""
        if entry.occasion is None:
            return entry
        row = self._rows.pop((entry.action.id, entry.occasion), None)
        is_own = row is not None and row.log_entry_id is not None and row.log_entry_id == entry_id
        if row is not None and (is_own or row.state is OccasionState.OPEN):
            return replace(entry, fields=replace(entry.fields, occasion_id=row.id))
        entry.reader.notes.clear()
        entry.reader.note("form.occasion_not_open", "occasion", date=entry.occasion)
        plan.notes += entry.reader.notes
        return entry
