"""Whatever is changed in the file from outside, `check_book` finds it, and says what and where."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.factory import DAY, a_book, a_signed_promise, a_survey, an_action, opened
from tracker.models.attachment import Attachment
from tracker.models.clock import WalkingClock
from tracker.models.ids import first_id
from tracker.services.check import Finding, check_book
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done
from tracker.services.surveys import ResponseFields, add_responses

Tamper = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def used_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book where rows have been added, changed, deleted and added in bulk."""
    path = a_book(tmp_path_factory.mktemp("used") / "Säffle.loftesbok")
    ctx = opened(path)
    action = an_action(ctx)
    a_signed_promise(ctx)
    add_responses(ctx, a_survey(ctx), [ResponseFields(f"svar {n}") for n in range(5)])
    entries = [log_done(ctx, LogFields(action, DAY)) for _ in range(3)]
    edit_log(ctx, EditLog(entries[-1], 1, LogFields(action, DAY, note="ändrad")))
    delete_log(ctx, log_done(ctx, LogFields(action, DAY)), 1)
    with ctx.write("attachment.new") as tx:
        data = b"%PDF-1.7 ..."
        tx.add(
            Attachment(
                owner_id=action,
                name="karta.pdf",
                media_type="application/pdf",
                data=data,
                sha256=hashlib.sha256(data).hexdigest(),
            )
        )
    ctx.close()
    return path


@pytest.fixture
def full_book(used_book: Path, tmp_path: Path) -> Path:
    """A copy of it to tamper with."""
    return Path(shutil.copy(used_book, tmp_path))


def _found(book: Path, clock: WalkingClock, tamper: Tamper) -> list[Finding]:
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        assert tamper(connection) is not None
    ctx = opened(book, clock)
    try:
        return check_book(ctx)
    finally:
        ctx.close()


def _sql(*statements: str) -> Tamper:
    return lambda connection: [connection.execute(statement) for statement in statements]


def _codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_book_that_was_only_used_is_sound(full_book: Path, clock: WalkingClock) -> None:
    assert _found(full_book, clock, _sql("SELECT 1")) == []


LAST = "(SELECT max(seq) FROM operation)"
LAST_ID = f"(SELECT id FROM operation WHERE seq = {LAST})"
MIDDLE = "(SELECT max(seq) - 3 FROM operation)"


@pytest.mark.parametrize(
    "statements",
    [
        (f"UPDATE operation SET who = 'någon annan' WHERE seq = {MIDDLE}",),
        (f"UPDATE operation SET name = 'log.forged' WHERE seq = {MIDDLE}",),
        (f"UPDATE operation SET at = '2001-01-01 00:00:00' WHERE seq = {MIDDLE}",),
        (f"UPDATE operation SET hash = 'x' WHERE seq = {LAST}",),
        ("UPDATE change SET after = replace(after, 'Torgsamtal', 'Enkät')",),
        ("UPDATE change SET kind = 'insert' WHERE kind = 'update'",),
        ("UPDATE change SET position = position + 100 WHERE position = 0",),
        (f"DELETE FROM change WHERE operation_id = {LAST_ID}",),
        (
            f"DELETE FROM change WHERE operation_id = {LAST_ID}",
            f"DELETE FROM operation WHERE seq = {LAST}",
        ),
        (
            "UPDATE operation SET seq = -seq WHERE seq IN (3, 4)",
            "UPDATE operation SET seq = 7 + seq WHERE seq < 0",
        ),
        (f"UPDATE operation SET seq = seq + 1000 WHERE seq = {LAST}",),
        ("UPDATE copy SET last_hash = 'x'",),
        ("UPDATE copy SET last_seq = last_seq + 1",),
        (
            "INSERT INTO operation (id, seq, name, at, who, copy, hash)"
            " SELECT id + 1000, seq + 1, name, at, who, copy, hash FROM operation"
            f" WHERE seq = {LAST}",
        ),
    ],
)
def test_an_edited_journal_shows(
    full_book: Path, clock: WalkingClock, statements: tuple[str, ...]
) -> None:
    assert "check.chain" in _codes(_found(full_book, clock, _sql(*statements)))


def test_the_first_broken_link_is_named(full_book: Path, clock: WalkingClock) -> None:
    found = _found(full_book, clock, _sql("UPDATE operation SET who = 'x' WHERE seq >= 4"))
    assert found[0] == Finding("check.chain", {"seq": 4})


