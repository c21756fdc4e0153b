"""A book in which everything that people wrote is text that paper does not expect."""

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from sqlalchemy import Connection, String, Table, select, update

from tests.factory import opened
from tracker.models.schema import METADATA

NOTE = " ".join(f"Mening nummer {n} i en lång anteckning om belysningen." for n in range(1, 1101))
"""Twenty pages of text."""
LONG_WORD = "ord" * 100
LONG_TITLE = "En rubrik som aldrig tar slut och ändå fortsätter, " * 10

SAMPLES = (
    "<b>Fet</b> & <font size=90>stor</font> ]]> &amp; {namn} %s \\(x\\)",
    "=1+1",
    "Styr\x07tecken\x1b[31m i rött, noll\u200bbredd\u200d\ufeff och mjukt\u00adbindestreck",
    "Gräsmattan 🌳 vid 👨\u200d👩\u200d👧 och 👍\U0001f3fd",
    "السلام عليكم vid skolan",
    "שלום till alla",
    "\u202eomvänd\u202c och \u2066isolerad\u2069 riktning",
    "Ko\u0301mbinerade a\u030a z\u0337\u0321\u0322 tecken",
    LONG_WORD,
    LONG_TITLE,
    "rad\r\nrad\n\n\nrad\u2028rad\vrad\ttabb",
    "   mycket      luft   ",
    "1–2 maj, 31 av 48 och 1 000 000 kronor",
)

_MACHINES = frozenset({"attachment", "book", "change", "copy", "operation", "report"})
_CODES = frozenset(
    {"after", "before", "code", "recurrence", "report_colour", "sought", "source", "source_key"}
)
"""What the program itself reads, and people don't write."""
_NOTED = frozenset(
    {
        ("action", "status_reason"),
        ("problem", "what"),
        ("promise", "text"),
        ("promise_version", "text"),
    }
)
"""Where one row has the long note."""
_LONGEST_QUESTION = 60


def an_awkward_book(like: Path, path: Path) -> Path:
    """A copy of the book `like` at `path`, its texts replaced; columns to come are, too."""
    shutil.copy(like, path)
    ctx = opened(path)
    try:
        samples = cycle(SAMPLES)
        with ctx.engine.begin() as connection:
            for table in METADATA.sorted_tables:
                if table.name not in _MACHINES:
                    _replace_texts(connection, table, samples)
    finally:
        ctx.close()
    return path


def _replace_texts(connection: Connection, table: Table, samples: Iterator[str]) -> None:
    names = [
        column.name
        for column in table.columns
        if type(column.type) is String and column.name not in _CODES
    ]
    if not names:
        return
    noted = {name for name in names if (table.name, name) in _NOTED}
    for row in connection.execute(select(table).order_by(table.c.id)).mappings().all():
        values = {name: next(samples) for name in names if row[name]}
        values |= dict.fromkeys(noted & values.keys(), NOTE)
        noted -= values.keys()
        for name in values:
            if table.c[name].unique:
                values[name] += f" {row['id']}"
        if "question" in values:
            values["question"] = values["question"][:_LONGEST_QUESTION]
        if values:
            connection.execute(update(table).where(table.c.id == row["id"]).values(values))
