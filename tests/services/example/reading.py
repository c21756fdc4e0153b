from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.example import SHOWN_DAY
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ActionRow, PromiseRow


def promises(ctx: AppContext, as_of: date = SHOWN_DAY) -> dict[int, PromiseRow]:
    return {row.number: row for row in report_input(ctx, ReportQuery(as_of=as_of)).promises}


def actions(ctx: AppContext) -> dict[str, ActionRow]:
    return {
        f"{promise.number}.{action.number}": action
        for promise in promises(ctx).values()
        for action in promise.actions
    }


def logged(session: Session, label: str) -> list[LogEntry]:
    promise, number = map(int, label.split("."))
    statement = (
        select(LogEntry)
        .join(Action, Action.id == LogEntry.action_id)
        .join(Promise, Promise.id == Action.promise_id)
        .where(Promise.number == promise, Action.number == number)
        .order_by(LogEntry.done_on)
    )
    return list(session.scalars(statement))
