"""Inputs at their edges: nothing, too much, and what is missing."""

import string
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.report_floor import many_rows
from tests.reports.reading import page_texts, texts_of
from tracker.models.enums import FollowUp, Party, PromiseStatus, ReportState
from tracker.reports.build import build_report
from tracker.services.reports.rows import (
    ActionRow,
    DecisionRow,
    Look,
    PromiseRow,
    PromiseState,
    ReportInput,
    SignatoryRow,
)


def test_an_empty_book_says_what_there_is_not(example: ReportInput) -> None:
    empty = ReportInput(
        kind="status",
        municipality="Ny kommun",
        police_area="",
        as_of=date(2018, 9, 15),
        period_from=date(2018, 5, 1),
        period_to=date(2018, 9, 15),
        diary_numbers=(),
        state=ReportState.DRAFT,
    )
    first, last = texts_of(empty)
    assert "Inget beslut behövs till nästa rapport. Inga löften är inlagda." in first
    assert "Inga löften är inlagda i boken." in first
    assert "Inget är sent, och ingen åtgärd är avslutad som ej genomförd." in first
    assert "Inga tidsgränser återstår." in first
    assert "Inget diarienummer" in first
    assert "Sedan förra rapporten" not in first
    assert "Inga undertecknare är inlagda i överenskommelsen." in last
    assert "Sida 2 av 2" in last
    english = texts_of(empty, "en")
    assert "No promise has been entered." in english[0]


def _decision(number: int) -> DecisionRow:
    return DecisionRow(
        number, f"Beslutsfråga nummer {number}?", "Polischefen", Party.POLICE, None, ""
    )


def test_five_decisions_stand_on_page_one_and_all_on_the_last(example: ReportInput) -> None:
    data = replace(example, decisions=tuple(_decision(n) for n in range(1, 14)), promises=())
    pages = texts_of(data)
    assert "13 beslut behövs." in pages[0]
    assert "Beslutsfråga nummer 5?" in pages[0]
    assert "Beslutsfråga nummer 6?" not in pages[0]
    assert "och 8 till, sida 3" in pages[0]
    assert "utan datum" in pages[0]
    assert "Skäl saknas." in pages[0]
    answers = " ".join(pages[1:])
    assert all(f"Beslutsfråga nummer {n}?" in answers for n in range(1, 14))


def test_many_promises_flow_over_and_page_numbers_stay_true(example: ReportInput) -> None:
    pattern = example.promises[4]
    promises = tuple(replace(pattern, number=n, title=f"Löfte nr {n}") for n in range(1, 41))
    pages = texts_of(replace(example, promises=promises))
    starts = {
        n: next(i for i, page in enumerate(pages, 1) if f"L{n} Löfte nr {n} Löfte för" in page)
        for n in (1, 20, 40)
    }
    front = " ".join(pages[: starts[1] - 1])
    assert starts[1] > 2
    for n, page in starts.items():
        assert (
            f"I fas {page} "
            in front[front.index(f"L{n} Löfte nr {n} ") :].partition(f"L{n + 1} Löfte")[0]
        )
    # The header of the table is repeated where it goes on.
    assert pages[1].count("I korthet") == 1


def test_missing_owner_deadline_target_and_reason_are_said(example: ReportInput) -> None:
    promise = example.promises[2]
    bare = replace(
        promise.actions[0], owner=None, deadline=None, planned=None, unit="", causes=(),
        reason="", moved=(), support=None, follow_up=FollowUp.NO_TARGET, expected=None,
        days_late=0, done=Decimal("12.5"),
    )  # fmt: skip
    late = replace(promise.actions[1], reason="", days_late=1, follow_up=FollowUp.LATE)
    data = replace(example, promises=(replace(promise, actions=(bare, late), causes=()),))
    first, _since, page = texts_of(data)[:3]
    assert "Ägare saknas utan datum 12,5 utan mål Utan mål" in page
    assert "1 dag sen 6 bommar Skäl saknas" in page
    assert "Orsaker saknas." in page
    assert "Skäl: saknas" not in first
    assert "Skäl saknas." in first


def test_a_running_promise_without_anything_still_has_its_page(example: ReportInput) -> None:
    bare = PromiseRow(
        1, "Bara en rubrik", None, None, PromiseStatus.SIGNED, FollowUp.NOT_STARTED, None, "",
        None, 2, None,
    )  # fmt: skip
    pages = texts_of(replace(example, promises=(bare,), decisions=(), previous_on=None))
    assert "Det enda undertecknade löftet har inte börjat." in pages[0]
    for words in (
        "Löftet har ingen text.",
        "Dagen för undertecknandet saknas. Version 2.",
        "Problem och underlag saknas.",
        "Löftet har ingen åtgärd.",
        "Löftet har inget effektmått.",
        "Inget avviker",
        "Inget nästa steg är daterat.",
        "Första rapporten",
    ):
        assert words in pages[1], words


