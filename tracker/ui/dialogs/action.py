"""An action, new or changed."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words
from tracker.models.enums import OccasionState, Party
from tracker.models.errors import Invalid
from tracker.services.actions import ActionFields, AddAction, EditAction
from tracker.services.queries.action_detail import ActionDetail
from tracker.ui.dialogs.action_form import ActionChoices, ActionForm, cause_words
from tracker.ui.dialogs.form import text_of
from tracker.ui.widgets.editors import NoteField
from tracker.ui.widgets.notes import IconText


class NewActionDialog(ActionForm[AddAction]):
    """A new action under a promise, against a cause when it was added there."""

    def __init__(
        self,
        promise_id: int,
        period: tuple[date, date],
        choices: ActionChoices,
        today: date,
        parent: QWidget | None = None,
        *,
        cause_id: int | None = None,
    ) -> None:
        """`period` is the promise's; it fills in the deadline, and the start unless it has begun:

        what begins today is not late today.
        """
        fields = ActionFields(
            "",
            Party.MUNICIPALITY,
            start_on=today if period[0] <= today <= period[1] else period[0],
            deadline=period[1],
            cause_ids=(cause_id,) if cause_id is not None else (),
        )
        super().__init__(_("New action"), fields, choices, today, parent, period=period)
        self._promise_id = promise_id
        self._party_chosen = False
        self._party.changed.connect(self._on_party)
        self.owner.changed.connect(self._on_owner)

    def _on_party(self) -> None:
        self._party_chosen = True

    def _on_owner(self, owner_id: int | None) -> None:
        """The owner's party is the likely one, until another is chosen."""
        party = {person.id: person.party for person in self.choices.persons}.get(owner_id or 0)
        if party is not None and not self._party_chosen:
            self._party.set_value(party)
            self._party_chosen = False

    def command(self) -> AddAction:
        return AddAction(self._promise_id, self.fields())


class EditActionDialog(ActionForm[EditAction]):
    """An action as it is. A deadline in place of another asks for its reason.

    In a signed promise every new deadline, quantity or recurrence does.
    """

    def __init__(
        self,
        detail: ActionDetail,
        choices: ActionChoices,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Action {label}").format(label=detail.row.label)
        settled = [row.due_on for row in detail.occasions if row.shown is not OccasionState.OPEN]
        super().__init__(title, detail.fields, choices, today, parent, settled=settled)
        self._seen = detail.row
        self._agreed: tuple[date | None, Decimal | None] = (
            detail.fields.deadline,
            detail.fields.planned,
        )
        self._reason = NoteField(lines=2)
        self._decided_by = QLineEdit()
        self._why = self._make_why()
        self.form.addWidget(self._why)
        self._deadline.changed.connect(self._on_agreed_changed)
        self._planned.changed.connect(self._on_agreed_changed)
        self._recurrence.changed.connect(self._on_agreed_changed)
        self._kind.changed.connect(self._on_agreed_changed)
        self._on_agreed_changed()

    def _make_why(self) -> QWidget:
        why = QWidget()
        box = QVBoxLayout(why)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(8)
        locked = self._seen.promise_status.locked
        if locked:
            words = _("The promise is signed: the change becomes a deviation in the next report.")
        else:
            words = _("The reason is kept as an internal note on the action.")
        box.addWidget(IconText("lock" if locked else "info", words))
        line = QHBoxLayout()
        line.setSpacing(24)
        box.addLayout(line)
        self.add_field("reason", _("Reason"), self._reason, into=line, stretch=1)
        if locked:
            beside = QVBoxLayout()
            line.addLayout(beside, 1)
            by = _("Decided by")
            self.add_field("decided_by", by, self._decided_by, into=beside, optional=True)
            beside.addStretch(1)
        return why

    def needs_reason(self) -> bool:
        """Whether a deadline is replaced, or anything differs from what was signed."""
        if not (self._deadline.understood() and self._planned.understood()):
            return False
        if not self._seen.promise_status.locked:
            return self._agreed[0] not in (None, self._deadline.value())
        agreed = (self._deadline.value(), self._planned.value())
        return agreed != self._agreed or self._comes_back_otherwise()

    def _comes_back_otherwise(self) -> bool:
        """Whether the rule or own dates differ; what can't be understood isn't saved anyway."""
        try:
            rule, dates = self.recurrence()
        except Invalid:
            return False
        before = self.fields_seen
        stay = self._recurrence.settled
        if rule != before.recurrence:
            return True
        return rule is None and set(dates) | stay != set(before.occasions) | stay

    def _on_agreed_changed(self, *_args: object) -> None:
        self._why.setVisible(self.needs_reason())

    def command(self) -> EditAction:
        fields = self.fields()
        reason = self._reason.value() if self.needs_reason() else ""
        if self.needs_reason() and not reason:
            raise Invalid("reason.required", field="reason")
        return EditAction(
            self._seen.id, self._seen.version, fields, reason, text_of(self._decided_by) or None
        )

    def put(self, name: str, value: object) -> None:
        """Put in what was typed elsewhere and could not be saved there, beside what the book says.

        `name` is title, goal, deadline or owner_id.
        """
        now = self._said(self.fields_seen)[name]
        if isinstance(value, date) or name == "deadline":
            self._deadline.set_value(value if isinstance(value, date) else None)
        elif name == "owner_id":
            self.owner.set_value(value if isinstance(value, int) else None)
        else:
            field = self._title if name == "title" else self._goal
            field.setText(str(value))
        self.show_theirs([(name, now)])

    def take_theirs(self, theirs: ActionDetail | None) -> None:
        if theirs is None:
            return
        self._seen = theirs.row
        self._agreed = (theirs.fields.deadline, theirs.fields.planned)
        self.show_theirs(self._differences(theirs))
        self._on_agreed_changed()

    def _differences(self, theirs: ActionDetail) -> list[tuple[str, str]]:
        """What the book says now, for the fields where it isn't what was seen."""
        before, now = self._said(self.fields_seen), self._said(theirs.fields)
        return [(name, words) for name, words in now.items() if words != before[name]]

    def _said(self, fields: ActionFields) -> dict[str, str]:
        """Every field in words."""
        names = {person.id: person.words for person in self.choices.persons}
        causes = {cause.id: cause_words(cause, False) for cause in self.choices.causes}
        return {
            "title": fields.title,
            "party": label(fields.party),
            "owner_id": names.get(fields.owner_id or 0, "–"),
            "support": fields.support or "–",
            "goal": fields.goal or "–",
            "cause_ids": ", ".join(causes.get(c, "–") for c in fields.cause_ids) or "–",
            "kind": label(fields.kind),
            "planned": "–" if fields.planned is None else format_number(fields.planned),
            "unit": fields.unit or "–",
            "start_on": _day(fields.start_on),
            "deadline": _day(fields.deadline),
            "recurrence": recurrence_words(fields.recurrence) or "–",
        }


def _day(day: date | None) -> str:
    return format_date(day) if day is not None else "–"