def test_an_edited_row_shows_with_table_and_number(full_book: Path, clock: WalkingClock) -> None:
    row: list[int] = []

    def tamper(connection: sqlite3.Connection) -> object:
        row.extend(connection.execute("SELECT min(id) FROM log_entry").fetchone())
        return connection.execute("UPDATE log_entry SET note = 'aldrig sagt' WHERE id = ?", row)

    found = _found(full_book, clock, tamper)
    assert found == [Finding("check.row_altered", {"table": "log_entry", "row": row[0]})]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE log_entry SET note = 'x' WHERE note = 'ändrad'", "check.row_altered"),
        ("UPDATE log_entry SET quantity = 99000", "check.row_altered"),
        ("UPDATE response SET text = NULL WHERE text = 'svar 3'", "check.row_altered"),
        ("UPDATE promise SET signed_on = '2017-01-01' WHERE number = 1", "check.row_altered"),
        ("UPDATE book SET risk_percent = 1", "check.row_altered"),
        ("DELETE FROM response WHERE text = 'svar 3'", "check.row_removed"),
        ("INSERT INTO theme (id, version, name) VALUES (5, 1, 'smusslad')", "check.row_added"),
        (
            "INSERT INTO theme (id, version, name) SELECT next_id + 5, 1, 'smusslad' FROM copy",
            "check.counter",
        ),
        ("UPDATE copy SET next_id = next_id - 5", "check.counter"),
        ("UPDATE copy SET number = number % 1000 + 1", "check.counter"),
        ("UPDATE attachment SET data = x'00'", "check.attachment"),
        ("UPDATE attachment SET sha256 = replace(hex(zeroblob(32)), '0', 'a')", "check.attachment"),
        ("UPDATE action_tally SET done = done + 1", "check.tally"),
        ("DELETE FROM action_tally", "check.tally"),
        (
            "INSERT INTO action_tally SELECT id, 0, 0, '2018-01-01' FROM action"
            " WHERE id NOT IN (SELECT action_id FROM action_tally)",
            "check.tally",
        ),
        ("UPDATE log_entry SET action_id = 1", "check.key"),
    ],
)  # fmt: skip
def test_each_kind_of_tampering_has_its_finding(
    full_book: Path, clock: WalkingClock, statement: str, code: str
) -> None:
    assert code in _codes(_found(full_book, clock, _sql(statement)))


def test_two_rows_with_one_id_show(full_book: Path, clock: WalkingClock) -> None:
    statement = "INSERT INTO theme (id, version, name) SELECT id, 1, 'dubbel' FROM survey LIMIT 1"
    found = _found(full_book, clock, _sql(statement))
    assert [(f.code, f.params["table"]) for f in found] == [("check.row_added", "theme")]


def test_many_altered_rows_are_not_all_listed(full_book: Path, clock: WalkingClock) -> None:
    numbers = ", ".join(f"({n}, 1, 'tema {n}')" for n in range(1, 50))
    found = _found(
        full_book, clock, _sql(f"INSERT INTO theme (id, version, name) VALUES {numbers}")
    )
    assert len(found) == 20


def test_rows_of_another_copy_do_not_bother_the_counter(
    full_book: Path, clock: WalkingClock
) -> None:
    def tamper(connection: sqlite3.Connection) -> object:
        (number,) = connection.execute("SELECT number FROM copy").fetchone()
        foreign = first_id(number % 1000 + 1) + 10**9
        return connection.execute(
            "INSERT INTO theme (name, id, version) VALUES ('annan kopia', ?, 1)", (foreign,)
        )

    assert _codes(_found(full_book, clock, tamper)) == {"check.row_added"}


def test_a_column_younger_than_a_row_holds_its_default(
    full_book: Path, clock: WalkingClock
) -> None:
    """As after a migration: `lawful` was not yet known when these rows were journalled."""

    def tamper(connection: sqlite3.Connection) -> object:
        return connection.execute(
            "UPDATE change SET after = json_remove(after, '$.lawful') WHERE table_name = 'action'"
        )

    assert _codes(_found(full_book, clock, tamper)) == {"check.chain"}


def test_a_damaged_page_is_found_by_the_file_check(full_book: Path, clock: WalkingClock) -> None:
    with closing(sqlite3.connect(full_book)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_log_entry_done_on'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with full_book.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\x00" * 16)
    found = _found(full_book, clock, _sql("SELECT 1"))
    assert _codes(found) == {"check.file"}