def test_unsigned_promises_have_a_line_but_no_page(example: ReportInput) -> None:
    drafts = tuple(
        replace(example.promises[5], number=n, status=status)
        for n, status in enumerate((PromiseStatus.DRAFT, PromiseStatus.ENDORSED), 1)
    )
    pages = texts_of(replace(example, promises=drafts, decisions=()))
    assert len(pages) == 3
    assert "Inget löfte pågår." in pages[0]
    assert "Förankrat" in pages[0]


def test_signatories_beyond_two_all_get_their_lines(example: ReportInput) -> None:
    people = tuple(
        SignatoryRow(f"Person {n}", "Chef", f"Organisation {n}", Party.OTHER) for n in range(5)
    )
    pages = texts_of(replace(example, signatories=people))
    signing = " ".join(pages[7:])
    assert signing.count("Namnförtydligande") == 5
    assert all(f"Person {n}" in signing for n in range(5))


def test_a_long_plan_repeats_header_and_group(example: ReportInput) -> None:
    pages = page_texts(build_report(many_rows(400), lang="sv"))
    plan = [page for page in pages if "Gjort av utlovat" in page]
    assert len(plan) > 8
    assert any("Polisens (forts.)" in page for page in plan)
    drawn = " ".join(pages)
    assert all(f"trafikkontroller {n} Minst" in drawn for n in range(100))
    assert f"Sida 3 av {len(pages)}" in pages[2]


texts = st.text(alphabet=string.ascii_letters + "åäö <&>\n\t😀\u202e|" + string.digits, max_size=80)
names = st.text(alphabet="abcåäö ÅB", min_size=1, max_size=30)
dates = st.dates(date(2015, 1, 1), date(2021, 12, 31))
quantities = st.decimals(0, 10_000, places=1)


def actions() -> st.SearchStrategy[ActionRow]:
    return st.builds(
        ActionRow,
        number=st.integers(1, 99),
        title=names,
        goal=texts,
        owner=st.none() | names,
        support=st.none() | names,
        causes=st.lists(st.integers(1, 12), max_size=5).map(tuple),
        moved=st.just(()),
        start=st.none() | dates,
        deadline=st.none() | dates,
        done=quantities,
        planned=st.none() | quantities,
        unit=st.sampled_from(("", "möten", "kontroller")),
        expected=st.none() | st.floats(0, 10_000),
        days_late=st.integers(0, 4000),
        reason=texts,
        last_done_on=st.none() | dates,
    )


def promises() -> st.SearchStrategy[PromiseRow]:
    return st.builds(
        PromiseRow,
        number=st.integers(1, 999),
        title=texts,
        starts_on=st.none() | dates,
        ends_on=st.none() | dates,
        previous=st.none() | st.one_of([st.sampled_from(kind) for kind in get_args(PromiseState)]),
        text=texts,
        signed_on=st.none() | dates,
        version=st.integers(1, 9),
        changed_on=st.none() | dates,
        actions=st.lists(actions(), max_size=4).map(tuple),
        problems=st.just(()),
        causes=st.just(()),
        indicators=st.just(()),
        deviations=st.just(()),
    )


inputs = st.builds(
    ReportInput,
    kind=st.just("status"),
    municipality=names,
    look=st.just(Look()),
    police_area=texts,
    as_of=dates,
    period_from=dates,
    period_to=dates,
    diary_numbers=st.just(()),
    settled_on=st.none() | dates,
    previous_on=st.none() | dates,
    checksum=st.none(),
    decisions=st.lists(
        st.builds(
            DecisionRow, number=st.integers(1, 40), question=texts, decides=names, reason=texts,
            due=st.none() | dates, promise=st.none() | st.integers(1, 9),
        ),
        max_size=7,
    ).map(tuple),
    promises=st.lists(promises(), max_size=3).map(tuple),
    signatories=st.just(()),
    feedback=st.just(()),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(inputs, st.sampled_from(("sv", "en")))
def test_any_input_becomes_a_report(data: ReportInput, lang: str) -> None:
    pages = texts_of(data, lang)
    of = "av" if lang == "sv" else "of"
    word = "Sida" if lang == "sv" else "Page"
    for number, page in enumerate(pages, 1):
        assert f"{word} {number} {of} {len(pages)}" in page
