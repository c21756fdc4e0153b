"""CSV as Excel and others write it in Sweden: which characters, which separator, which rows."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.headings import known_headings

_SEPARATORS = (";", ",", "\t")
_LOOKED_AT = 50
# Excel holds 32,767 characters in a cell; an unclosed quotation mark swallows the rest of the file.
_LONGEST_CELL = 200_000


def csv_rows(content: bytes, file: str) -> Iterator[list[str]]:
    """The records of a CSV file, blank ones too so that their numbers are those Excel shows."""
    text = decoded(content, file)
    first, _line_end, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=;"):
        # Excel's own way of saying it; the line counts as a row.
        yield []
        yield from _records(rest, first.strip()[-1], file)
    else:
        yield from _records(text, separator_of(text), file)


def decoded(content: bytes, file: str) -> str:
    """Text in UTF-8 with or without a byte order mark, UTF-16 with one, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Invalid("import.not_a_table", file=file)


def separator_of(text: str) -> str:
    """The separator that yields most of the headings we know, then the most even columns."""
    return max(_SEPARATORS, key=lambda separator: _score(text, separator))


def _score(text: str, separator: str) -> tuple[int, int]:
    try:
        rows = list(islice(_reader(text, separator), _LOOKED_AT))
    except csv.Error:
        return (-1, 0)
    widths = [len(row) for row in rows if len(row) > 1]
    most_even = max((widths.count(width) for width in set(widths)), default=0)
    return (max((known_headings(row) for row in rows), default=0), most_even)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _records(text: str, separator: str, file: str) -> Iterator[list[str]]:
    try:
        yield from _reader(text, separator)
    except csv.Error as error:
        raise Invalid("import.damaged", file=file) from error
