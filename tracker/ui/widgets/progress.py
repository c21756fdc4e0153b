"""How much is done against how much was promised: the value, its words, its drawing, its widget."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.models.enums import FollowUp
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.paint import BAR_HEIGHT, TICK_HEIGHT, Run

Number = Decimal | int | float

_MISSING = {FollowUp.AT_RISK: "missing_risk", FollowUp.LATE: "missing_late"}


@dataclass(frozen=True, slots=True)
class Progress:
    """Done against target. `target` is None for an action that has none.

    `expected` is what should have been done by now; None leaves the tick out. `follow_up` is
    None for an ended action, whose bar is grey. `single` actions are done or not and have no bar.
    """

    done: Number
    target: Number | None
    expected: Number | None = None
    follow_up: FollowUp | None = None
    deadline: date | None = None
    overdue: bool = False
    single: bool = False

    @property
    def has_bar(self) -> bool:
        """Whether there is something to draw: a target above zero that is counted."""
        return not self.single and self.target is not None and self.target > 0

    @property
    def done_part(self) -> float:
        """Done ÷ target, between 0 and 1."""
        return _part(self.done, self.target)

    @property
    def expected_part(self) -> float | None:
        """Where the tick stands, between 0 and 1; None for an ended action."""
        if self.follow_up is None:
            return None
        if self.overdue:
            return 1.0
        return None if self.expected is None else _part(self.expected, self.target)


def _part(amount: Number, whole: Number | None) -> float:
    if not whole:
        return 0.0
    return min(max(float(amount) / float(whole), 0.0), 1.0)


def count_text(progress: Progress) -> str:
    """``17 av 30``, the bare count where there is no target, ``engång`` for a single action."""
    if progress.single:
        return _("one-off")
    done = format_number(progress.done)
    if progress.target is None:
        return done
    return _("{done} of {target}").format(done=done, target=format_number(progress.target))


def count_runs(progress: Progress) -> tuple[Run, ...]:
    """`count_text` with done in semibold, as in a table."""
    words = count_text(progress)
    if progress.single:
        return (Run(words, tone="text2"),)
    done = format_number(progress.done)
    return (Run(done, strong=True), Run(words.removeprefix(done), tone="text2"))


def expected_text(progress: Progress) -> str:
    """What follows the count: ``borde vara 21``, ``skulle vara klar 15 jun``, ``målet nått, +2``.

    Empty when there is nothing to compare with.
    """
    if progress.follow_up is None:
        return ""
    if progress.single:
        return _due_text(progress)
    if progress.target is None:
        return label(FollowUp.NO_TARGET)
    if progress.done >= progress.target > 0:
        return _met_text(progress.done, progress.target)
    if progress.overdue and progress.deadline is not None:
        return _("should have been done {date}").format(date=format_date(progress.deadline, "day"))
    if progress.follow_up in (FollowUp.NOT_STARTED, FollowUp.NO_TARGET):
        return label(progress.follow_up)
    if progress.expected is None:
        return ""
    return _("should be {count}").format(count=format_number(progress.expected, 0))


def _due_text(progress: Progress) -> str:
    if progress.deadline is None:
        return ""
    words = _("should have been done {date}") if progress.overdue else _("due by {date}")
    return words.format(date=format_date(progress.deadline, "day"))


def _met_text(done: Number, target: Number) -> str:
    over = Decimal(str(done)) - Decimal(str(target))
    if over <= 0:
        return _("target met")
    return _("target met, +{count}").format(count=format_number(over))


def phrase_runs(progress: Progress) -> tuple[Run, ...]:
    """The whole phrase of a card: **17 av 30**, borde vara 21."""
    rest = expected_text(progress)
    if progress.single:
        return (Run(rest, tone="text2"),)
    strong = Run(count_text(progress), strong=True)
    if not rest:
        return (strong,)
    met = progress.target is not None and progress.done >= progress.target
    return (strong, Run(("  " if met else ", ") + rest, tone="text2"))


def describe(progress: Progress) -> str:
    """The accessible description: ``17 av 30, borde vara 21, risk``."""
    parts = [count_text(progress), expected_text(progress)]
    if progress.follow_up is not None and label(progress.follow_up) not in parts:
        parts.append(label(progress.follow_up))
    return ", ".join(part for part in parts if part)


def paint_bar(
    painter: QPainter,
    rect: QRectF,
    progress: Progress,
    tokens: Tokens,
    backdrop: QColor,
    *,
    selected: bool = False,
) -> None:
    """Track, fill, missing piece and tick across `rect`; `backdrop` is the row's own colour."""
    top = round(rect.center().y() - BAR_HEIGHT / 2)
    track = QRectF(rect.left(), top, rect.width(), BAR_HEIGHT)
    paint.box(painter, track, 2, tokens.colour("track_selected" if selected else "track"))
    fill = QRectF(track)
    fill.setWidth(round(track.width() * progress.done_part))
    ended = progress.follow_up is None
    if fill.width() > 0:
        paint.box(painter, fill, 2, tokens.colour("strong" if ended else "fill"))
    if progress.expected_part is None:
        return
    # Rounded to a whole pixel, and never so near an end that half of the tick is cut off.
    along = min(max(round(track.width() * progress.expected_part), 1), track.width() - 1)
    if name := _MISSING.get(progress.follow_up or FollowUp.ON_TRACK):
        piece = QRectF(fill.right(), top, along - fill.width(), BAR_HEIGHT)
        _paint_missing(painter, piece, tokens.colour(name), backdrop, begins=not fill.width())
    _paint_tick(painter, track.left() + along, rect.center().y(), tokens, backdrop)


def _paint_missing(
    painter: QPainter, piece: QRectF, colour: QColor, backdrop: QColor, *, begins: bool
) -> None:
    """The stretch from the fill to the tick; `begins` when it starts the bar."""
    if begins:
        paint.box(painter, piece, 2, colour)
    elif piece.width() > 1:
        painter.fillRect(piece, backdrop)
        painter.fillRect(piece.adjusted(1, 0, 0, 0), colour)


def _paint_tick(
    painter: QPainter, centre: float, middle: float, tokens: Tokens, backdrop: QColor
) -> None:
    top = round(middle - TICK_HEIGHT / 2)
    painter.fillRect(QRectF(centre - 2, top, 4, TICK_HEIGHT), backdrop)
    painter.fillRect(QRectF(centre - 1, top, 2, TICK_HEIGHT), tokens.colour("tick"))


class ProgressBar(QProgressBar):
    """The bar as a widget. It says nothing by itself: the text beside it does."""

    def __init__(
        self,
        progress: Progress | None = None,
        parent: QWidget | None = None,
        *,
        backdrop: str = "surface",
    ) -> None:
        super().__init__(parent)
        self._progress = progress
        self._backdrop = backdrop
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_progress(progress)

    def progress(self) -> Progress | None:
        """What is shown; None shows nothing."""
        return self._progress

    def set_progress(self, progress: Progress | None) -> None:
        """Show `progress`, and describe it to those who don't see it."""
        self._progress = progress
        words = describe(progress) if progress else ""
        self.setAccessibleName(_("Done"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.setValue(round(progress.done_part * 1000) if progress else 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, int(TICK_HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, int(TICK_HEIGHT) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._progress is None or not self._progress.has_bar:
            return
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        selected = self._backdrop == "sel"
        backdrop = tokens.colour(self._backdrop)
        paint_bar(painter, QRectF(self.rect()), self._progress, tokens, backdrop, selected=selected)
