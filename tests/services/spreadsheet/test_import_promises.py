"""A list of actions that names promises the book doesn't have, or none at all."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.factory import YEAR, a_promise, a_signed_promise, opened, snapshot
from tests.services.spreadsheet.lists import codes, csv_file, take_in, told
from tracker.i18n import language
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import DeviationKind, PromiseStatus
from tracker.models.organisation import Agreement, Signatory
from tracker.models.promise import Deviation, Promise
from tracker.services.books import NewBook, create_book
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import redo, undo

LIST = """Löfte;Åtgärd;Part;När
L1 Förbättra utemiljön;Röja stråk;Kommun;2017-05-01 – 2017-06-15
Löfte 2: Synlig polis;Fotpatrullering;Polis;2018-12-31
Trygga tåg;Resa med;Polis;
L1 Förbättra utemiljön;Laga lampor;Kommun;2017-09-30
"""
UNNAMED = "Åtgärd;Part\nRöja stråk;Kommun\nRöja stråk;Kommun\nFotpatrullering;Polis\n"


@pytest.fixture
def empty(tmp_path: Path, clock: WalkingClock) -> Iterator[AppContext]:
    """A book as `lofte new` makes it: without agreement and promises."""
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Säffle"), clock=clock, who="jag")
    made = opened(path, clock)
    yield made
    assert check_book(made) == []
    made.close()


def promises(ctx: AppContext) -> list[tuple[int, str, int]]:
    """Number, title and how many actions."""
    with ctx.read() as session:
        return [
            (number, title, actions)
            for number, title, actions in session.execute(
                select(Promise.number, Promise.title, func.count(Action.id))
                .outerjoin(Action, Action.promise_id == Promise.id)
                .group_by(Promise.id)
                .order_by(Promise.agreement_id, Promise.number)
            )
        ]


def test_promises_that_are_missing_become_drafts(empty: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "plan.csv", LIST)
    result = take_in(empty, path, "actions")
    assert (result.added, result.problems) == (4, ())
    assert promises(empty) == [
        (1, "Förbättra utemiljön", 2),
        (2, "Synlig polis", 1),
        (3, "Trygga tåg", 1),
    ]
    with empty.read() as session:
        (agreement,) = session.scalars(select(Agreement))
        statuses = set(session.scalars(select(Promise.status)))
        signatories = session.scalars(select(Signatory.organisation)).all()
    assert statuses == {PromiseStatus.DRAFT}
    assert agreement.title == "Samverkansöverenskommelse 2017–2018"
    assert (agreement.period_start, agreement.period_end) == (
        dt.date(2017, 1, 1),
        dt.date(2018, 12, 31),
    )
    assert signatories == ["Säffle", "Polisen"]
    assert told(result)[:2] == [
        "3 löften saknades och lades till som utkast: "
        "L1 Förbättra utemiljön; L2 Synlig polis; L3 Trygga tåg.",
        "Boken hade ingen överenskommelse, så ”Samverkansöverenskommelse 2017–2018” lades till. "
        "Se över parter och undertecknare.",
    ]


@pytest.mark.parametrize("text", [LIST, UNNAMED, LIST.replace("Löfte;", "Okänt;")])
def test_the_same_file_twice_adds_no_promise_either(
    empty: AppContext, tmp_path: Path, text: str
) -> None:
    path = csv_file(tmp_path / "plan.csv", text)
    first = take_in(empty, path, "actions")
    before = snapshot(empty)
    again = take_in(empty, path, "actions")
    assert (again.added, again.duplicates, again.problems) == (0, first.added, ())
    assert snapshot(empty) == before


def test_it_is_one_operation_and_a_dry_run_says_the_same(empty: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "plan.csv", LIST)
    before = snapshot(empty)
    tried = take_in(empty, path, "actions", dry_run=True)
    assert snapshot(empty) == before
    done = take_in(empty, path, "actions")
    after = snapshot(empty)
    assert (tried.added, told(tried)) == (done.added, told(done))
    assert undo(empty) == "import.actions"
    assert snapshot(empty) == before
    redo(empty)
    assert snapshot(empty) == after


def test_without_a_column_there_is_one_draft_of_this_year(
    empty: AppContext, tmp_path: Path
) -> None:
    take_in(empty, csv_file(tmp_path / "plan.csv", UNNAMED), "actions")
    assert promises(empty) == [(1, "Importerade åtgärder", 3)]
    with empty.read() as session:
        (agreement,) = session.scalars(select(Agreement))
    assert (agreement.period_start, agreement.period_end) == YEAR


def test_it_is_told_in_english_too(empty: AppContext, tmp_path: Path) -> None:
    with language("en"):
        result = take_in(empty, csv_file(tmp_path / "plan.csv", UNNAMED), "actions")
        assert told(result)[0] == (
            "1 promise was missing and was added as a draft: L1 Imported actions."
        )
        assert promises(empty) == [(1, "Imported actions", 3)]


def test_rows_with_and_without_a_promise(empty: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "plan.csv", "Löfte;Åtgärd;Part\nL4;A;Polis\n;B;Polis\n")
    take_in(empty, path, "actions")
    assert promises(empty) == [(4, "Löfte 4", 1), (5, "Importerade åtgärder", 1)]
    again = take_in(empty, path, "actions")
    assert (again.added, again.duplicates, again.problems) == (0, 2, ())


def test_a_signed_promise_is_not_taken_for_another_with_its_number(
    ctx: AppContext, tmp_path: Path
) -> None:
    a_signed_promise(ctx)
    text = "Löfte;Åtgärd;Part\nL1 Förbättra utemiljön;Röja stråk;Kommun\nL1;Laga;Kommun\n"
    path = csv_file(tmp_path / "plan.csv", text)
    result = take_in(ctx, path, "actions")
    assert promises(ctx) == [(1, "Synlig polis", 1), (2, "Förbättra utemiljön", 2)]
    assert "1 löfte saknades och lades till som utkast: L2 Förbättra utemiljön." in told(result)
    again = take_in(ctx, path, "actions")
    assert (again.added, again.duplicates) == (0, 2)


@pytest.mark.parametrize(
    ("written", "told_so"),
    [
        ("L1", False),
        ("1", False),
        ("Löfte 1", False),
        ("synlig polis", False),
        ("L1: Synlig polis", False),
        ("L1 Synlig polis i centrum", True),
        ("L3 Synlig polis", True),
        ("polis", True),
    ],
)
def test_what_is_found_by_less_than_its_name_is_told(
    ctx: AppContext, tmp_path: Path, written: str, told_so: bool
) -> None:
    a_signed_promise(ctx)
    text = f"Löfte;Åtgärd;Part\n{written};Röja stråk;Kommun\n"
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    assert promises(ctx) == [(1, "Synlig polis", 2)]
    sentence = f"”{written}” uppfattades som L1 Synlig polis."
    assert (sentence in told(result)) is told_so


def test_no_draft_is_made_for_rows_that_can_not_be_used(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    text = "Löfte;Åtgärd;Part\nL1;God;Polis\nNytt löfte;Dålig;Marsianer\n"
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    assert codes(result) == [(3, "input.choice")]
    assert promises(ctx) == [(1, "Synlig polis", 1)]


def test_hostile_titles_are_kept_as_they_are(empty: AppContext, tmp_path: Path) -> None:
    title = "=1+1 <b>&" + "å" * 10_000
    text = f"Löfte;Åtgärd;Part\n{title};A;Polis\n"
    result = take_in(empty, csv_file(tmp_path / "plan.csv", text), "actions")
    assert promises(empty) == [(1, title, 1)]
    assert len(told(result)[0]) < 200


def test_a_number_alone_makes_no_promise_in_a_book_that_has_some(
    ctx: AppContext, tmp_path: Path
) -> None:
    a_promise(ctx)
    text = "Löfte;Åtgärd;Part\n99;Röja stråk;Kommun\n1;Laga;Kommun\n"
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    assert (result.added, codes(result)) == (1, [(2, "promise.none")])
    assert promises(ctx) == [(1, "Synlig polis", 1)]


def test_actions_new_to_a_signed_promise_are_a_deviation(ctx: AppContext, tmp_path: Path) -> None:
    a_signed_promise(ctx)
    text = "Löfte;Åtgärd;Part\nL1;Röja stråk;Kommun\nL1;Laga;Kommun\n"
    path = csv_file(tmp_path / "plan.csv", text)
    result = take_in(ctx, path, "actions")
    sentence = "L1 Synlig polis är undertecknat: 2 nya åtgärder blir en avvikelse."
    assert sentence in told(result)
    with ctx.read() as session:
        (deviation,) = session.scalars(select(Deviation))
    assert (deviation.kind, deviation.before) == (DeviationKind.OTHER, "")
    assert deviation.after == "Röja stråk; Laga"
    assert deviation.reason == "Tillagd vid import från plan.csv. Skäl saknas."
    assert sentence not in told(take_in(ctx, path, "actions"))
    assert check_book(ctx) == []
    undo(ctx)
    with ctx.read() as session:
        assert not session.scalars(select(Deviation)).all()
