"""The head of a promise's section: its number, title and state, and the text as signed."""
# ruff: noqa: D102 - the methods are those of Block

from datetime import date

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import ELLIPSIS
from tracker.reports.sentences import cap, day, full_stop, label_of, period
from tracker.reports.style import MM
from tracker.reports.symbols import StateMark, state_word
from tracker.services.reports.rows import PromiseRow, ReportInput

_GAP = 6 * MM
_BAR, _INDENT = 0.9 * MM, 5 * MM
_MOST_LINES = 4


class PromiseHead(Block):
    """Number, title and period to the left, state and what it was to the right."""

    __slots__ = ("_before", "_number", "_state", "_title", "_when")

    def __init__(
        self,
        promise: PromiseRow,
        data: ReportInput,
        state: FollowUp | PromiseStatus,
        note: str | None = None,
    ) -> None:
        """`note` stands under the state instead of what it was in the last report."""
        super().__init__()
        self._number = label_of(promise.number)
        self._title = Text(promise.title, style.PROMISE_TITLE, max_lines=_MOST_LINES)
        self._when = Text(_when(promise), style.TABLE_SECONDARY, tag="P")
        self._state = StateMark(state, style.HEAD_STATE, style.AT_HEAD)
        note = _before(promise, data) if note is None else note
        self._before = Text(note, style.TABLE_SECONDARY, tag="P", right=True)

    def _state_width(self, width: float) -> float:
        return max(
            self._state.natural_width(width),
            max(line.width for line in self._before.lines(width * 0.4)),
        )

    def _title_at(self) -> float:
        return style.PROMISE_NUMBER.width(self._number) + _GAP

    def _title_width(self, width: float) -> float:
        return width - self._title_at() - self._state_width(width) - _GAP

    def is_cut(self, width: float) -> bool:
        """Whether the title is longer than a head has room for."""
        lines = self._title.lines(self._title_width(width))
        return len(lines) == _MOST_LINES and lines[-1].pieces[-1].text.endswith(ELLIPSIS)

    def height(self, width: float) -> float:
        wide = self._title_width(width)
        left = self._title.height(wide) + self._when.height(wide)
        right = self._state.height(width) + self._before.height(width * 0.4)
        return max(style.PROMISE_NUMBER.leading, left, right)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        at, wide = x + self._title_at(), self._title_width(width)
        with pen.element("H2"):
            pen.bookmark(f"{self._number} {self._title.plain()}", 1, y)
            # All three stand on the title's first baseline.
            baseline = y + style.PROMISE_TITLE.rise
            pen.word(x, baseline + 1.1 * MM, f"{self._number} ", style.PROMISE_NUMBER)
            self._title.draw(pen, at, y, wide)
        self._when.draw(pen, at, y + self._title.height(wide), wide)
        right = self._state_width(width)
        natural = self._state.natural_width(width)
        drop = style.PROMISE_TITLE.rise - style.HEAD_STATE.rise
        with pen.element("P"):
            self._state.draw(pen, x + width - natural, y + drop, natural)
        top = y + style.PROMISE_TITLE.leading
        self._before.draw(pen, x + width - max(right, width * 0.4), top, max(right, width * 0.4))


def _when(promise: PromiseRow) -> str:
    when = period(promise.starts_on, promise.ends_on)
    status = label(promise.status).lower()
    if not when:
        return cap(status)
    return _("Promise for {period} · {status}").format(period=when, status=status)


def _before(promise: PromiseRow, data: ReportInput) -> str:
    if data.previous_on is None:
        return _("First report")
    on = day(data.previous_on, data.as_of)
    if promise.previous is None:
        if not data.previous_reported:
            return _("Did not exist {day}").format(day=on)
        return _("Not in the last report, {day}").format(day=on)
    if not data.previous_reported:
        return _("{state} {day}").format(state=state_word(promise.previous), day=on)
    return _("{state} in the last report, {day}").format(state=state_word(promise.previous), day=on)


class Barred(Block):
    """A stack beside an upright bar."""

    __slots__ = ("_inner",)

    def __init__(self, inner: Stack) -> None:
        super().__init__()
        self._inner = inner

    def height(self, width: float) -> float:
        return self._inner.height(width - _INDENT)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, _BAR, self.height(width), fill=style.ACCENT)
        self._inner.draw(pen, x + _INDENT, y, width - _INDENT)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Barred, Barred] | None":
        parts = self._inner.split(width - _INDENT, room, force=force)
        return (Barred(parts[0]), Barred(parts[1])) if parts else None


def signed_text(promise: PromiseRow, as_of: date) -> Stack:
    """The public text, and when it was signed."""
    text = promise.text.strip() or _("The promise has no text.")
    note = Text(_signed(promise, as_of), style.LABEL, tag="P").spaced(0.8 * MM)
    return Stack([Text(text, style.SIGNED_TEXT, tag="P"), note])


def _signed(promise: PromiseRow, as_of: date) -> str:
    if promise.signed_on is None:
        first = _("The text of the promise. The day it was signed is missing.")
    else:
        first = _("The text of the promise as signed on {day}.").format(
            day=day(promise.signed_on, as_of)
        )
    if promise.version <= 1:
        unchanged = _("Unchanged since then.")
        return f"{first} {unchanged}" if promise.signed_on else first
    if promise.changed_on is None:
        changed = _("Version {n}.").format(n=promise.version)
    else:
        changed = _("Version {n}, changed on {day}.").format(
            n=promise.version, day=day(promise.changed_on, as_of)
        )
    return f"{first} {full_stop(changed)}"
