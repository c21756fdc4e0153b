"""Somebody changes posts: all that they have left to do goes to another, in one change."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.services.people import PersonFields
from tracker.services.queries.choices import PersonRow
from tracker.services.reassigning import Owned, Reassign
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.person_picker import PersonPicker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.picker import Picker
from tracker.ui.widgets.text import Text
from tracker.ui.widgets.tick_list import TickList

_NEW = -1


class ReassignDialog(FormDialog[Reassign]):
    """From whom, to whom, and under which promises; it counts what that comes to."""

    def __init__(
        self,
        people: Sequence[PersonRow],
        owned: Mapping[int, Sequence[Owned]],
        today: date,
        parent: QWidget | None = None,
        *,
        from_id: int | None = None,
    ) -> None:
        save = _("Give away")
        super().__init__(_("Give everything to another owner"), parent, save=save, width=600)
        self._owned = owned
        self._in_post = [p for p in people if p.active_to is None or p.active_to >= today]
        self._added: PersonFields | None = None
        self._by_id = {person.id: person for person in people}
        owning = [(p.id, _words(p, today)) for p in people if p.id in owned]
        self._from: Picker[int] = Picker(owning, from_id, placeholder=_("Who leaves"))
        self.to = PersonPicker(self._in_post, placeholder=_("Who takes over"))
        self._under = QWidget()
        self._box = QVBoxLayout(self._under)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._ticks = TickList[int]([])
        self._box.addWidget(self._ticks)
        self._count = Text("", fonts.body_strong(tabular=True))
        self.add_field("from_id", _("From"), self._from)
        self.add_field("to_id", _("To"), self.to)
        self.add_field("promise_ids", _("Under these promises"), self._under)
        self.form.addWidget(self._count)
        words = _("What was done before stays in the history under whoever owned it then.")
        self.form.addWidget(IconText("info", words))
        self._from.changed.connect(self._on_from)
        self._on_from(from_id)
        if from_id is not None:
            self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, fields: PersonFields) -> None:
        """Take somebody who is to be added together with the change."""
        self._added = fields
        name = f"{fields.role}, {fields.name}" if fields.name else fields.role
        words = _("{person} (new)").format(person=name)
        known = [(person.id, person.words) for person in self._in_post]
        self.to.set_choices([*known, (_NEW, words)])
        self.to.set_value(_NEW)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def command(self) -> Reassign:
        leaving, to, chosen = self._from.value(), self.to.value(), self._ticks.values()
        if leaving is None:
            raise Invalid("field.required", field="from_id")
        if to is None:
            raise Invalid("field.required", field="to_id")
        if not chosen:
            raise Invalid("field.required", field="promise_ids")
        whole = len(chosen) == len(self._parts(leaving))
        new = self._added if to == _NEW else None
        return Reassign(leaving, new or to, frozenset() if whole else frozenset(chosen))

    def _parts(self, person_id: int | None) -> Sequence[Owned]:
        return self._owned.get(person_id or 0, ())

    def _on_from(self, person_id: int | None) -> None:
        parts = self._parts(person_id)
        before = self._ticks
        self._ticks = TickList(
            [(part.promise_id, _part_words(part)) for part in parts],
            [part.promise_id for part in parts],
            empty=_("Choose first who leaves."),
        )
        self._ticks.changed.connect(self._say_count)
        self._box.replaceWidget(before, self._ticks)
        before.hide()
        before.deleteLater()
        self._say_count()

    def _say_count(self) -> None:
        chosen = set(self._ticks.values())
        parts = self._parts(self._from.value() if self._from.currentText() else None)
        n = sum(part.count for part in parts if part.promise_id in chosen)
        words = ngettext(
            "{count} unfinished action changes owner.",
            "{count} unfinished actions change owner.",
            n,
        )
        self._count.setText(words.format(count=format_number(n)))


def _part_words(part: Owned) -> str:
    actions = ngettext("{count} action", "{count} actions", part.count)
    return f"{part.promise} · {actions.format(count=format_number(part.count))}"


def _words(person: PersonRow, today: date) -> str:
    if person.active_to is None or person.active_to >= today:
        return person.words
    left = _("left {day}").format(day=format_date(person.active_to))
    return f"{person.words} · {left}"
