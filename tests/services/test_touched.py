"""What the status bar says an operation was about."""

from datetime import date

from tests import factory
from tracker.models.enums import ActionKind, OccasionState
from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.queries.series import occasions_of
from tracker.services.queries.touched import Touched, touched_by
from tracker.services.series import SettleOccasion, settle_occasion

DAYS = (date(2018, 1, 15), date(2018, 2, 15))


def test_an_entry_and_what_is_settled_name_their_occasions(ctx: AppContext) -> None:
    seen: list[ChangeSet] = []
    ctx.bus.subscribe(seen.append)
    plain = factory.an_action(ctx)
    series = factory.an_action(ctx, kind=ActionKind.RECURRING, occasions=DAYS)
    log_done(ctx, LogFields(plain, DAYS[0]))
    assert touched_by(ctx, seen[-1]) == Touched("1.1 Fotpatrullering")
    log_done(ctx, LogFields(series, DAYS[0]))
    about = Touched("2.1 Fotpatrullering", DAYS[:1])
    assert touched_by(ctx, seen[-1]) == about
    undo(ctx)
    assert touched_by(ctx, seen[-1]) == about
    row = occasions_of(ctx, series)[1]
    settle_occasion(ctx, SettleOccasion(row.id, row.version, OccasionState.CANCELLED, "Storm"))
    assert touched_by(ctx, seen[-1]) == Touched("2.1 Fotpatrullering", DAYS[1:])


def test_of_several_actions_nothing_is_said(ctx: AppContext) -> None:
    rows = frozenset((1, 2))
    assert touched_by(ctx, ChangeSet(1, "log.import", {"log_entry": rows})) == Touched()
