"""The pane under the list of problems: the next step, and the causes on Brå's three sides."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.labels import label
from tracker.models.enums import CauseKind
from tracker.services.problems import delete_cause
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.analysis import AnalysedCause, Analysis
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.dialogs import action_commands, problem_commands
from tracker.ui.panels.analysis.cause_card import CauseCard
from tracker.ui.panels.analysis.next_step import NextStep, Step, next_step
from tracker.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import Panel, ScrollPanel
from tracker.ui.widgets.text import Text

SIDES = (CauseKind.OFFENDER, CauseKind.VICTIM, CauseKind.PLACE)
"""Brå's three sides of a problem, in the order of its guide for orsaksanalys."""


class AnalysisPane(ScrollPanel):
    """Shows an `Analysis`, and opens the dialogs that carry it on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(24, 12, 24, 16), gap=12)
        self.setAccessibleName(_("Analysis of causes"))
        self._desk = desk
        self._shown: Analysis | None = None
        self._sides: QBoxLayout | None = None

    def analysis(self) -> Analysis | None:
        """What is shown."""
        return self._shown

    def show_analysis(self, shown: Analysis | None) -> None:
        """Show a problem's causes; None shows nothing. The keyboard stays where it was."""
        if shown == self._shown:
            return
        focused = self._focused_name()
        self._clear()
        self._shown = shown
        if shown is None:
            return
        step = next_step(shown)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = _("Why: {problem}").format(problem=shown.detail.row.title)
        column.addWidget(Text(title, fonts.section_title()).elidable())
        if step is not None:
            column.addWidget(self._make_step(step))
        self._sides = QHBoxLayout()
        self._sides.setSpacing(16)
        for kind in SIDES:
            causes = [cause for cause in shown.causes if cause.row.kind is kind]
            self._sides.addLayout(self._make_side(kind, causes), 1)
        column.addLayout(self._sides)
        self.body.addWidget(content)
        self.body.addStretch(1)
        self._turn()
        self._focus_again(focused)

    def _clear(self) -> None:
        self._sides = None
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # -- parts

    def _make_step(self, step: NextStep) -> QWidget:
        strip = Panel("tint")
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(12)
        line.addWidget(Icon("arrow-right", "accent"))
        line.addWidget(Text(_("Next step"), fonts.body_strong()))
        line.addWidget(Text(step.words, wrap=True), 1)
        if not self._desk.read_only:
            button = PrimaryButton(step.button)
            button.clicked.connect(partial(self._take, step, button))
            line.addWidget(button)
        return strip

    def _make_side(self, kind: CauseKind, causes: list[AnalysedCause]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Text(label(kind), fonts.caption_strong(), "text2"))
        if causes:
            head.addWidget(Text(format_number(len(causes)), fonts.caption(tabular=True), "text2"))
        head.addStretch(1)
        column.addLayout(head)
        for cause in causes:
            column.addWidget(self._make_card(cause))
        if not self._desk.read_only:
            add = LinkButton(_("Add a cause…"))
            add.setAccessibleName(_("Add a cause: {side}").format(side=label(kind)))
            add.clicked.connect(partial(self._add_cause, kind))
            line = QHBoxLayout()
            line.addWidget(add)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)
        return column

    def _make_card(self, cause: AnalysedCause) -> CauseCard:
        desk, shown = self._desk, self._shown
        assert shown is not None
        row = cause.row
        card = CauseCard(
            cause, writable=not desk.read_only, promised=bool(shown.detail.row.promises)
        )
        card.edit_asked.connect(lambda: problem_commands.edit_cause(desk, self.window(), row))
        remove = partial(delete_cause, desk.ctx, row.id, row.version)
        card.removal_asked.connect(lambda: desk.write(remove))
        card.action_asked.connect(lambda: self._new_action(row.id, card))
        card.promise_asked.connect(partial(desk.run, "promise.new", shown.detail.row.id))
        card.action_opened.connect(self._open)
        return card

    # -- doing

    def _take(self, step: NextStep, button: Button) -> None:
        assert self._shown is not None
        problem = self._shown.detail.row.id
        match step.step:
            case Step.EVIDENCE:
                self._desk.run("evidence.new", problem)
            case Step.CAUSE:
                self._desk.run("cause.new", problem)
            case Step.PROMISE:
                self._desk.run("promise.new", problem)
            case Step.ACTION:
                assert step.cause_id is not None
                self._new_action(step.cause_id, button)

    def _add_cause(self, kind: CauseKind) -> None:
        assert self._shown is not None
        problem_commands.new_cause(self._desk, self.window(), self._shown.detail.row.id, kind)

    def _new_action(self, cause_id: int, over: QWidget) -> None:
        """Under the promise that answers the problem; where several do, ask under which."""
        assert self._shown is not None
        promises = self._shown.detail.row.promises
        if len(promises) == 1:
            action_commands.new_action(self._desk, self.window(), promises[0][0], cause_id)
            return
        menu = QMenu(over)
        for promise_id, number, title in promises:
            words = f"L{number} {title}".replace("&", "&&")
            menu.addAction(words).triggered.connect(
                partial(action_commands.new_action, self._desk, self.window(), promise_id, cause_id)
            )
        menu.popup(over.mapToGlobal(over.rect().bottomLeft()))

    def _open(self, row: ActionRow) -> None:
        self._desk.go("promises", row.promise_id, row.id)

    # -- layout and focus

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Three columns where each has room for some words, else below one another."""
        if self._sides is None:
            return
        least = QFontMetricsF(fonts.body()).averageCharWidth() * 28
        wide = self.viewport().width() >= 3 * least
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _focused_name(self) -> str:
        for widget in self.findChildren(QWidget):
            if widget.hasFocus():
                return widget.accessibleName()
        return ""

    def _focus_again(self, name: str) -> None:
        content = self.widget()
        if not name or content is None:
            return
        for widget in content.findChildren(QWidget):
            if widget.accessibleName() == name and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus()
                return
