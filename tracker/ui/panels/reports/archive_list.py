"""What was reported when, as a list: final reports first, then the drafts that left the program."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date
from tracker.models.enums import ReportState
from tracker.services.reports.archive import ReportRow
from tracker.ui import fonts, icons
from tracker.ui.panels.reports.document import kind_title
from tracker.ui.panels.reports.kinds import PADDING, row_ground
from tracker.ui.tables.painted_list import Look, PaintedList
from tracker.ui.tokens import Tokens, Tone
from tracker.ui.widgets import paint
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import ScrollPanel

_ABOVE, _BELOW = 8, 9
_LOCK = 14


class ArchiveList(ScrollPanel):
    """Every report that was saved, printed or made final. Enter or a click opens one."""

    opened = Signal(object)
    """The `ReportRow` to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(0, 0, 0, 16), gap=0)
        self._list: PaintedList[ArchiveLine] = PaintedList(_("Reported earlier"), _LinePainter())
        self._list.setObjectName("archive")
        self._list.opened.connect(lambda line: self.opened.emit(line.row))
        self._empty = EmptyState(
            "report",
            _("Nothing reported yet"),
            _(
                "A report that is saved, printed or made final is listed here, "
                "and the next one tells what has happened since."
            ),
        )
        self.body.addWidget(self._list)
        self.body.addWidget(self._empty, 1)
        self.body.addStretch(0)
        self.setFocusProxy(self._list)
        self.set_reports(())

    def set_reports(self, rows: Sequence[ReportRow]) -> None:
        """Show these; what was chosen stays chosen."""
        self._list.set_rows(tuple(_lines(rows)))
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def lines(self) -> tuple["ArchiveLine", ...]:
        """What the list shows."""
        return self._list.rows()

    def choose(self, report_id: int) -> None:
        """Mark a report without opening it."""
        for number, line in enumerate(self._list.rows()):
            if line.row.id == report_id:
                self._list.choose(number)


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """A report in the list; the first one of a group carries the group's heading."""

    row: ReportRow
    heading: str = ""
    newer: ReportRow | None = None
    """The final report that supersedes it."""

    @property
    def is_final(self) -> bool:
        """Whether it was made final."""
        return self.row.state is ReportState.FINAL

    @property
    def title(self) -> str:
        """What kind of report it is."""
        return kind_title(self.row.kind)

    @property
    def day(self) -> str:
        """The day it shows the state of, and whose part of the plan if not all."""
        day = _("As of {day}").format(day=format_date(self.row.as_of, "long"))
        part = _("the plan of lag (2023:196)") if self.row.lawful else ""
        return " · ".join(words for words in (day, self.row.owner, part) if words)

    def facts(self) -> list[str]:
        """Further lines about it."""
        made = format_date(self.row.made_at.astimezone().date())
        if not self.is_final:
            return [_("Saved {day} by {who}").format(day=made, who=self.row.made_by or "–")]
        facts = [made_final(made, self.row.made_by)]
        if marks := marks_of(self.row):
            facts.append(marks)
        if self.row.dnr:
            facts.append(", ".join(number.number for number in self.row.dnr))
        if self.newer is not None:
            day = format_date(self.newer.as_of, "long")
            facts.append(_("Superseded by the one as of {day}").format(day=day))
        if self.row.hand_overs:
            names = dict.fromkeys(row.receiver for row in self.row.hand_overs)
            facts.append(_("Handed over to {names}").format(names=", ".join(names)))
        return facts


def made_final(day: str, who: str) -> str:
    """``Fastställd 9 maj 2018 av säkerhetssamordnare``."""
    if not who:
        return _("Made final {day}").format(day=day)
    return _("Made final {day} by {who}").format(day=day, who=who)


def marks_of(row: ReportRow) -> str:
    """``e-stämplad · undertecknad 15 sep 2018``; empty for a report that is neither."""
    marks = [_("e-stamped")] if row.is_sealed else []
    if row.signed_on is not None:
        marks.append(_("signed {day}").format(day=format_date(row.signed_on)))
    return " · ".join(marks)


def _lines(rows: Sequence[ReportRow]) -> Iterator[ArchiveLine]:
    by_id = {row.id: row for row in rows}
    for words, state in (
        (_("Final reports"), ReportState.FINAL),
        (_("Saved drafts"), ReportState.DRAFT),
    ):
        heading = words
        for row in rows:
            if row.state is state:
                newer = by_id.get(row.superseded_by) if row.superseded_by else None
                yield ArchiveLine(row, heading, newer)
                heading = ""


class _LinePainter:
    """Title and day, and under them who made it and what became of it; see `RowPainter`."""

    def __init__(self) -> None:
        self._last: int | None = None

    def measure(self, rows: Sequence[ArchiveLine]) -> None:
        """See `RowPainter`."""
        self._last = rows[-1].row.id if rows else None

    def key(self, row: ArchiveLine) -> Hashable:
        """See `RowPainter`."""
        return row.row.id

    def height(self, row: ArchiveLine, width: int) -> int:
        """See `RowPainter`."""
        lines = _body_height() + (1 + len(row.facts())) * _caption_height()
        return int(_heading_height(row) + _ABOVE + lines + _BELOW)

    def spoken(self, row: ArchiveLine) -> str:
        """See `RowPainter`."""
        return ", ".join(part for part in (row.heading, row.title, row.day, *row.facts()) if part)

    def tip(self, row: ArchiveLine) -> str:
        """See `RowPainter`."""
        return "\n".join((row.title, row.day, *row.facts()))

    def link_area(self, rect: QRectF, row: ArchiveLine) -> QRectF | None:
        """The whole row opens the report."""
        return rect.adjusted(0, _heading_height(row), 0, 0)

    def paint(
        self, painter: QPainter, rect: QRectF, row: ArchiveLine, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        heading = _heading_height(row)
        if heading:
            words = QRectF(rect.left() + PADDING, rect.top() + 8, rect.width(), heading - 8)
            paint.text(painter, words, row.heading, fonts.caption(), tokens.tone("text2"))
        area = rect.adjusted(0, heading, 0, 0)
        row_ground(painter, area, tokens, look)
        if row.row.id != self._last:
            under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(under, tokens.colour("line"))
        self._paint_words(painter, area.adjusted(PADDING, _ABOVE, -16, 0), row, tokens)

    def _paint_words(
        self, painter: QPainter, area: QRectF, row: ArchiveLine, tokens: Tokens
    ) -> None:
        line = QRectF(area.left(), area.top(), area.width(), _body_height())
        holds: Tone = "text" if row.newer is None else "text2"
        title = line
        if row.is_final:
            title = line.adjusted(0, 0, -_LOCK - 8, 0)
            lock = QRectF(line.right() - _LOCK, line.center().y() - _LOCK / 2, _LOCK, _LOCK)
            icons.paint(painter, "lock", lock, tokens.tone("text2"))
        paint.text(painter, title, row.title, fonts.body_medium(), tokens.tone(holds))
        font = fonts.caption(tabular=True)
        line = QRectF(area.left(), line.bottom(), area.width(), _caption_height())
        for number, words in enumerate((row.day, *row.facts())):
            paint.text(painter, line, words, font, tokens.tone("text2" if number else holds))
            line.moveTop(line.bottom())


def _heading_height(line: ArchiveLine) -> float:
    return max(32.0, _caption_height() + 16) if line.heading else 0.0


def _body_height() -> float:
    return max(20.0, QFontMetricsF(fonts.body_medium()).height())


def _caption_height() -> float:
    return max(18.0, QFontMetricsF(fonts.caption()).height() + 2)
