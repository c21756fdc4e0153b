"""Cells that several tables of actions share."""

from datetime import date

from tracker.i18n import _, ngettext
from tracker.models.enums import Party
from tracker.reports import style
from tracker.reports.bars import Bar
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.text import TextStyle
from tracker.reports.sentences import (
    as_role,
    cap,
    days_late,
    done_of_planned,
    expected_number,
    short_day,
)
from tracker.services.reports.rows import ActionRow, ReportInput

PARTIES = (Party.JOINT, Party.MUNICIPALITY, Party.POLICE, Party.OTHER)
"""In the order that a plan groups its actions."""


def two_lines(first: str, first_style: TextStyle, second: str, second_style: TextStyle) -> Block:
    """The first text over the second, which may be empty."""
    top = Text(first, first_style)
    return Stack([top, Text(second, second_style)]) if second.strip() else top


def stacked(*parts: tuple[str, TextStyle]) -> Block:
    """The parts that say something, over one another."""
    return Stack([Text(text, text_style) for text, text_style in parts if text.strip()])


def owner_cell(action: ActionRow) -> Block:
    """The owner's role, and who takes part."""
    owner = cap(action.owner) if action.owner else _("Owner missing")
    support = _("with {role}").format(role=as_role(action.support)) if action.support else ""
    return two_lines(owner, style.TABLE, support, style.LABEL)


def deadline_cell(action: ActionRow, as_of: date) -> Block:
    """The deadline, and the one it was moved from."""
    if action.deadline is None:
        return Text(_("no date"), style.TABLE)
    before = ""
    if action.moved:
        before = _("was {day}").format(day=short_day(action.moved[-1].before, as_of))
    return two_lines(short_day(action.deadline, as_of), style.TABLE, before, style.LABEL)


def when_cell(on: date | None, data: ReportInput) -> Block:
    """The day, and how far off it is when that matters; what is late says so first."""
    if on is None:
        return Text(_("no date"), style.TABLE)
    days, when = (on - data.as_of).days, short_day(on, data.as_of)
    if days < 0:
        return two_lines(days_late(-days), style.BODY_STRONG, when, style.LABEL)
    left = ""
    if days <= data.due_soon_days:
        left = ngettext("in {n} day", "in {n} days", days).format(n=days) if days else _("today")
    return two_lines(when, style.BODY_STRONG, left, style.LABEL)


def bar_cell(action: ActionRow) -> Block | None:
    """The bar, with a tick while it runs; none without a target."""
    if not action.planned:
        return None
    expected = None if action.status.ended else action.expected
    return Bar(action.done, action.planned, expected)


def amount_cell(action: ActionRow) -> Block:
    """``26 of 24``, over what is expected by now."""
    if action.planned is None:
        return two_lines(done_of_planned(action), style.AMOUNT, _("no target"), style.LABEL)
    under = ""
    if action.expected is not None and not action.status.ended:
        under = _("expected {n}").format(n=expected_number(action.expected))
    return two_lines(done_of_planned(action), style.AMOUNT, under, style.LABEL)


def amount_words(action: ActionRow) -> str:
    """``26 of 24, expected 17`` in one line; without what is expected once it has ended."""
    amount = done_of_planned(action)
    if action.planned is None or action.expected is None or action.status.ended:
        return amount
    return _("{done}, expected\u00a0{expected}").format(
        done=amount, expected=expected_number(action.expected)
    )


def who_words(action: ActionRow) -> str:
    """The owner's role and who takes part, in one line."""
    owner = cap(action.owner) if action.owner else _("Owner missing")
    if not action.support:
        return owner
    support = _("with {role}").format(role=as_role(action.support))
    return f"{owner}, {support}"
