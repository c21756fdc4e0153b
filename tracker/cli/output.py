"""What the command line prints: lines, tables and JSON, safe for any terminal."""

import json
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.i18n import _

# Marks that turn the direction of what follows, up to the end of the line or beyond.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WIDTH_WITHOUT_TERMINAL = 160


def plain(text: str) -> str:
    """Text on one line that can't steer the terminal: control characters become spaces."""
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") or c in _DIRECTION else c
        for c in text
    )


def say(text: str) -> None:
    """Print a line."""
    print(plain(text))  # noqa: T201


def fail(text: str) -> None:
    """Print one line about an error on stderr."""
    print(f"lofte: {' '.join(plain(text).split())}", file=sys.stderr)  # noqa: T201


def say_json(value: Any) -> None:
    """Print a value as JSON: dates in ISO form, decimals as numbers, ids as they are given."""
    print(json.dumps(value, ensure_ascii=not _is_unicode(), indent=2, default=_json))  # noqa: T201


def _json(value: object) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral() else float(value)
        case _:
            raise TypeError(type(value))


def _is_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `style` is Rich's and shows on a terminal only."""

    text: str
    style: str = ""


def say_table(
    headings: Sequence[str], rows: Sequence[Sequence[Cell | str]], right: Sequence[int] = ()
) -> None:
    """Print a table. Columns whose numbers are in `right` hold numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place in right else "left")
    for row in rows:
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
        table.add_row(*(Text(plain(cell.text), style=cell.style) for cell in cells))
    _console().print(table)


def say_heading(text: str, mark: Cell | None = None) -> None:
    """Print a heading, with a coloured mark after it if there is one."""
    from rich.text import Text

    line = Text(plain(text), style="bold")
    if mark is not None:
        line.append("  ")
        line.append(plain(mark.text), style=mark.style)
    _console().print(line)


def warn_of_personal_data(text: str) -> None:
    """Say what in a text looks like personal data; it is saved all the same."""
    from tracker.messages.personal_data import personal_data_note

    hint = personal_data_note(text)
    if hint:
        say(_("Note: {what}").format(what=hint))


def _console() -> Any:
    from rich.console import Console

    # Rich guesses 80 columns for a pipe or a file, where nothing has to fit.
    return Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
