"""Logga insats: what was done, in a few keystrokes. Ctrl+L, f, o, t, Enter, Enter."""

from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.messages.remarks import remarks_on_entry
from tracker.models.errors import Invalid, TrackerError
from tracker.models.progress import Limits
from tracker.services.log import EditLog, LogFields
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.log import LogRow
from tracker.services.queries.preview import with_entry
from tracker.services.queries.series import OccasionRow
from tracker.services.series_matching import Deed
from tracker.ui import fonts
from tracker.ui.dialogs.action_chooser import ActionChooser
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.dialogs.log_help import LogHelp, Places
from tracker.ui.dialogs.log_preview import LogPreview
from tracker.ui.dialogs.occasion_field import OccasionField
from tracker.ui.dialogs.place_field import PlaceField
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField, HoursField, NoteField, NumberField
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.text import Text


class LogDialog(FormDialog[LogFields | EditLog]):
    """One thing done. New entries are `LogFields`; with `entry` the command is an `EditLog`."""

    def __init__(
        self,
        today: date,
        log_help: LogHelp,
        parent: QWidget | None = None,
        *,
        entry: LogRow | None = None,
    ) -> None:
        title = _("Log a completed action") if entry is None else _("Edit the entry")
        super().__init__(title, parent, width=648)
        self._today = today
        self._help = log_help
        self._entry = entry
        self._limits = Limits()
        self._again = False
        self.form.setContentsMargins(24, 16, 24, 16)
        self._add_action()
        self._add_figures()
        self._add_place()
        self._add_note()
        self.form.addWidget(Rule())
        # Below the note: nobody passes it by Tab on the way there.
        self.occasion = OccasionField(today, log_help.find_occasions)
        self.occasion.offered.connect(self._on_offered)
        self.occasion.chosen.connect(self._on_occasion)
        self.occasion.setObjectName("occasion_id")
        self.form.addWidget(self.occasion)
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.occasion.step, by))
        self.preview = LogPreview()
        self.form.addWidget(self.preview)
        self.form.addStretch(1)
        if entry is None:
            again = Button(_("Save and log another"), keys="Ctrl+Enter")
            again.clicked.connect(self.submit_and_stay)
            self.foot.addWidget(again)
            self.chooser.start()
        else:
            self._show_entry(entry)
        self.chooser.setFocus()

    def _add_action(self) -> None:
        self._said = Text("", fonts.caption(tabular=True), "on_track")
        self.chooser = ActionChooser(self._help.find_actions)
        self.chooser.taken.connect(self._on_taken)
        self.chooser.entered_again.connect(self.submit)
        self.add_field("action_id", _("What was done?"), self.chooser, beside=self._said)

    def _add_figures(self) -> None:
        self.quantity = NumberField(Decimal(1), decimals=3)
        self.date = DateField(self._today, self._today, past=True)
        self.hours = HoursField(unit=_("hours"))
        self.people = NumberField(unit=_("number"), decimals=0)
        with self.row() as row:
            self.add_field("quantity", _("Quantity"), self.quantity, into=row)
            self.add_field("done_on", _("Date"), self.date, into=row, stretch=1)
            self.add_field("minutes", _("Time"), self.hours, optional=True, into=row)
            self.add_field("people", _("Took part"), self.people, optional=True, into=row)
        letter = QFontMetricsF(fonts.body()).averageCharWidth()
        for field, width in ((self.quantity, 100), (self.hours, 92), (self.people, 92)):
            field.setFixedWidth(max(width, int(letter * _LETTERS)))
        self.date.setMinimumWidth(int(letter * _DATE_LETTERS))
        self.remark = QuietNote("")
        self.remark.setVisible(False)
        self.form.addWidget(self.remark)
        self.quantity.changed.connect(self._show_preview)
        self.quantity.changed.connect(self._follow)
        self.date.changed.connect(self._follow)
        self.date.textChanged.connect(self._show_remark)

    def _add_place(self) -> None:
        self.place = PlaceField()
        self.add_field("place", _("Place"), self.place, optional=True)
        self._result, self._source = QLineEdit(), QLineEdit()
        self._source.setPlaceholderText(_("Shift report, list, register …"))
        if self._entry is not None:
            self.add_field("result", _("Result"), self._result, optional=True)
            self.add_field("source", _("Source"), self._source, optional=True)

    def _add_note(self) -> None:
        self.note = NoteField(_("What happened, what was pointed out?"))
        options = ((False, _("Public")), (True, _("Internal")))
        self.internal = SegmentedControl(options, False, _("Who may read the note"))
        self.internal.changed.connect(self._on_internal)
        label = _("Note")
        self.add_field("note", label, self.note, optional=True, beside=self.internal)

    def _show_entry(self, entry: LogRow) -> None:
        self.quantity.set_value(entry.quantity)
        self.quantity.set_unit(entry.unit)
        self.date.set_value(entry.done_on)
        self.hours.set_value(entry.minutes)
        self.people.set_value(None if entry.people is None else Decimal(entry.people))
        self.place.set_value(entry.place)
        self._result.setText(entry.result)
        self._source.setText(entry.source)
        self.note.set_value(entry.note)
        self.internal.set_value(entry.internal)

    def said(self) -> str:
        """What was logged last from here, when one after another is logged."""
        return self._said.whole_text()

    def set_limits(self, limits: Limits) -> None:
        """The book's limits for the follow-up colours."""
        self._limits = limits
        self._show_preview()

    def set_action(self, row: ActionRow) -> None:
        """Take an action that was chosen before the dialog opened."""
        self.chooser.set_action(row)

    def set_occasion(self, row: OccasionRow) -> None:
        """Begin on an occasion: its day, unless that is to come."""
        self.date.set_value(min(row.due_on, self._today))
        self.occasion.begin_on(row.id)

    def command(self) -> LogFields | EditLog:
        action = self.chooser.action()
        if action is None:
            raise Invalid("field.required", field="action_id")
        quantity, done_on = self.quantity.value(), self.date.value()
        if quantity is None:
            raise Invalid("field.required", field="quantity")
        if done_on is None:
            raise Invalid("field.required", field="done_on")
        people = self.people.value()
        fields = LogFields(
            action_id=action.id,
            done_on=done_on,
            quantity=quantity,
            minutes=self.hours.value(),
            people=None if people is None else int(people),
            place=self.place.value(),
            result=text_of(self._result),
            note=self.note.value(),
            internal=self.internal.value(),
            source=text_of(self._source),
            occasion_id=self.occasion.value(),
            seen=self.occasion.seen(),
        )
        if self._entry is None:
            return fields
        return EditLog(self._entry.id, self._entry.version, fields)

    def submit_and_stay(self) -> None:
        """Save, and begin anew with the same day when that is done."""
        self._again = True
        self.submit()

    def show_error(self, error: Exception) -> None:
        self._again = False
        super().show_error(error)
        if isinstance(error, TrackerError) and error.code.startswith("occasion."):
            # Somebody was quicker: what is typed stays, and the next occasion is offered.
            self._follow()

    def saved(self) -> None:
        if not self._again:
            super().saved()
            return
        self._again = False
        self.set_busy(False)
        self.clear_errors()
        self._say_saved()
        self.quantity.set_value(Decimal(1))
        self.quantity.set_unit("")
        self.hours.set_value(None)
        self.people.set_value(None)
        self.place.set_value("")
        self.place.offer(())
        self.note.set_value("")
        self.chooser.set_action(None)
        self.chooser.setFocus()

    def _say_saved(self) -> None:
        action, day = self.chooser.action(), self.date.value()
        if action is not None and day is not None:
            words = _("Logged: {action}, {date}")
            when = format_date(day, "day")
            said = words.format(action=_short(action.title), date=when)
            self._said.setText("✓ " + " · ".join(filter(None, (said, self.occasion.words()))))

    def take_theirs(self, theirs: LogRow | None) -> None:
        if theirs is None:
            return
        self._entry = theirs
        hours = "–" if theirs.minutes is None else format_number(Decimal(theirs.minutes) / 60, 2)
        self.show_theirs(
            [
                ("action_id", theirs.action_title),
                ("quantity", format_number(theirs.quantity)),
                ("done_on", format_date(theirs.done_on, "iso")),
                ("minutes", hours),
                ("people", "–" if theirs.people is None else str(theirs.people)),
                ("place", theirs.place or "–"),
                ("result", theirs.result or "–"),
                ("source", theirs.source or "–"),
                ("note", theirs.note or "–"),
            ]
        )

    def _on_taken(self, row: ActionRow | None) -> None:
        self._show_preview()
        self.chooser.set_compact(False)
        self._follow()
        if row is None:
            if self.isVisible():
                self.fit_fields()
            return
        self.quantity.set_unit(row.unit)
        self._help.find_places(row.id, self._on_places, self)
        if self._entry is None:
            self.quantity.setFocus(Qt.FocusReason.TabFocusReason)
            self.quantity.selectAll()

    def _follow(self, *_changed: object) -> None:
        """Which occasions the entry as it stands does, or would do."""
        action = self.chooser.action()
        if action is None or action.series is None:
            self.occasion.follow(None, None)
            return
        day = self.date.value() if self.date.understood() else None
        quantity = self.quantity.value() if self.quantity.understood() else None
        entry_id = 0 if self._entry is None else self._entry.id
        deed = None if day is None else Deed(entry_id, action.id, day, quantity or Decimal(0))
        self.occasion.follow(action.id, deed)

    def _on_offered(self) -> None:
        # On a small screen what the entry stands for would else be out of sight.
        if self.is_cut():
            self.chooser.set_compact(True)
            self.fit_fields()

    def _on_occasion(self, row: OccasionRow) -> None:
        """It was done on its day, unless that is to come or another day was written."""
        if self._entry is None and row.due_on <= self._today and not self.date.isModified():
            self.date.set_value(row.due_on)

    def _on_places(self, found: Places) -> None:
        self.place.offer(*found)

    def _on_internal(self, internal: bool) -> None:
        self.note.set_public(
            _("Stays out of reports and exports. That does not make it secret by law.")
            if internal
            else _("Will probably be a public record. Write no names or personal identity numbers.")
        )

    def _show_remark(self) -> None:
        """What is odd about the date or the action; it can be saved all the same."""
        action = self.chooser.action()
        done_on = self.date.value() if self.date.understood() else None
        said = (
            remarks_on_entry(done_on, action.start, action.status)
            if action is not None and done_on is not None
            else []
        )
        self.remark.setText(" ".join(said))
        self.remark.setVisible(bool(said))

    def _show_preview(self) -> None:
        self._show_remark()
        action = self.chooser.action()
        added = self.quantity.value() if self.quantity.understood() else None
        if action is None:
            self.preview.show_action(None)
            return
        before = Decimal(0)
        if self._entry is not None and self._entry.action_id == action.id:
            before = self._entry.quantity
        after = with_entry(action, (added or Decimal(0)) - before, self._today, self._limits)
        self.preview.show_action(after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and control and self._entry is None:
            self.submit_and_stay()
        else:
            super().keyPressEvent(event)


_LONGEST_NAME = 40
# Of a number and its unit, and of a date and its weekday.
_LETTERS = 12
_DATE_LETTERS = 22


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_NAME else f"{title[:_LONGEST_NAME]}…"
