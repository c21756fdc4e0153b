"""The week's programme: what hangs on the wall, and that no agreement is needed for it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factory import DAY, WHO, a_clock, a_person, a_round, an_occasion, opened
from tests.refusals import refused
from tests.reports.reading import reader
from tests.reports.structure import check_structure
from tracker.models.enums import ReportState
from tracker.reports.kinds.programme import material_items
from tracker.reports.making import Made, make_report, settle
from tracker.services.books import NewBook, create_book
from tracker.services.context import AppContext
from tracker.services.dialogue import delete_round
from tracker.services.example import SHOWN_DAY
from tracker.services.queries.evidence import survey_detail
from tracker.services.reports.archive import record_report, report_rows
from tracker.services.reports.frozen import from_json, to_json
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.surveys import EditSurvey, edit_survey


@pytest.fixture
def unsigned(tmp_path: Path) -> Iterator[AppContext]:
    """A book at the beginning of the work: no agreement, no promise."""
    path = tmp_path / "new.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika"), clock=a_clock(), who=WHO)
    ctx = opened(path)
    yield ctx
    ctx.close()


def made(ctx: AppContext, round_id: int | None = None) -> Made:
    return make_report(ctx, ReportQuery(kind="programme", round_id=round_id), "en")


def text_of(report: Made) -> str:
    return "\n".join(page.extract_text() for page in reader(report.pdf).pages)


def test_a_dialogue_comes_before_the_agreement(unsigned: AppContext) -> None:
    round_id = a_round(unsigned)
    an_occasion(unsigned, round_id)
    report = made(unsigned)
    check_structure(report.pdf)
    text = text_of(report)
    for words in (
        "Programme of the citizens’ dialogue",
        "Medborgardialog vecka 9, 2018",
        "Höra vad som gör folk otrygga.",
        "Thursday 1 March",
        "12:00–16:00",
        "Torgsamtal på Stortorget",
        "Allmänheten",
        WHO,
        "Roll-up",
        "Enkäter",
        "DRAFT",
    ):
        assert words in text, words
    assert "Kim Ek" not in text
    # Nothing to file it under yet: it is printed all the same, and not in the archive.
    assert record_report(unsigned, report.record()) is None
    with refused("report.no_agreement"):
        settle(unsigned, ReportQuery(kind="programme"), "sv")
    assert report_rows(unsigned) == []


def test_without_a_round_there_is_no_programme(unsigned: AppContext) -> None:
    with refused("report.no_round"):
        made(unsigned)
    round_id = a_round(unsigned)
    delete_round(unsigned, round_id, 1)
    with refused("report.no_round"):
        made(unsigned, round_id)
    a_round(unsigned)
    with refused("row.missing"):
        made(unsigned, round_id)


def test_a_round_without_occasions_says_so(ctx: AppContext) -> None:
    a_round(ctx)
    assert "No occasion has been planned yet." in text_of(made(ctx))


def test_the_round_asked_for_else_the_latest(ctx: AppContext) -> None:
    first, second = a_round(ctx, "Den första"), a_round(ctx, "Den andra")
    an_occasion(ctx, first, "På torget")
    assert "På torget" in text_of(made(ctx, first))
    for report in (made(ctx), made(ctx, second)):
        assert "Den andra" in text_of(report)
        assert "På torget" not in text_of(report)


def test_a_week_like_the_example_s_is_one_page(new_example: Path, tmp_path: Path) -> None:
    ctx = opened(Path(shutil.copy(new_example, tmp_path)), a_clock(SHOWN_DAY))
    report = made(ctx)
    ctx.close()
    assert len(reader(report.pdf).pages) == 1
    told = report.data.round
    assert told is not None
    assert len(told.occasions) == 6
    assert from_json(to_json(report.data)) == report.data


def test_a_final_programme_is_kept_as_it_was(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    an_occasion(ctx, round_id)
    query = ReportQuery(kind="programme", round_id=round_id)
    settled = settle(ctx, query, "sv")
    fields = report_input(ctx, query).round
    assert fields is not None
    assert settled.made.data.state is ReportState.FINAL
    assert settled.made.data.round == fields
    (row,) = report_rows(ctx)
    assert (row.kind, row.period_start, row.period_end) == (
        "programme",
        fields.starts_on,
        fields.ends_on,
    )


def test_the_programme_as_it_stood_on_a_day(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    occasion = an_occasion(ctx, round_id)
    later = opened(Path(ctx.book), a_clock(DAY + dt.timedelta(3)))
    try:
        detail = survey_detail(later, occasion)
        assert detail is not None
        moved = replace(detail.fields, place="Biblioteket", responsible_id=a_person(later, "Chef"))
        edit_survey(later, EditSurvey(occasion, detail.row.version, moved))
        places = []
        for as_of in (DAY, DAY + dt.timedelta(3)):
            told = report_input(later, ReportQuery(as_of, kind="programme")).round
            assert told is not None
            places.append((told.occasions[0].place, told.occasions[0].responsible))
    finally:
        later.close()
    assert places == [("Stortorget", WHO), ("Biblioteket", "Chef")]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Roll-up\n 150 enkäter, blå\n\n- Pennor", ["Roll-up", "150 enkäter, blå", "Pennor"]),
        ("Roll-up, enkäter; pennor", ["Roll-up", "enkäter", "pennor"]),
        (" , \n", []),
        ("", []),
    ],
)
def test_what_to_bring_is_one_thing_to_a_box(text: str, items: list[str]) -> None:
    assert material_items(text) == items
