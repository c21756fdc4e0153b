"""The public report on paper: promises one under the other, each across three columns."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tracker.reports import style
from tracker.reports.kinds.public.amounts import in_one_text
from tracker.reports.kinds.public.promise import PublicPromise
from tracker.reports.kinds.public.telling import (
    PublicReport,
    columns,
    difference_title,
    public_report,
    why_title,
)
from tracker.reports.pdf.blocks import Block, Columns, RichText, Stack, Text
from tracker.reports.pdf.document import Frame, Page, Placed, flow
from tracker.reports.pdf.fonts import safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import ELLIPSIS, Run
from tracker.reports.registry import Progress
from tracker.reports.style import MM
from tracker.reports.symbols import StateMark
from tracker.services.reports.rows import ReportInput

_GAP = 6 * MM
_WIDTHS = (49 * MM, 37 * MM, 72 * MM)
_TO_STATE = 6 * MM
_HEARD_ABOVE = 0.3 * MM
_TO_WHEN = 2.6 * MM
_KEPT_WHOLE = 0.55
"""The part of a page that a promise may take and still stand whole on one."""
_AIRINESS = (1.0, 0.75, 0.5)
"""How far apart the promises stand, the airiest first."""
_WORTH_TIGHTENING = 4
_HOLE = 40 * MM
"""More room than this below what was last said, and it does not go down to the page's foot."""


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages, as airy as their number allows."""
    told = public_report(data)
    first = style.first_frame(data.look)
    best = _pages(told, first, _AIRINESS[0], progress)
    for airiness in _AIRINESS[1:]:
        # Of a long report only the last page could be saved, which is not worth another layout.
        if not 1 < len(best) <= _WORTH_TIGHTENING:
            break
        pages = _pages(told, first, airiness, lambda _part: progress(1.0))
        if len(pages) < len(best):
            best = pages
    return best


def _pages(told: PublicReport, first: Frame, airiness: float, progress: Progress) -> list[Page]:
    """All pages. The columns' headings stand over the promises of every page."""
    heads = _ColumnHeads()
    blocks: list[Block] = [
        Text(told.title, style.PUBLIC_TITLE, tag="H1"),
        Text(told.opening, style.OPENING, tag="P").spaced(style.STEP_2),
    ]
    if told.promises:
        blocks.append(heads.spaced(style.STEP_4, keep_with_next=True))
    gap = style.STEP_4 * airiness
    for number, promise in enumerate(told.promises):
        blocks += _section(promise, gap if number else 0)
        progress((number + 1) / (len(told.promises) + 1))
    ending = _ending(told, gap)
    room = heads.height(style.WIDTH)
    frame = replace(first, top=first.top + room)
    begun, *others = flow([*blocks, *ending], frame)
    pages = [begun, *(_headed(page, heads, ending) for page in others)]
    pages = [_aired(page, style.STEP_4 - gap) for page in pages]
    return [*pages[:-1], _grounded(pages[-1])]


def _headed(page: Page, heads: Block, ending: Sequence[Block]) -> Page:
    """A later page with the columns' headings, unless no promise is told of on it."""
    high = heads.height(style.WIDTH)
    if page[0].block in ending or isinstance(page[0].block, _Panel):
        return [Placed(block, y - high) for block, y in page]
    return [Placed(heads, style.NEXT_FRAME.top), *page]


def _aired(page: Page, most: float) -> Page:
    """A page whose promises stand up to `most` points further apart, where it has the room."""
    if not most:
        return page
    begins = [isinstance(block, _PromiseLine) for block, _y in page]
    # Above the first is the headings' rule, which is its own.
    places = max(sum(begins) - 1, 1)
    last, y = page[-1]
    room = style.NEXT_FRAME.bottom - y - last.height(style.WIDTH)
    step = min(most, max(room, 0) / places)
    shifts = (max(count - 1, 0) * step for count in accumulate(begins))
    return [Placed(block, y + shift) for (block, y), shift in zip(page, shifts, strict=True)]


def _grounded(page: Page) -> Page:
    """The last page with its last block at the foot, if that leaves no hole in it."""
    block, y = page[-1]
    foot = style.NEXT_FRAME.bottom - block.height(style.WIDTH)
    return [*page[:-1], Placed(block, foot if 0 < foot - y < _HOLE else y)]


def _section(promise: PublicPromise, gap: float) -> list[Block]:
    """A promise, `gap` points below the one before: kept together unless it is long."""
    line = _PromiseLine(promise)
    parts: list[Block] = [line]
    if line.is_cut(style.WIDTH):
        parts.append(Text(promise.title, style.PUBLIC_BODY, tag="P"))
    for title, text in ((why_title(), promise.why), (promise.aim_title, promise.aim)):
        if text:
            runs = Run(f"{title} ", style.PUBLIC_QUIET_LEAD), Run(text, style.PUBLIC_QUIET)
            parts.append(RichText(runs, tag="P").spaced(0.3 * MM))
    effect = [
        Run(f"{difference_title()} ", style.PUBLIC_LEAD),
        Run(promise.difference, style.PUBLIC_BODY),
    ]
    parts.append(_three(promise).spaced(1.4 * MM))
    parts.append(RichText(effect, tag="P").spaced(1.4 * MM))
    parts[0].before = gap
    high = sum(part.before + part.height(style.WIDTH) for part in parts)
    is_long = high > _KEPT_WHOLE * (style.NEXT_FRAME.bottom - style.NEXT_FRAME.top)
    for number, part in enumerate(parts[:-1]):
        part.keep_with_next = number == 0 or not is_long
    return parts


