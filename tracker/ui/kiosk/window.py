"""The kiosk: one full screen that takes one answer after the other, and nothing else."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.messages import explain
from tracker.models.errors import Invalid, TrackerError
from tracker.models.journal import ChangeSet
from tracker.services.kiosk import TakeAnswer, Taken
from tracker.services.queries.kiosk import Offered, offered
from tracker.ui.alerts import explain_failure
from tracker.ui.desk import Desk
from tracker.ui.kiosk.form import AnswerForm
from tracker.ui.kiosk.frame import Foot, Head
from tracker.ui.kiosk.sending import Sending
from tracker.ui.kiosk.start import CodeDialog, StartKiosk, ask_to_leave
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import Notice
from tracker.ui.widgets.panels import Rule

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# AltGr is both of them, and writes signs such as @.
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


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
        self._sending = Sending(desk, self)
        self._unsaved: list[TakeAnswer] = []
        self._leaving = self._left = False
        self.form = AnswerForm()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.form)
        words = _("Send") if start.self_service else _("Save, next person")
        self._head = Head(found.title, is_locked=bool(start.code))
        self._foot = Foot(words)
        self._head.undo.setVisible(not start.self_service)
        self._foot.again.setVisible(start.self_service)
        self._notice = Notice("", "")
        self._notice.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(Rule())
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._notice)
        layout.addWidget(Rule())
        layout.addWidget(self._foot)
        self.form.offer(found)
        if start.self_service:
            self.form.forget_nobody()
        self._order_focus()
        self._count()
        self._head.undo.clicked.connect(self.undo)
        self._head.leave.clicked.connect(self.leave)
        self._foot.again.clicked.connect(self.form.next_person)
        self._foot.save.clicked.connect(self.save)
        self.form.entered.connect(self.save)
        self._sending.saved.connect(self._on_saved)
        self._sending.failed.connect(self._on_failed)
        self._sending.taken_back.connect(self._on_taken_back)
        self._sending.not_taken_back.connect(self._on_not_taken_back)
        desk.changed.connect(self._on_changed)

    def _asides(self) -> tuple[Button, ...]:
        """The buttons that do something else than save: Enter on them is theirs."""
        return self._foot.again, self._head.undo, self._head.leave

    def _order_focus(self) -> None:
        stops = [
            *self.form.stops(),
            self._foot.save,
            self._foot.again,
            self._head.undo,
            self._head.leave,
        ]
        for one, next_one in pairwise(stops):
            QWidget.setTabOrder(one, next_one)

    # -- what it says

    def counter(self) -> str:
        """How many answers there are, for assistive tools and tests."""
        return self._head.counter.whole_text()

    def thanks(self) -> str:
        """The latest word of thanks."""
        return self._foot.thanks.text()

    def complaint(self) -> str:
        """What is wrong now."""
        return self._notice.text() if self._notice.isVisibleTo(self) else ""

    def _count(self) -> None:
        total = ngettext("{n} answer", "{n} answers", self._answers)
        parts = [total.format(n=format_number(self._answers))]
        lately = self._sending.lately()
        if lately and not self._start.self_service:
            parts.append(
                ngettext("{n} in the last hour", "{n} in the last hour", lately).format(
                    n=format_number(lately)
                )
            )
        self._head.counter.setText(" · ".join(parts))
        self._head.undo.setEnabled(self._sending.can_undo())

    def _complain(self, words: str) -> None:
        self._notice.set_text(words)
        self._notice.setVisible(bool(words))

    def _explain(self, error: Exception, *more: str) -> None:
        if isinstance(error, TrackerError):
            self._complain(" ".join((explain(error), *more)))
        else:
            self._complain(" ".join(more))
            explain_failure(self, error)

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
            self._foot.thanks.silence()
            self._complain(explain(Invalid("response.empty")))
            return
        self._complain("")
        for answer in waiting:
            self._sending.send(answer)
        self._scroll.verticalScrollBar().setValue(0)
        self._count()

    def _on_saved(self, taken: Taken) -> None:
        self._answers = taken.answers
        number = format_number(taken.answers)
        self._foot.thanks.say(_("Thank you! Answer {number} is saved.").format(number=number))
        self._count()
        self._go_if_asked()

    def _on_failed(self, answer: TakeAnswer, error: Exception) -> None:
        self._leaving = False
        self._foot.thanks.silence()
        if self.form.is_blank():
            self.form.fill(answer)
        else:
            self._unsaved.append(answer)
        self._count()
        self._explain(error, self._waiting())

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
        if not self._start.self_service:
            self._sending.undo()
            self._count()

    def _on_taken_back(self, answer: TakeAnswer) -> None:
        # How many are left is read when the change is told, which may be before or after this.
        if self.form.is_blank():
            self.form.fill(answer)
        self._foot.thanks.say(_("The latest answer was taken back."))
        self._complain("")
        self._count()
        self._go_if_asked()

    def _on_not_taken_back(self, error: Exception) -> None:
        self._count()
        self._explain(error)

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
        if any(dialog.isVisible() for dialog in self.findChildren(QDialog)):
            return
        if self._sending.is_busy():
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
        if self._leaving and not self._sending.is_busy():
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
        if focused in (self._head.undo, self._head.leave, self._foot.again) and isinstance(
            focused, Button
        ):
            focused.click()
        else:
            self.save()


def open_kiosk(desk: Desk, found: Offered, start: StartKiosk, parent: QWidget) -> Kiosk:
    """Show it over the whole screen."""
    kiosk = Kiosk(desk, found, start, parent)
    kiosk.showFullScreen()
    return kiosk
