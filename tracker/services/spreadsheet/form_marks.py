"""What a log form is known by when it comes back: its code, its rows' keys, its hidden sheet."""

import re
from dataclasses import dataclass
from datetime import datetime

HIDDEN_SHEET = "loftesboken"
"""Holds the marks, and which id each name in the list of actions stands for."""
MARK = "loftesboken-log-form"
"""In the hidden sheet's first cell, with the form's code beside it."""
FIRST_HIDDEN_ROW = 2

_CODE = "[0-9A-Z]+-[0-9]{6}-[0-9]{6}"
_ROW_KEY = re.compile(rf"({_CODE})/([0-9]+)")


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row of a form as it was made: which form, and which of its rows."""

    code: str
    row: int

    def __str__(self) -> str:
        return f"{self.code}/{self.row:03}"


def form_code(copy: int, made: datetime) -> str:
    """Names one form: the copy of the book that made it, and when. Short enough to read aloud."""
    return f"{copy:X}-{made.astimezone():%y%m%d-%H%M%S}"


def row_key(text: str) -> RowKey | None:
    """The key that stands in a form's hidden column; None for anything else."""
    match = _ROW_KEY.fullmatch(text.strip())
    return None if match is None else RowKey(match[1], int(match[2]))
