"""The columns of the grid of answers."""

from typing import Any

from PySide6.QtCore import QRectF

from tracker.i18n import _
from tracker.labels import label
from tracker.messages.vocabulary import listed
from tracker.models.enums import Hint
from tracker.services.queries.responses import ResponseRow
from tracker.ui import icons
from tracker.ui.panels.answers.words import coded_words
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import Cell, CellDelegate, TickCell
from tracker.ui.widgets import paint

_MARK = 14

YIELDING = ("survey", "group", "rating", "place")
"""Given up first where it is narrow: what was said and its themes matter most here."""


class WordsCell(CellDelegate):
    """What was said, after a warning mark when it may point out a person. Value: `ResponseRow`."""

    @classmethod
    def words(cls, value: ResponseRow) -> str:
        warning = hint_words(value)
        return f"{warning}: {value.text}" if warning else value.text

    def wanted_width(self, value: ResponseRow) -> float:
        return super().wanted_width(value) + (_MARK + 8 if value.hints else 0)

    def draw(self, cell: Cell, value: ResponseRow) -> None:
        area = QRectF(cell.rect)
        if value.hints:
            spot = QRectF(area.left(), area.center().y() - _MARK / 2, _MARK, _MARK)
            icons.paint(cell.painter, "warning", spot, cell.tokens.tone("risk_symbol"))
            area.setLeft(spot.right() + 8)
        paint.text(cell.painter, area, value.text, self._font, cell.tokens.tone("text"))


class YesCell(CellDelegate):
    """A tick mark where it is so. The value is (so, its words)."""

    @classmethod
    def words(cls, value: tuple[bool, str]) -> str:
        return value[1]

    def wanted_width(self, value: Any) -> float:
        # The mark never says everything in words, so hovering always does.
        return float("inf")

    def draw(self, cell: Cell, value: tuple[bool, str]) -> None:
        if value[0]:
            centre = cell.rect.center()
            spot = QRectF(centre.x() - _MARK / 2, centre.y() - _MARK / 2, _MARK, _MARK)
            icons.paint(cell.painter, "check", spot, cell.tokens.tone("text2"))


def answer_columns() -> tuple[Column[ResponseRow], ...]:
    """What was said, its themes, where from, and how far the work with it has come."""
    return (
        Column("tick", _("Select"), get=lambda row: row.id, width=52, delegate=TickCell),
        Column("text", _("Answer"), get=lambda row: row, width=340, delegate=WordsCell,
               stretch=True),
        Column("themes", _("Themes"), get=_themes, width=176, weight="medium"),
        Column("place", _("Place"), get=lambda row: row.place, width=124, tone="text2"),
        Column("group", _("Group"), get=lambda row: row.group, width=104, tone="text2"),
        Column("rating", _("Rating"), get=lambda row: row.rating, width=72, align="right",
               tone="text2"),
        Column("survey", _("Survey"), get=lambda row: row.survey_title, width=164, tone="text2"),
        Column("coded", _("Coded"), get=lambda row: (row.is_coded, coded_words(row)), width=72,
               align="centre", delegate=YesCell, tip=_coded_tip),
        Column("deidentified", _("De-ident."), get=_deidentified, width=88, align="centre",
               delegate=YesCell),
    )  # fmt: skip


def hint_words(row: ResponseRow) -> str:
    """What in the answer may point out a person: "a phone number and an e-mail address"."""
    found = {trace[0] for trace in row.hints}
    return listed([label(hint) for hint in Hint if hint in found]) if found else ""


def _themes(row: ResponseRow) -> str:
    if row.themes:
        return ", ".join(name for _id, name in row.themes)
    return _("no theme") if row.coded_by is not None else ""


def _coded_tip(row: ResponseRow) -> str:
    words = coded_words(row)
    return f"{words} – {row.coded_by}" if row.coded_by else words


def _deidentified(row: ResponseRow) -> tuple[bool, str]:
    words = _("de-identified") if row.deidentified else _("not de-identified")
    return row.deidentified, words
