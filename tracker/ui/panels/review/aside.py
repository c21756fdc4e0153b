"""Beside the action: what has been noted, the trail behind it, and what moving it means."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.models.enums import IndicatorKind
from tracker.services.queries.action_detail import ActionDetail, NoteRow
from tracker.ui import fonts
from tracker.ui.panels.overview.effect import aim_words, now_words
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

_NOTES_SHOWN = 4
_INDENT = 20


class Aside(QWidget):
    """Notes, trail, and the quiet note of a signed promise."""

    def __init__(self, detail: ActionDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._add_notes(detail)
        self._add_trail(detail)
        self._add_moving(detail)
        self._layout.addStretch(1)

    def _add_title(self, words: str) -> None:
        if self._layout.count():
            self._layout.addSpacing(16)
        self._layout.addWidget(Text(words, fonts.body_strong()))

    def _add_notes(self, detail: ActionDetail) -> None:
        self._add_title(_("Notes"))
        for note in detail.notes[:_NOTES_SHOWN]:
            self._layout.addSpacing(2)
            words = self._note_words(note)
            self._layout.addWidget(Text(words, fonts.caption(tabular=True), "text2", wrap=True))
            self._layout.addWidget(Text(note.text, fonts.body(), wrap=True))
        if not detail.notes:
            self._layout.addWidget(Text(_("No notes."), fonts.caption(), "text2"))

    def _note_words(self, note: NoteRow) -> str:
        kind = _("internal, not secret by law") if note.internal else _("public")
        return f"{self._day(note.written_on)}  ·  {note.written_by}  ·  {kind}"

    def _add_trail(self, detail: ActionDetail) -> None:
        steps = trail_steps(detail, self._today)
        self._add_title(_("Trail"))
        chain = QVBoxLayout()
        chain.setContentsMargins(0, 4, 0, 0)
        # No gaps: the line runs through.
        chain.setSpacing(0)
        for number, step in enumerate(steps):
            chain.addWidget(_Step(step, first=number == 0, last=number == len(steps) - 1))
        self._layout.addLayout(chain)

    def _add_moving(self, detail: ActionDetail) -> None:
        if detail.row.promise_status.locked:
            self._add_title(_("If it is moved"))
            words = _(
                "The promise is signed. A new deadline needs a reason and becomes a deviation "
                "in the next report."
            )
            self._layout.addWidget(QuietNote(words))

    def _day(self, day: date) -> str:
        return format_date(day, "day" if day.year == self._today.year else "short")


_Link = tuple[str, str, str]
"""A link of the trail: its kind, what it is, and a quieter word about it."""


def trail_steps(detail: ActionDetail, today: date) -> list[_Link]:
    """Evidence, problem, cause, promise, effect: each once, those that there are."""
    steps: list[_Link] = []
    for part in detail.trail:
        priority = "" if part.priority is None else _("priority {number}")
        steps += [(_("Evidence"), title, statement) for _id, title, statement in part.evidence[:2]]
        steps.append((_("Problem"), part.problem, priority.format(number=part.priority)))
        steps.append((_("Cause"), f"{part.cause_number} {part.cause}", ""))
    if not detail.trail:
        steps.append((_("Cause"), _("It answers no cause"), ""))
    row = detail.row
    status = label(row.promise_status)
    steps.append((_("Promise"), f"L{row.promise_number} {row.promise_title}", status))
    effect = next((i for i in detail.indicators if i.kind is IndicatorKind.EFFECT), None)
    if effect is not None:
        steps.append((_("Effect"), aim_words(effect), now_words(effect, today)))
    return list(dict.fromkeys(steps))


class _Step(QWidget):
    """One link: a ring on the line, the last one filled."""

    def __init__(self, step: _Link, *, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        kind, what, note = step
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INDENT, 0, 0, 0 if last else 10)
        layout.setSpacing(0)
        self._kind = Text(kind, fonts.caption(), "text2")
        layout.addWidget(self._kind)
        layout.addWidget(Text(what, fonts.body(), wrap=True))
        if note:
            layout.addWidget(Text(note, fonts.caption(tabular=True), "text2", wrap=True))
        self.setAccessibleName(", ".join(part for part in step if part))

    def sizeHint(self) -> QSize:
        return QSize(240, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        middle = self._kind.geometry().center().y() + 0.5
        top = middle if self._first else 0
        bottom = middle if self._last else self.height()
        painter.fillRect(QRectF(4, top, 1, bottom - top), tokens.colour("strong"))
        painter.setPen(QPen(tokens.colour("accent"), 2))
        painter.setBrush(tokens.colour("accent" if self._last else "surface"))
        painter.drawEllipse(QPointF(4.5, middle), 3.5, 3.5)
