"""The status report's floor: ReportLab alone, drawing the same tables.

`many_rows(n)` is an input with `n` action rows. `draw_floor` draws its plan tables with the rows,
columns, texts and fonts of the report, the way ReportLab's manual teaches it: a `LongTable` of
strings for each promise. No bars, symbols, charts, structure, page one or signatures.
"""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.reports.saffle import saffle
from tracker.i18n import format_date, format_number
from tracker.models.enums import FollowUp, Party
from tracker.resources import resource_path
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput

PROMISES = 4
_COLUMNS_MM = (9.6, 49.2, 29, 14, 32.6, 15.2, 20.4)
_HEADER = ("Orsak", "Åtgärd", "Ägare", "Senast", "Gjort av utlovat", "", "Läge")
_COLOURS = (FollowUp.ON_TRACK, FollowUp.AT_RISK, FollowUp.LATE)
_PARTIES = (Party.JOINT, Party.MUNICIPALITY, Party.POLICE, Party.OTHER)


def many_rows(n: int) -> ReportInput:
    """An input whose promises have `n` actions together."""
    base = saffle()
    pattern = base.promises[2]
    each = n // PROMISES
    promises = tuple(
        replace(
            pattern,
            number=number,
            title=f"Löfte nummer {number}",
            actions=tuple(_action(pattern.actions[2], index) for index in range(each)),
        )
        for number in range(1, PROMISES + 1)
    )
    return replace(base, promises=promises, decisions=())


def _action(pattern: ActionRow, index: int) -> ActionRow:
    return replace(
        pattern,
        number=index + 1,
        title=f"{index % 40 + 8} trafikkontroller {index}",
        goal=f"Minst {index % 3 + 1} timmar per kontroll",
        party=_PARTIES[index % 4],
        deadline=date(2018, index % 12 + 1, 28),
        done=Decimal(index % 31),
        planned=Decimal(index % 40 + 8),
        expected=float(index % 29) + 0.4,
        follow_up=_COLOURS[index % 3],
        reason="personalen är omfördelad till annat arbete" if index % 3 else "",
    )


def draw_floor(data: ReportInput) -> bytes:
    """The plan tables as ReportLab draws them by itself."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, PageBreak, SimpleDocTemplate, TableStyle

    for name in ("LoftesbokenSans-Regular", "LoftesbokenSans-SemiBold"):
        registerFont(TTFont(name, str(resource_path(f"fonts/{name}.ttf"))))
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "LoftesbokenSans-Regular", 8.5, 11.5),
            ("FONT", (1, 1), (1, -1), "LoftesbokenSans-SemiBold", 9.5, 13),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#CCD3DA")),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    story: list[object] = []
    for promise in data.promises:
        rows = [_HEADER, *_floor_rows(promise)]
        widths = [wide * mm for wide in _COLUMNS_MM]
        heights = [18.0, *([32.6] * (len(rows) - 1))]
        story += [LongTable(rows, widths, heights, style, repeatRows=1), PageBreak()]
        story += [LongTable(*_floor_deviations(promise, mm), style=style, repeatRows=1)]
        story += [PageBreak()]
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=22 * mm, rightMargin=18 * mm, topMargin=23 * mm,
        bottomMargin=18 * mm,
    ).build(story)  # fmt: skip
    return out.getvalue()


def _floor_rows(promise: PromiseRow) -> list[tuple[str, ...]]:
    return [
        (
            "1",
            f"{action.title}\n{action.goal}",
            action.owner or "",
            format_date(action.deadline, "day") if action.deadline else "",
            "",
            f"{format_number(action.done)} av {format_number(action.planned or 0)}"
            f"\nväntat {format_number(round(action.expected or 0))}",
            str(action.follow_up),
        )
        for action in promise.actions
    ]


def _floor_deviations(promise: PromiseRow, mm: float) -> tuple[list[tuple[str, ...]], list[float]]:
    rows = [
        (
            "Färre än väntat",
            f"{action.title}: {action.done} av {action.planned}",
            action.reason or "Skäl saknas",
            "–",
        )
        for action in promise.actions
        if action.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
        and float(action.done) < (action.expected or 0)
    ]
    widths = [29 * mm, 50 * mm, 58 * mm, 33 * mm]
    return [("Slag", "Vad", "Skäl", "Beslutat av"), *rows], widths
