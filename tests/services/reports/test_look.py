"""A municipality's look: what is set, what is refused, and what reports get of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.pictures import a_picture, decoded
from tests.refusals import refused
from tracker.models.attachment import Attachment
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.problems import ProblemFields, add_problem
from tracker.services.reports.colour import carries_text, contrast_on_white, parse_colour
from tracker.services.reports.look import (
    KEEP,
    MunicipalityLook,
    SetLook,
    municipality_looks,
    set_look,
)
from tracker.services.reports.reading import report_input
from tracker.services.reports.rows import Look

ALT = "Säffle kommuns vapen"


def shown(ctx: AppContext) -> MunicipalityLook:
    (look,) = municipality_looks(ctx)
    return look


def change(ctx: AppContext, **values: object) -> MunicipalityLook:
    """Set the look, keeping what is not said, and say what it is afterwards."""
    before = shown(ctx)
    cmd = SetLook(before.municipality_id, before.version, before.colour, before.alt)
    set_look(ctx, replace(cmd, **values))  # type: ignore[arg-type]
    return shown(ctx)


def test_a_new_book_has_the_house_look(anywhere: AppContext) -> None:
    look = shown(anywhere)
    assert (look.name, look.colour, look.alt, look.logotype) == ("Säffle", "", "", None)
    assert report_input(anywhere).look == Look()


def test_a_look_is_set_and_reaches_the_reports(anywhere: AppContext) -> None:
    look = change(anywhere, colour="2f5d3a", alt=f" {ALT} ", logotype=a_picture())
    assert (look.colour, look.alt) == ("#2F5D3A", ALT)
    assert look.logotype is not None
    assert decoded(look.logotype).size == (300, 100)
    used = report_input(anywhere).look
    assert used.colour == "#2F5D3A"
    assert used.logotype is not None
    assert (used.logotype.data, used.logotype.alt) == (look.logotype, ALT)
    assert check_book(anywhere) == []


def test_a_logotype_is_kept_replaced_and_removed(ctx: AppContext) -> None:
    first = change(ctx, alt=ALT, logotype=a_picture()).logotype
    assert change(ctx, alt="Ny text", logotype=KEEP).logotype == first
    assert change(ctx, logotype=a_picture((120, 120))).logotype != first
    with ctx.read() as session:
        (row,) = session.scalars(select(Attachment)).all()
        assert (row.name, row.media_type) == ("report-logotype.png", "image/png")
    bare = change(ctx, logotype=None)
    assert (bare.logotype, bare.alt) == (None, "")
    undo(ctx)
    assert shown(ctx).alt == "Ny text"
    undo(ctx)
    assert shown(ctx).logotype == first
    redo(ctx)
    assert shown(ctx).logotype != first
    assert check_book(ctx) == []


def test_words_are_asked_for_with_a_logotype(ctx: AppContext) -> None:
    with refused("logotype.alt_missing") as told:
        change(ctx, alt=" ", logotype=a_picture())
    assert told.value.field == "logotype_alt"  # type: ignore[attr-defined]
    assert shown(ctx).logotype is None
    change(ctx, alt=ALT, logotype=a_picture())
    with refused("logotype.alt_missing"):
        change(ctx, alt="")
    # Words for a picture that is not there say nothing.
    assert change(ctx, logotype=None, alt="Ord").alt == ""
    assert change(ctx, alt="Ord").alt == ""


def test_what_is_no_picture_changes_nothing(ctx: AppContext) -> None:
    with refused("logotype.not_a_picture"):
        change(ctx, alt=ALT, logotype=b"hej", colour="#112233")
    assert shown(ctx).colour == ""


@pytest.mark.parametrize("colour", ["blå", "#12345", "#GGGGGG", "rgb(1,2,3)", "#١٢٣٤٥٦"])
def test_what_is_no_colour_is_refused(ctx: AppContext, colour: str) -> None:
    with refused("look.colour") as told:
        change(ctx, colour=colour)
    assert told.value.field == "report_colour"  # type: ignore[attr-defined]


def test_what_would_not_show_on_paper_is_refused(ctx: AppContext) -> None:
    for white in ("#FFFFFF", "#FDF8F0"):
        with refused("look.invisible"):
            change(ctx, colour=white)
    assert change(ctx, colour="#F2D400").colour == "#F2D400"


def test_a_look_that_somebody_else_changed_is_refused(ctx: AppContext) -> None:
    """Also when only the picture, which is a row of its own, is another."""
    change(ctx, alt=ALT, logotype=a_picture())
    seen = shown(ctx)
    fields = (seen.municipality_id, seen.version, "", ALT)
    set_look(ctx, SetLook(*fields, logotype=a_picture((50, 50))))
    with refused("row.changed"):
        set_look(ctx, SetLook(*fields, logotype=a_picture((60, 60))))
    with refused("row.changed"):
        set_look(ctx, SetLook(*fields))


def test_what_is_as_it_was_is_no_step(ctx: AppContext) -> None:
    first = change(ctx, alt=ALT, logotype=a_picture(), colour="#2F5D3A")
    steps = ctx.undo.steps()
    assert change(ctx, logotype=a_picture()) == first
    assert change(ctx, name="Säffle") == first
    assert ctx.undo.steps() == steps


def test_a_municipality_gets_another_name(ctx: AppContext) -> None:
    assert change(ctx, name=" Säffle kommun ").name == "Säffle kommun"
    assert report_input(ctx).municipality == "Säffle kommun"
    with refused("field.required"):
        change(ctx, name=" ")


def test_two_municipalities_do_not_share_a_name(ctx: AppContext) -> None:
    add_problem(ctx, ProblemFields("Kil", "Buskörning"))
    kil, saffle = municipality_looks(ctx)
    with refused("row.duplicate"):
        set_look(ctx, SetLook(saffle.municipality_id, saffle.version, name="Kil"))
    set_look(ctx, SetLook(kil.municipality_id, kil.version, "#112233", ALT, a_picture()))
    assert report_input(ctx).look == Look()


def test_how_colours_are_written() -> None:
    assert parse_colour(" ") == ""
    assert parse_colour(" aBcDeF ") == parse_colour("#ABCDEF") == "#ABCDEF"


def test_contrast() -> None:
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white("#000000") == pytest.approx(21)
    # As the design tokens state it.
    assert contrast_on_white("#14406B") == pytest.approx(10.6, abs=0.1)
    assert contrast_on_white("#828E9A") == pytest.approx(3.4, abs=0.1)
    assert carries_text("#595959")
    assert not carries_text("#5A5A5A")
