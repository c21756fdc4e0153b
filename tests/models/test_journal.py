"""Journal images, how changes of one row fold into one, and the checksum chain."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table

from tracker.models.action import Action, LogEntry
from tracker.models.attachment import Attachment
from tracker.models.base import Base, Json, from_milli, to_milli
from tracker.models.enums import ActionKind, ActionStatus, Party
from tracker.models.journal import (
    FIRST_HASH,
    ChangeKind,
    RowChange,
    from_json,
    image,
    link_hash,
    operation_facts,
    rows_by_table,
    to_json,
)
from tracker.models.merging import merge
from tracker.models.report import Report
from tracker.models.survey import Survey

STOCKHOLM = dt.timezone(dt.timedelta(hours=2))

milli = st.integers(-(10**15), 10**15)


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


@given(milli)
def test_a_quantity_survives_thousandths_and_json(thousandths: int) -> None:
    value = from_milli(thousandths)
    assert to_milli(value) == thousandths
    column = _table(LogEntry).c.quantity
    assert from_json(column, to_json(column, value)) == value
    assert "E" not in to_json(column, value)


def test_a_quantity_is_written_plainly_however_it_was_given() -> None:
    column = _table(LogEntry).c.quantity
    ways = (Decimal("2.50"), Decimal("2.5"), Decimal("25E-1"))
    assert {to_json(column, way) for way in ways} == {"2.5"}
    assert to_json(column, 48) == "48"
    assert to_json(column, Decimal("0.0005")) == "0"
    assert to_json(column, Decimal("0.0015")) == "0.002"


@pytest.mark.parametrize(
    ("model", "name", "value", "said"),
    [
        (Action, "party", Party.POLICE, "police"),
        (Action, "deadline", dt.date(2018, 5, 31), "2018-05-31"),
        (Action, "lawful", True, True),
        (Action, "owner_id", 1 << 62, 1 << 62),
        (Action, "title", "Å <b> 🙂 \u200f", "Å <b> 🙂 \u200f"),
        (Survey, "starts_at", dt.time(15, 30), "15:30:00"),
        (Attachment, "data", b"\x00\xff", "00ff"),
        (
            Report,
            "made_at",
            dt.datetime(2018, 5, 1, 10, tzinfo=STOCKHOLM),
            "2018-05-01T08:00:00+00:00",
        ),
    ],
)
def test_each_type_has_one_json_form(
    model: type[Base], name: str, value: Any, said: object
) -> None:
    column = _table(model).c[name]
    assert to_json(column, value) == said
    assert from_json(column, said) == value
    assert to_json(column, None) is None
    assert from_json(column, None) is None


def test_an_image_leaves_out_what_is_empty_and_the_version() -> None:
    values = {
        "id": 7,
        "version": 3,
        "title": "Fotpatrull",
        "status": ActionStatus.PLANNED,
        "kind": ActionKind.SINGLE,
        "planned": Decimal(30),
        "deadline": None,
        "lawful": False,
        "goal": "",
    }
    assert image(_table(Action), values) == {
        "id": 7,
        "title": "Fotpatrull",
        "status": "planned",
        "kind": "single",
        "planned": "30",
        "lawful": False,
        "goal": "",
    }


# --- folding ---------------------------------------------------------------------------------

VALUES = st.one_of(st.none(), st.integers(0, 2))
ROW = st.fixed_dictionaries({"a": VALUES, "b": VALUES, "c": VALUES})
STEPS = st.lists(st.one_of(ROW, st.none()), max_size=6)


def _without_none(values: Json) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _changes(states: list[Json | None]) -> list[RowChange]:
    """The records that flushing each state in turn would leave."""
    changes = []
    for was, now in pairwise(states):
        if was is None and now is not None:
            changes.append(RowChange("t", 1, ChangeKind.INSERT, None, _without_none(now)))
        elif was is not None and now is None:
            before = {**_without_none(was), "version": 1}
            changes.append(RowChange("t", 1, ChangeKind.DELETE, before, None))
        elif was is not None and now is not None:
            differ = [name for name in now if was[name] != now[name]]
            if differ:
                before, after = ({name: row[name] for name in differ} for row in (was, now))
                changes.append(RowChange("t", 1, ChangeKind.UPDATE, before, after))
    return changes


@given(st.one_of(ROW, st.none()), STEPS)
def test_however_often_a_row_is_flushed_one_record_says_first_and_last(
    first: Json | None, steps: list[Json | None]
) -> None:
    last = [first, *steps][-1]
    merged = merge(_changes([first, *steps]))
    if first == last:
        assert merged == []
        return
    (change,) = merged
    if first is None:
        assert change.kind is ChangeKind.INSERT
        assert change.after == _without_none(last or {})
    elif last is None:
        assert change.kind is ChangeKind.DELETE
        assert _without_version(change.before) == _without_none(first)
        assert "version" in (change.before or {})
    else:
        assert change.kind is ChangeKind.UPDATE
        differ = {name for name in first if first[name] != last[name]}
        assert change.before == {name: first[name] for name in differ}
        assert change.after == {name: last[name] for name in differ}


def _without_version(values: Json | None) -> Json:
    return {name: value for name, value in (values or {}).items() if name != "version"}


def test_rows_are_folded_each_for_itself_in_the_order_of_their_first_change() -> None:
    a, b = (RowChange("t", row, ChangeKind.INSERT, None, {"id": row}) for row in (1, 2))
    other = replace(a, table="u")
    edit = RowChange("t", 1, ChangeKind.UPDATE, {"x": None}, {"x": 5})
    assert merge([a, b, other, edit]) == [replace(a, after={"id": 1, "x": 5}), b, other]


@pytest.mark.parametrize("kind", [ChangeKind.INSERT, ChangeKind.UPDATE])
def test_a_sequence_that_cannot_happen_is_a_bug(kind: ChangeKind) -> None:
    gone = RowChange("t", 1, ChangeKind.DELETE, {"id": 1}, None)
    here = RowChange("t", 1, ChangeKind.INSERT, None, {"id": 1})
    impossible = RowChange("t", 1, kind, {"x": 1}, {"x": 2})
    with pytest.raises(AssertionError):
        merge([here if kind is ChangeKind.INSERT else gone, impossible])


def test_touched_rows_are_listed_by_table() -> None:
    changes = [
        RowChange(table, row, ChangeKind.UPDATE, {}, {})
        for table, row in (("t", 1), ("u", 2), ("t", 3), ("t", 1))
    ]
    assert rows_by_table(changes) == {"t": frozenset({1, 3}), "u": frozenset({2})}


# --- the chain -------------------------------------------------------------------------------

OPERATION = {
    "id": 1,
    "seq": 1,
    "name": "log.new",
    "at": dt.datetime(2018, 5, 1, 8, tzinfo=dt.UTC),
    "who": "jag",
    "copy": 1,
    "undo_of": None,
}
CHANGE = RowChange("log_entry", 5, ChangeKind.INSERT, None, {"id": 5, "note": "å"})


def test_the_checksum_is_of_the_content_not_of_how_it_is_spelled() -> None:
    link = link_hash(FIRST_HASH, operation_facts(OPERATION), [CHANGE])
    turned = replace(CHANGE, after={"note": "å", "id": 5})
    in_stockholm = {**OPERATION, "at": dt.datetime(2018, 5, 1, 10, tzinfo=STOCKHOLM)}
    assert link_hash(FIRST_HASH, operation_facts(in_stockholm), [turned]) == link


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", 2), ("seq", 2), ("name", "log.edit"), ("who", "du"), ("copy", 2), ("undo_of", 1),
     ("at", dt.datetime(2018, 5, 1, 8, 0, 1, tzinfo=dt.UTC))],
)  # fmt: skip
def test_it_covers_every_fact_of_the_operation(name: str, value: object) -> None:
    link = link_hash(FIRST_HASH, operation_facts(OPERATION), [CHANGE])
    assert link_hash(FIRST_HASH, operation_facts({**OPERATION, name: value}), [CHANGE]) != link


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [CHANGE, CHANGE],
        [replace(CHANGE, row_id=6)],
        [replace(CHANGE, table="action")],
        [replace(CHANGE, kind=ChangeKind.UPDATE)],
        [replace(CHANGE, before={})],
        [replace(CHANGE, after={"id": 5, "note": "a"})],
    ],
)
def test_it_covers_every_change(changes: list[RowChange]) -> None:
    facts = operation_facts(OPERATION)
    assert link_hash(FIRST_HASH, facts, changes) != link_hash(FIRST_HASH, facts, [CHANGE])


def test_it_covers_what_came_before() -> None:
    facts = operation_facts(OPERATION)
    assert link_hash("other", facts, [CHANGE]) != link_hash(FIRST_HASH, facts, [CHANGE])
