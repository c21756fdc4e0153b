"""A post changes hands: to somebody in the book, or to somebody new."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.services.people import HandOver, PersonFields
from tracker.services.queries.choices import PersonRow
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.people import changed_fields
from tracker.ui.dialogs.person_picker import PersonPicker
from tracker.ui.widgets.editors import DateField
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

_NEW = -1


class HandOverDialog(FormDialog[HandOver]):
    """To whom and from when. Open actions move, what was done stays with the predecessor."""

    def __init__(
        self,
        row: PersonRow,
        people: Sequence[PersonRow],
        actions: int,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`actions` are how many unfinished ones the person owns."""
        title = _("Hand over: {role}").format(role=row.role)
        super().__init__(title, parent, save=_("Hand over"))
        self._row = row
        self._in_post = [
            person
            for person in people
            if person.id != row.id and (person.active_to is None or person.active_to >= today)
        ]
        self._added: PersonFields | None = None
        self.to = PersonPicker(self._in_post, placeholder=_("Who takes over"))
        self._on = DateField(today, today)
        self.form.addWidget(Text(row.words, fonts.body_strong(), wrap=True))
        self.add_field("to_id", _("To"), self.to)
        self.add_field("on", _("The successor starts"), self._on)
        words = ngettext(
            "{count} unfinished action changes owner.",
            "{count} unfinished actions change owner.",
            actions,
        )
        count = words.format(count=format_number(actions))
        self.form.addWidget(Text(count, fonts.body_strong(tabular=True), wrap=True))
        words = _("What was done stays with the predecessor.")
        self.form.addWidget(IconText("info", words))

    def offer(self, fields: PersonFields) -> None:
        """Take somebody who is to be added together with the change."""
        self._added = fields
        name = f"{fields.role}, {fields.name}" if fields.name else fields.role
        words = _("{person} (new)").format(person=name)
        self.to.set_choices([*((each.id, each.words) for each in self._in_post), (_NEW, words)])
        self.to.set_value(_NEW)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def command(self) -> HandOver:
        to, day = self.to.value(), self._on.value()
        if to is None:
            raise Invalid("field.required", field="to_id")
        if day is None:
            raise Invalid("field.required", field="on")
        new = self._added if to == _NEW else None
        return HandOver(self._row.id, self._row.version, day, new or to)

    def take_theirs(self, theirs: PersonRow) -> None:
        self.show_theirs(changed_fields(self._row, theirs))
        self._row = theirs
