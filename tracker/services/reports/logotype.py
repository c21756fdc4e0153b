"""Makes a picture printable: whatever is brought becomes a small PNG without transparency."""

import io
import struct
import warnings
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.models.book_file import read_error
from tracker.models.errors import Invalid

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_WIDE, MOST_HIGH = 45.0, 12.0
"""The room for a logotype on paper, in millimetres."""
DOTS = 600
"""As many dots per inch as an office printer puts on paper."""
FEWEST_DOTS = 100
"""With fewer it would look like a mosaic, so a tiny picture is printed smaller than the room."""
SHARP_DOTS = 250
"""From here on the eye sees no dots at reading distance."""

MOST_BYTES = 10_000_000
_MOST_PIXELS = 50_000_000
_INCH = 25.4
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_WHITE = 250
"""From this grey level on a dot is white to the eye: JPEG leaves specks around its edges."""


def read_picture(path: Path) -> bytes:
    """What a file holds, as far as `printable_picture` needs it. Raises `BookError`."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise read_error(error, path) from error


def printable_picture(data: bytes) -> bytes:
    """A PNG or JPEG as RGB or grey PNG, flat on white, cropped to what shows and of print size.

    The same picture gives the same bytes. Raises `Invalid` when it is none, is damaged, is larger
    than any logotype, or would not be seen on white paper.
    """
    if len(data) > MOST_BYTES:
        raise Invalid("logotype.large_file", field="logotype", most=MOST_BYTES // 1_000_000)
    with warnings.catch_warnings():
        # Pillow grumbles on stderr about small slips in files that it can read all the same.
        warnings.simplefilter("ignore")
        flat = _decoded(_opened(data))
    buffer = io.BytesIO()
    _scaled(_cropped(flat)).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def printed_size(png: bytes) -> tuple[float, float]:
    """Width and height in millimetres of a printable picture on paper."""
    width, height = pixels(png)
    scale = min(MOST_WIDE / width, MOST_HIGH / height, _INCH / FEWEST_DOTS)
    return width * scale, height * scale


def dots_per_inch(png: bytes) -> float:
    """How finely a printable picture is printed; below `SHARP_DOTS` its dots can be seen."""
    return pixels(png)[0] / printed_size(png)[0] * _INCH


def sharp_pixels(png: bytes) -> tuple[int, int]:
    """How many dots a picture of this shape should have to fill its room sharply."""
    width, height = pixels(png)
    scale = min(MOST_WIDE / width, MOST_HIGH / height) * SHARP_DOTS / _INCH
    return ceil(width * scale), ceil(height * scale)


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, which stand first in it (ISO 15948, 11.2.2)."""
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def _opened(data: bytes) -> "ImageFile":
    """The picture, its head read and nothing decoded yet."""
    # Pillow's own `open` would try every format it knows, and warn of large ones on stderr.
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    if not data.startswith((_PNG, _JPEG)):
        raise Invalid("logotype.not_a_picture", field="logotype")
    try:
        kind = PngImageFile if data.startswith(_PNG) else JpegImageFile
        picture = kind(io.BytesIO(data))
    except Exception as error:
        raise Invalid("logotype.damaged", field="logotype") from error
    # Asked before decoding, for a file of kilobytes can unfold to gigabytes.
    if picture.width * picture.height > _MOST_PIXELS:
        raise Invalid(
            "logotype.many_pixels",
            field="logotype",
            width=picture.width,
            height=picture.height,
            most=_MOST_PIXELS // 1_000_000,
        )
    return picture


def _decoded(picture: "ImageFile") -> "Image":
    """All of it, upright, in the screen's colours and flat on white."""
    from PIL import ImageOps

    try:
        picture.load()
        # In place, as is all that follows where it can be: a copy may be 200 MB.
        ImageOps.exif_transpose(picture, in_place=True)
        return _flat(_in_srgb(_eight_bits(picture)))
    except Exception as error:
        # A decoder that meets broken bytes may raise anything.
        raise Invalid("logotype.damaged", field="logotype") from error


def _eight_bits(picture: "Image") -> "Image":
    """Palettes and two-byte greys as one byte a colour; transparency becomes a channel."""
    if picture.mode.startswith("I"):
        clear = picture.info.pop("transparency", None)
        picture = picture.point(lambda level: level * (1 / 256)).convert("L")
        if clear is not None:
            picture.info["transparency"] = clear >> 8
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def _in_srgb(picture: "Image") -> "Image":
    """In the colours of the report's own profile, where the picture says what its colours are."""
    profile = picture.info.get("icc_profile")
    if picture.mode == "RGBA" and profile:
        clear = picture.getchannel("A")
        picture = _converted(picture.convert("RGB"), profile)
        picture.putalpha(clear)
    elif profile:
        picture = _converted(picture, profile)
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _converted(picture: "Image", profile: bytes) -> "Image":
    """`picture`, whose colours are those of `profile`, in the screen's."""
    from PIL import ImageCms

    # A profile for other colours than the picture's is passed over, as viewers do.
    with suppress(ImageCms.PyCMSError, OSError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or picture
    return picture


def _flat(picture: "Image") -> "Image":
    """On white paper, and without anything else that the file said."""
    from PIL import Image

    mode = "L" if picture.mode == "L" else "RGB"
    paper = Image.new(mode, picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return paper


def _cropped(flat: "Image") -> "Image":
    """Without the empty edges that would push it out of line with the text below it."""
    seen = flat.convert("L").point(lambda level: 255 if level < _WHITE else 0)
    box = seen.getbbox()
    if box is None:
        raise Invalid("logotype.blank", field="logotype")
    return flat if box == (0, 0, *flat.size) else flat.crop(box)


def _scaled(flat: "Image") -> "Image":
    """No larger than its room on paper has dots for."""
    from PIL.Image import Resampling

    room = (MOST_WIDE / _INCH * DOTS, MOST_HIGH / _INCH * DOTS)
    scale = min(room[0] / flat.width, room[1] / flat.height)
    if scale >= 1:
        return flat
    size = (max(1, round(flat.width * scale)), max(1, round(flat.height * scale)))
    return flat.resize(size, Resampling.LANCZOS)
