"""Refuses workbooks that would unpack to more than a list of people's work can ever be.

A workbook is a zip archive: a small file can unpack to gigabytes, or place one value in the last
cell of the last row so that a reader allocates the whole sheet.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from pathlib import Path

from tracker.models.errors import Invalid

MOST_BYTES = 200 * 1024 * 1024
# Excel's own limit, for CSV as well.
MOST_ROWS = 1_048_576
MOST_UNPACKED = 1024 * 1024 * 1024
# The same long answer in every cell of a sheet packs 80 times, ordinary lists 5 to 25 times.
_MOST_PACKED = 100
_SMALL = 10 * 1024 * 1024
_MOST_CELLS = 50_000_000
_CHUNK = 1024 * 1024

# Only columns from AA on, of which an ordinary list has few or none, are worth finding one by one.
_WIDE = re.compile(rb'\br="([A-Z]{2,3})[0-9]')
_ROW = re.compile(rb'\br="[A-Z]{0,3}([0-9]{1,7})"')
_NARROW_COLUMNS = 26
_UNSAVED = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
# Excel's formulas have 8,192 characters, each of which may be written as an entity.
_LONGEST_FORMULA = 65_536
# Longer than any reference, so that one cut by the end of a chunk is found in the next.
_OVERLAP = 32


def check_size(path: Path) -> None:
    """Raise `Invalid("import.too_large")` for a file that is too big as it is."""
    if path.stat().st_size > MOST_BYTES:
        raise Invalid("import.too_large", file=path.name)


def check_workbook(path: Path) -> None:
    """Raise `Invalid` unless the zip archive is whole and unpacks to a sane size.

    What its directory says is judged first, and then held to while the members are unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED or any(
                map(_is_bomb, members)
            ):
                raise Invalid("import.too_large", file=path.name)
            for member in members:
                _check_member(archive, member, path.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Invalid("import.damaged", file=path.name) from error
    except RuntimeError as error:
        # zipfile's word for an encrypted member.
        raise Invalid("import.protected", file=path.name) from error


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    """Whether it is packed tighter than anything that people write."""
    return member.file_size > max(_SMALL, _MOST_PACKED * member.compress_size)


def unsaved_formula(path: Path) -> str | None:
    """The first cell whose formula has no result in the file, as one that no Excel has saved."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/sheet"):
                with archive.open(member) as file:
                    tail = b""
                    while chunk := file.read(_CHUNK):
                        text = tail + chunk
                        if found := _UNSAVED.search(text):
                            return found[1].decode()
                        tail = text[-_LONGEST_FORMULA:]
    return None


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    is_sheet = member.filename.startswith("xl/worksheets/sheet")
    columns, rows, tail = _NARROW_COLUMNS, 0, b""
    for chunk in _unpacked(archive, member):
        if not is_sheet:
            continue
        text = tail + chunk
        columns = max([columns, *(_column_number(found) for found in _WIDE.findall(text))])
        # Rows ascend, so the last one of a chunk is its largest.
        last = max((int(found) for found in _ROW.findall(text[-4096:])), default=0)
        rows = max(rows, last)
        if columns * rows > _MOST_CELLS:
            raise Invalid("import.too_large", file=name)
        tail = text[-_OVERLAP:]


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """All that a member holds, for as long as it is no more than the directory says.

    zipfile would stop at the size in the directory, and what reads the workbook might not.
    """
    whole = copy(member)
    whole.file_size = member.file_size + 1
    left = member.file_size
    with archive.open(whole) as file:
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile("more than the directory says")
            yield chunk


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
