"""Changes to one or several actions at once: deadline, owner, status; and to one: note, colour."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.deadlines import odd_deadline
from tracker.models.enums import ActionStatus, FollowUp
from tracker.models.errors import Invalid
from tracker.models.measuring import add_months
from tracker.services.actions import (
    ActionRef,
    AddNotes,
    MoveDeadline,
    OverrideColour,
    SetOwner,
    SetStatus,
)
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.choices import PersonRow
from tracker.ui import fonts
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.person_picker import PersonPicker
from tracker.ui.dialogs.quick_days import QuickDays
from tracker.ui.dialogs.reasons_used import ReasonsUsed
from tracker.ui.dialogs.status_choice import StatusChoice
from tracker.ui.widgets.editors import DateField, NoteField
from tracker.ui.widgets.marks import PartyBadge
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

V = TypeVar("V")
_NAMED = 4
_COLOURS = (FollowUp.ON_TRACK, FollowUp.AT_RISK, FollowUp.LATE)


class _ChangeDialog(FormDialog[C]):
    """Names the actions that change, and after a conflict takes over their new versions."""

    def __init__(
        self, title: str, rows: Sequence[ActionRow], parent: QWidget | None, *, width: int = 520
    ) -> None:
        super().__init__(title, parent, width=width)
        self._actions = tuple(rows)
        self.form.addWidget(names_of(self._actions))

    def multiline(self) -> bool:
        return True

    def refs(self) -> tuple[ActionRef, ...]:
        """The actions in the versions that the user has seen."""
        return tuple((row.id, row.version) for row in self._actions)

    def take_theirs(self, theirs: Sequence[ActionRow]) -> None:
        self._actions = tuple(theirs)
        self.show_theirs([(name, "; ".join(words)) for name, words in self.said(theirs)])

    def said(self, rows: Sequence[ActionRow]) -> list[tuple[str, list[str]]]:
        """What the book says of each field, once per value."""
        raise NotImplementedError

    def signed_count(self) -> int:
        """How many of the actions belong to signed promises."""
        return sum(row.promise_status.locked for row in self._actions)


class MoveDeadlineDialog(_ChangeDialog[MoveDeadline]):
    """A new deadline with its reason. `deadline` is what was typed elsewhere, if anything."""

    def __init__(
        self,
        rows: Sequence[ActionRow],
        today: date,
        parent: QWidget | None = None,
        *,
        deadline: date | None = None,
    ) -> None:
        super().__init__(_("Move the deadline"), rows, parent)
        befores = _once(row.deadline for row in rows)
        if len(befores) == 1 and befores[0] is not None:
            was = _("Deadline now: {date}").format(date=format_date(befores[0]))
            self.form.addWidget(Text(was, fonts.body(tabular=True), "text2"))
        self._deadline = DateField(today, deadline or _only(befores) or today)
        self._reason = NoteField()
        self._decided_by = QLineEdit()
        self._today = today
        self.quick = QuickDays(
            # From a day that has passed, a week later would have passed too.
            later_days(max((befores[0] if len(befores) == 1 else None) or today, today)),
            self._deadline,
        )
        self.form.addWidget(self.quick)
        self.add_field("deadline", _("New deadline"), self._deadline)
        self.add_field("reason", _("Reason"), self._reason)
        self.quick.chosen.connect(self._reason.setFocus)
        self._lately = ReasonsUsed(self._reason)
        self.form.addWidget(self._lately)
        self.add_field("decided_by", _("Decided by"), self._decided_by, optional=True)
        _add_consequence(self.form, self.signed_count(), len(rows))
        self._deadline.setFocus(Qt.FocusReason.TabFocusReason)
        self._deadline.changed.connect(self._on_deadline)
        self._on_deadline(self._deadline.value() if deadline else None)
        if deadline is not None:
            # The day is chosen: only the reason is left to say.
            self._reason.setFocus()

    def offer_reasons(self, reasons: Sequence[str]) -> None:
        """Reasons used lately, to be used again."""
        self._lately.offer(reasons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after the day goes on to the reason that is still missing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and not held and self._deadline.hasFocus() and not self._reason.value():
            self.focus_on("reason")
        else:
            super().keyPressEvent(event)

    def _on_deadline(self, day: date | None) -> None:
        """What is odd about a day may still be what was agreed."""
        words = [] if day is None else odd_deadline(self._actions, day, self._today)
        self.note_beside("deadline", " ".join(words))

    def command(self) -> MoveDeadline:
        deadline = self._deadline.value()
        if deadline is None:
            raise Invalid("field.required", field="deadline")
        reason = _reason(self._reason)
        if all(row.deadline == deadline for row in self._actions):
            # Nothing would change, so the reason just written would not be kept anywhere.
            raise Invalid("dates.same_deadline", field="deadline")
        return MoveDeadline(self.refs(), deadline, reason, text_of(self._decided_by) or None)

    def said(self, rows: Sequence[ActionRow]) -> list[tuple[str, list[str]]]:
        return [("deadline", [_day(day) for day in _once(row.deadline for row in rows)])]


def later_days(day: date) -> tuple[tuple[str, date], ...]:
    """How far a deadline is moved most often."""
    return (
        (_("+1 week"), day + timedelta(weeks=1)),
        (_("+2 weeks"), day + timedelta(weeks=2)),
        (_("+1 month"), add_months(day, 1)),
    )


class OwnerDialog(_ChangeDialog[SetOwner]):
    """A new owner, chosen by role."""

    def __init__(
        self,
        rows: Sequence[ActionRow],
        persons: Sequence[PersonRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Change owner"), rows, parent)
        owners = _once(row.owner_id for row in rows)
        self.owner = PersonPicker(persons, owners[0] if len(owners) == 1 else None)
        self.add_field("owner_id", _("Owner"), self.owner)
        words = _("The change of owner is kept in the history. It is not a deviation.")
        if self.signed_count():
            self.form.addWidget(IconText("info", words))

    def multiline(self) -> bool:
        return False

    def command(self) -> SetOwner:
        owner = self.owner.value()
        if owner is None:
            raise Invalid("field.required", field="owner_id")
        return SetOwner(self.refs(), owner)

    def said(self, rows: Sequence[ActionRow]) -> list[tuple[str, list[str]]]:
        return [("owner_id", _once(row.owner or _("no owner") for row in rows))]


class StatusDialog(_ChangeDialog[SetStatus]):
    """A new status; the ones that need a reason ask for it and say that reports print it."""

    def __init__(
        self,
        rows: Sequence[ActionRow],
        parent: QWidget | None = None,
        *,
        status: ActionStatus | None = None,
    ) -> None:
        super().__init__(_("Set status"), rows, parent)
        self._less = [row for row in rows if _is_less_done(row)]
        if self._less:
            self.form.addWidget(IconText("info", _less_words(rows, self._less)))
        now = _once(row.status for row in rows)
        chosen = _only(now) if status is None else _ended_as(rows, status)
        self._status = StatusChoice(tuple(ActionStatus), chosen)
        self.add_field("status", _("Status"), self._status)
        self._why = QWidget()
        box = QVBoxLayout(self._why)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        self._reason = NoteField(value=rows[0].status_reason if len(rows) == 1 else "")
        self.add_field("reason", _("Reason"), self._reason, into=box)
        box.addWidget(IconText("report", _("The reason is printed in the next report.")))
        self.form.addWidget(self._why)
        self._status.changed.connect(self._on_status)
        self._on_status(self._status.value())
        if status is not None and self._asks_why(chosen):
            self._reason.setFocus()
        else:
            self._status.focus_chosen()

    def _asks_why(self, status: ActionStatus | None) -> bool:
        """Also carried out asks why, when less was done than planned."""
        if status is ActionStatus.DONE:
            return bool(self._less)
        return status is not None and status.needs_reason

    def _on_status(self, status: ActionStatus | None) -> None:
        self._why.setVisible(self._asks_why(status))
        self.adjustSize()

    def command(self) -> SetStatus:
        status = self._status.value()
        if status is None:
            raise Invalid("field.required", field="status")
        return SetStatus(
            self.refs(), status, _reason(self._reason) if self._asks_why(status) else ""
        )

    def said(self, rows: Sequence[ActionRow]) -> list[tuple[str, list[str]]]:
        return [
            ("status", [label(status) for status in _once(row.status for row in rows)]),
            ("reason", [why for why in _once(row.status_reason for row in rows) if why]),
        ]


class NoteDialog(FormDialog[AddNotes]):
    """A note on one or several actions; internal unless told otherwise."""

    def __init__(self, rows: Sequence[ActionRow], parent: QWidget | None = None) -> None:
        super().__init__(_("Write a note"), parent, width=520)
        self._actions = tuple(rows)
        self.form.addWidget(names_of(self._actions))
        self._text = NoteField()
        self._internal = QCheckBox(_("Internal: not in reports (but not secret by law)"))
        self._internal.setChecked(True)
        self.add_field("text", _("Note"), self._text)
        self.form.addWidget(self._internal)

    def multiline(self) -> bool:
        return True

    def command(self) -> AddNotes:
        ids = tuple(row.id for row in self._actions)
        return AddNotes(ids, self._text.value(), self._internal.isChecked())


class OverrideDialog(FormDialog[OverrideColour]):
    """A follow-up colour that goes before the rule's own, with the reason; or back to the rule."""

    def __init__(self, row: ActionRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Set the follow-up colour by hand"), parent, width=520)
        self._action = row
        self.form.addWidget(names_of((row,)))
        self._colour = QComboBox()
        self._colour.addItem(_("As the rule says"), None)
        for colour in _COLOURS:
            self._colour.addItem(label(colour), colour)
        if row.override_reason and row.colour in _COLOURS:
            self._colour.setCurrentIndex(1 + _COLOURS.index(row.colour))
        self._reason = NoteField(value=row.override_reason)
        self.add_field("colour", _("Follow-up"), self._colour)
        self.add_field("reason", _("Reason"), self._reason)
        words = _("The colour stays until somebody sets it back to what the rule says.")
        self.form.addWidget(IconText("info", words))

    def multiline(self) -> bool:
        return True

    def command(self) -> OverrideColour:
        index = self._colour.currentIndex()
        colour = _COLOURS[index - 1] if index > 0 else None
        reason = _reason(self._reason) if colour is not None else ""
        return OverrideColour(self._action.id, self._action.version, colour, reason)

    def take_theirs(self, theirs: Sequence[ActionRow]) -> None:
        for row in theirs:
            self._action = row
            shown = label(row.colour) if row.colour is not None else label(row.status)
            self.show_theirs([("colour", shown), ("reason", row.override_reason or "–")])


def _is_less_done(row: ActionRow) -> bool:
    return row.planned is not None and row.done < row.planned


def _ended_as(rows: Sequence[ActionRow], status: ActionStatus) -> ActionStatus | None:
    """What to suggest where `status` is asked for: carried out is not what was done only partly."""
    if status is not ActionStatus.DONE:
        return status
    return _only(
        _once(
            status
            if not _is_less_done(row)
            else ActionStatus.PARTLY_DONE
            if row.done
            else ActionStatus.NOT_DONE
            for row in rows
        )
    )


def _less_words(rows: Sequence[ActionRow], less: Sequence[ActionRow]) -> str:
    """``0 av 2 är gjort``; of several actions, how many have less done than planned."""
    row = less[0]
    if len(rows) > 1 or row.planned is None:
        words = _("Of {count} of the {total} actions less is done than planned.")
        return words.format(count=format_number(len(less)), total=format_number(len(rows)))
    words = _("{done} of {planned} is done. Carried out needs a reason too.")
    return words.format(done=format_number(row.done), planned=format_number(row.planned))


def _reason(field: NoteField) -> str:
    words = field.value()
    if not words:
        raise Invalid("reason.required", field="reason")
    return words


def names_of(rows: Sequence[ActionRow]) -> QWidget:
    """Which actions this is about: badge, number and title, a few of them by name."""
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 4)
    lines.setSpacing(4)
    if len(rows) > 1:
        count = ngettext("{count} action", "{count} actions", len(rows)).format(count=len(rows))
        lines.addWidget(Text(count, fonts.body_strong(tabular=True)))
    shown = rows if len(rows) <= _NAMED else rows[: _NAMED - 1]
    for row in shown:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(PartyBadge(row.party))
        font = fonts.body(tabular=True) if len(rows) > 1 else fonts.body_strong(tabular=True)
        line.addWidget(Text(f"{row.label}  {row.title}", font).elidable(), 1)
        lines.addLayout(line)
    rest = len(rows) - len(shown)
    if rest:
        more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
        lines.addWidget(Text(more, fonts.caption(tabular=True), "text2"))
    return box


def _add_consequence(form: QVBoxLayout, signed: int, total: int) -> None:
    """What the change means for promises that are signed (Brå: avvikelser ska dokumenteras)."""
    if not signed:
        return
    if signed == total:
        words = ngettext(
            "The promise is signed: the change becomes a deviation in the next report.",
            "The promises are signed: every change becomes a deviation in the next report.",
            total,
        )
    else:
        words = _(
            "{count} of {total} belong to signed promises: "
            "those changes become deviations in the next report."
        ).format(count=signed, total=total)
    form.addWidget(IconText("lock", words))


def _day(day: date | None) -> str:
    return format_date(day) if day is not None else _("no deadline")


def _once(values: Iterable[V]) -> list[V]:
    """Each value once, in order."""
    return list(dict.fromkeys(values))


def _only(values: Sequence[V]) -> V | None:
    """The value, when there is just one."""
    return values[0] if len(values) == 1 else None
