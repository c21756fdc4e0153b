"""The trail: evidence, problem, cause, promise, action, log, measurement, with gaps named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.panels.promises.head_words import (
    measure_name,
    newest_measured,
    number_words,
    span_words,
)
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import Panel, ScrollPanel
from tracker.ui.widgets.text import Text

_MOST = 8


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One thing in a step: words, the quieter words after them, and where they lead."""

    words: str
    after: str = ""
    kind: str = ""
    row_id: int = 0


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One link of the chain. `gaps` say what is missing in it."""

    title: str
    lines: tuple[TrailLine, ...]
    gaps: tuple[str, ...] = ()
    more: str = ""
    """What the step leads to as a whole: ``log`` for all entries."""


def trail_steps(view: PlanView) -> list[TrailStep]:
    """The whole chain behind and after a promise."""
    return [
        _evidence(view),
        _problems(view),
        _causes(view),
        _promise(view),
        _actions(view),
        _log(view),
        _measurements(view),
    ]


def _evidence(view: PlanView) -> TrailStep:
    lines = [
        TrailLine(statement, "", "problem", problem.id)
        for problem in view.problems
        for statement in problem.evidence
    ]
    gaps = [
        _("Problem {number} rests on no survey.").format(number=problem.number)
        for problem in view.problems
        if not problem.evidence
    ]
    if not view.problems:
        gaps.append(_("Nothing shows where the promise comes from."))
    return TrailStep(_("Evidence"), tuple(lines), tuple(gaps))


def _problems(view: PlanView) -> TrailStep:
    lines = [
        TrailLine(f"{problem.number}  {problem.title}", problem.what, "problem", problem.id)
        for problem in view.problems
    ]
    gaps = () if lines else (_("The promise answers no problem."),)
    return TrailStep(_("Problem"), tuple(lines), gaps)


def _causes(view: PlanView) -> TrailStep:
    lines = [
        TrailLine(f"{cause.number}  {cause.description}", label(cause.kind))
        for cause in view.causes
    ]
    gaps = [
        _("No action answers cause {number}.").format(number=cause.number)
        for cause in view.causes
        if not cause.action_ids
    ]
    if not view.causes:
        gaps.append(_("No cause has been analysed."))
    return TrailStep(_("Causes"), tuple(lines), tuple(gaps))


def _promise(view: PlanView) -> TrailStep:
    line = TrailLine(f"L{view.row.number}  {view.row.title}", label(view.row.status))
    return TrailStep(_("Promise"), (line,))


def _actions(view: PlanView) -> TrailStep:
    lines = [
        TrailLine(f"{action.label}  {action.title}", action.owner, "action", action.id)
        for action in view.actions
    ]
    gaps = [
        _("Action {label} answers no cause.").format(label=action.label)
        for action in view.actions_against(None)
    ]
    if not view.actions:
        gaps.append(_("There is no action yet."))
    return TrailStep(_("Actions"), tuple(lines), tuple(gaps))


def _log(view: PlanView) -> TrailStep:
    count = ngettext("{count} log entry", "{count} log entries", view.entries)
    dates = [action.last_on for action in view.actions if action.last_on is not None]
    last = _("latest {date}").format(date=format_date(max(dates))) if dates else ""
    gaps = [
        _("Nothing is logged on action {label}.").format(label=action.label)
        for action in view.actions
        if not action.entries and not action.status.ended
    ]
    lines = (TrailLine(count.format(count=format_number(view.entries)), last),)
    return TrailStep(_("Done"), lines, tuple(gaps), "log" if view.entries else "")


def _measurements(view: PlanView) -> TrailStep:
    lines: list[TrailLine] = []
    gaps: list[str] = []
    for indicator in view.indicators:
        newest = newest_measured(indicator, view.fields.period_start)
        after = span_words(indicator)
        if newest is None:
            gaps.append(_("{indicator}: not measured.").format(indicator=indicator.name))
        else:
            value = number_words(newest.value, indicator.unit)
            measured = _("{value} {date}").format(value=value, date=format_date(newest.measured_on))
            after = f"{after}, {measured}"
        lines.append(TrailLine(measure_name(indicator), after, "indicator", indicator.id))
    if not view.indicators:
        gaps.append(_("Nothing measures the effect."))
    return TrailStep(_("Effect"), tuple(lines), tuple(gaps))


class TrailTab(ScrollPanel):
    """The steps from top to bottom along one line; gaps are quiet notes in their place."""

    followed = Signal(str, object)
    """A line was clicked: its kind (problem, action, indicator, log) and the row's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(24, 16, 24, 16), gap=0)
        self.setAccessibleName(_("Trail"))
        self._steps: list[TrailStep] = []

    def steps(self) -> list[TrailStep]:
        """What is shown."""
        return self._steps

    def show_plan(self, view: PlanView) -> None:
        """Show a promise's trail."""
        steps = trail_steps(view)
        if steps == self._steps:
            return
        self._steps = steps
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for number, step in enumerate(steps):
            self.body.addWidget(self._make(step, first=not number, last=number == len(steps) - 1))
        self.body.addStretch(1)

    def _make(self, step: TrailStep, *, first: bool, last: bool) -> QWidget:
        box = _Step(first=first, last=last, gap=bool(step.gaps))
        column = box.column
        column.addWidget(Text(step.title, fonts.caption_strong(), "text2"))
        for line in step.lines[:_MOST]:
            column.addLayout(self._line(line))
        rest = len(step.lines) - _MOST
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            column.addWidget(Text(more, fonts.caption(tabular=True), "text2"))
        if step.more:
            link = LinkButton(_("Show the log entries"))
            link.clicked.connect(lambda: self.followed.emit(step.more, None))
            column.addWidget(link)
        for gap in _few(step.gaps):
            column.addWidget(QuietNote(gap))
        return box

    def _line(self, line: TrailLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if line.kind:
            link = LinkButton(line.words, font=fonts.body(tabular=True))
            link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            link.setMinimumWidth(40)
            link.clicked.connect(self._follower(line))
            row.addWidget(link)
        else:
            row.addWidget(Text(line.words, fonts.body(tabular=True), wrap=False).elidable(), 3)
        if line.after:
            row.addWidget(Text(line.after, fonts.caption(tabular=True), "text2").elidable(), 2)
        row.addStretch(1)
        return row

    def _follower(self, line: TrailLine) -> Callable[[], None]:
        return lambda: self.followed.emit(line.kind, line.row_id)


def _few(gaps: tuple[str, ...]) -> Iterator[str]:
    yield from gaps[:_MOST]
    rest = len(gaps) - _MOST
    if rest > 0:
        yield ngettext("and {count} more", "and {count} more", rest).format(count=rest)


class _Step(Panel):
    """A dot on the line and what belongs to it; the dot is hollow where something is missing."""

    def __init__(self, *, first: bool, last: bool, gap: bool) -> None:
        super().__init__("surface")
        self._first, self._last, self._gap = first, last, gap
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 2, 0, 14)
        self.column.setSpacing(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        middle = 11.0
        top, bottom = (middle if self._first else 0.0), (middle if self._last else self.height())
        painter.fillRect(QRectF(7.5, top, 1, bottom - top), tokens.colour("strong"))
        ring = QRectF(2, middle - 6, 12, 12)
        paint.box(painter, ring, 6, tokens.colour("surface"))
        if self._gap:
            paint.outline(painter, ring, 6, tokens.tone("risk_symbol"), 2)
        else:
            paint.box(painter, ring.adjusted(1, 1, -1, -1), 5, tokens.colour("accent"))
