"""The row above the log for those who log much: everything on one line, Enter, and the next."""

from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.messages import explain
from tracker.messages.personal_data import personal_data_note
from tracker.models.errors import Invalid, TrackerError
from tracker.models.progress import Limits
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.preview import with_entry
from tracker.services.queries.series import next_open, occasions_of
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.dialogs.form import text_of
from tracker.ui.dialogs.log_help import log_help
from tracker.ui.dialogs.occasion_words import occasion_words, outside_words
from tracker.ui.dialogs.place_field import PlaceEdit
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.tables.action_search import ActionSearch, ActionSearchField
from tracker.ui.tokens import Tone
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.editors import DateField, HoursField, NumberField
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.progress import describe
from tracker.ui.widgets.text import Text

_POPUP_WIDTH = 520
_POPUP_ROWS = 6 * 52


_MOVED_ON = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
)


class _ActionField(ActionSearchField):
    """Tells when the keyboard goes on to another field, and when the candidates should go."""

    left = Signal()
    escaped = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Another window in front, or this one closing, takes nothing.
        if event.reason() in _MOVED_ON:
            self.left.emit()
        elif event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.escaped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class QuickEntry(Panel):
    """Logs with one line of fields. A refused entry stays as it was typed, with the reason below.

    `overlay` is the widget that the candidates may cover.
    """

    def __init__(self, desk: Desk, overlay: QWidget) -> None:
        super().__init__("sunken", overlay)
        self._desk = desk
        self._limits = Limits()
        self._today = desk.today()
        self._saving = False
        help_ = log_help(desk)
        self._find_places = help_.find_places
        self.action = _ActionField(_("What was done?"))
        self.search = ActionSearch(self.action, help_.find_actions)
        self._popup = _Popup(self.search, overlay)
        self.quantity = NumberField(Decimal(1), decimals=3)
        self.date = DateField(self._today, self._today, past=True)
        self.hours = HoursField(unit="h")
        self.place = PlaceEdit(_("Place"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note"))
        self._save = Button(_("Log it"), keys="Enter")
        self._line = Text("", fonts.caption(tabular=True), "text2").elidable()
        self._arrange()
        self._connect()
        self._say_hint()

    def _arrange(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(8)
        for name, words, field, stretch, width in (
            ("action_id", _("Action"), self.action, 4, 140),
            ("quantity", _("Quantity"), self.quantity, 1, 64),
            ("done_on", _("Date"), self.date, 2, 132),
            ("minutes", _("Time"), self.hours, 1, 64),
            ("place", _("Place"), self.place, 2, 88),
            ("note", _("Note"), self.note, 3, 96),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)
            field.setToolTip(words)
            field.setMinimumWidth(width)
            field.installEventFilter(self)
            fields.addWidget(field, stretch)
        fields.addWidget(self._save)
        body = QVBoxLayout()
        body.setContentsMargins(24, 10, 24, 8)
        body.setSpacing(6)
        body.addLayout(fields)
        body.addWidget(self._line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Rule())
        outer.addLayout(body)
        self.setFocusProxy(self.action)

    def _connect(self) -> None:
        self.search.taken.connect(self._on_taken)
        self.search.entered_again.connect(self.submit)
        self.search.answered.connect(self._on_answered)
        self.action.left.connect(self._on_left)
        self.action.escaped.connect(self._popup.hide)
        self.quantity.changed.connect(self._show_preview)
        self.note.textChanged.connect(self._on_note)
        self._save.clicked.connect(self.submit)

    def set_book(self, today: date, limits: Limits) -> None:
        """The day the book shows, and its limits for the follow-up colours."""
        self._limits = limits
        if today != self._today:
            self.date.set_today(today)
            if self.date.understood() and self.date.value() == self._today:
                self.date.set_value(today)
            self._today = today

    def message(self) -> str:
        """What the line below the fields says now."""
        return self._line.whole_text()

    def submit(self) -> None:
        """Save what the fields say, or tell what is wrong with it."""
        if self._saving:
            return
        try:
            fields = self._fields()
        except TrackerError as error:
            self._on_refused(error)
            return
        self._saving = True
        work = partial(log_done, self._desk.ctx, fields)
        self._desk.write(work, self._on_saved, self._on_refused, owner=self)

    def _fields(self) -> LogFields:
        if not self.search.take_marked():
            raise Invalid("field.required", field="action_id")
        action = self.search.action()
        quantity, done_on = self.quantity.value(), self.date.value()
        if action is None or quantity is None or done_on is None:
            missing = "quantity" if quantity is None else "done_on"
            raise Invalid("field.required", field=missing)
        return LogFields(
            action_id=action.id,
            done_on=done_on,
            quantity=quantity,
            minutes=self.hours.value(),
            place=text_of(self.place),
            note=text_of(self.note),
        )

    def _on_saved(self, entry_id: int) -> None:
        self._saving = False
        action, day = self.search.action(), self.date.value()
        for field in (self.hours, self.place, self.note):
            field.clear()
        self.quantity.set_value(Decimal(1))
        self.quantity.set_unit("")
        self.action.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.set_action(None)
        if action is not None and day is not None:
            words = _("Logged: {action}, {date}")
            said = "✓ " + words.format(action=action.title, date=format_date(day, "day"))
            self._say(said, "on_track")
            if action.series is not None:
                work = partial(_done_by, self._desk.ctx, action.id, entry_id, day)
                self._desk.read(work, partial(self._on_matched, said), owner=self)

    def _on_matched(self, said: str, matched: tuple[list[date], date | None]) -> None:
        """Which occasions the entry turned out to do, unless something else is said by now."""
        days, coming = matched
        words = occasion_words(days, self._today)
        if not days and coming is not None:
            words = outside_words(coming, self._today)
        if words and self.message() == said:
            self._say(f"{said} · {words}", "on_track")

    def _on_refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, TrackerError):
            self._desk.failed.emit(error)
            return
        self._say(explain(error), "late")
        name = error.field if isinstance(error, Invalid) else None
        field = self.findChild(QLineEdit, name) if name else None
        if isinstance(field, QLineEdit):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def _on_taken(self, row: ActionRow | None) -> None:
        self.quantity.set_unit(row.unit if row is not None else "")
        if row is None:
            return
        self._popup.hide()
        self._find_places(row.id, lambda found: self.place.offer([*found[0], *found[1]]), self)
        self._show_preview()
        if self.action.hasFocus():
            self.quantity.setFocus(Qt.FocusReason.TabFocusReason)
            self.quantity.selectAll()

    def _on_answered(self, typed: str, count: int) -> None:
        if self.action.hasFocus() and self.search.action() is None and typed:
            if not count:
                self._say(_("No action holds “{text}”.").format(text=typed), "late")
            self._popup.show_under(self.action, count)
        else:
            self._popup.hide()

    def _on_left(self) -> None:
        self._popup.hide()
        if self.action.text().strip():
            self.search.take_marked()

    def _on_note(self) -> None:
        hint = personal_data_note(self.note.text())
        if hint:
            self._say(hint, "at_risk")
        elif self.note.hasFocus():
            self._say_public()

    def _show_preview(self) -> None:
        action = self.search.action()
        added = self.quantity.value() if self.quantity.understood() else None
        if action is not None:
            after = with_entry(action, added or Decimal(0), self._desk.today(), self._limits)
            words = _("With this one: {progress}").format(progress=describe(progress_of(after)))
            self._say(f"L{action.promise_number} {action.promise_title} · {words}")

    def _say(self, words: str, tone: Tone = "text2") -> None:
        self._line.set_tone(tone)
        self._line.setText(words)

    def _say_hint(self) -> None:
        self._say(_("Enter logs the line and begins the next. Ctrl+L shows every field."))

    def _say_public(self) -> None:
        self._say(
            _("Will probably be a public record. Write no names or personal identity numbers.")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.note:
            self._on_note()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and watched is not self.action:
                self.submit()
                return True
        return False


def _done_by(
    ctx: AppContext, action_id: int, entry_id: int, day: date
) -> tuple[list[date], date | None]:
    """What the entry did, and the first that is still to be done after its day."""
    rows = occasions_of(ctx, action_id)
    done = [row.due_on for row in rows if row.entry_id == entry_id]
    return done, next_open(rows, day)


class _Popup(QFrame):
    """The candidates under the field; the keyboard stays in the field."""

    def __init__(self, search: ActionSearch, overlay: QWidget) -> None:
        super().__init__(overlay)
        self._search = search
        self.setProperty("card", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(search.candidates)
        self.hide()

    def show_under(self, field: QWidget, count: int) -> None:
        """Show below `field`, or nothing when there are no candidates."""
        self.setVisible(count > 0)
        overlay = self.parentWidget()
        if not count or overlay is None:
            return
        height = min(self._search.candidates.content_height(), _POPUP_ROWS)
        spot = field.mapTo(overlay, QPoint(0, field.height() + 2))
        width = min(max(field.width(), _POPUP_WIDTH), overlay.width() - spot.x() - 8)
        frame = self.height() - self.contentsRect().height() + 2
        self.setGeometry(spot.x(), spot.y(), width, height + frame)
        self.raise_()