def _three(promise: PublicPromise) -> Block:
    promised, done, undone = columns()
    texts = [
        *(_Led(undone if number == 0 else "", text) for number, text in enumerate(promise.undone)),
        *(_Led("", text) for text in promise.otherwise),
    ]
    for text in texts[1:]:
        text.spaced(style.STEP_1)
    cells = [
        Stack([_Led(promised, in_one_text(promise.promised))]),
        Stack([_Led(done, in_one_text(promise.done))]),
        Stack(texts),
    ]
    return Columns(cells, _WIDTHS, _GAP)


class _Led(Text):
    """A paragraph that says aloud which column it begins; the eye sees that by itself."""

    __slots__ = ("_lead",)

    def __init__(self, lead: str, text: str) -> None:
        super().__init__(text, style.PUBLIC_BODY, tag="P")
        self._lead = f"{safe(lead)}: " if lead else ""

    def _draw_lines(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._lead:
            # Above the text and not on it, for those who copy it in the order that it is seen.
            pen.unseen(x, y - _HEARD_ABOVE, self._lead, style.PUBLIC_HEARD)
        super()._draw_lines(pen, x, y, width)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Text, Text] | None":
        parts = super().split(width, room, force=force)
        if parts is not None and isinstance(parts[1], _Led):
            parts[1]._lead = ""
        return parts


class _ColumnHeads(Block):
    """The headings over the columns. Every paragraph below says its own, so these are seen only."""

    __slots__ = ("_texts",)

    def __init__(self) -> None:
        super().__init__()
        self._texts = [Text(title, style.SECTION) for title in columns()]

    def _high(self) -> float:
        return max(t.height(wide) for t, wide in zip(self._texts, _WIDTHS, strict=True))

    def height(self, width: float) -> float:
        return self._high() + style.STEP_1

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.artifact(pagination=True):
            left = x
            for text, wide in zip(self._texts, _WIDTHS, strict=True):
                text.draw(pen, left, y, wide)
                left += wide + _GAP
            bottom = y + self.height(width)
            pen.rule(x, bottom, width, style.STRONG.weight, style.STRONG.color)


class _PromiseLine(Block):
    """A rule, and under it a promise's title and period, with its state to the right."""

    __slots__ = ("_state", "_title", "_when")

    _PAD = 2 * MM
    _MOST_LINES = 4

    def __init__(self, promise: PublicPromise) -> None:
        super().__init__()
        self._title = Text(promise.title, style.PUBLIC_PROMISE, max_lines=self._MOST_LINES)
        self._when = promise.when
        self._state = StateMark(promise.state, style.PUBLIC_STRONG, word=promise.state_word)

    def _room(self, width: float) -> float:
        """How wide the title may be."""
        beside = style.LABEL.width(safe(self._when)) + _TO_WHEN if self._when else 0
        return width - self._state.natural_width(width) - _TO_STATE - beside

    def is_cut(self, width: float) -> bool:
        """Whether the title is longer than the line has room for."""
        lines = self._title.lines(self._room(width))
        return len(lines) == self._MOST_LINES and lines[-1].pieces[-1].text.endswith(ELLIPSIS)

    def height(self, width: float) -> float:
        high = max(self._title.height(self._room(width)), self._state.height(width))
        return self._PAD + high

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, y, width, style.STRONG.weight, style.STRONG.color)
        y += self._PAD
        room = self._room(width)
        with pen.element("H2"):
            pen.bookmark(self._title.plain(), 1, y)
            self._title.draw(pen, x, y, room)
        baseline = y + style.PUBLIC_PROMISE.rise
        with pen.element("P"):
            if self._when:
                last = self._title.lines(room)[-1]
                at = y + self._title.height(room) - last.height + last.rise
                pen.word(x + last.width + _TO_WHEN, at, f"{safe(self._when)} ", style.LABEL)
            natural = self._state.natural_width(width)
            top = baseline - style.PUBLIC_STRONG.rise
            self._state.draw(pen, x + width - natural, top, natural)


# The end


def _ending(told: PublicReport, gap: float) -> list[Block]:
    blocks: list[Block] = []
    if told.caution:
        blocks.append(Text(told.caution, style.TABLE_SECONDARY, tag="P").spaced(gap))
    blocks.append(_panel(told).spaced(gap))
    return blocks


class _Panel(Block):
    """Blocks side by side on a tint."""

    __slots__ = ("_inner",)

    PAD = 4 * MM

    def __init__(self, inner: Columns) -> None:
        super().__init__()
        self._inner = inner

    def height(self, width: float) -> float:
        return self._inner.height(width - 2 * self.PAD) + 2 * self.PAD

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, width, self.height(width), fill=style.TINT)
        self._inner.draw(pen, x + self.PAD, y + self.PAD, width - 2 * self.PAD)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[_Panel, _Panel] | None":
        inside = width - 2 * self.PAD
        parts = self._inner.split(inside, room - 2 * self.PAD, force=force)
        return (_Panel(parts[0]), _Panel(parts[1])) if parts else None


def _panel(told: PublicReport) -> _Panel:
    """What happens next, and where to turn."""
    between, contact = 8 * MM, 55 * MM
    widths = [style.WIDTH - 2 * _Panel.PAD - between - contact, contact]
    parts = [
        _titled(told.next_title, told.next_steps),
        _titled(told.contact_title, [told.contact]),
    ]
    return _Panel(Columns(parts, widths, between))


def _titled(title: str, texts: Sequence[str]) -> Stack:
    return Stack(
        [
            Text(title, style.PUBLIC_LEAD, tag="H2"),
            *(Text(text, style.PUBLIC_BODY, tag="P").spaced(style.STEP_1 / 2) for text in texts),
        ]
    )
