"""What becomes of the pictures that people bring."""

import struct
import zlib
from contextlib import suppress
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from tests.pictures import INK, a_picture, decoded, drawn, encoded
from tests.refusals import refused
from tracker.models.errors import Invalid
from tracker.services.reports.logotype import (
    dots_per_inch,
    pixels,
    printable_picture,
    printed_size,
)


def printable(picture: Image.Image, kind: str = "PNG", **options: Any) -> Image.Image:
    made = decoded(printable_picture(encoded(picture, kind, **options)))
    assert made.mode in ("RGB", "L")
    assert not made.info
    return made


def near(found: Any, wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def test_a_plain_picture_keeps_every_dot() -> None:
    made = printable(drawn())
    assert made.size == (300, 100)
    assert made.tobytes() == drawn().tobytes()


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert printable_picture(a_picture()) == printable_picture(a_picture())
    once = printable_picture(a_picture((1800, 300)))
    assert printable_picture(once) == once


def test_transparency_becomes_white_paper() -> None:
    clear = drawn().convert("RGBA")
    clear.putalpha(drawn().convert("L").point(lambda level: 255 - level))
    clear.paste((255, 0, 0, 0), (100, 0, 300, 30))
    made = printable(clear)
    assert made.getpixel((200, 10)) == (255, 255, 255)
    half = Image.new("RGBA", (10, 10), (0, 0, 0, 128))
    assert near(printable(half).getpixel((5, 5)), (127, 127, 127), 1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png(mode: str) -> None:
    made = printable(drawn().convert("RGBA").convert(mode)).convert("RGB")
    assert near(made.getpixel((299, 50)), INK if "P" in mode or "G" in mode else (60,) * 3, 60)
    assert made.getpixel((290, 5)) == (255, 255, 255)


def test_a_palette_with_a_clear_colour() -> None:
    picture = drawn(paper=(1, 2, 3)).quantize(8)
    background = picture.getpixel((290, 5))
    made = printable(picture, transparency=background)
    assert made.getpixel((290, 5)) == (255, 255, 255)
    assert near(made.getpixel((299, 50)), INK)


def test_a_plain_colour_can_be_the_clear_one() -> None:
    made = printable(drawn(paper=(250, 0, 250)), transparency=(250, 0, 250))
    assert made.getpixel((290, 5)) == (255, 255, 255)


@pytest.mark.parametrize("clear", [None, 65535, 0])
def test_two_bytes_a_dot(clear: int | None) -> None:
    picture = Image.new("I;16", (4, 1))
    for x, level in enumerate((0, 0x0A00, 0x8000, 0xFFFF)):
        picture.putpixel((x, 0), level)
    made = printable(picture) if clear is None else printable(picture, transparency=clear)
    shades = [value if isinstance(value, int) else value[0] for value in _row(made.convert("L"))]
    assert shades == ([10, 128] if clear == 0 else [0, 10, 128])


def _row(picture: Image.Image) -> list[Any]:
    return [picture.getpixel((x, 0)) for x in range(picture.width)]


def test_two_bytes_a_colour() -> None:
    rows = b"".join(b"\0" + struct.pack(">6H", 0x1400, 0x4000, 0x6B00, 0, 0, 0) for _ in range(2))
    head = struct.pack(">IIBBBBB", 2, 2, 16, 2, 0, 0, 0)
    made = decoded(printable_picture(_png((b"IHDR", head), (b"IDAT", zlib.compress(rows)))))
    assert (made.getpixel((0, 0)), made.getpixel((1, 1))) == (INK, (0, 0, 0))


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    whole = b"\x89PNG\r\n\x1a\n"
    for name, data in (*chunks, (b"IEND", b"")):
        whole += struct.pack(">I", len(data)) + name + data
        whole += struct.pack(">I", zlib.crc32(name + data))
    return whole


def test_printers_colours_become_the_screens() -> None:
    picture = Image.new("CMYK", (60, 20), (255, 0, 0, 0))
    red, green, blue = printable(picture, "JPEG", quality=95).getpixel((30, 10))  # type: ignore[misc]
    assert red < 30
    assert min(green, blue) > 150


def test_a_photo_that_lies_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = printable(drawn((240, 80)), "JPEG", quality=95, exif=exif)
    assert made.size == (80, 240)
    assert near(made.getpixel((40, 235)), INK)
    assert printable(drawn((240, 80)), exif=exif).size == (80, 240)


def test_colours_of_another_profile_are_converted() -> None:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    profile = ImageCms.ImageCmsProfile(srgb).tobytes()
    same = printable(drawn(ink=(120, 60, 30)), icc_profile=profile)
    assert near(same.getpixel((299, 50)), (120, 60, 30), 1)
    other = ImageCms.ImageCmsProfile(lab).tobytes()
    passed_over = printable(drawn(), icc_profile=other)
    assert near(passed_over.getpixel((299, 50)), INK, 1)
    broken = printable(drawn().convert("RGBA"), icc_profile=b"not a profile")
    assert near(broken.getpixel((299, 50)), INK, 1)


def test_a_profile_with_another_curve() -> None:
    picture = drawn(ink=(128, 128, 128))
    # A middle value of linear light is much lighter on the screen.
    linear = _linear_profile()
    made = printable(picture, icc_profile=linear)
    assert near(made.getpixel((299, 50)), (188, 188, 188), 3)
    clear = picture.convert("RGBA")
    clear.putalpha(255)
    assert near(printable(clear, icc_profile=linear).getpixel((299, 50)), (188, 188, 188), 3)


def _linear_profile() -> bytes:
    """The screen's profile with straight curves: every curve points at one that is the identity."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    straight = len(data)
    data += b"curv" + bytes(8)
    for at in range(132, 132 + 12 * struct.unpack_from(">I", data, 128)[0], 12):
        if bytes(data[at : at + 4]) in (b"rTRC", b"gTRC", b"bTRC"):
            struct.pack_into(">II", data, at + 4, straight, 12)
    struct.pack_into(">I", data, 0, len(data))
    return bytes(data)


def test_the_first_of_moving_pictures() -> None:
    frames = [drawn(), drawn(ink="red")]
    made = printable(frames[0], save_all=True, append_images=frames[1:], duration=100)
    assert made.getpixel((299, 50)) == INK


def test_empty_edges_are_cut_off() -> None:
    wide = Image.new("RGB", (900, 700), (253, 254, 255))
    wide.paste(drawn(), (200, 300))
    assert printable(wide).size == (300, 100)


@pytest.mark.parametrize(
    ("size", "printed"),
    [((6000, 1500), (1063, 266)), ((1500, 6000), (71, 283)), ((5000, 3), (1063, 1))],
)
def test_a_huge_picture_is_brought_to_the_size_of_print(
    size: tuple[int, int], printed: tuple[int, int]
) -> None:
    picture = Image.new("L", size, 40)
    assert printable(picture).size == printed


def test_size_on_paper() -> None:
    high, tiny = a_picture((900, 600)), a_picture((20, 20))
    assert printed_size(high) == pytest.approx((18, 12))
    assert printed_size(a_picture((900, 100))) == pytest.approx((45, 5))
    assert printed_size(tiny) == pytest.approx((5.08, 5.08))
    assert dots_per_inch(tiny) == pytest.approx(100)
    assert dots_per_inch(high) == pytest.approx(600 / 12 * 25.4)
    assert pixels(high) == (900, 600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "logotype.not_a_picture"),
        (b"%PDF-1.7", "logotype.not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logotype.not_a_picture"),
        (b"GIF89a" + bytes(50), "logotype.not_a_picture"),
        (b"\x89PNG\r\n\x1a\n", "logotype.damaged"),
        (b"\xff\xd8\xff", "logotype.damaged"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "logotype.damaged"),
        (a_picture()[:-100], "logotype.damaged"),
        (encoded(drawn((900, 300)), "JPEG")[:2000], "logotype.damaged"),
        (a_picture().replace(b"IDAT", b"IDAX", 1), "logotype.damaged"),
        (a_picture() + bytes(10_000_000), "logotype.large_file"),
        (encoded(Image.new("RGB", (40, 40), "white")), "logotype.blank"),
        (encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0))), "logotype.blank"),
    ],
    ids=range(13),
)
def test_what_is_no_logotype_is_refused(data: bytes, code: str) -> None:
    with refused(code) as told:
        printable_picture(data)
    assert told.value.field == "logotype"  # type: ignore[attr-defined]


def test_a_small_file_with_a_huge_picture_is_refused_unopened() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = _png((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))))
    with refused("logotype.many_pixels"):
        printable_picture(bomb)


@pytest.mark.parametrize("exif", [b"Exif\0\0rubbish!!", b"Exif\0\0II*\0\x08\0\0\0\x05\0\x12\x01"])
def test_odd_notes_in_a_file_do_not_matter(exif: bytes, recwarn: pytest.WarningsRecorder) -> None:
    assert printable(drawn(), "JPEG", quality=95, exif=exif).size == (300, 100)
    assert not recwarn.list


@pytest.mark.parametrize("every", range(7))
def test_a_broken_file_is_refused_or_printed_never_more(every: int) -> None:
    for kind in ("PNG", "JPEG"):
        whole = encoded(drawn((60, 40)), kind)
        for at in range(every, len(whole), 7):
            broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
            with suppress(Invalid):
                printable_picture(broken)


def test_a_round_picture_stays_smooth() -> None:
    picture = Image.new("L", (3000, 3000), 255)
    ImageDraw.Draw(picture).ellipse((0, 0, 2999, 2999), fill=0)
    made = printable(picture)
    assert made.size == (283, 283)
    assert len(made.getcolors() or ()) > 20
