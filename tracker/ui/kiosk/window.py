"""The kiosk: one full screen that takes one answer after the other, and nothing else."""

from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.messages import explain
from tracker.models.errors import Invalid, TrackerError
from tracker.models.journal import ChangeSet
from tracker.services.history import undo
from tracker.services.kiosk import TakeAnswer, Taken, take_answer
from tracker.services.queries.kiosk import Offered, offered
from tracker.ui import fonts
from tracker.ui.alerts import explain_failure
from tracker.ui.desk import Desk
from tracker.ui.kiosk.form import AnswerForm
from tracker.ui.kiosk.start import CodeDialog, StartKiosk, ask_to_leave
from tracker.ui.kiosk.thanks import Thanks
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.notes import Notice
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text

_HEIGHT = 64
_HOUR = timedelta(hours=1)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# AltGr is both of them, and writes signs such as @.
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class _SaveButton(PrimaryButton):
    def _font(self) -> QFont:
        return fonts.section_title()


class Kiosk(QDialog):
    """Over the whole screen until it is left; the book behind can't be reached meanwhile.

    The form is empty as soon as an answer is sent. One that can't be saved comes back into the
    form, or waits for the next Enter when somebody else's has been begun.
    """

    def __init__(
        self, desk: Desk, found: Offered, start: StartKiosk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(found.title)
        self.setProperty("surface", "bg")
        self._desk, self._start = desk, start
        self._answers = found.answers
        self._themes = found.themes
        self._taken: list[tuple[TakeAnswer, datetime]] = []
        self._unsaved: list[TakeAnswer] = []
        self._pending = 0
        self._leaving = self._left = False
        self.form = AnswerForm()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.form)
        self._notice = Notice("", "")
        self._notice.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head(found.title))
        layout.addWidget(Rule())
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._notice)
        layout.addWidget(Rule())
        layout.addWidget(self._make_foot())
        self.form.offer(found)
        if start.self_service:
            self.form.forget_nobody()
        self._order_focus()
        self._count()
        self.form.entered.connect(self.save)
        desk.changed.connect(self._on_changed)

    def _make_head(self, title: str) -> QWidget:
        head = Panel("surface")
        head.setMinimumHeight(_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(16)
        self._counter = Text("", fonts.body(tabular=True), "text2")
        self._undo = Button(
            _("Undo the latest"), icon="undo", keys="Ctrl+Z", kind="flat", height=_HEIGHT - 8
        )
        self._undo.clicked.connect(self.undo)
        self._undo.setVisible(not self._start.self_service)
        self._undo.setEnabled(False)
        icon = "lock" if self._start.code else "close"
        self._leave = Button(_("Leave"), icon=icon, keys="Esc", kind="flat", height=_HEIGHT - 8)
        self._leave.clicked.connect(self.leave)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Text(title, fonts.page_title()).elidable())
        words.addWidget(self._counter.elidable())
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._leave)
        return head

    def _make_foot(self) -> QWidget:
        foot = Panel("surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(16)
        self._thanks = Thanks()
        self._anonymous = Text(_("Nobody is asked who they are."), fonts.body(), "text2")
        self._again = Button(_("Start over"), icon="refresh", kind="flat", height=_HEIGHT)
        self._again.clicked.connect(self.form.next_person)
        self._again.setVisible(self._start.self_service)
        words = _("Send") if self._start.self_service else _("Save, next person")
        self._save = _SaveButton(words, icon="check", keys="Enter", height=_HEIGHT)
        self._save.setObjectName("save")
        self._save.setMinimumWidth(260)
        self._save.clicked.connect(self.save)
        row.addWidget(self._anonymous)
        row.addWidget(self._thanks, 1)
        row.addWidget(self._again)
        row.addWidget(self._save)
        return foot

    def _order_focus(self) -> None:
        stops = [*self.form.stops(), self._save, self._again, self._undo, self._leave]
        for one, next_one in pairwise(stops):
            QWidget.setTabOrder(one, next_one)

    # -- what it says

    def counter(self) -> str:
        """How many answers there are, for assistive tools and tests."""
        return self._counter.whole_text()

    def thanks(self) -> str:
        """The latest word of thanks."""
        return self._thanks.text()

    def complaint(self) -> str:
        """What is wrong now."""
        return self._notice.text() if self._notice.isVisibleTo(self) else ""

    def _count(self) -> None:
        total = ngettext("{n} answer", "{n} answers", self._answers)
        parts = [total.format(n=format_number(self._answers))]
        since = self._desk.ctx.clock.now() - _HOUR
        lately = sum(at > since for _answer, at in self._taken)
        if lately and not self._start.self_service:
            parts.append(
                ngettext("{n} in the last hour", "{n} in the last hour", lately).format(
                    n=format_number(lately)
                )
            )
        self._counter.setText(" · ".join(parts))
        self._undo.setEnabled(bool(self._taken) and not self._pending)

    def _complain(self, words: str) -> None:
        self._notice.set_text(words)
        self._notice.setVisible(bool(words))

    # -- one answer after the other

    def save(self) -> None:
        """Send the answer and be ready for the next person."""
        waiting, self._unsaved = self._unsaved, []
        if not self.form.is_blank():
            waiting.append(
                self.form.answer(self._start.survey_id, is_coded=not self._start.self_service)
            )
            self.form.next_person()
        if not waiting:
            self._complain(explain(Invalid("response.empty")))
            return
        self._complain("")
        for answer in waiting:
            self._pending += 1
            self._desk.write(
                partial(take_answer, self._desk.ctx, answer),
                partial(self._on_saved, answer),
                partial(self._on_failed, answer),
                owner=self,
            )
        self._scroll.verticalScrollBar().setValue(0)
        self._count()

    def _on_saved(self, answer: TakeAnswer, taken: Taken) -> None:
        self._pending -= 1
        self._taken.append((answer, self._desk.ctx.clock.now()))
        self._answers = taken.answers
        number = format_number(taken.answers)
        self._thanks.say(_("Thank you! Answer {number} is saved.").format(number=number))
        self._count()
        self._go_if_asked()

    def _on_failed(self, answer: TakeAnswer, error: Exception) -> None:
        self._pending -= 1
        self._leaving = False
        self._thanks.silence()
        if self.form.is_blank():
            self.form.fill(answer)
        else:
            self._unsaved.append(answer)
        self._count()
        if not isinstance(error, TrackerError):
            explain_failure(self, error)
        said = [explain(error)] if isinstance(error, TrackerError) else []
        self._complain(" ".join([*said, self._waiting()]).strip())

    def _waiting(self) -> str:
        n = len(self._unsaved)
        if not n:
            return _("What was typed is still here. Enter tries again.")
        return ngettext(
            "{n} answer is not saved yet. Enter tries again.",
            "{n} answers are not saved yet. Enter tries again.",
            n,
        ).format(n=format_number(n))

    def undo(self) -> None:
        """Take back the latest answer; an empty form shows it again, to be put right."""
        if self._start.self_service or self._pending or not self._taken:
            return
        self._pending += 1
        self._desk.write(
            partial(undo, self._desk.ctx), self._on_undone, self._on_not_undone, owner=self
        )
        self._count()

    def _on_undone(self, _name: str) -> None:
        self._pending -= 1
        answer, _at = self._taken.pop()
        self._answers -= 1
        if self.form.is_blank():
            self.form.fill(answer)
        self._thanks.say(_("The latest answer was taken back."))
        self._complain("")
        self._count()
        self._go_if_asked()

    def _on_not_undone(self, error: Exception) -> None:
        self._pending -= 1
        self._count()
        if isinstance(error, TrackerError):
            self._complain(explain(error))
        else:
            explain_failure(self, error)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("response", "theme", "survey"):
            self._desk.read(
                partial(offered, self._desk.ctx, self._start.survey_id),
                self._on_offered,
                owner=self,
            )

    def _on_offered(self, found: Offered) -> None:
        self._answers = found.answers
        if found.themes != self._themes:
            # Places and groups stay where they are: a finger may be on its way to one.
            self._themes = found.themes
            self.form.offer_themes(found.themes)
            self._order_focus()
        self._count()

    # -- leaving

    def leave(self) -> None:
        """Go back to the book: with the code where there is one, and with nothing lost unasked."""
        if self._pending:
            self._leaving = True
        elif self._start.code:
            asked = CodeDialog(self._start.code, self)
            asked.submitted.connect(asked.saved)
            asked.accepted.connect(self._leave_if_nothing_is_lost)
            asked.open()
        else:
            self._leave_if_nothing_is_lost()

    def _leave_if_nothing_is_lost(self) -> None:
        unsaved = len(self._unsaved) + (not self.form.is_blank())
        if not unsaved:
            self._go()
            return
        words = ngettext(
            "{n} answer has been typed but not saved.",
            "{n} answers have been typed but not saved.",
            unsaved,
        ).format(n=format_number(unsaved))
        asked = ask_to_leave(self, words)
        asked.accepted.connect(self._go)
        asked.open()

    def _go_if_asked(self) -> None:
        if self._leaving and not self._pending:
            self._leaving = False
            self.leave()

    def _go(self) -> None:
        self._left = True
        self.done(QDialog.DialogCode.Accepted)

    # -- events

    def reject(self) -> None:
        self.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._left:
            super().closeEvent(event)
        else:
            event.ignore()
            self.leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.form.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        theme = event.key() - Qt.Key.Key_F1
        if event.modifiers() & (_CONTROL | _ALT) == _CONTROL:
            theme = event.key() - Qt.Key.Key_1
        if 0 <= theme < 9:
            self.form.themes.press(theme)
        elif event.key() in _ENTER:
            self._on_enter()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        focused: object = self.focusWidget()
        if focused in (self._undo, self._leave, self._again) and isinstance(focused, Button):
            focused.click()
        else:
            self.save()


def open_kiosk(desk: Desk, found: Offered, start: StartKiosk, parent: QWidget) -> Kiosk:
    """Show it over the whole screen."""
    kiosk = Kiosk(desk, found, start, parent)
    kiosk.showFullScreen()
    return kiosk
