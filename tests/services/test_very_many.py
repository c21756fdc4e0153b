"""Very many rows altered at once leave the same journal as one by one, and can be taken back."""

from dataclasses import replace

import pytest

from tests.factory import a_survey, snapshot
from tests.refusals import refused
from tracker.models.journal import RowChange, changes_of
from tracker.models.many import change_all, delete_all, loaded
from tracker.models.survey import Response
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import redo, undo

MANY = 2100


@pytest.fixture
def answers(anywhere: AppContext) -> list[int]:
    survey = a_survey(anywhere)
    with anywhere.write("response.new") as tx:
        return tx.bulk_insert(
            Response, [{"survey_id": survey, "text": f"svar {n}", "rating": 3} for n in range(MANY)]
        )


def journal(ctx: AppContext, operation_id: int | None) -> list[RowChange]:
    with ctx.read() as session:
        return sorted(changes_of(session, operation_id or 0), key=lambda change: change.row_id)


def rate(ctx: AppContext, ids: list[int], versions: list[int]) -> int | None:
    with ctx.write("response.edit") as tx:
        rows = loaded(tx, Response, ids, versions)
        change_all(tx, Response, [(row, {"rating": 5, "place": "torget"}) for row in rows])
    return tx.operation_id


def test_they_are_journalled_as_one_by_one(anywhere: AppContext, answers: list[int]) -> None:
    some = answers[:60]
    with anywhere.write("response.edit") as tx:
        for row_id in some:
            row = tx.get(Response, row_id)
            row.rating, row.place = 5, "torget"
    changed, after = journal(anywhere, tx.operation_id), snapshot(anywhere)
    with anywhere.write("response.delete") as tx:
        for row_id in some:
            tx.session.delete(tx.get(Response, row_id))
    deleted, without = journal(anywhere, tx.operation_id), snapshot(anywhere)
    undo(anywhere)
    undo(anywhere)

    # What came back is not what was seen: it has been put back, and then changed back.
    assert journal(anywhere, rate(anywhere, some, [4] * len(some))) == changed
    assert snapshot(anywhere) == after
    with anywhere.write("response.delete") as tx:
        delete_all(tx, Response, loaded(tx, Response, some))
    for change, as_before in zip(journal(anywhere, tx.operation_id), deleted, strict=True):
        assert change.before == {**(as_before.before or {}), "version": 5}
        assert replace(change, before=as_before.before) == as_before
    assert snapshot(anywhere) == without
    undo(anywhere)
    assert snapshot(anywhere) == after
    assert check_book(anywhere) == []


def test_a_row_that_is_not_as_it_was_seen_stops_them_all(
    anywhere: AppContext, answers: list[int]
) -> None:
    before = snapshot(anywhere)
    with refused("row.changed"):
        rate(anywhere, answers, [1] * (MANY - 1) + [2])
    with refused("row.missing"):
        rate(anywhere, [*answers, 7_000_000], [])
    assert snapshot(anywhere) == before


def test_what_is_so_already_is_not_changed(anywhere: AppContext, answers: list[int]) -> None:
    rate(anywhere, answers[:1], [])
    operation = rate(anywhere, answers, [2] + [1] * (MANY - 1))
    assert [change.row_id for change in journal(anywhere, operation)] == answers[1:]


def test_one_row_changed_since_keeps_very_many_from_being_taken_back(
    anywhere: AppContext, answers: list[int]
) -> None:
    rate(anywhere, answers, [])
    steps = anywhere.undo.steps()
    with anywhere.write("response.edit", undoable=False) as tx:
        tx.get(Response, answers[1]).rating = 1
    before = snapshot(anywhere)
    for _ in range(2):
        with refused("undo.stale"):
            undo(anywhere)
    assert (snapshot(anywhere), anywhere.undo.steps()) == (before, steps)
    with anywhere.write("response.edit", undoable=False) as tx:
        tx.get(Response, answers[1]).rating = 5
    undo(anywhere)
    redo(anywhere)
    assert check_book(anywhere) == []
