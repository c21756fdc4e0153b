"""The database itself refuses what can't be, whoever writes to it and however."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.factory import (
    DAY,
    YEAR,
    a_book,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_signed_promise,
    a_survey,
    an_action,
    opened,
)
from tracker.models.enums import DeviationKind, Direction, IndicatorKind, Party
from tracker.models.promise import Deviation
from tracker.services.actions import AddNote, add_note
from tracker.services.follow_up import (
    AskDecision,
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    ask_decision,
    measure,
    plan_feedback,
)
from tracker.services.log import LogFields, log_done
from tracker.services.reports.archive import RecordReport, record_report
from tracker.services.surveys import ResponseFields, add_responses


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with at least one row for every rule below."""
    path = a_book(tmp_path_factory.mktemp("furnished") / "book.loftesbok")
    ctx = opened(path)
    promise, _ = a_signed_promise(ctx)
    action = an_action(
        ctx, a_promise(ctx, problem_ids=(a_problem(ctx),)), cause_ids=(a_cause(ctx),)
    )
    an_action(ctx, owner_id=a_person(ctx), occasions=(DAY,))
    log_done(ctx, LogFields(action, DAY, minutes=5, people=2))
    add_note(ctx, AddNote(action, "x"))
    add_responses(ctx, a_survey(ctx), [ResponseFields("x", rating=3, themes=("ljus",))])
    indicator = add_indicator(
        ctx, IndicatorFields(promise, "x", IndicatorKind.EFFECT, Direction.UP)
    )
    measure(ctx, Measure(indicator, DAY, None, note="ej gjord"))
    plan_feedback(ctx, FeedbackFields(promise, "Boende", "Torgmöte", DAY))
    ask_decision(ctx, AskDecision("Ja?", "Rådet", Party.POLICE, DAY, "", options=(("Ja", None),)))
    record_report(ctx, RecordReport("status", "sv", DAY, *YEAR, "0" * 64))
    with ctx.write("deviation.new") as tx:
        tx.add(
            Deviation(
                promise_id=promise,
                kind=DeviationKind.OTHER,
                before="",
                after="",
                reason="x",
                decided_on=DAY,
            )
        )
    ctx.close()
    return path


