"""One long table of one line a row, drawn by us and by others: the page engine and nothing else.

python -m tests.bench.long_table [ROWS]     draws ours, to be watched from outside
"""

import io
import sys
from collections.abc import Sequence

from tests.reports.drawing import drawn
from tracker.reports import style
from tracker.reports.pdf.blocks import Text
from tracker.reports.pdf.table import Row
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.resources import resource_path

HEADER = ("Nr", "Åtgärd", "Ägare", "Senast", "Gjort", "Läge")
_WIDTHS_MM = (12, 60, 42, 18, 20, 18)
_HEADING_ROW = 1
_TITLE = "En lång tabell"

Content = Sequence[tuple[str, ...]]


def content(rows: int) -> Content:
    """Texts like a plan's; about a third of them differ from all others."""
    return [
        (
            f"{n}",
            f"Fotpatrull på Stortorget, tillfälle {n}",
            ("Gruppchef i yttre tjänst", "Gatuchef", "Säkerhetssamordnare")[n % 3],
            f"{n % 28 + 1} {('januari', 'april', 'juli')[n % 3]}",
            f"{n % 31} av {n % 40 + 8}",
            ("I fas", "Risk", "Sen")[n % 3],
        )
        for n in range(1, rows + 1)
    ]


def ours(rows: Content) -> bytes:
    """Tagged, from blocks to bytes, in the house style."""
    columns = [
        column(wide, heads_row=number == _HEADING_ROW) for number, wide in enumerate(_WIDTHS_MM)
    ]
    lines = [Row(tuple([Text(cell, style.TABLE) for cell in row])) for row in rows]
    return drawn(
        [
            Text(_TITLE, style.REPORT_TITLE, tag="H1"),
            table(columns, HEADER, lines, look=style.DENSE_LOOK),
        ]
    )


def reportlab(rows: Content) -> bytes:
    """ReportLab's own `LongTable`, untagged, told every width and height: its fastest."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

    for name in (style.SANS, style.SANS_SEMIBOLD):
        registerFont(TTFont(name, str(resource_path(f"fonts/{name}.ttf"))))
    look = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), style.SANS, 8.5, 11.5),
            ("FONT", (0, 0), (-1, 0), style.SANS_SEMIBOLD, 8, 10.5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#CCD3DA")),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    widths = [wide * MM for wide in _WIDTHS_MM]
    heights = [11.5 + 2 * MM] * (len(rows) + 1)
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=style.LEFT, rightMargin=style.RIGHT,
        topMargin=style.NEXT_FRAME.top, bottomMargin=style.PAGE_HEIGHT - style.BOTTOM,
    ).build([LongTable([HEADER, *rows], widths, heights, look, repeatRows=1)])  # fmt: skip
    return out.getvalue()


def typst(rows: Content) -> bytes:
    """Typst's, tagged for both standards. Raises `ImportError` when it is not installed."""
    from typst import compile as typeset

    made: bytes = typeset(
        _typst_source(rows).encode(),
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        font_paths=[str(resource_path("fonts"))],
        ignore_system_fonts=True,
    )
    return made


def _typst_source(rows: Content) -> str:
    widths = ", ".join(f"{wide}mm" for wide in _WIDTHS_MM)
    cells = ",\n".join(", ".join(f'"{cell}"' for cell in row) for row in rows)
    header = ", ".join(f'"{cell}"' for cell in HEADER)
    return f"""
#set document(title: "{_TITLE}", date: datetime(year: 2018, month: 9, day: 15))
#set page(paper: "a4", margin: (left: 22mm, right: 18mm, top: 22.6mm, bottom: 18.5mm))
#set text(lang: "sv", size: 8.5pt, font: "Loftesboken Sans")
= {_TITLE}
#table(columns: ({widths}), stroke: (bottom: 0.4pt + rgb("#CCD3DA")),
  inset: (left: 0mm, right: 2mm, y: 1.9mm),
  table.header({header}),
  {cells})
"""


if __name__ == "__main__":
    ours(content(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
