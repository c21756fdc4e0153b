"""The small things everything stands on: column values, clocks, errors, search."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, create_engine, select

from tests.factory import an_action
from tests.refusals import refused
from tracker.models.action import Action
from tracker.models.base import Quantity, UtcTime, compact_json, from_milli
from tracker.models.clock import BookClock, SystemClock, WalkingClock
from tracker.models.errors import Ambiguous, BookError, Conflict, Invalid
from tracker.models.search import folded
from tracker.models.sessions import RecordingSession
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ActionQuery, action_ids

SQLITE = create_engine("sqlite://").dialect
POSTGRESQL = create_engine("postgresql+psycopg://").dialect
NOON = dt.datetime(2018, 5, 17, 12, tzinfo=dt.UTC)


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcTime().process_bind_param(dt.datetime(2018, 5, 17), SQLITE)


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL])
def test_an_instant_comes_back_in_utc(dialect: Dialect) -> None:
    stockholm = NOON.astimezone(dt.timezone(dt.timedelta(hours=2)))
    stored = UtcTime().process_bind_param(stockholm, dialect)
    assert UtcTime().process_result_value(stored, dialect) == NOON
    assert UtcTime().process_bind_param(None, dialect) is None
    assert UtcTime().process_result_value(None, dialect) is None


@pytest.mark.parametrize(
    ("milli", "plain"), [(1500, "1.5"), (48000, "48"), (0, "0"), (-1, "-0.001"), (120, "0.12")]
)
def test_thousandths_are_shown_plainly(milli: int, plain: str) -> None:
    assert str(from_milli(milli)) == plain


@given(st.decimals(-1000, 1000, places=3))
def test_a_quantity_survives_the_database(value: Decimal) -> None:
    kind, dialect = Quantity(), SQLITE
    assert kind.process_result_value(kind.process_bind_param(value, dialect), dialect) == value
    assert kind.python_type is Decimal


def test_json_has_one_form() -> None:
    assert compact_json({"å": 1, "a": [None, True]}) == '{"a":[null,true],"å":1}'


# --- clocks ------------------------------------------------------------------------------------


def test_the_machines_clock_has_a_zone() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is dt.UTC
    assert abs(clock.today() - clock.now().date()) <= dt.timedelta(days=1)


def test_a_walking_clock_never_goes_back() -> None:
    clock = WalkingClock(NOON)
    clock.walk_to(NOON.date() + dt.timedelta(days=3), 8, 30)
    assert clock.now() == dt.datetime(2018, 5, 20, 8, 30, tzinfo=dt.UTC)
    clock.walk_to(dt.date(2001, 1, 1))
    assert clock.now() == dt.datetime(2018, 5, 20, 8, 30, 1, tzinfo=dt.UTC)


def test_a_book_can_stand_on_another_day_at_the_same_hour() -> None:
    clock = BookClock(WalkingClock(NOON))
    assert (clock.now(), clock.today()) == (NOON, NOON.date())
    clock.shown_day = dt.date(2017, 9, 15)
    assert clock.today() == dt.date(2017, 9, 15)
    assert clock.now() == dt.datetime(2017, 9, 15, 12, tzinfo=dt.UTC)


# --- errors ------------------------------------------------------------------------------------


def test_an_error_is_a_code_and_what_its_sentence_needs() -> None:
    error = Conflict("row.changed", table="promise", id=7)
    assert (error.code, error.params) == ("row.changed", {"table": "promise", "id": 7})
    assert str(error) == "row.changed(table='promise', id=7)"
    assert Invalid("x", field="text", number=3).field == "text"
    assert Ambiguous("x", candidates=("a", "b")).candidates == ("a", "b")


# --- search ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("  ", True),
        ("FOTPATRULL", True),
        ("närvaro fotpatrull", True),
        ("NÄRVARO", True),
        ("nattvandring", False),
        ("fotpatrull nattvandring", False),
        ("100 %", True),
        ("100_", False),
        ("%", True),
        ("_", False),
        ("'; DROP TABLE action; --", False),
    ],
)
def test_every_word_typed_must_be_there(ctx: AppContext, typed: str, found: bool) -> None:
    an_action(ctx, title="Fotpatrullering", goal="Ökad närvaro till 100 %")
    assert bool(action_ids(ctx, ActionQuery(text=typed))) == found


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


# --- the journal's memory ----------------------------------------------------------------------


def test_an_edit_whose_before_is_unknown_is_a_bug(ctx: AppContext) -> None:
    action = an_action(ctx)
    with ctx.engine.connect() as connection, RecordingSession(connection) as session:
        row = session.get_one(Action, action)
        session.expire(row, ["goal"])
        row.goal = "utan att ha läst"
        with pytest.raises(RuntimeError, match="before the row was loaded"):
            session.flush()


def test_a_database_that_goes_away_is_a_book_error(ctx: AppContext, tmp_path: Path) -> None:
    gone = create_engine(f"sqlite:///{tmp_path / 'ingen mapp' / 'bok'}")
    lost = AppContext("bok", gone, ctx.clock, ctx.who)
    with refused("book.cannot_open"), lost.read() as session:
        session.execute(select(Action.id))
    with pytest.raises(BookError), ctx.read() as session:
        session.connection().exec_driver_sql("SELECT * FROM finns_inte")
    gone.dispose()
