"""A municipality's logotype and colour on paper, and that nothing else changes with them."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import page
import pytest
from PIL import Image

from tests.pictures import a_picture, drawn, encoded
from tests.reports.reading import elements, page_texts, reader
from tests.reports.saffle import saffle
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import language
from tracker.models.enums import MeetingState
from tracker.reports import style
from tracker.reports.build import build_report
from tracker.reports.pdf.blocks import Space
from tracker.reports.pdf.document import Placed, Properties, draw_document
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.picture import Picture, from_png
from tracker.reports.pdf.text import rgb
from tracker.reports.registry import KINDS, Choice
from tracker.reports.style import MM
from tracker.services.reports.logotype import printable_picture
from tracker.services.reports.meeting_rows import MeetingRow
from tracker.services.reports.round_rows import RoundRow
from tracker.services.reports.rows import Logotype, Look, ReportInput

GREEN, YELLOW = "#1E5C3C", "#F2D400"
ALT = "Säffle kommuns vapen 🛡"


def logotype(size: tuple[int, int] = (400, 200), mode: str = "RGB") -> Logotype:
    return Logotype(printable_picture(encoded(drawn(size).convert(mode))), ALT)


def with_look(logotype: Logotype | None = None, colour: str = "") -> ReportInput:
    return replace(saffle(), look=Look(logotype, colour))


def built(logotype: Logotype | None = None, colour: str = "", **changes: Any) -> bytes:
    return build_report(replace(with_look(logotype, colour), **changes), lang="sv")


@pytest.fixture(scope="session")
def decorated() -> bytes:
    return built(logotype(), GREEN)


def content(pdf: bytes, number: int) -> str:
    contents = reader(pdf).pages[number].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def everything(pdf: bytes) -> str:
    return "\n".join(content(pdf, number) for number in range(len(reader(pdf).pages)))


def code(colour: str) -> str:
    return " ".join(f"{part:.3f}" for part in rgb(colour))


def drawing_code(colour: str) -> re.Pattern[str]:
    """As ReportLab's drawings write it, with more places."""
    parts = [f"{part:.3f}"[1:].rstrip("0") for part in rgb(colour)]
    return re.compile(r"\s".join(rf"{re.escape(part[:-1])}\d+" for part in parts))


ACCENT = "#14406B"


# The logotype


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_a_report_with_a_look_conforms(decorated: bytes, profile: page.ValidationProfile) -> None:
    assert complaints(decorated, profile) == []
    grey = replace(with_look(logotype((40, 90), "L"), YELLOW), promises=(), decisions=())
    assert complaints(build_report(grey, lang="en"), profile) == []


def test_it_is_read_first_as_what_it_shows(decorated: bytes) -> None:
    figure = next(e for e in elements(decorated) if str(e["/S"]) != "/Document")
    assert str(figure["/S"]) == "/Figure"
    assert str(figure["/Alt"]) == "Säffle kommuns vapen □"
    attributes: Any = figure["/A"]
    left, bottom, right, top = map(float, attributes["/BBox"])
    assert left == pytest.approx(style.LEFT, abs=0.01)
    assert (right - left, top - bottom) == pytest.approx((24 * MM, 12 * MM), abs=0.01)
    assert style.PAGE_HEIGHT - top == pytest.approx(style.TOP, abs=0.2 * MM)


def test_it_stands_instead_of_the_municipalitys_name_but_not_of_the_polices(
    decorated: bytes, example_pdf: bytes
) -> None:
    named, pictured = page_texts(example_pdf), page_texts(decorated)
    both, police = "Säffle kommun Polisen, lokalpolisområde Arvika", "Polisen, lokalpolisområde"
    assert named[0].startswith(both)
    assert pictured[0].startswith(police)
    assert named[1:] == pictured[1:]
    assert page_texts(built(logotype(), police_area=""))[0].startswith("Polisen Exempeldata")


def test_the_file_holds_the_picture_once_and_whole(decorated: bytes) -> None:
    (image,) = reader(decorated).pages[0].images
    assert isinstance(image.image, Image.Image)
    shown = Image.open(io.BytesIO(logotype().data))
    assert image.image.tobytes() == shown.tobytes()
    stream: Any = image.indirect_reference
    entries = stream.get_object()
    assert entries["/ColorSpace"] == "/DeviceRGB"
    assert not {"/SMask", "/Mask", "/Interpolate"} & set(entries)
    assert not any(sheet.images for sheet in reader(decorated).pages[1:])
    (grey,) = reader(built(logotype((90, 90), "L"))).pages[0].images
    stream = grey.indirect_reference
    assert stream.get_object()["/ColorSpace"] == "/DeviceGray"


