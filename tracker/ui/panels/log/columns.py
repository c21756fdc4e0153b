"""The log's columns, and the two cells that other tables don't have."""

from typing import Any

from PySide6.QtCore import QRectF

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.services.queries.log import LogRow
from tracker.ui import icons
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import Cell, CellDelegate
from tracker.ui.widgets import paint

_LOCK = 12


class ActionCell(CellDelegate):
    """The party's badge and the action's name. The value is a `LogRow`."""

    @classmethod
    def words(cls, value: LogRow) -> str:
        return f"{value.action_label} {value.action_title}, {label(value.party)}"

    def wanted_width(self, value: LogRow) -> float:
        return self._metrics.horizontalAdvance(value.action_title[:400]) + paint.BADGE + 10

    def draw(self, cell: Cell, value: LogRow) -> None:
        top = round(cell.rect.center().y() - paint.BADGE / 2)
        badge = QRectF(cell.rect.left(), top, paint.BADGE, paint.BADGE)
        paint.party_badge(cell.painter, badge, value.party, cell.tokens)
        rest = cell.rect.adjusted(paint.BADGE + 10, 0, 0, 0)
        paint.text(cell.painter, rest, value.action_title, self._font, cell.tokens.tone("text"))


class NoteCell(CellDelegate):
    """What came of it and the note; an internal note has a lock. The value is a `LogRow`."""

    @classmethod
    def words(cls, value: LogRow) -> str:
        words = " · ".join(part for part in (value.result, value.note) if part)
        return f"{_('Internal')}: {words}" if value.internal and value.note else words

    def wanted_width(self, value: LogRow) -> float:
        return super().wanted_width(value) + (_LOCK + 6 if value.internal else 0)

    def draw(self, cell: Cell, value: LogRow) -> None:
        area = QRectF(cell.rect)
        if value.internal and value.note:
            spot = QRectF(area.left(), area.center().y() - _LOCK / 2, _LOCK, _LOCK)
            icons.paint(cell.painter, "lock", spot, cell.tokens.tone("text2"))
            area.setLeft(spot.right() + 6)
        tone = cell.tokens.tone("text2")
        paint.text(cell.painter, area, self.words(value), self._font, tone)


def _hours(row: LogRow) -> str:
    if not row.minutes:
        return ""
    return _("{count} h").format(count=format_number(row.minutes / 60, 2))


def _logged_tip(row: LogRow) -> str:
    return _("Source: {source}").format(source=row.source) if row.source else ""


def log_columns() -> tuple[Column[Any], ...]:
    """Day, action, quantity, time, people, place, note, who."""
    return (
        Column(
            "done_on",
            _("Date"),
            get=lambda row: format_date(row.done_on, "iso"),
            width=104,
            sort_key="done_on",
            descending_first=True,
        ),
        Column(
            "action",
            _("Action"),
            get=lambda row: row,
            width=216,
            delegate=ActionCell,
            weight="medium",
            tip=lambda row: f"{row.action_label} {row.action_title}",
        ),
        Column("quantity", _("Quantity"), get=lambda row: row.quantity, width=72, align="right"),
        Column("time", _("Time"), get=_hours, width=72, align="right", tone="text2"),
        Column(
            "people",
            _("Took part"),
            get=lambda row: row.people,
            width=76,
            align="right",
            tone="text2",
        ),
        Column("place", _("Place"), get=lambda row: row.place, width=136),
        Column("note", _("Note"), get=lambda row: row, width=200, delegate=NoteCell, stretch=True),
        Column(
            "who",
            _("Logged by"),
            get=lambda row: row.logged_by,
            width=132,
            tone="text2",
            tip=_logged_tip,
        ),
    )
