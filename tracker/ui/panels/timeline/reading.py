"""What the page reads in the background, and how it tells how much that was."""

from datetime import date

from tracker.i18n import format_number, ngettext
from tracker.services.context import AppContext
from tracker.services.queries.choices import persons, promises
from tracker.services.queries.timeline_days import timeline_days
from tracker.services.queries.timeline_rows import Timeline, TimelineQuery
from tracker.ui.panels.timeline.filters import TimelineChoices
from tracker.ui.panels.timeline.month_days import MonthDays, first_shown, last_shown, month_days


def read_choices(ctx: AppContext) -> TimelineChoices:
    """What the filters offer."""
    return TimelineChoices(persons(ctx), promises(ctx))


def read_month(ctx: AppContext, query: TimelineQuery, day: date) -> MonthDays:
    """The month of a day, with the whole weeks that it touches."""
    rows = timeline_days(ctx, query, first_shown(day), last_shown(day))
    return month_days(day, ctx.today(), rows)


def timeline_words(found: Timeline | None) -> str:
    """``20 åtgärder · 6 löften``; nothing before it is read."""
    if found is None:
        return ""
    count = sum(len(span.actions) for span in found.promises)
    actions = ngettext("{count} action", "{count} actions", count)
    spans = ngettext("{n} promise", "{n} promises", len(found.promises))
    return " · ".join(
        (
            actions.format(count=format_number(count)),
            spans.format(n=format_number(len(found.promises))),
        )
    )
