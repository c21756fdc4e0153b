"""The head of the promise page: number, title, follow-up, status, text, lock and effect."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.panels.promises.head_words import (
    effect_indicator,
    effect_runs,
    lock_words,
    notes,
    outcome_words,
)
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton
from tracker.ui.widgets.marks import FollowUpPill, Icon, Tag
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.paint import TITLE_PILL, Run
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import RunText, Text

STEPS: dict[PromiseStatus, tuple[str, ...]] = {
    PromiseStatus.DRAFT: ("endorse", "sign"),
    PromiseStatus.ENDORSED: ("sign", "return"),
    PromiseStatus.SIGNED: ("start", "end"),
    PromiseStatus.RUNNING: ("end",),
}
"""The steps that follow on each status; an ended promise has none."""

_DELETE = Qt.WidgetAttribute.WA_DeleteOnClose
_SHRINKS = QSizePolicy.Policy.Maximum
_SHORT_LINES = 5
_UNLIMITED = 16_777_215
_NOTES_WIDTH = 208


class PromiseHead(Panel):
    """What the promise is; everything about its plan stands in the tabs below."""

    step_asked = Signal(str)
    """endorse, sign, return, start, end, or delete."""
    edit_asked = Signal()
    version_asked = Signal()
    measure_asked = Signal()
    """Enter a measurement of the effect, or state what the effect is measured by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._view: PlanView | None = None
        self._make_title()
        self._make_text()
        self._make_lines()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 4)
        layout.setSpacing(4)
        layout.addLayout(self._title_line)
        layout.addLayout(self._text_line)
        layout.addWidget(self._outcome)
        layout.addLayout(self._lock_line)
        layout.addLayout(self._effect_line)

    def _make_title(self) -> None:
        self._number = Text("", fonts.page_title(), "text2")
        self._title = RunText(font=fonts.page_title(), strong=fonts.page_title())
        self._title.setSizePolicy(_SHRINKS, QSizePolicy.Policy.Preferred)
        self._pill = FollowUpPill(FollowUp.ON_TRACK, size=TITLE_PILL)
        self._tag = Tag("")
        self._steps = Button(_("Change status"), kind="flat", opens_menu=True)
        self._steps.clicked.connect(self._open_steps)
        self._edit = IconButton("pencil", _("Edit the promise"))
        self._edit.clicked.connect(self.edit_asked)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._number)
        line.addWidget(self._title)
        line.addWidget(self._pill)
        line.addStretch(1)
        for widget in (self._tag, self._edit, self._steps):
            line.addWidget(widget)
        self._title_line = line

    def _make_text(self) -> None:
        self._text = Text("", fonts.promise_text(), wrap=True)
        self._whole = LinkButton(_("Show the whole text"))
        self._whole.setCheckable(True)
        self._whole.toggled.connect(self._on_whole)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._text)
        # Without an alignment the link's fixed width would hold the text as narrow as itself.
        left.addWidget(self._whole, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addLayout(left, 1)
        line.addLayout(self._notes)
        self._text_line = line

    def _make_lines(self) -> None:
        normal, strong = fonts.caption(tabular=True), fonts.caption_strong(tabular=True)
        self._lock_icon = Icon("lock", "text2", 14)
        self._lock = RunText(font=normal, strong=strong)
        self._lock.setSizePolicy(_SHRINKS, QSizePolicy.Policy.Fixed)
        self._version = LinkButton(_("New version…"))
        self._version.clicked.connect(self.version_asked)
        self._effect = RunText(font=normal, strong=strong)
        self._effect.setSizePolicy(_SHRINKS, QSizePolicy.Policy.Fixed)
        self._measure = LinkButton(_("Enter a measurement"))
        self._measure.clicked.connect(self.measure_asked)
        self._outcome = Text("", normal, "text2", wrap=True)
        self._lock_line = _line(self._lock_icon, self._lock, self._version)
        self._effect_line = _line(Icon("eye", "text2", 14), self._effect, self._measure)

    def show_plan(self, view: PlanView, today: date, *, writable: bool) -> None:
        """Show a promise. `writable` is False in a book that can't be written."""
        self._view = view
        row = view.row
        self._number.setText(f"L{row.number}")
        self._title.set_runs([Run(row.title)])
        self._pill.setVisible(row.colour is not None)
        if row.colour is not None:
            self._pill.set_value(row.colour)
        self._tag.setText(label(row.status))
        self._tag.updateGeometry()
        self._edit.setVisible(writable)
        self._steps.setVisible(writable and row.status in STEPS)
        self._text.setText(view.fields.text)
        self._fit_text()
        self._show_notes(notes(view, today))
        self._show_lines(view, writable=writable)

    def _show_lines(self, view: PlanView, *, writable: bool) -> None:
        status = view.row.status
        self._lock_icon.setVisible(status.locked)
        self._outcome.setVisible(status.ended)
        self._outcome.setText(outcome_words(view))
        self._lock.set_runs([Run(lock_words(view), tone="text2")])
        self._version.setVisible(writable and status.locked and not status.ended)
        self._effect.set_runs(effect_runs(view))
        indicator = effect_indicator(view)
        self._measure.set_words(
            _("Enter a measurement") if indicator is not None else _("Add an indicator")
        )
        self._measure.setVisible(writable and not status.ended)

    def _show_notes(self, words: list[str]) -> None:
        while self._notes.count():
            item = self._notes.takeAt(0)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLabel):
                widget.deleteLater()
        for note in words:
            label_ = QuietNote(note)
            label_.setFixedWidth(_NOTES_WIDTH)
            self._notes.addWidget(label_)
        self._notes.addStretch(1)

    def _fit_text(self) -> None:
        """A text longer than five lines is folded, so that the plan stays in view."""
        most = int(QFontMetricsF(self._text.font()).lineSpacing() * _SHORT_LINES) + 2
        is_long = self._text.heightForWidth(max(self._text.width(), 1)) > most
        self._whole.setVisible(is_long)
        folded = is_long and not self._whole.isChecked()
        self._text.setMaximumHeight(most if folded else _UNLIMITED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The layout has given the text its width by the time the event loop is back.
        QTimer.singleShot(0, self, self._fit_text)

    def _on_whole(self, whole: bool) -> None:
        self._whole.set_words(_("Show less") if whole else _("Show the whole text"))
        self._fit_text()

    def steps_menu(self) -> QMenu:
        """The steps that are legal now."""
        menu = QMenu(self)
        menu.setAttribute(_DELETE)
        if self._view is None:
            return menu
        words = {
            "endorse": _("Endorse"),
            "sign": _("Sign…"),
            "return": _("Return to draft"),
            "start": _("Set as running"),
            "end": _("End…"),
            "delete": _("Remove the draft"),
        }
        for step in STEPS.get(self._view.row.status, ()):
            menu.addAction(words[step], partial(self.step_asked.emit, step))
        hangs = self._view.actions or self._view.indicators or self._view.feedback
        if not self._view.row.status.locked and not hangs:
            menu.addSeparator()
            menu.addAction(words["delete"], partial(self.step_asked.emit, "delete"))
        return menu

    def _open_steps(self) -> None:
        menu = self.steps_menu()
        menu.popup(self._steps.mapToGlobal(self._steps.rect().bottomLeft()))


def _line(icon: Icon, words: QWidget, link: LinkButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(icon)
    line.addWidget(words)
    line.addWidget(link)
    line.addStretch(1)
    return line