@pytest.fixture
def book(furnished: Path) -> Iterator[sqlite3.Connection]:
    """It, opened by plain sqlite3 as any program might; whatever happens is rolled back."""
    with closing(sqlite3.connect(furnished, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN")
        yield connection
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE action SET number = 0",
        "UPDATE action SET planned = 0",
        "UPDATE action SET deadline = '2017-12-31'",
        "UPDATE action SET status = 'dropped'",
        "UPDATE action SET status = 'late'",
        "UPDATE action SET party = 'nobody'",
        "UPDATE action SET kind = 'x'",
        "UPDATE action SET override_colour = 'late'",
        "UPDATE action SET override_colour = 'x', override_reason = 'y'",
        "UPDATE action SET title = NULL",
        "UPDATE action_note SET text = ''",
        "UPDATE agreement SET period_end = '2017-12-31'",
        "UPDATE agreement_dnr SET party = 'x'",
        "UPDATE book SET risk_percent = 0",
        "UPDATE book SET risk_percent = 95",
        "UPDATE book SET on_track_percent = 101",
        "UPDATE book SET risk_days = -1",
        "UPDATE book SET due_soon_days = -1",
        "UPDATE cause SET number = 0",
        "UPDATE cause SET kind = 'x'",
        "UPDATE change SET kind = 'x'",
        "UPDATE decision_request SET question = ''",
        "UPDATE decision_request SET question = substr(hex(zeroblob(31)), 1, 61)",
        "UPDATE decision_request SET answer = 'ja'",
        "UPDATE decision_request SET decided_on = '2018-01-01'",
        "UPDATE deviation SET reason = ''",
        "UPDATE deviation SET kind = 'x'",
        "UPDATE feedback SET hours = -1",
        "UPDATE indicator SET kind = 'x'",
        "UPDATE indicator SET direction = 'x'",
        "UPDATE log_entry SET quantity = -1",
        "UPDATE log_entry SET minutes = -1",
        "UPDATE log_entry SET people = -1",
        "UPDATE measurement SET note = ''",
        "UPDATE measurement SET answers = -1",
        "UPDATE organisation SET party = 'x'",
        "UPDATE person SET active_from = '2018-02-01', active_to = '2018-01-01'",
        "UPDATE problem SET priority = 0",
        "UPDATE promise SET number = 0",
        "UPDATE promise SET period_end = '2017-12-31'",
        "UPDATE promise SET signed_on = NULL",
        "UPDATE promise SET status = 'not_kept' WHERE signed_on IS NOT NULL",
        "UPDATE promise SET status = 'x'",
        "UPDATE report SET state = 'final'",
        "UPDATE report SET state = 'x'",
        "UPDATE report SET period_end = '2017-12-31'",
        "UPDATE response SET rating = 6",
        "UPDATE response SET rating = 0",
        "UPDATE survey SET asked = -1",
        "UPDATE survey SET answered = -1",
        "UPDATE survey SET starts_at = '18:00:00', ends_at = '15:00:00'",
        "UPDATE survey SET method = 'x'",
        "INSERT INTO attachment (id, version, owner_id, name, media_type, data, sha256)"
        " VALUES (1, 1, 1, 'x', 'x', x'00', 'short')",
    ],
)
def test_a_value_that_cannot_be(book: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        book.execute(statement)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("action", "promise_id, number"),
        ("action_cause", "action_id, cause_id"),
        ("agreement_dnr", "agreement_id, party"),
        ("cause", "problem_id, number"),
        ("decision_option", "decision_request_id, position"),
        ("measurement", "indicator_id, measured_on"),
        ("municipality", "name"),
        ("occasion", "action_id, due_on"),
        ("operation", "seq"),
        ("organisation", "name"),
        ("police_area", "name"),
        ("problem", "municipality_id, number"),
        ("promise", "agreement_id, number"),
        ("promise_problem", "promise_id, problem_id"),
        ("promise_version", "promise_id, number"),
        ("response_theme", "response_id, theme_id"),
        ("signatory", "agreement_id, position"),
        ("theme", "name"),
    ],
)
def test_the_same_thing_twice(book: sqlite3.Connection, table: str, columns: str) -> None:
    names = [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
    values = ", ".join("id + 123456" if name == "id" else name for name in names)
    with pytest.raises(sqlite3.IntegrityError, match=f"UNIQUE.*{columns.split(', ')[0]}"):
        book.execute(f"INSERT INTO {table} SELECT {values} FROM {table} LIMIT 1")


def _references(book: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = book.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [
        (table, row[3])
        for (table,) in tables
        for row in book.execute(f"PRAGMA foreign_key_list({table})")
    ]


def test_no_reference_can_point_at_nothing(book: sqlite3.Connection) -> None:
    checked = 0
    for table, column in _references(book):
        book.execute("SAVEPOINT before")
        try:
            touched = book.execute(
                f"UPDATE {table} SET {column} = 1 WHERE rowid = (SELECT min(rowid) FROM {table})"
            ).rowcount
            refused = touched and table in {
                row[0] for row in book.execute("PRAGMA foreign_key_check")
            }
        except sqlite3.IntegrityError:
            # The journal's own references are not put off until the commit.
            touched, refused = 1, True
        assert bool(touched) == bool(refused), f"{table}.{column}"
        checked += touched
        book.execute("ROLLBACK TO before")
    assert checked > 30


def test_a_dangling_reference_stops_the_commit(book: sqlite3.Connection) -> None:
    book.execute("UPDATE log_entry SET action_id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        book.execute("COMMIT")


def test_every_reference_column_that_is_searched_by_is_indexed(book: sqlite3.Connection) -> None:
    """Deleting a row looks through every table that may refer to it."""
    for table, column in _references(book):
        if table in {"operation", "change"}:
            continue
        leading = {
            book.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
            for index in book.execute(f"PRAGMA index_list({table})")
        }
        keys = {row[1] for row in book.execute(f"PRAGMA table_info({table})") if row[5] == 1}
        assert column in leading | keys, f"{table}.{column}"
