"""Packs the structure tree into compressed streams (ISO 32000-1, 7.5.7), a fourth of the size."""

import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.tree import TreeObject

_PER_STREAM = 500
_FREE, _PLAIN, _PACKED = 0, 1, 2


class PackedDocument(pdfdoc.PDFDocument):
    """A document whose structure tree lies in object streams, found by a cross-reference stream."""

    def format(self) -> bytes:
        """The whole file."""
        self.encrypt.prepare(self)
        self.__accum__ = file = pdfdoc.PDFFile(self._pdfVersion)
        places: list[tuple[int, int, int]] = [(_FREE, 0, 65535)]
        small: list[tuple[int, bytes]] = []
        number = 1
        # Formatting an object may register others, so the end is not known beforehand.
        while number in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            if isinstance(thing, TreeObject):
                small.append((number, thing.format(self)))
                places.append((_PACKED, 0, 0))
            else:
                text = pdfdoc.format(thing, self, toplevel=1).rstrip(b"\n")
                places.append((_PLAIN, _add(file, number, text), 0))
            number += 1
        for start in range(0, len(small), _PER_STREAM):
            part = small[start : start + _PER_STREAM]
            for index, (packed, _text) in enumerate(part):
                places[packed] = (_PACKED, len(places), index)
            places.append((_PLAIN, _add(file, len(places), _object_stream(part)), 0))
        self._add_cross_references(file, places)
        data: bytes = file.format(self)
        return data

    def _add_cross_references(self, file: Any, places: list[tuple[int, int, int]]) -> None:
        number, start = len(places), file.offset
        places.append((_PLAIN, start, 0))
        table = b"".join(struct.pack(">BIH", *place) for place in places)
        root, info = (
            pdfdoc.format(self.Reference(thing), self) for thing in (self.Catalog, self.info)
        )
        # ReportLab ends the identifier with a comment.
        identifier = self.ID().split(b"%")[0].strip()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID%s" % (
            number + 1,
            root,
            info,
            identifier,
        )
        _add(file, number, _stream(entries, table))
        file.add(b"startxref\n%d\n%%%%EOF\n" % start)


def _add(file: Any, number: int, text: bytes) -> int:
    """Write one object; return where it begins."""
    start: int = file.offset
    file.add(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    return start


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    offset, index = 0, []
    for number, text in objects:
        index.append(b"%d %d" % (number, offset))
        offset += len(text) + 1
    head = b" ".join(index) + b"\n"
    body = head + b"\n".join(text for _number, text in objects)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), body)


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"
