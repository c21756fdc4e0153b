"""Pictures as PDF can hold them: the rows of a PNG, compressed as they are in the file."""

import struct
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS: dict[tuple[int, ...], Literal[1, 3]] = {(8, 0, 0, 0, 0): 1, (8, 2, 0, 0, 0): 3}
"""Depth, colour, compression, filter and interlace of what can be taken over: grey and RGB."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Grey or RGB dots, eight bits a channel, without transparency."""

    width: int
    height: int
    channels: Literal[1, 3]
    rows: bytes
    """Filtered by PNG's predictors, then deflated: PDF's FlateDecode undoes both."""

    @property
    def name(self) -> str:
        """The same for the same picture."""
        head = f"{self.width} {self.height} {self.channels} ".encode()
        return sha256(head + self.rows).hexdigest()


def from_png(png: bytes) -> Picture:
    """The picture in a PNG file. Raises `ValueError` unless it is plain grey or RGB."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    width, height, *kind = struct.unpack_from(">IIBBBBB", png, 16)
    channels = _CHANNELS.get(tuple(kind))
    if channels is None:
        raise ValueError(f"a PNG that pages can't hold: {kind}")
    rows, at = b"", len(_SIGNATURE)
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        if name == b"IDAT":
            rows += png[at + 8 : at + 8 + length]
        at += length + 12
    return Picture(width, height, channels, rows)
