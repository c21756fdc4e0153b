"""The only way to write: whole or not at all, journalled, told of afterwards, never over others."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from tests.factory import DAY, a_person, a_promise, an_action, opened, snapshot, version_of
from tests.files import dump
from tests.refusals import refused
from tracker.models.action import Action, ActionTally, LogEntry
from tracker.models.book import Copy
from tracker.models.enums import ActionStatus, Party
from tracker.models.errors import Conflict, NotFound, StaleUndo
from tracker.models.ids import copy_of
from tracker.models.journal import Change, ChangeKind, ChangeSet, Operation, changes_of
from tracker.models.organisation import Municipality, Organisation, PoliceArea
from tracker.models.promise import Promise
from tracker.services.actions import AddNote, SetStatus, add_note, set_status
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import Watch, history_of, redo, undo
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done
from tracker.services.promises import endorse_promise


@pytest.fixture
def other(book_path: Path, ctx: AppContext) -> Iterator[AppContext]:
    """A second window on the book, of somebody else."""
    second = opened(book_path, ctx.clock, who="Säkerhetssamordnare")
    yield second
    second.close()


@pytest.fixture
def published(ctx: AppContext) -> list[ChangeSet]:
    heard: list[ChangeSet] = []
    ctx.bus.subscribe(heard.append)
    return heard


# --- whole or not at all -----------------------------------------------------------------------


class _Interrupted(BaseException):
    """Like a Ctrl+C in the middle."""


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, _Interrupted])
def test_an_exception_inside_leaves_nothing(
    ctx: AppContext, book_path: Path, published: list[ChangeSet], error: type[BaseException]
) -> None:
    before = dump(book_path)

    def interrupted() -> None:
        with ctx.write("theme.new") as tx:
            tx.add(PoliceArea(name="belysning"))
            tx.bulk_insert(PoliceArea, [{"name": "trafik"}])
            raise error

    with pytest.raises(error):
        interrupted()
    assert dump(book_path) == before
    assert not published
    assert not ctx.undo.steps().undo
    a_person(ctx)
    assert check_book(ctx) == []


def test_ids_of_a_write_that_failed_are_given_out_again(ctx: AppContext) -> None:
    given = []
    for _ in range(2):
        with suppress(ValueError), ctx.write("theme.new") as tx:
            given.append(tx.add(PoliceArea(name="belysning")).id)
            raise ValueError
    assert given[0] == given[1]


def test_nothing_changed_is_neither_journalled_nor_told(
    ctx: AppContext, book_path: Path, published: list[ChangeSet]
) -> None:
    action = an_action(ctx)
    published.clear()
    before, steps = dump(book_path), ctx.undo.steps()
    with ctx.write("action.edit") as tx:
        tx.get(Action, action).title = "Fotpatrullering"
    with ctx.write("theme.new") as tx:
        tx.delete(tx.add(PoliceArea(name="en stund")))
    with ctx.write("nothing.at_all"):
        pass
    assert dump(book_path) == before
    assert not published
    assert ctx.undo.steps() == steps


def test_several_flushes_of_a_row_are_one_change(ctx: AppContext) -> None:
    with ctx.write("theme.new") as tx:
        theme = tx.add(PoliceArea(name="ett"))
        for name in ("två", "tre"):
            theme.name = name
            tx.session.flush()
    with ctx.read() as session:
        changes = changes_of(session, tx.operation_id or 0)
    assert [(c.kind, c.after) for c in changes] == [
        (ChangeKind.INSERT, {"id": theme.id, "name": "tre"})
    ]


def test_what_a_deleted_row_held_is_what_the_book_held(ctx: AppContext) -> None:
    with ctx.write("theme.new") as tx:
        theme = tx.add(PoliceArea(name="som den var")).id
    with ctx.write("theme.delete") as tx:
        row = tx.get(PoliceArea, theme)
        row.name = "aldrig skriven"
        tx.delete(row)
    with ctx.read() as session:
        (change,) = changes_of(session, tx.operation_id or 0)
    assert change.before == {"id": theme, "name": "som den var", "version": 1}


# --- told afterwards ---------------------------------------------------------------------------


def test_listeners_find_the_book_and_the_steps_as_they_now_are(ctx: AppContext) -> None:
    action = an_action(ctx)
    seen: list[tuple[int, int, int]] = []

    def look(_changes: ChangeSet) -> None:
        steps = ctx.undo.steps()
        with ctx.read() as session:
            entries = session.scalar(select(func.count()).select_from(LogEntry)) or 0
        seen.append((entries, len(steps.undo), len(steps.redo)))

    ctx.bus.subscribe(look)
    before = len(ctx.undo.steps().undo)
    log_done(ctx, LogFields(action, DAY))
    undo(ctx)
    redo(ctx)
    assert seen == [(1, before + 1, 0), (0, before, 1), (1, before + 1, 0)]


def test_a_listener_that_fails_neither_undoes_the_write_nor_silences_the_others(
    ctx: AppContext, published: list[ChangeSet], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_changes: ChangeSet) -> None:
        raise ValueError("a panel that is gone")

    heard_after: list[ChangeSet] = []
    stop = ctx.bus.subscribe(fail)
    ctx.bus.subscribe(heard_after.append)
    promise = a_promise(ctx)
    assert published == heard_after != []
    assert "promise.new" in caplog.text
    stop()
    caplog.clear()
    endorse_promise(ctx, promise, 1)
    assert not caplog.records


def test_a_change_set_names_the_rows_of_each_table(
    ctx: AppContext, published: list[ChangeSet]
) -> None:
    action = an_action(ctx)
    entry = log_done(ctx, LogFields(action, DAY))
    changes = published[-1]
    assert changes.name == "log.new"
    assert changes.rows == {"log_entry": frozenset({entry}), "action": frozenset({action})}
    assert changes.touches("log_entry", "promise")
    assert not changes.touches("promise")


# --- the journal -------------------------------------------------------------------------------


def test_an_operation_says_what_when_who_and_where(ctx: AppContext) -> None:
    a_promise(ctx)
    with ctx.read() as session:
        operation = session.scalars(select(Operation).order_by(Operation.seq.desc())).first()
        copy = session.scalars(select(Copy)).one()
    assert operation is not None
    assert (operation.name, operation.who) == ("promise.new", "Kommunpolis")
    assert operation.at == ctx.clock.now()
    assert operation.copy == copy.number == copy_of(operation.id)
    assert (copy.last_seq, copy.last_hash) == (operation.seq, operation.hash)


def test_bulk_rows_are_journalled_like_others(ctx: AppContext) -> None:
    with ctx.write("theme.import") as tx:
        ids = tx.bulk_insert(PoliceArea, [{"name": name} for name in ("ett", "två", "tre")])
        assert tx.bulk_insert(PoliceArea, []) == []
    assert ids == sorted(set(ids))
    with ctx.read() as session:
        changes = changes_of(session, tx.operation_id or 0)
        assert dict(
            session.execute(
                select(PoliceArea.id, PoliceArea.name).where(PoliceArea.id.in_(ids))
            ).all()
        ) == dict(zip(ids, ("ett", "två", "tre"), strict=True))
    assert [(c.row_id, c.after) for c in changes] == [
        (row_id, {"id": row_id, "name": name})
        for row_id, name in zip(ids, ("ett", "två", "tre"), strict=True)
    ]
    undo(ctx)
    with ctx.read() as session:
        assert not session.scalars(select(PoliceArea).where(PoliceArea.id.in_(ids))).all()
    assert check_book(ctx) == []


def test_bulk_rows_take_the_models_defaults(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    with ctx.write("action.new") as tx:
        row_id = tx.insert(
            Action,
            {
                "promise_id": promise,
                "number": 1,
                "title": "x",
                "party": Party.JOINT,
                "planned": Decimal("1.5"),
            },
        )
    with ctx.read() as session:
        action = session.get_one(Action, row_id)
        assert (action.status, action.lawful, action.goal) == (ActionStatus.PLANNED, False, "")
        assert (action.planned, action.version) == (Decimal("1.5"), 1)
    assert check_book(ctx) == []


def test_history_is_newest_first_and_says_what_was_undone(ctx: AppContext) -> None:
    entry = log_done(ctx, LogFields(an_action(ctx), DAY, note="a"))
    edit_log(ctx, EditLog(entry, 1, LogFields(an_action(ctx), DAY, note="b")))
    undo(ctx)
    rows = history_of(ctx, (entry,))
    assert [(row.name, row.undone, row.kind) for row in rows] == [
        ("log.edit", True, ChangeKind.UPDATE),
        ("log.edit", False, ChangeKind.UPDATE),
        ("log.new", False, ChangeKind.INSERT),
    ]
    assert (rows[0].before["note"], rows[0].after["note"]) == ("b", "a")
    assert rows[-1].before == {}
    assert history_of(ctx, (entry,), limit=1) == rows[:1]


def test_what_others_did_is_news_and_what_was_done_here_is_not(
    ctx: AppContext, other: AppContext
) -> None:
    watch = Watch(ctx)
    ctx.bus.subscribe(watch.seen)
    assert watch.news() == []
    a_person(ctx)
    promise = a_promise(other)
    assert [(changes.name, changes.rows) for changes in watch.news()] == [
        ("promise.new", {"promise": frozenset({promise})})
    ]
    assert watch.news() == []
    undo(other)
    assert [changes.name for changes in watch.news()] == ["promise.new"]
    watch.close()


# --- never over others -------------------------------------------------------------------------


def test_a_row_that_somebody_else_changed_is_a_conflict(
    ctx: AppContext, other: AppContext, book_path: Path
) -> None:
    promise = a_promise(ctx)
    endorse_promise(other, promise, 1)
    before = dump(book_path)
    with pytest.raises(Conflict) as caught:
        endorse_promise(ctx, promise, 1)
    assert caught.value.params == {"table": "promise", "id": promise}
    assert dump(book_path) == before


def test_every_change_makes_a_new_version(ctx: AppContext) -> None:
    action = an_action(ctx)
    assert version_of(ctx, Action, action) == 1
    set_status(ctx, SetStatus(((action, 1),), ActionStatus.ONGOING))
    assert version_of(ctx, Action, action) == 2
    undo(ctx)
    assert version_of(ctx, Action, action) == 3


def test_a_row_that_came_back_is_not_the_one_that_was_seen(ctx: AppContext) -> None:
    entry = log_done(ctx, LogFields(an_action(ctx), DAY))
    delete_log(ctx, entry, 1)
    undo(ctx)
    assert version_of(ctx, LogEntry, entry) == 2
    with pytest.raises(Conflict):
        delete_log(ctx, entry, 1)


def test_a_row_that_is_gone_is_said_to_be(ctx: AppContext, other: AppContext) -> None:
    entry = log_done(ctx, LogFields(an_action(ctx), DAY))
    delete_log(other, entry, 1)
    with pytest.raises(NotFound) as caught:
        delete_log(ctx, entry, 1)
    assert caught.value.params == {"table": "log_entry", "id": entry}


def test_a_change_underneath_the_session_is_a_conflict(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    with refused("row.changed"), ctx.write("promise.edit") as tx:
        row = tx.get(Promise, promise)
        tx.connection.execute(text("UPDATE promise SET version = version + 1"))
        row.title = "Ny"


# --- undo ----------------------------------------------------------------------------------------


def test_nothing_to_undo_or_redo(ctx: AppContext) -> None:
    with refused("undo.nothing"):
        undo(ctx)
    with refused("redo.nothing"):
        redo(ctx)


def test_a_new_operation_forgets_what_could_be_done_again(ctx: AppContext) -> None:
    a_promise(ctx)
    undo(ctx)
    a_person(ctx)
    assert ctx.undo.steps().redo == ()


def test_undo_refuses_when_somebody_changed_the_row_since(
    ctx: AppContext, other: AppContext, book_path: Path
) -> None:
    promise = a_promise(ctx)
    endorse_promise(other, promise, 1)
    before, steps = dump(book_path), ctx.undo.steps()
    with pytest.raises(StaleUndo) as caught:
        undo(ctx)
    assert caught.value.params == {"operation": "promise.new"}
    assert dump(book_path) == before
    assert ctx.undo.steps() == steps


def test_undo_refuses_when_somebody_built_on_the_row_since(
    ctx: AppContext, other: AppContext, book_path: Path
) -> None:
    action = an_action(ctx)
    add_note(other, AddNote(action, "Bygger på den"))
    before = dump(book_path)
    with pytest.raises(StaleUndo):
        undo(ctx)
    assert dump(book_path) == before


def test_undo_leaves_alone_what_somebody_else_changed_in_other_columns(
    ctx: AppContext, other: AppContext
) -> None:
    action = an_action(ctx)
    set_status(ctx, SetStatus(((action, 1),), ActionStatus.ONGOING))
    with other.write("action.edit") as tx:
        tx.get(Action, action).goal = "Skrivet av någon annan"
    undo(ctx)
    with ctx.read() as session:
        row = session.get_one(Action, action)
        assert (row.status, row.goal) == (ActionStatus.PLANNED, "Skrivet av någon annan")


def test_redo_refuses_too(ctx: AppContext, other: AppContext) -> None:
    action = an_action(ctx)
    set_status(ctx, SetStatus(((action, 1),), ActionStatus.ONGOING))
    undo(ctx)
    set_status(other, SetStatus(((action, 3),), ActionStatus.DONE, "Det räckte"))
    with pytest.raises(StaleUndo):
        redo(ctx)


def test_undoing_twice_at_once_takes_back_one_step_only(ctx: AppContext, other: AppContext) -> None:
    a_promise(ctx)
    before = snapshot(ctx)
    a_promise(ctx)
    stale = AppContext(ctx.book, ctx.engine, ctx.clock, ctx.who, undo=ctx.undo)
    undo(stale)
    assert snapshot(other) == before
    assert len(ctx.undo.steps().redo) == 1


# --- what the database itself refuses ------------------------------------------------------------


def test_a_breach_of_a_constraint_is_invalid_and_leaves_nothing(
    ctx: AppContext, book_path: Path
) -> None:
    before = dump(book_path)
    with refused("row.duplicate"), ctx.write("municipality.new") as tx:
        tx.add(Municipality(name="Säffle"))
    with refused("row.tied"), ctx.write("log.new") as tx:
        # Foreign keys are checked at the commit.
        tx.add(LogEntry(action_id=1, done_on=DAY))
    with refused("row.refused"), ctx.write("log.new") as tx:
        tx.bulk_insert(Organisation, [{"name": None, "party": Party.POLICE}])
    assert dump(book_path) == before


def test_text_that_is_none_is_invalid(ctx: AppContext, book_path: Path) -> None:
    before = dump(book_path)
    for broken in ("\ud800", "abc\udcff"):
        with refused("text.unreadable"), ctx.write("police_area.new") as tx:
            tx.add(PoliceArea(name=broken))
    assert dump(book_path) == before


def test_a_session_for_looking_refuses_to_change(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    with ctx.read() as session:
        session.get_one(Promise, promise).title = "Smygändrad"
        with pytest.raises(RuntimeError, match="unit of work"):
            session.flush()


def test_a_read_sees_one_moment(ctx: AppContext, other: AppContext) -> None:
    with ctx.read() as session:
        before = session.scalar(select(func.count()).select_from(Promise))
        a_promise(other)
        assert session.scalar(select(func.count()).select_from(Promise)) == before
    with ctx.read() as session:
        assert session.scalar(select(func.count()).select_from(Promise)) == 1


def test_deleting_an_action_takes_its_tally_with_it(ctx: AppContext) -> None:
    action = an_action(ctx)
    entry = log_done(ctx, LogFields(action, DAY))
    with ctx.write("action.delete") as tx:
        tx.delete(tx.get(LogEntry, entry))
        tx.delete(tx.get(Action, action))
    with ctx.read() as session:
        assert not session.scalars(select(ActionTally)).all()
    assert check_book(ctx) == []
    undo(ctx)
    assert check_book(ctx) == []
    with ctx.read() as session:
        assert session.scalars(select(ActionTally.done)).all() == [Decimal(1)]


def test_the_journal_has_no_floats_and_keeps_its_order(ctx: AppContext) -> None:
    an_action(ctx, planned=Decimal("0.1"))
    with ctx.read() as session:
        change = session.scalars(select(Change).where(Change.table_name == "action")).one()
    assert (change.after or {})["planned"] == "0.1"
    assert list(change.after or {}) == sorted(change.after or {})


def test_rows_written_around_the_journal_are_found(ctx: AppContext) -> None:
    with ctx.write("theme.new") as tx:
        tx.connection.execute(insert(PoliceArea).values(id=1, version=1, name="utanför"))
        tx.add(PoliceArea(name="innanför"))
    assert [finding.code for finding in check_book(ctx)] == ["check.row_added"]
