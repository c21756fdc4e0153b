"""Writes the file: the structure tree in compressed streams (ISO 32000-1, 7.5.7) is a fourth."""

import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.conformance import conforming_cmap
from tracker.reports.pdf.tree import StructureTree

_PER_STREAM = 500
_END = b"endstream"
_LINE_END = b"\r\n"
"""Two bytes, since data that happens to end in a carriage return would swallow a line feed."""
_FREE, _PLAIN, _PACKED = 0, 1, 2

Place = tuple[int, int, int]
"""Where an object is: plainly at an offset, or in a stream at an index."""


class PackedDocument(pdfdoc.PDFDocument):
    """A document whose structure tree lies in object streams, found by a cross-reference stream."""

    tree: StructureTree

    def format(self) -> bytes:
        """The whole file."""
        self.encrypt.prepare(self)
        for name, thing in self.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = conforming_cmap(thing.content)
        self.__accum__ = file = pdfdoc.PDFFile(self._pdfVersion)
        places: dict[int, Place] = {0: (_FREE, 0, 65535)}
        number = 1
        # Formatting an object may register others, so the end is not known beforehand.
        while number in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            if thing is not self.tree.root:
                text = _stream_ended(pdfdoc.format(thing, self, toplevel=1).rstrip(b"\n"))
                places[number] = (_PLAIN, _add(file, number, text), 0)
            number += 1
        small = list(self.tree.objects(number))
        number = small[-1][0] + 1
        for start in range(0, len(small), _PER_STREAM):
            part = small[start : start + _PER_STREAM]
            places |= {packed: (_PACKED, number, at) for at, (packed, _text) in enumerate(part)}
            places[number] = (_PLAIN, _add(file, number, _object_stream(part)), 0)
            number += 1
        self._add_cross_references(file, places, number)
        data: bytes = file.format(self)
        return data

    def _add_cross_references(self, file: Any, places: dict[int, Place], number: int) -> None:
        start = file.offset
        places[number] = (_PLAIN, start, 0)
        table = b"".join(struct.pack(">BIH", *places[n]) for n in range(number + 1))
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


def _stream_ended(text: bytes) -> bytes:
    """`text` with the line end before "endstream" that PDF/A asks for (ISO 19005-2, 6.1.7.1)."""
    return text[: -len(_END)] + _LINE_END + _END if text.endswith(_END) else text


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
    return head + b"\nstream\n" + packed + _LINE_END + _END