def test_a_picture_on_every_page_is_in_the_file_once() -> None:
    picture = from_png(logotype().data)

    def header(pen: Pen, _number: int, _total: int) -> None:
        with pen.artifact(pagination=True):
            pen.picture(picture, 50, 50, 100, 50)
            pen.picture(picture, 50, 150, 100, 50)

    sheets = [[Placed(Space(10), 50)]] * 3
    properties = Properties("Titel", "Vi", "Prov", "sv-SE", date(2018, 9, 15))
    pdf = draw_document(
        sheets,
        style.NEXT_FRAME,
        (style.PAGE_WIDTH, style.PAGE_HEIGHT),
        properties,
        header,
        lambda *_: None,
        lambda _: None,
    )
    assert pdf.count(b"/Subtype /Image") == 1
    assert [len(sheet.images) for sheet in reader(pdf).pages] == [1, 1, 1]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_begins_under_the_masthead(kind: Any) -> None:
    data = replace(with_look(logotype()), kind=kind.name)
    if Choice.ROUND in kind.choices:
        week = date(2018, 9, 10), date(2018, 9, 14)
        data = replace(data, round=RoundRow(1, "Medborgardialog vecka 37, 2018", *week))
    if Choice.MEETING in kind.choices:
        told = MeetingRow(1, "Arbetsgruppen", date(2018, 9, 10), MeetingState.CLOSED)
        data = replace(data, meeting=told)
    with language("sv"):
        first = kind.lay_out()(data, lambda _part: None)[0]
    below = style.TOP + 14 * MM
    assert min(placed.y for placed in first) >= below
    frame = style.first_frame(data.look)
    assert frame.first_top == pytest.approx(below + style.UNDER_MASTHEAD)
    for block, y in first:
        assert y + block.height(frame.width) <= frame.bottom + 0.01


@pytest.mark.parametrize(
    ("size", "high"), [((900, 60), 8), ((900, 200), 12), ((300, 300), 14), ((30, 30), 9.62)]
)
def test_the_masthead_is_as_high_as_its_logotype_needs(size: tuple[int, int], high: float) -> None:
    assert style.masthead(Look(logotype(size))) / MM == pytest.approx(high, abs=0.01)


# The colour


def test_a_dark_colour_replaces_the_accent_everywhere(decorated: bytes) -> None:
    drawn_all = everything(decorated)
    assert code(ACCENT) not in drawn_all
    assert not drawing_code(ACCENT).search(drawn_all)
    assert drawn_all.count(code(GREEN)) > 30
    assert drawing_code(GREEN).search(drawn_all)
    # The rest of the palette is as it was, and so is every word.
    plain = everything(built(logotype()))
    for other in ("#16202B", "#A3161F", "#1C3557", "#6A2A5B", "#2F7D4F"):
        assert drawn_all.count(code(other)) == plain.count(code(other))
    assert len(drawn_all.splitlines()) == len(plain.splitlines())


def test_a_pale_colour_is_for_the_masthead_rule_alone(example_pdf: bytes) -> None:
    pale = built(None, YELLOW)
    ours, house = everything(pale).splitlines(), everything(example_pdf).splitlines()
    changed = [(new, old) for new, old in zip(ours, house, strict=True) if new != old]
    assert changed == [(f"{code(YELLOW)} RG 1.50 w", f"{code(ACCENT)} RG 1.50 w")]


def test_without_a_look_every_byte_is_the_same(example_pdf: bytes) -> None:
    assert built() == example_pdf
    assert built(None, ACCENT) == example_pdf


def test_two_looks_at_a_time_do_not_disturb_each_other(decorated: bytes) -> None:
    inputs = [with_look(logotype(), GREEN), with_look(None, "#5B1E1E"), with_look()] * 2
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda data: build_report(data, lang="sv"), inputs))
    assert made[0] == decorated
    assert made[:3] == made[3:]
    assert len(set(made)) == 3


# What a page can hold


@pytest.mark.parametrize(
    "data",
    [
        b"hej",
        encoded(drawn().convert("RGBA")),
        encoded(drawn().quantize(8)),
        encoded(Image.new("I;16", (3, 3))),
        encoded(Image.new("1", (3, 3))),
    ],
    ids=["none", "clear", "palette", "16 bits", "1 bit"],
)
def test_other_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="PNG"):
        from_png(data)


def test_plain_pictures_are_taken_over_as_they_are() -> None:
    picture = from_png(a_picture((30, 20)))
    assert (picture.width, picture.height, picture.channels) == (30, 20, 3)
    assert picture.name == from_png(a_picture((30, 20))).name
    assert picture.name != Picture(20, 30, 3, picture.rows).name
