"""The base of every dialog that returns a value: fields, an error line, Cancel and Save."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.messages import explain
from tracker.models.errors import Conflict, Invalid, TrackerError
from tracker.ui import fonts, on_screen
from tracker.ui.alerts import explain_failure
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.notes import Notice, QuietNote
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import RunText, Text

C = TypeVar("C")

# What takes less is over before "Saving…" can be read.
_PATIENCE_MS = 200


class FormDialog(QDialog, Generic[C]):
    """Collects one frozen command. `submitted` carries it; the dialog closes when told `saved`.

    Subclasses add fields with `add_field` and build the command in `command`. What was typed is
    never lost: an error shows above the buttons and beside its field, and the dialog stays.
    """

    submitted = Signal(object)
    conflicted = Signal()
    """Somebody else changed the row; whoever opened the dialog answers with `take_theirs`."""

    def __init__(
        self, title: str, parent: QWidget | None = None, *, save: str = "", width: int = 560
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fields: dict[str, QWidget] = {}
        self._labels: dict[str, str] = {}
        self._notes: dict[str, QuietNote] = {}
        self._busy = False
        self._seen_once = False
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._content = Panel("surface")
        self.form = QVBoxLayout(self._content)
        """Where fields go, from top to bottom."""
        self.form.setContentsMargins(24, 20, 24, 20)
        self.form.setSpacing(12)
        self._scroll = _Fields(self._content)
        self._scroll.laid_out.connect(self._widen)
        self._scroll.laid_out.connect(self._grow)
        outer.addWidget(self._scroll, 1)
        self._error = Notice("", "")
        self._error.setVisible(False)
        holder = Panel("surface")
        room = QVBoxLayout(holder)
        room.setContentsMargins(24, 0, 24, 12)
        room.addWidget(self._error)
        outer.addWidget(holder)
        self._holder = holder
        holder.setVisible(False)
        outer.addWidget(Rule())
        self._footing = self._make_foot(save or _("Save"))
        outer.addWidget(self._footing)

    def _make_foot(self, save: str) -> QWidget:
        foot = Panel("sunken")
        foot.setMinimumHeight(64)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        self._cancel = Button(_("Cancel"), keys="Esc", kind="flat")
        self._cancel.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        """For buttons of the dialog's own, between Cancel and Save."""
        self._save = PrimaryButton(save, keys="Ctrl+Enter" if self.multiline() else "Enter")
        self._save.setDefault(True)
        self._save.clicked.connect(self.submit)
        self._saving = Text(_("Saving…"), fonts.caption(), "text2")
        self._saving.setVisible(False)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        self._slow.timeout.connect(self._saving.show)
        row.addWidget(self._cancel)
        row.addWidget(self._saving)
        row.addStretch(1)
        row.addLayout(self.foot)
        row.addWidget(self._save)
        return foot

    def multiline(self) -> bool:
        """Whether Enter belongs to a field with several lines, so that Ctrl+Enter saves."""
        return False

    def command(self) -> C:
        """The value of the fields as they stand. Raises `Invalid` for what can't be understood."""
        raise NotImplementedError

    def add_field(
        self,
        name: str,
        label: str,
        widget: QWidget,
        *,
        optional: bool = False,
        aside: str = "",
        into: QVBoxLayout | QHBoxLayout | None = None,
        stretch: int = 0,
        beside: QWidget | None = None,
    ) -> QWidget:
        """A label over a field. `name` is the command's field, so that errors find it.

        `aside` says after the label when the field is needed, as "optional" does; `beside` stands
        at the right end of the label's line.
        """
        box = QVBoxLayout()
        box.setSpacing(4)
        caption = _caption(label, _("optional") if optional else aside)
        caption.setBuddy(widget)
        widget.setAccessibleName(label)
        # The editors name themselves by it when they can't read what was typed.
        widget.setObjectName(name)
        note = QuietNote("")
        note.setVisible(False)
        if beside is None:
            box.addWidget(caption)
        else:
            line = QHBoxLayout()
            line.addWidget(caption, 1)
            line.addWidget(beside)
            box.addLayout(line)
        box.addWidget(widget)
        box.addWidget(note)
        self._fields[name] = widget
        self._labels[name] = label
        self._notes[name] = note
        target = self.form if into is None else into
        if isinstance(target, QHBoxLayout):
            # A note under one field of a row leaves the others where they are.
            box.addStretch(1)
        target.addLayout(box, stretch)
        return widget

    @contextmanager
    def row(self, gap: int = 16) -> Iterator[QHBoxLayout]:
        """Fields side by side: pass the layout as `into`."""
        line = QHBoxLayout()
        line.setSpacing(gap)
        self.form.addLayout(line)
        yield line

    def is_cut(self) -> bool:
        """Whether the screen has too little room for all the fields at once."""
        return self._scroll.is_cut()

    def focus_on(self, name: str) -> None:
        """Put the keyboard in a field, as Tab would."""
        self._fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Send the command, or show why it can't be made of what was typed."""
        if self._busy:
            return
        self.clear_errors()
        try:
            command = self.command()
        except TrackerError as error:
            self.show_error(error)
            return
        self.submitted.emit(command)

    def set_busy(self, busy: bool) -> None:
        """While saving nothing can be sent twice."""
        self._busy = busy
        self._save.setEnabled(not busy)
        if busy:
            self._saving.setText(_("Saving…"))
            self._slow.start()
        else:
            self._slow.stop()
            self._saving.hide()

    def report(self, words: str) -> None:
        """How far long work has come."""
        self._saving.setText(words)

    def saved(self) -> None:
        """The command was committed."""
        self.set_busy(False)
        self.accept()

    def show_error(self, error: Exception) -> None:
        """Say what went wrong, here and beside its field; everything typed stays."""
        self.set_busy(False)
        if not isinstance(error, TrackerError):
            explain_failure(self, error)
            return
        name = error.field if isinstance(error, Invalid) else None
        if name is not None and name in self._fields:
            self.note_beside(name, explain(error, self._labels[name]))
            self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self._fields[name])
            return
        if isinstance(error, Conflict):
            self.on_conflict()
        self._error.set_text(explain(error))
        self._error.setVisible(True)
        self._holder.setVisible(True)

    def on_conflict(self) -> None:
        """Somebody else changed the row: ask for what the book now says."""
        self.conflicted.emit()

    def take_theirs(self, theirs: Any) -> None:
        """What the book now says, after `conflicted`.

        Subclasses keep its version, so that a second save overwrites, and call `show_theirs`.
        """

    def show_theirs(self, theirs: Sequence[tuple[str, str]]) -> None:
        """Beside each (field, value) show what the book now says; saving again overwrites it."""
        for name, value in theirs:
            if name in self._notes:
                self.note_beside(name, _("In the book now: {value}").format(value=value))

    def note_beside(self, name: str, words: str) -> None:
        """Say beside a field what looks wrong but can be saved; nothing takes it away."""
        self._notes[name].setText(words)
        self._notes[name].setVisible(bool(words))

    def clear_errors(self) -> None:
        """Before another try."""
        for note in self._notes.values():
            note.setVisible(False)
        self._holder.setVisible(False)

    def error_text(self) -> str:
        """What the dialog complains about now, for assistive tools and tests."""
        shown = [note.text() for note in self._notes.values() if note.isVisibleTo(self)]
        if self._holder.isVisibleTo(self):
            shown.append(self._error.text())
        return "\n".join(shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen_once:
            self._seen_once = True
            self.order_focus()
            self._widen()
            self.fit_fields()

    def fit_fields(self) -> None:
        """As high as the fields need as they stand, where the screen has room."""
        self.form.activate()
        self._scroll.updateGeometry()
        self._outer.activate()
        room = self._scroll.height_for(self._scroll.width()) - self._scroll.height()
        # Less too: wrapped lines may need fewer than they thought before they knew the width.
        if room:
            self.resize(self.width(), self.height() + room)
        on_screen.fit(self)

    def _grow(self) -> None:
        """Follow fields that need more lines; what the user has made larger stays so."""
        room = self._scroll.height_for(self._scroll.width()) - self._scroll.height()
        if self._seen_once and self.isVisible() and room > 0:
            self.resize(self.width(), self.height() + room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and not event.spontaneous():
            # Its fields made it grow, not the user.
            on_screen.fit(self)

    def _widen(self) -> None:
        # With large letters the fields may need more than the width that was thought of.
        least = self._scroll.least_width()
        if self.isVisible() and least > self.minimumWidth():
            self.setMinimumWidth(least)
            on_screen.fit(self)

    def order_focus(self) -> None:
        """Tab goes through the fields before the foot, and typing begins in the first field."""
        fields = _tab_stops(self._content)
        for one, next_one in pairwise([*fields, *_tab_stops(self._footing)]):
            QWidget.setTabOrder(one, next_one)
        # Qt answers None when nothing has the focus, whatever its stubs say.
        chosen: object = self.focusWidget()
        inside = isinstance(chosen, QWidget) and self._content.isAncestorOf(chosen)
        if not inside:
            # Where there is only something to say yes to, Enter does what the button says.
            first = fields[0] if fields else self._save
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            return
        focused: object = self.focusWidget()
        is_box = isinstance(focused, (QCheckBox, QRadioButton))
        if enter and isinstance(focused, QAbstractButton) and not is_box:
            # Qt would press the default button, whichever one the keyboard is on.
            focused.click()
            return
        super().keyPressEvent(event)


class _Fields(QScrollArea):
    """A dialog's fields: all of them where the screen has room for them, else they scroll."""

    laid_out = Signal()
    """A field came or went, or needs another size."""

    # The dialog's own title, error and foot.
    _BESIDES = 200

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._content = content
        content.installEventFilter(self)

    def height_for(self, width: int) -> int:
        """What the fields ask for at this width, or what the screen has for them."""
        return min(self._asked(width), self._most())

    def _asked(self, width: int) -> int:
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._content.sizeHint().height()

    def is_cut(self) -> bool:
        """Whether the fields ask for more than the screen has for them."""
        return self._asked(self.width()) > self._most()

    def sizeHint(self) -> QSize:
        asked = self._content.sizeHint()
        return QSize(asked.width(), self.height_for(asked.width()))

    def minimumSizeHint(self) -> QSize:
        least = self._content.minimumSizeHint()
        return QSize(least.width(), min(least.height(), self._most()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            # A field came or went: the dialog grows with its fields.
            self.updateGeometry()
            self.laid_out.emit()
        return super().eventFilter(watched, event)

    def least_width(self) -> int:
        """What the fields can't do with less than, with room for a bar beside them."""
        bar = self.verticalScrollBar().sizeHint().width() if self.is_cut() else 0
        return self._content.minimumSizeHint().width() + bar

    def _most(self) -> int:
        return self.screen().availableGeometry().height() - self._BESIDES


def _tab_stops(area: QWidget) -> list[QWidget]:
    """What Tab stops at inside `area`, in its present order."""
    found = []
    at = area.nextInFocusChain()
    while at is not None and at is not area:
        takes_tab = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and area.isAncestorOf(at) and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def _caption(label: str, aside: str) -> RunText:
    runs = [Run(label, strong=True, tone="text2")]
    if aside:
        runs.append(Run("  " + aside, tone="text2"))
    caption = RunText(runs, font=fonts.caption(), strong=fonts.caption_strong())
    caption.setFixedHeight(max(16, int(QFontMetricsF(fonts.caption_strong()).height()) + 1))
    return caption


def text_of(field: QLineEdit | QPlainTextEdit | QComboBox) -> str:
    """What was typed, without spaces around it."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    if isinstance(field, QComboBox):
        return field.currentText().strip()
    return field.text().strip()


def several_lines(text: str, height: int = 64) -> QPlainTextEdit:
    """A field for sentences, which Tab leaves."""
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field
