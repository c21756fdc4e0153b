"""Styled text broken into lines."""

import re
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from tracker.reports.pdf.fonts import Face, face, safe

Color = tuple[float, float, float]


def rgb(hex_code: str) -> Color:
    """``#14406B`` as red, green and blue between 0 and 1."""
    red, green, blue = (int(hex_code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@cache
def operands(color: Color) -> str:
    """The colour as PDF's operators for colours take it."""
    return "{:.3f} {:.3f} {:.3f}".format(*color)


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How a text is set. `size`, `leading` and `tracking` are points."""

    # Without slots, so that the measures below are worked out once for each style; and told apart
    # by what they are, not by what they say, since tables ask for them so often.

    face_name: str
    size: float
    leading: float
    color: Color
    tracking: float = 0

    @cached_property
    def face(self) -> Face:
        """The cut, with its measures."""
        return face(self.face_name)

    @cached_property
    def rise(self) -> float:
        """From the top of a line to its baseline, the spare leading shared above and below."""
        cut = self.face
        return (self.leading + (cut.ascent - cut.descent) * self.size) / 2

    @cached_property
    def space(self) -> float:
        """The width in points of a space."""
        return self.width(" ")

    @lru_cache(4096)  # noqa: B019 - styles live as long as the program
    def width(self, text: str) -> float:
        """The width in points of `text`. Raises `KeyError` when it is not safe."""
        return sum(map(self.face.widths.__getitem__, text)) * self.size + self.tracking * len(text)


class Run(NamedTuple):
    """Text in one style. A space at either end counts."""

    text: str
    style: TextStyle


class Piece(NamedTuple):
    """Text in one style at `x` from the left of its line."""

    x: float
    text: str
    style: TextStyle


@dataclass(slots=True)
class Line:
    """Pieces on one baseline, `rise` below the line's top."""

    height: float = 0
    rise: float = 0
    width: float = 0
    pieces: list[Piece] = field(default_factory=list)

    def plain(self) -> str:
        """The words on it."""
        return "".join([piece.text for piece in self.pieces])

    def add(self, text: str, style: TextStyle, width: float) -> None:
        """Set `text` last on the line."""
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.style is style:
            self.pieces[-1] = Piece(last.x, last.text + text, style)
        else:
            self.pieces.append(Piece(self.width, text, style))
        self.width += width
        if style.leading > self.height:
            self.height = style.leading
        # Smaller text shares the baseline of the largest.
        self.rise = max(self.rise, style.rise)


# A word with the spaces after it, or a line feed. A number keeps the word that says what it is
# the number of, its own thousands, and the word or sign that it counts.
_WORD = re.compile(
    r"\n"
    r"|(?:(?:[Åå](?:k|rskurs)|[Kk]l\.?|[Nn]r|[Ss]ida|[Kk]ap\.|[Ll]öfte|[Gg]rade|[Pp]age|§) (?=\d)"
    r"|(?:\(?\d{1,3} (?=\d{3}(?!\d)))*(?:\(?\d[\d\xa0.,:–/-]* (?=[^\W\d_]|%))?)"
    r"[^ \n]+ *"
    r"| +"
)
_BREAK_AFTER = re.compile(r"[-–/.,;:@_ ](?=[^-–/.,;:@_ ])")
ELLIPSIS = "…"


def wrap(runs: tuple[Run, ...], width: float, max_lines: int | None = None) -> list[Line]:
    """Break `runs` into lines of at most `width`; a word wider than a line is broken by force.

    With `max_lines`, what does not fit is cut and the last line ends in an ellipsis.
    """
    lines = _plain_lines(runs[0], width) if len(runs) == 1 else None
    if lines is None:
        lines = _Breaker(width).lines(runs)
    if max_lines is not None and len(lines) > max_lines:
        del lines[max_lines:]
        lines[-1] = _cut(lines[-1], width, runs[-1].style)
    return lines


def one_line(text: str, style: TextStyle) -> tuple[str, float] | None:
    """`text` made safe and its width in points, if it has no line feed inside."""
    try:
        width = style.width(text)
    except KeyError:
        pass
    else:
        if "  " not in text and text[:1] != " " != text[-1:]:
            return text, width
    text = safe(text).strip(" \n")
    return None if "\n" in text else (text, style.width(text))


def _plain_lines(run: Run, width: float) -> list[Line] | None:
    """The common case, much faster: one style, no line feed, no word wider than a line."""
    style, single = run.style, one_line(*run)
    if single is None or style.tracking:
        return None
    text, whole = single
    if whole <= width:
        return [_plain_line(text, style, whole)]
    size, room = style.size, width / style.size
    sums = list(accumulate(map(style.face.widths.__getitem__, text), initial=0.0))
    lines: list[Line] = []
    first, last = 0, 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if text[end - 1] == " ":
            end -= 1
        if sums[end] - sums[first] > room:
            if sums[end] - sums[start] > room:
                return None
            lines.append(_plain_line(text[first:last], style, (sums[last] - sums[first]) * size))
            first = start
        last = end
    lines.append(_plain_line(text[first:last], style, (sums[last] - sums[first]) * size))
    return lines


def _plain_line(text: str, style: TextStyle, width: float) -> Line:
    return Line(style.leading, style.rise, width, [Piece(0, text, style)])


class _Breaker:
    """Fills lines word by word; pieces without a space between them stay together."""

    def __init__(self, width: float) -> None:
        self._width = width
        self._done: list[Line] = []
        self._line = Line()
        self._word: list[Run] = []
        self._gap: Run | None = None

    def lines(self, runs: tuple[Run, ...]) -> list[Line]:
        style = runs[0].style
        for text, style in runs:
            for token in _WORD.findall(safe(text)):
                if token == "\n":
                    self._end_word()
                    if self._done or self._line.pieces:
                        self._end_line(style)
                    continue
                word = token.rstrip(" ")
                if word:
                    self._word.append(Run(word, style))
                if len(word) < len(token):
                    self._end_word()
                    self._gap = Run(" ", style)
        self._end_word()
        self._end_line(style)
        while len(self._done) > 1 and not self._done[-1].pieces:
            self._done.pop()
        return self._done

    def _end_line(self, style: TextStyle) -> None:
        if not self._line.pieces:
            self._line.height, self._line.rise = style.leading, style.rise
        self._done.append(self._line)
        self._line, self._gap = Line(), None

    def _end_word(self) -> None:
        if not self._word:
            return
        word, self._word = self._word, []
        gap, self._gap = self._gap, None
        wide = sum(style.width(text) for text, style in word)
        if self._line.pieces and gap is not None:
            if self._line.width + gap.style.space + wide <= self._width:
                self._line.add(" ", gap.style, gap.style.space)
            else:
                self._end_line(gap.style)
        for text, style in word:
            self._place(text, style)

    def _place(self, text: str, style: TextStyle) -> None:
        """Put `text` on the line, going on to new lines as long as it is too wide."""
        wide = style.width(text)
        while self._line.width + wide > self._width:
            head = _fitting(text, style, self._width - self._line.width)
            if not head and self._line.pieces:
                self._end_line(style)
                continue
            if len(text) == 1:
                break
            head = head or text[0]
            taken = style.width(head)
            self._line.add(head, style, taken)
            self._end_line(style)
            text, wide = text[len(head) :], wide - taken
        self._line.add(text, style, wide)


def _fitting(text: str, style: TextStyle, room: float) -> str:
    """The longest start of `text` within `room`, up to a hyphen or the like in its second half."""
    end, taken = 0, 0.0
    widths = style.face.widths
    for char in text:
        taken += widths[char] * style.size + style.tracking
        if taken > room:
            break
        end += 1
    soft = [match.end() for match in _BREAK_AFTER.finditer(text, end // 2, end)]
    return text[: soft[-1] if soft else end]


def _cut(line: Line, width: float, style: TextStyle) -> Line:
    """`line` shortened until an ellipsis has room after it; `style` is for an empty line."""
    short = Line(line.height, line.rise)
    kept = ""
    for piece in line.pieces:
        kept, style = piece.text, piece.style
        room = width - short.width - style.width(ELLIPSIS)
        while kept and style.width(kept) > room:
            kept = kept[:-1]
        is_whole = len(kept) == len(piece.text)
        if is_whole and piece is not line.pieces[-1]:
            short.add(kept, style, style.width(kept))
            kept = ""
        elif not is_whole:
            break
    if not kept and short.pieces:
        # Room was kept for the ellipsis of the piece before, not of a larger one that has gone.
        style = short.pieces[-1].style
    kept = kept.rstrip(" ,;:.–-") + ELLIPSIS
    short.add(kept, style, style.width(kept))
    return short
