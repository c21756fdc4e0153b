"""Leaving actions alone in Granskning: until when, and what is waited for."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.models.measuring import add_months
from tracker.services.queries.actions import ActionRow
from tracker.services.snoozing import SnoozeActions
from tracker.ui.dialogs.action_changes import names_of
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.quick_days import QuickDays
from tracker.ui.widgets.editors import DateField, NoteField
from tracker.ui.widgets.notes import IconText


def quick_days(today: date) -> tuple[tuple[str, date], ...]:
    """What is chosen most often: a week, two, a month."""
    return (
        (_("1 week"), today + timedelta(weeks=1)),
        (_("2 weeks"), today + timedelta(weeks=2)),
        (_("1 month"), add_months(today, 1)),
    )


class SnoozeDialog(FormDialog[SnoozeActions]):
    """A day, one of three at a press or any other, and a note."""

    def __init__(
        self, rows: Sequence[ActionRow], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Let it rest"), parent, save=_("Let it rest"), width=520)
        self._actions = tuple(rows)
        self.form.addWidget(names_of(self._actions))
        choices = quick_days(today)
        self._until = DateField(today, choices[0][1])
        self.quick = QuickDays(choices, self._until)
        self.form.addWidget(self.quick)
        self._note = NoteField(_("What is waited for"), lines=2)
        self.add_field("until", _("Rests until"), self._until)
        self.add_field("note", _("Note"), self._note)
        words = _(
            "It comes back to the review by itself on that day, and is followed up as before."
        )
        self.form.addWidget(IconText("info", words))
        self._note.setFocus()
        self.quick.chosen.connect(self._note.setFocus)

    def multiline(self) -> bool:
        return True

    def command(self) -> SnoozeActions:
        until = self._until.value()
        if until is None:
            raise Invalid("field.required", field="until")
        if not self._note.value():
            raise Invalid("field.required", field="note")
        return SnoozeActions(tuple(row.id for row in self._actions), until, self._note.value())
