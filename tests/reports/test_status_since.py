"""Since the last report, in the status report: what was done, what slipped, what was moved."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import page
import pytest
from sqlalchemy import select

from tests.bench.report_floor import many_rows
from tests.factory import opened
from tests.reports.reading import page_texts, tags, texts_of
from tests.reports.saffle_changes import changes
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.models.action import Action
from tracker.models.enums import FollowUp
from tracker.models.promise import Promise
from tracker.reports.build import build_report
from tracker.services.actions import SetOwner, set_owner
from tracker.services.context import AppContext
from tracker.services.reports.difference import Amount, Difference, What
from tracker.services.reports.reading import report_input
from tracker.services.reports.rows import ReportInput


@pytest.fixture(scope="module")
def since(example_pdf: bytes) -> str:
    return page_texts(example_pdf)[1]


@pytest.fixture
def book(new_example: Path, tmp_path: Path) -> Iterator[AppContext]:
    """The example book itself, to be changed."""
    ctx = opened(Path(shutil.copy(new_example, tmp_path)))
    yield ctx
    ctx.close()


def with_changes(example: ReportInput, *rows: Difference) -> str:
    return texts_of(replace(example, changes=rows))[1]


def test_it_opens_with_what_it_comes_to(since: str) -> None:
    assert (
        "Sedan förra rapporten 53 insatser är gjorda sedan 30 april. Två åtgärder är klara. "
        "En åtgärd har blivit sen, två åtgärder är inte genomförda i sin helhet och en tidsgräns "
        "är flyttad. Två löften har fått ett sämre läge. Gjort" in since
    )


def test_what_was_done_since_and_in_all(since: str) -> None:
    assert "Löfte Åtgärd Sedan 30 april Totalt Läge" in since
    assert "L3 24 trafikkontroller 13 26 av 24 trafikkontroller I fas" in since
    assert "L1 Röjning, 6 stråk – 6 av 6 stråk Genomförd" in since
    assert "L4 12 nykterhetskontroller 5 9 av 12 nykterhetskontroller I fas" in since


def test_what_slipped_with_its_figure_and_reason(since: str) -> None:
    part = since[since.index("Sent, i risk eller inte genomfört") :]
    assert (
        "L3 Översyn av gång- och cykelvägar 15 dagar sen "
        "Trafikingenjörens tjänst var vakant april–juli "
        "L4 8 ungdomsinsatser Ej genomförd 0 av 8 ungdomsinsatser Personal omfördelad "
        "L1 40 armaturer Delvis genomförd 34 av 40 armaturer Stolpar saknades i lager" in part
    )


def test_which_deadlines_moved_and_why(since: str) -> None:
    assert (
        "Flyttade tidsgränser Löfte Åtgärd Tidsgräns Skäl L3 Översyn av gång- och cykelvägar "
        "31 maj till 31 augusti Vakant tjänst Beslut 24 maj, Styrgruppen." in since
    )


def test_what_is_at_risk_says_what_was_expected_and_that_a_reason_is_missing(
    example: ReportInput,
) -> None:
    row = Difference(
        What.AT_RISK, 3, 2, "6 bommar", FollowUp.ON_TRACK, FollowUp.AT_RISK, "bommar",
        Amount(Decimal(2), Decimal(6), "bommar", 5.1),
    )  # fmt: skip
    text = with_changes(example, row)
    assert "L3 6 bommar Risk 2 av 6 bommar, väntat 5 Skäl saknas" in text


def test_what_is_logged_without_a_target_is_counted_in_entries(example: ReportInput) -> None:
    row = Difference(What.LOGGED, 3, 1, "Översyn", Decimal(0), Decimal(0), entries=6)
    actions = (replace(example.promises[2].actions[0], entries=10),)
    promises = (replace(example.promises[2], actions=actions),)
    text = texts_of(replace(example, promises=promises, changes=(row,)))[1]
    assert "L3 Översyn 6 10 insatser loggade Sen" in text


def test_new_owners_of_what_is_signed_are_told(example: ReportInput) -> None:
    row = Difference(What.OWNER, 3, 1, "Översyn", "trafikingenjör", "gatuchef")
    draft = replace(row, promise=6, subject="Utkastets")
    text = with_changes(example, row, draft)
    assert "Nya ägare – L3 Översyn: ägare är gatuchef, förut trafikingenjör." in text
    assert "Utkastets" not in text
    assert "Nya ägare" not in with_changes(example)
    many = [replace(row, subject=f"Nr {n}") for n in range(40)]
    assert "se löfte" in with_changes(example, *many)


def test_an_owner_set_by_hand_is_told_in_the_status_report(book: AppContext) -> None:
    before = report_input(book)
    with book.read() as session:
        action = session.scalars(
            select(Action).join(Promise).where(Promise.number == 3, Action.number == 1)
        ).one()
        other = session.scalars(
            select(Action.owner_id).join(Promise).where(Promise.number == 4)
        ).first()
    assert other is not None
    set_owner(book, SetOwner(((action.id, action.version),), other))
    after = report_input(book)
    assert before.promises[2].deviations == after.promises[2].deviations
    assert "Nya ägare – L3 Översyn av GC-banor: " in texts_of(after)[1]


def test_empty_lists_say_so(example: ReportInput) -> None:
    text = with_changes(example)
    assert "Ingen insats är gjord sedan 30 april. Gjort" in text
    assert "Inget har loggats eller blivit klart sedan förra rapporten." in text
    assert "Inget har blivit sent sedan förra rapporten." in text
    assert "Ingen tidsgräns har flyttats sedan förra rapporten." in text


def test_a_day_that_was_only_asked_for_is_not_called_a_report(example: ReportInput) -> None:
    new = replace(example.promises[0], previous=None)
    asked = replace(example, previous_reported=False, promises=(new, *example.promises[1:]))
    front, since, *promises = texts_of(asked)
    assert "Sedan 30 apr 2018 sida 2" in front
    assert "Sedan 30 april 53 insatser" in since
    assert "I fas 30 april" in " ".join(promises)
    assert "Fanns inte 30 april" in " ".join(promises)
    assert "förra rapporten" not in " ".join(texts_of(asked))
    empty = texts_of(replace(asked, changes=()))[1]
    assert "Inget har loggats eller blivit klart sedan 30 april." in empty
    assert "Inget har blivit sent sedan 30 april." in empty
    assert "Ingen tidsgräns har flyttats sedan 30 april." in empty


def test_the_first_report_has_nothing_to_compare_with(example: ReportInput) -> None:
    pages = texts_of(replace(example, previous_on=None, changes=()))
    assert "Sedan förra rapporten" not in " ".join(pages)
    assert len(pages) == 7


def test_english(example: ReportInput) -> None:
    text = texts_of(example, "en")[1]
    assert "Since the last report 53 activities have been done since 30 April." in text
    assert "Late, at risk or not delivered" in text
    assert "31 May to 31 August Vakant tjänst Decided 24 May, Styrgruppen." in text


def crowded(example: ReportInput, n: int, words: int) -> ReportInput:
    """The same changes in `n` promises, with texts `words` times as long."""
    rows = [
        replace(
            row,
            promise=(row.promise or 0) + 5 * number,
            subject=" ".join([row.subject] * words),
            reason=" ".join([row.reason] * words * 3).strip(),
        )
        for number in range(n)
        for row in changes()
    ]
    return replace(example, changes=tuple(rows))


@pytest.mark.parametrize(("n", "words"), [(40, 1), (3, 40)])
def test_it_is_one_page_with_the_worst_and_the_most_done(
    example: ReportInput, n: int, words: int
) -> None:
    pages = texts_of(crowded(example, n, words))
    assert "Flyttade tidsgränser" in pages[1]
    assert pages[1].count(" till, se löfte") == 3
    assert "Trafik- och levnadsmiljö Löfte för" in pages[2]
    # Of the lists' many rows the finished come before what was only worked at.
    assert "L1 Röjning, 6 stråk" in pages[1]


def test_headings_never_skip_a_level(example: ReportInput) -> None:
    found = tags(build_report(crowded(example, 40, 1), lang="sv"))
    levels = [int(tag[1]) for tag in found if tag in ("H1", "H2", "H3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_it_conforms_empty_and_full(example: ReportInput, profile: page.ValidationProfile) -> None:
    short = replace(example, promises=example.promises[:1])
    for data in (replace(short, changes=()), crowded(short, 40, 10)):
        assert complaints(build_report(data, lang="sv"), profile) == []


def test_changes_of_what_is_not_there_do_no_harm() -> None:
    """A frozen report may be limited to some promises, and its changes may not."""
    assert "Sedan förra rapporten" in texts_of(many_rows(8))[1]


def test_the_page_from_the_book(book: AppContext) -> None:
    data = report_input(book)
    assert data.previous_on == date(2018, 4, 30)
    text = texts_of(data)[1]
    assert "56 insatser är gjorda sedan 30 april. En åtgärd har blivit sen och en tidsgräns" in text
    assert "L5 Röja två återstående stråk 92 dagar sen 0 av 2 stråk, väntat 2 Markägaren" in text
    assert "L4 Ungdomsinsatser Risk 4 av 8 insatser, väntat 6 Personal omfördelad" in text
    assert (
        "L3 Översyn av GC-banor 31 maj till 28 september Tjänsten som trafikingenjör är vakant "
        "april–juli. Besiktningen fortsätter i augusti. Beslut 24 maj, Styrgruppen." in text
    )
