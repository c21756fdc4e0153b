"""Over the preview: what is shown, how far the work has come, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, ngettext, pgettext
from tracker.ui import fonts
from tracker.ui.panels.reports.document import Document
from tracker.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import RunText, plain_tip

# What takes less is over before it can be read.
_PATIENCE_MS = 200
_WARNINGS_SHOWN = 2


class DocumentHead(Panel):
    """Title, state, and the buttons of the report that is shown."""

    save_asked = Signal()
    seal_asked = Signal()
    print_asked = Signal()
    mail_asked = Signal()
    settle_asked = Signal()
    hand_over_asked = Signal()
    compare_asked = Signal()
    sign_asked = Signal()
    cancel_asked = Signal()
    again_asked = Signal()
    """What was cancelled should be done after all."""
    see_asked = Signal(bool)
    """The file that was saved should be opened; True for its folder."""

    def __init__(self, parent: QWidget | None = None, *, writable: bool, can_seal: bool) -> None:
        super().__init__("bg", parent)
        self._writable, self._can_seal = writable, can_seal
        self._title = ""
        self._wanted: Button | None = None
        """To be pressed when there is a report."""
        self._state = ""
        self._progress = ""
        self._shows_one = False
        self._is_asked_for = True
        self._left: tuple[Button, QWidget | None] | None = None
        """The button that had the keyboard when it was disabled, and who got the keyboard then."""
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE_MS)
        self._late.timeout.connect(self._show_progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(10)
        column.addLayout(self._first_line())
        column.addLayout(self._buttons())
        self._warnings = QuietNote("")
        column.addWidget(self._warnings)
        self.show_document(None)

    def _first_line(self) -> QHBoxLayout:
        self._words = RunText(font=fonts.body(tabular=True), strong=fonts.section_title())
        self._words.setMinimumHeight(24)
        self._see = LinkButton(_("Open"))
        self._see.clicked.connect(lambda: self.see_asked.emit(False))
        self._folder = LinkButton(_("Show in folder"))
        self._folder.clicked.connect(lambda: self.see_asked.emit(True))
        self._again = LinkButton(_("Make it again"))
        self._again.clicked.connect(self.again_asked)
        self._cancel = Button(_("Cancel"), kind="flat", height=24)
        self._cancel.setToolTip(_("Stops the work (Esc)"))
        self._cancel.clicked.connect(self.cancel_asked)
        line = QHBoxLayout()
        line.setSpacing(8)
        # The words give way to what stands beside them.
        line.addWidget(self._words, 1)
        for widget in (self._see, self._folder, self._again, self._cancel):
            line.addWidget(widget)
            widget.setVisible(False)
        return line

    def _buttons(self) -> FlowLayout:
        self.save = PrimaryButton(_("Save…"), icon="save", keys="Ctrl+S")
        self.print = Button(_("Print…"), icon="printer", keys="Ctrl+P")
        self.mail = Button(_("Mail…"), icon="mail")
        self.seal = Button(_("E-stamp…"), icon="seal")
        self.settle = Button(_("Make final…"), icon="lock")
        self.hand_over = Button(pgettext("report", "Hand over…"), icon="send")
        self.compare = Button(_("Compare…"), icon="compare")
        self.sign = Button(_("Signed…"), icon="pencil")
        flow = FlowLayout()
        for button, keys, asked in (
            (self.save, "Ctrl+S", self.save_asked),
            (self.print, "Ctrl+P", self.print_asked),
            (self.mail, "Ctrl+M", self.mail_asked),
            (self.settle, "Ctrl+Shift+F", self.settle_asked),
            (self.hand_over, "Ctrl+Shift+O", self.hand_over_asked),
            (self.compare, "Ctrl+J", self.compare_asked),
            (self.sign, "Ctrl+U", self.sign_asked),
            (self.seal, "", self.seal_asked),
        ):
            if keys:
                _give_keys(button, keys)
            button.clicked.connect(asked)
            flow.addWidget(button)
        return flow

    # -- what it says

    def show_document(self, document: Document | None, title: str = "") -> None:
        """Name the report that is shown, and offer what can be done with it.

        Without a report `title` tells what there is none of.
        """
        self._title = title if document is None else document.title()
        is_final = document is not None and document.final is not None
        self._shows_one = document is not None
        self._enable()
        is_sealed = document is not None and document.is_sealed
        self.seal.setVisible(self._can_seal and not is_sealed)
        self.settle.setVisible(self._writable and not is_final)
        self.hand_over.setVisible(is_final)
        self.compare.setVisible(is_final)
        self.sign.setVisible(self._writable and document is not None and bool(document.to_sign()))
        self._warn([] if document is None else document.warnings())
        self._write()
        if document is not None:
            self._press_wanted()

    def press(self, name: str) -> bool:
        """Press a button by its name, at once or when the report is there.

        False when what is shown has no such button.
        """
        button: Button = getattr(self, name)
        if not self.save.isEnabled():
            self._wanted = button
            return True
        if not button.isVisibleTo(self):
            return False
        button.click()
        return True

    def _press_wanted(self) -> None:
        if not self.save.isEnabled():
            return
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted.isVisibleTo(self):
            wanted.click()

    def set_asked_for(self, asked_for: bool) -> None:
        """Whether the report is the one that was chosen: no other can leave the program."""
        if asked_for == self._is_asked_for:
            return
        self._is_asked_for = asked_for
        held = next((button for button in self._sending() if button.hasFocus()), None)
        self._enable()
        if held is not None and not held.isEnabled():
            self._left = held, QApplication.focusWidget()
        elif self._left is not None and asked_for:
            button, given_to = self._left
            self._left = None
            # Unless the keyboard has been taken elsewhere meanwhile.
            if QApplication.focusWidget() is given_to:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._press_wanted()

    def _enable(self) -> None:
        for button in self._sending():
            button.setEnabled(self._shows_one and self._is_asked_for)

    def _sending(self) -> tuple[Button, ...]:
        return self.save, self.print, self.mail, self.seal, self.settle

    def _warn(self, sentences: Sequence[str]) -> None:
        """The first few; all of them in the tooltip."""
        shown = list(sentences[:_WARNINGS_SHOWN])
        more = len(sentences) - len(shown)
        if more:
            words = ngettext("And {count} more.", "And {count} more.", more)
            shown.append(words.format(count=more))
        self._warnings.setText("\n".join(shown))
        self._warnings.setToolTip(plain_tip("\n".join(sentences)) if more else "")
        self._warnings.setVisible(bool(shown))

    def warnings(self) -> str:
        """What is said of the report that was made all the same."""
        return self._warnings.text()

    def say(self, words: str, file: Path | None = None, *, again: bool = False) -> None:
        """What is true of the report now; with `file`, where it went.

        With `again` it offers to do what was cancelled.
        """
        # There is none to wait for any longer.
        self._wanted = None
        self._state = words
        self._again.setVisible(again)
        for link in (self._see, self._folder):
            link.setVisible(file is not None)
        self._write()

    def begin(self, words: str) -> None:
        """Work began. It is said once it has taken a while."""
        self._progress = words
        self._again.setVisible(False)
        self._late.start()

    def report(self, words: str) -> None:
        """How far it has come."""
        self._progress = words
        if not self._late.isActive():
            self._write()

    def end(self) -> None:
        """The work is over."""
        self._late.stop()
        self._progress = ""
        self._cancel.setVisible(False)
        self._write()

    def words(self) -> str:
        """What it says, for assistive tools and tests."""
        return self._words.text()

    def _show_progress(self) -> None:
        self._cancel.setVisible(True)
        self._write()

    def _write(self) -> None:
        state = self._state if self._late.isActive() else self._progress or self._state
        runs = [Run(self._title, strong=True)] if self._title else []
        gap = [Run("   ")] if self._title and state else []
        self._words.set_runs([*runs, *gap, Run(state, tone="text2")])


def _give_keys(button: Button, keys: str) -> None:
    """The tooltip tells the keys: the line has no room for all of them.

    A button's own shortcut would first be seen going down and up, for a tenth of a second.
    """
    QShortcut(QKeySequence(keys), button).activated.connect(button.click)
    button.setToolTip(f"{button.words()} ({keys})")
    button.setAccessibleDescription(keys)
