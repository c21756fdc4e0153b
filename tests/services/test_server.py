"""A book on a PostgreSQL server: the same book, and many who write to it."""

from collections.abc import Iterator
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from tests.factory import (
    DAY,
    a_clock,
    a_promise,
    a_signed_promise,
    an_action,
    opened,
    snapshot,
    version_of,
)
from tests.old_book import check_old_rows, old_book
from tests.postgresql import Server
from tests.refusals import refused
from tracker.models import migrations
from tracker.models.action import ActionTally, LogEntry
from tracker.models.clock import WalkingClock
from tracker.models.engine import begin_write, engine_for
from tracker.models.errors import Conflict, StaleUndo
from tracker.models.journal import Operation
from tracker.models.promise import Promise
from tracker.models.schema import METADATA
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import Watch, undo
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done
from tracker.services.promises import endorse_promise


@pytest.fixture
def shared(server_url: str, clock: WalkingClock) -> Iterator[AppContext]:
    ctx = opened(server_url, clock)
    yield ctx
    ctx.close()


@pytest.fixture
def other(shared: AppContext, clock: WalkingClock) -> Iterator[AppContext]:
    ctx = opened(shared.book, clock, who="Säkerhetssamordnare")
    yield ctx
    ctx.close()


def _writing_engine(ctx: AppContext) -> Engine:
    return engine_for(ctx.book)


def test_a_new_book_is_sound_and_not_read_only(shared: AppContext) -> None:
    assert not shared.read_only
    assert check_book(shared) == []


def test_the_migrations_make_the_schema_of_the_models(server: Server) -> None:
    schemas = []
    for build in (migrations.upgrade, _create):
        engine = engine_for(server.url(server.new_database()))
        build(engine)
        with engine.connect() as connection:
            schemas.append(
                [
                    sorted(tuple(row) for row in connection.execute(text(query)))
                    for query in (
                        "SELECT table_name, column_name, data_type, is_nullable, column_default"
                        " FROM information_schema.columns WHERE table_schema = 'public'",
                        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
                        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
                        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
                    )
                ]
            )
        engine.dispose()
    assert schemas[0] == schemas[1]


def _create(engine: Engine) -> None:
    with begin_write(engine) as connection:
        METADATA.create_all(connection)
        migrations.stamp(connection)


def test_the_tallies_follow_the_log(shared: AppContext) -> None:
    one, other = an_action(shared), an_action(shared)
    entry = log_done(shared, LogFields(one, DAY, Decimal("2.5")))
    log_done(shared, LogFields(one, DAY))
    edit_log(shared, EditLog(entry, 1, LogFields(other, DAY, Decimal(3))))
    with shared.read() as session:
        tallies = dict(session.execute(select(ActionTally.action_id, ActionTally.done)).all())
    assert tallies == {one: Decimal(1), other: Decimal(3)}
    delete_log(shared, entry, 2)
    undo(shared)
    assert check_book(shared) == []


def test_writers_queue_and_none_is_lost(shared: AppContext, other: AppContext) -> None:
    action = an_action(shared)
    together = Barrier(2)

    def write(ctx: AppContext) -> None:
        together.wait()
        for _ in range(20):
            log_done(ctx, LogFields(action, DAY))

    writers = [Thread(target=write, args=(ctx,)) for ctx in (shared, other)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with shared.read() as session:
        assert session.scalar(select(func.count()).select_from(LogEntry)) == 40
        seqs = session.scalars(select(Operation.seq).order_by(Operation.seq)).all()
    assert seqs == list(range(1, len(seqs) + 1))
    assert check_book(shared) == []


def test_a_row_that_somebody_else_changed_is_a_conflict(
    shared: AppContext, other: AppContext
) -> None:
    promise = a_promise(shared)
    endorse_promise(other, promise, 1)
    before = snapshot(shared)
    with pytest.raises(Conflict):
        endorse_promise(shared, promise, 1)
    with pytest.raises(StaleUndo):
        undo(shared)
    assert snapshot(shared) == before
    assert version_of(shared, Promise, promise) == 2


def test_what_others_did_is_news(shared: AppContext, other: AppContext) -> None:
    watch = Watch(shared)
    shared.bus.subscribe(watch.seen)
    a_promise(shared)
    promise = a_promise(other)
    assert [changes.rows for changes in watch.news()] == [{"promise": frozenset({promise})}]
    watch.close()


def test_a_read_sees_one_moment(shared: AppContext, other: AppContext) -> None:
    with shared.read() as session:
        before = session.scalar(select(func.count()).select_from(Promise))
        a_promise(other)
        assert session.scalar(select(func.count()).select_from(Promise)) == before


def test_a_breach_of_a_constraint_is_invalid_and_leaves_nothing(shared: AppContext) -> None:
    before = snapshot(shared)
    with refused("row.tied"), shared.write("log.new") as tx:
        # Foreign keys are checked at the commit.
        tx.add(LogEntry(action_id=1, done_on=DAY))
    with refused("row.refused"), shared.write("log.new") as tx:
        tx.add(LogEntry(action_id=1, done_on=DAY, quantity=Decimal(-1)))
    with refused("text.unreadable"), shared.write("log.new") as tx:
        tx.add(LogEntry(action_id=1, done_on=DAY, note="\ud800"))
    assert snapshot(shared) == before
    assert check_book(shared) == []


def test_tampering_shows(shared: AppContext) -> None:
    action = a_signed_promise(shared)[1]
    log_done(shared, LogFields(action, DAY))
    engine = _writing_engine(shared)
    with begin_write(engine) as connection:
        connection.execute(text("UPDATE log_entry SET note = 'aldrig sagt'"))
        connection.execute(text("UPDATE operation SET who = 'någon annan' WHERE seq = 2"))
        connection.execute(text("UPDATE action_tally SET done = done + 1"))
    engine.dispose()
    assert {finding.code for finding in check_book(shared)} == {
        "check.row_altered",
        "check.chain",
        "check.tally",
    }


def test_a_writer_waits_no_longer_than_it_should(shared: AppContext) -> None:
    engine = _writing_engine(shared)
    with begin_write(engine) as connection:
        connection.execute(text("SELECT * FROM copy FOR UPDATE"))
        # Not five seconds: the test is about the refusal.
        with shared.engine.connect() as impatient:
            impatient.execute(text("SET lock_timeout = 1"))
            impatient.commit()
            with pytest.raises(DBAPIError) as caught:
                impatient.execute(text("SELECT * FROM copy FOR UPDATE"))
    engine.dispose()
    assert getattr(caught.value.orig, "sqlstate", "") == "55P03"


def test_addresses_where_no_book_is(server: Server, server_url: str) -> None:
    with refused("book.not_a_book"):
        opened(server.url(server.new_database()))
    with refused("book.cannot_open"):
        opened(server.url("finns_inte"))
    with refused("book.cannot_open"):
        opened("postgresql:///bok?host=/ingen/server/här")
    engine = engine_for(server_url)
    with begin_write(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with refused("book.newer"):
        opened(server_url, a_clock())


def test_a_book_of_the_first_version_is_brought_up_to_date(server: Server) -> None:
    engine = engine_for(server.url(server.new_database()))
    old_book(engine)
    migrations.upgrade(engine)
    check_old_rows(engine)
    engine.dispose()
