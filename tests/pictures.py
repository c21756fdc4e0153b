"""Pictures drawn for the tests."""

import io
from typing import Any

from PIL import Image, ImageDraw

INK = (20, 64, 107)


def drawn(size: tuple[int, int] = (300, 100), ink: Any = INK, paper: Any = "white") -> Image.Image:
    """A shield on the left and a bar beside it, out to every edge."""
    picture = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(picture)
    wide, high = size
    shield = [(0, 0), (high // 2, 0), (high // 2, high // 2), (high // 4, high - 1), (0, high // 2)]
    pen.polygon(shield, fill=ink)
    left = min(high * 2 // 3, wide // 2)
    pen.rectangle((left, high // 3, wide - 1, high * 2 // 3), fill=ink)
    return picture


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The picture as a file's bytes."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def a_picture(size: tuple[int, int] = (300, 100), **how: Any) -> bytes:
    """A logotype as PNG."""
    return encoded(drawn(size, **how))


def decoded(data: bytes) -> Image.Image:
    """A file's bytes as a picture."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture
