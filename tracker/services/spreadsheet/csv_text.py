"""CSV as Excel and others write it in Sweden: which characters, which separator, which rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.headings import known_headings

_SEPARATORS = (";", ",", "\t")
_LOOKED_AT = 50
# Excel holds 32,767 characters in a cell; an unclosed quotation mark swallows the rest of the file.
_LONGEST_CELL = 200_000
_CHUNK = 1024 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# å, ä, ö and their like in UTF-8; in Windows-1252 it would say Ã¥, which nobody writes.
_UTF8_LETTER = re.compile(b"\xc3[\x80-\xbf]")
_ALSO_WINDOWS = "loftesbok.also-windows-1252"


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are no UTF-8 as what they must then be."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_ALSO_WINDOWS, _windows_1252)


class CsvText:
    """A CSV file's content. Raises `Invalid` at once for what is no text.

    Text is UTF-8 with or without a byte order mark, UTF-16 with one, Windows-1252, or lines of
    UTF-8 and of Windows-1252 that somebody put together.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self._content = content
        self._file = file
        self._encoding, self._errors = self._find_encoding()
        first = self._lines().readline().strip()
        # Excel's own way of saying it; the line counts as a row.
        self._says_separator = first.casefold().startswith("sep=") and len(first) == len("sep=;")
        self.separator = first[-1] if self._says_separator else self._likeliest()

    @property
    def lines(self) -> int:
        """How many lines there are: rows can be fewer, when texts have several, but not more."""
        return self._content.count(b"\n") + 1

    @cached_property
    def first_in_other_encoding(self) -> int | None:
        """The first line in Windows-1252 in a file of UTF-8; None where there is none."""
        if self._errors != _ALSO_WINDOWS:
            return None
        lines = enumerate(self._content.split(b"\n"), start=1)
        return next((number for number, line in lines if not _is_utf8(line)), None)

    def rows(self) -> Iterator[list[str]]:
        """The records, blank ones too so that their numbers are those Excel shows.

        Raises `Invalid` that names the line where quotation marks do not pair, or the row with a
        cell that is too long.
        """
        if self._says_separator:
            yield []
        try:
            yield from self._reader()
        except csv.Error as error:
            raise self._fault() from error

    def _reader(self, longest: int = _LONGEST_CELL) -> Any:
        lines = self._lines()
        if self._says_separator:
            lines.readline()
        csv.field_size_limit(longest)
        return csv.reader(lines, delimiter=self.separator, strict=True)

    def _fault(self) -> Invalid:
        """Why the first record that can't be read can't be, and where it is."""
        reader, ended, records = self._reader(), 0, 0
        try:
            for _row in reader:
                ended, records = reader.line_num, records + 1
        except csv.Error:
            pass
        try:
            # Quotation marks that pair are found to, however far it is between them.
            next(islice(self._reader(len(self._content)), records, None))
        except csv.Error:
            number = int(ended) + 1 + self._says_separator
            return Invalid("import.quotes", file=self._file, number=number)
        row = records + 1 + self._says_separator
        return Invalid("import.long_cell", file=self._file, row=row, most=_LONGEST_CELL)

    def _lines(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self._content), self._encoding, self._errors, newline="")

    def _find_encoding(self) -> tuple[str, str]:
        if self._content.startswith(_UTF16):
            if _is_text(self._content, "utf-16"):
                return "utf-16", "strict"
        elif b"\0" not in self._content:
            if _is_utf8(self._content):
                return "utf-8-sig", "strict"
            if _UTF8_LETTER.search(self._content):
                return "utf-8-sig", _ALSO_WINDOWS
            if _is_text(self._content, "cp1252"):
                return "cp1252", "strict"
        raise Invalid("import.not_a_table", file=self._file)

    def _likeliest(self) -> str:
        """The separator with most of the headings we know, then the most even columns, the most."""
        return max(_SEPARATORS, key=self._score)

    def _score(self, separator: str) -> tuple[int, int, int]:
        csv.field_size_limit(_LONGEST_CELL)
        try:
            rows = list(islice(csv.reader(self._lines(), delimiter=separator), _LOOKED_AT))
        except csv.Error:
            return (-1, 0, 0)
        widths = [len(row) for row in rows if len(row) > 1]
        most_even = max(((widths.count(width), width) for width in set(widths)), default=(0, 0))
        return (max((known_headings(row) for row in rows), default=0), *most_even)


def _is_utf8(content: bytes) -> bool:
    return _is_text(content, "utf-8")


def _is_text(content: bytes, encoding: str) -> bool:
    """Whether it can be decoded, and has no character that no text has."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK):
            end = start + _CHUNK
            if "\0" in decoder.decode(content[start:end], final=end >= len(content)):
                return False
    except UnicodeDecodeError:
        return False
    return True
