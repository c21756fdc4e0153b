"""Writes the file: the structure tree in compressed streams (ISO 32000-1, 7.5.7) is a fourth."""

import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.conformance import conforming_cmap
from tracker.reports.pdf.tree import StructureTree

_PER_STREAM = 500
_LEVEL = 4
"""Of compression: half the time of the usual 6, for files a twentieth larger."""
_END = b"endstream"
_LINE_END = b"\r\n"
"""Two bytes, since data that happens to end in a carriage return would swallow a line feed."""
_FREE, _PLAIN, _PACKED = 0, 1, 2
_PLACE = struct.Struct(">BIH")
"""Where an object is: plainly at an offset, or in a stream at an index."""


class PackedDocument(pdfdoc.PDFDocument):
    """A tagged document whose structure tree lies in object streams.

    What a page needs is compressed when it is done: of long tables little else is kept.
    """

    tree: StructureTree
    _small: list[tuple[int, str]]
    _streams: list[tuple[int, tuple[int, ...], bytes]]

    @classmethod
    def of(cls, document: Any) -> "PackedDocument":
        """ReportLab's new `document`, turned into one of these."""
        document.__class__ = cls
        packed: PackedDocument = document
        packed._small, packed._streams = [], []
        packed.tree = StructureTree(packed._new_number, packed._pack)
        packed.Catalog.StructTreeRoot = f"{packed.tree.number} 0 R"
        packed.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        return packed

    def _new_number(self) -> int:
        self.objectcounter += 1
        number: int = self.objectcounter
        return number

    def addPage(self, page: Any) -> None:
        """Take over a page that is drawn."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.pageCounter - 1, pdfdoc.PDFName("S")
        how = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
        # One byte a character: nothing else comes from the pen or from ReportLab.
        packed = zlib.compress(page.stream.encode("latin-1"), _LEVEL)
        page.Contents, page.stream = pdfdoc.PDFStream(how, packed), None
        super().addPage(page)
        number, _version = self.idToObjectNumberAndVersion[page.__InternalName__]
        self.tree.end_page(number)

    def _pack(self, number: int, text: str) -> None:
        self._small.append((number, text))
        if len(self._small) == _PER_STREAM:
            self._pack_stream()

    def _pack_stream(self) -> None:
        if self._small:
            members = tuple([number for number, _text in self._small])
            self._streams.append((self._new_number(), members, _object_stream(self._small)))
            self._small = []

    def format(self) -> bytes:
        """The whole file."""
        self.encrypt.prepare(self)
        for name, thing in self.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = conforming_cmap(thing.content)
        self.tree.finish()
        self._pack_stream()
        self.__accum__ = file = pdfdoc.PDFFile(self._pdfVersion)
        starts: dict[int, int] = {}
        number = 0
        # Formatting an object may register others, so the end is not known beforehand.
        while number < self.objectcounter:
            number += 1
            name = self.numberToId.get(number)
            if name is not None:
                text = pdfdoc.format(self.idToObject[name], self, toplevel=1)
                starts[number] = _add(file, number, _stream_ended(text.rstrip(b"\n")))
        for number, _members, text in self._streams:
            starts[number] = _add(file, number, text)
        self._add_cross_references(file, starts)
        data: bytes = file.format(self)
        return data

    def _add_cross_references(self, file: Any, starts: dict[int, int]) -> None:
        number, start = self._new_number(), file.offset
        starts[number] = start
        table = bytearray(_PLACE.size * (number + 1))
        _PLACE.pack_into(table, 0, _FREE, 0, 65535)
        for plain, offset in starts.items():
            _PLACE.pack_into(table, _PLACE.size * plain, _PLAIN, offset, 0)
        for stream, members, _text in self._streams:
            for at, packed in enumerate(members):
                _PLACE.pack_into(table, _PLACE.size * packed, _PACKED, stream, at)
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
        _add(file, number, _stream(entries, bytes(table)))
        file.add(b"startxref\n%d\n%%%%EOF\n" % start)


def _stream_ended(text: bytes) -> bytes:
    """`text` with the line end before "endstream" that PDF/A asks for (ISO 19005-2, 6.1.7.1)."""
    return text[: -len(_END)] + _LINE_END + _END if text.endswith(_END) else text


def _add(file: Any, number: int, text: bytes) -> int:
    """Write one object; return where it begins."""
    start: int = file.offset
    file.add(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    return start


def _object_stream(objects: list[tuple[int, str]]) -> bytes:
    offset, index = 0, []
    for number, text in objects:
        index.append(f"{number} {offset}")
        offset += len(text) + 1
    head = " ".join(index) + "\n"
    body = head + "\n".join([text for _number, text in objects])
    entries = f"/Type/ObjStm/N {len(objects)}/First {len(head)}"
    return _stream(entries.encode(), body.encode("ascii"))


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, _LEVEL)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + _LINE_END + _END
