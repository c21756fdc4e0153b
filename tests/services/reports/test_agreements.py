"""Which agreement a report is about, and books that lack one."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.factory import AGREEMENT, DAY, YEAR, a_clock, a_promise, agreement_id, an_action, opened
from tests.refusals import refused
from tracker.i18n import LANGUAGES, Language
from tracker.models.clock import WalkingClock
from tracker.models.enums import Party
from tracker.reports.build import build_report
from tracker.services.agreements import AgreementFields, add_agreement, first_agreement
from tracker.services.books import NewBook, create_book
from tracker.services.context import AppContext
from tracker.services.follow_up import AskDecision, FeedbackFields, ask_decision, plan_feedback
from tracker.services.promises import AddPromise, PromiseFields, add_promise
from tracker.services.queries.overview import overview
from tracker.services.reports.archive import RecordReport, record_report, report_rows
from tracker.services.reports.reading import ReportQuery, report_input

NEXT = replace(
    AGREEMENT,
    title="Samverkansöverenskommelse 2019",
    period_start=dt.date(2019, 1, 1),
    period_end=dt.date(2019, 12, 31),
    signed_on=dt.date(2018, 2, 1),
    dnr=((Party.MUNICIPALITY, "KS 2018/300"),),
)


NOW = ReportQuery()


def _draft(ctx: AppContext, agreement: int, title: str) -> int:
    fields = PromiseFields(title, "Vi lovar att synas.", *YEAR)
    return add_promise(ctx, AddPromise(agreement, fields))


def _titles(ctx: AppContext, query: ReportQuery = NOW) -> list[str]:
    return [row.title for row in report_input(ctx, query).promises]


def _ask(
    ctx: AppContext, question: str, *, promise_id: int | None = None, action_id: int | None = None
) -> None:
    asked = AskDecision(question, "Polischefen", Party.POLICE, DAY, "Vakans")
    ask_decision(ctx, replace(asked, promise_id=promise_id, action_id=action_id))


def test_a_book_without_an_agreement(tmp_path: Path) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika"), clock=a_clock(), who="Kommunpolis")
    book = opened(path)
    with refused("report.no_agreement"):
        report_input(book)
    assert record_report(book, RecordReport("programme", "sv", DAY, DAY, DAY, "")) is None
    assert report_rows(book) == []
    book.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_without_promises_makes_a_report_all_the_same(
    ctx: AppContext, lang: Language
) -> None:
    data = report_input(ctx)
    assert (data.promises, data.decisions, data.feedback) == ((), (), ())
    assert build_report(data, lang=lang).startswith(b"%PDF")


def test_the_agreement_in_force_is_the_one_reported(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    coming = add_agreement(anywhere, NEXT)
    _draft(anywhere, agreement_id(anywhere), "Nu")
    _draft(anywhere, coming, "Sedan")
    assert _titles(anywhere) == ["Nu"]
    clock.walk_to(dt.date(2019, 1, 1))
    data = report_input(anywhere)
    assert [row.title for row in data.promises] == ["Sedan"]
    assert [row.number for row in data.diary_numbers] == ["KS 2018/300"]
    assert _titles(anywhere, ReportQuery(dt.date(2018, 12, 31))) == ["Nu"]


def test_between_two_agreements_the_latest_to_begin_is_reported(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    later = replace(NEXT, period_start=dt.date(2019, 3, 1))
    _draft(anywhere, add_agreement(anywhere, later), "Sedan")
    _draft(anywhere, agreement_id(anywhere), "Nu")
    clock.walk_to(dt.date(2019, 2, 1))
    assert _titles(anywhere) == ["Nu"]
    clock.walk_to(dt.date(2020, 2, 1))
    assert _titles(anywhere) == ["Sedan"]


def test_one_that_is_signed_goes_before_one_that_is_not(anywhere: AppContext) -> None:
    unsigned = replace(NEXT, period_start=DAY, signed_on=None)
    _draft(anywhere, add_agreement(anywhere, unsigned), "Förslag")
    _draft(anywhere, agreement_id(anywhere), "Nu")
    assert _titles(anywhere) == ["Nu"]


def test_two_municipalities_in_one_book(anywhere: AppContext) -> None:
    other: AgreementFields = replace(AGREEMENT, title="Åmåls", municipality="Åmål")
    theirs = _draft(anywhere, add_agreement(anywhere, other), "Tryggare hamn")
    ours = a_promise(anywhere)
    an_action(anywhere, theirs)
    for promise in (theirs, ours):
        plan_feedback(anywhere, FeedbackFields(promise, "Boende", "Webben", DAY))
    _ask(anywhere, "Vår?", promise_id=ours)
    _ask(anywhere, "Deras?", promise_id=theirs)
    _ask(anywhere, "Bådas?")
    data = report_input(anywhere)
    assert data.municipality == "Säffle"
    assert [row.title for row in data.promises] == ["Synlig polis"]
    assert [row.question for row in data.decisions] == ["Vår?", "Bådas?"]
    assert [row.promise for row in data.feedback] == [1]


def test_a_decision_about_an_action_tells_its_promise(anywhere: AppContext) -> None:
    other = replace(AGREEMENT, municipality="Åmål")
    theirs = _draft(anywhere, add_agreement(anywhere, other), "Tryggare hamn")
    a_promise(anywhere)
    _ask(anywhere, "Vår?", action_id=an_action(anywhere, a_promise(anywhere)))
    _ask(anywhere, "Deras?", action_id=an_action(anywhere, theirs))
    [row] = report_input(anywhere).decisions
    assert (row.question, row.promise, row.action) == ("Vår?", 2, 1)


def test_only_the_agreements_own_reports_count_as_previous(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    record_report(anywhere, RecordReport("status", "sv", DAY, YEAR[0], DAY, "a" * 64))
    add_agreement(anywhere, NEXT)
    clock.walk_to(dt.date(2019, 2, 1))
    data = report_input(anywhere)
    assert (data.previous_on, data.period_from) == (None, dt.date(2019, 1, 1))
    assert [row.as_of for row in report_rows(anywhere)] == [DAY]


def test_a_book_without_a_local_police_area_names_none(tmp_path: Path) -> None:
    path = tmp_path / "a.loftesbok"
    agreement = first_agreement("Testby", "", *YEAR)
    create_book(path, NewBook("Testby", None, agreement), clock=a_clock(), who="Kommunpolis")
    ctx = opened(path)
    try:
        assert overview(ctx).police_area == ""
        data = report_input(ctx, NOW)
    finally:
        ctx.close()
    assert data.police_area == ""
    pages = PdfReader(BytesIO(build_report(data, lang="sv"))).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert "Polisen" in text
    assert "okalpolisområde Lokal" not in text
    assert "LPO" not in text
