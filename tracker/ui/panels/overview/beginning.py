"""What a new book's overview holds: the steps to the first promise, the next one in front."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.i18n import N_, _
from tracker.services.queries.first_steps import FirstSteps
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import Card
from tracker.ui.widgets.text import Text

_STEPS = (
    (
        "round.new",
        "round",
        N_("Plan the dialogue"),
        N_("Where and when do you ask people what makes them feel unsafe?"),
        N_("Plan the dialogue…"),
    ),
    (
        "survey.import",
        "answer",
        N_("Take in the answers"),
        N_("From a web survey's file. On the square they are typed in under Surveys."),
        N_("Take in answers…"),
    ),
    (
        "problem.new",
        "problem",
        N_("Describe the problem"),
        N_("What do the answers show, where and when, and what causes it?"),
        N_("New problem…"),
    ),
    (
        "promise.new",
        "promise",
        N_("Write the promise"),
        N_("What will be done about the problem, and how will it be seen that it helped?"),
        N_("New promise…"),
    ),
)
"""Command, icon, title, sentence and button of each step."""


class Beginning(Card):
    """From dialogue to promise in order. Every step can be begun; the first undone stands out."""

    asked = Signal(str)
    """The id of the command that does a step."""

    def __init__(self, parent: QWidget | None = None, *, writable: bool) -> None:
        super().__init__(parent, padding=24, gap=16)
        self._writable = writable
        self._shown: FirstSteps | None = None
        self._steps: QWidget | None = None
        self.buttons: list[Button] = []
        self.body.addWidget(Text(_("From dialogue to promise"), fonts.section_title()))

    def show_steps(self, steps: FirstSteps) -> None:
        """Show what is done and what comes next."""
        if steps == self._shown:
            return
        self._shown = steps
        if self._steps is not None:
            self._steps.hide()
            self._steps.deleteLater()
        self._steps = QWidget()
        grid = QGridLayout(self._steps)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(18)
        grid.setColumnStretch(1, 1)
        self.buttons = []
        done = (steps.dialogue, steps.answers, steps.problem, steps.promise)
        following = done.index(False) if False in done else len(done)
        for number, is_done in enumerate(done):
            self._add(grid, number, is_done=is_done, is_next=number == following)
        self.body.addWidget(self._steps)
        if following < len(self.buttons):
            self.setFocusProxy(self.buttons[following])

    def _add(self, grid: QGridLayout, number: int, *, is_done: bool, is_next: bool) -> None:
        command, icon, title, sentence, action = _STEPS[number]
        top = Qt.AlignmentFlag.AlignTop
        mark = Icon("check" if is_done else icon, "accent" if is_done or is_next else "text2", 20)
        words = QVBoxLayout()
        words.setSpacing(2)
        head = f"{number + 1}  {_(title)}"
        if is_done:
            head = _("{step} – done").format(step=head)
        words.addWidget(Text(head, fonts.body_strong(), "text", wrap=True))
        words.addWidget(Text(_(sentence), fonts.body(), "text2", wrap=True))
        grid.addWidget(mark, number, 0, top)
        grid.addLayout(words, number, 1)
        if not self._writable:
            return
        button = PrimaryButton(_(action)) if is_next else Button(_(action))
        button.clicked.connect(lambda: self.asked.emit(command))
        self.buttons.append(button)
        grid.addWidget(button, number, 2, top | Qt.AlignmentFlag.AlignRight)
