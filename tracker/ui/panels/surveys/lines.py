"""The lines of Underlag: each dialogue round over its occasions, then the surveys of no round."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tracker.i18n import _, format_date, format_days, format_number, format_time, ngettext
from tracker.labels import label
from tracker.services.context import AppContext
from tracker.services.queries.evidence import SurveyRow, survey_rows
from tracker.services.queries.rounds import RoundRow, in_order, round_rows
from tracker.ui.tables.column import Column

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Others:
    """The line over the surveys that belong to no round. Its id is nobody's."""

    id: int = -1
    version: int = 0


Line = SurveyRow | RoundRow | Others


def read_lines(ctx: AppContext) -> list[Line]:
    """Rounds newest first, the occasions of each in the order of its week; the others below."""
    rounds = round_rows(ctx)
    of: dict[int | None, list[SurveyRow]] = defaultdict(list)
    for row in survey_rows(ctx):
        of[row.round_id].append(row)
    found: list[Line] = []
    for each in rounds:
        found += [each, *sorted(of[each.id], key=in_order)]
    if rounds and of[None]:
        found.append(Others())
    return [*found, *of[None]]


def heading_words(line: RoundRow | Others) -> tuple[str, str]:
    """What stands on a line over others: its name, and quieter what there is to say of it."""
    if isinstance(line, Others):
        return _("Other surveys"), ""
    count = ngettext("{n} occasion", "{n} occasions", line.occasions)
    parts = [days(line), count.format(n=format_number(line.occasions))]
    if line.answered is not None:
        parts.append(_("{count} answered").format(count=answered_words(line)))
    return line.title, " · ".join(parts)


def days(row: RoundRow) -> str:
    """``25–29 apr 2016``."""
    return format_days(row.starts_on, row.ends_on, "short")


def survey_columns() -> tuple[Column[Line], ...]:
    """The columns; of the lines over others the words go across all of them."""
    return (
        Column("held_on", _("Date"), of(lambda r: format_date(r.held_on, "iso")), width=112),
        Column("hours", _("Hours"), of(_hours), width=116, tone="text2"),
        Column(
            "title", _("Survey"), of(lambda r: r.title), width=220, weight="medium", stretch=True
        ),
        Column("method", _("Method"), of(lambda r: label(r.method)), width=152),
        Column("place", _("Place"), of(lambda r: r.place), width=160, tone="text2"),
        Column("responsible", _("Responsible"), of(lambda r: r.responsible), width=160),
        Column("answered", _("Answered"), of(answered_words), width=112, align="right"),
        Column(
            "responses",
            _("In the book"),
            of(lambda r: format_number(r.responses)),
            width=96,
            align="right",
            tone="text2",
        ),
        Column(
            "problems",
            _("Problems"),
            of(lambda r: str(r.problems or "–")),
            width=80,
            align="right",
        ),
    )


def of(get: Callable[[SurveyRow], V]) -> Callable[[Line], V | str]:
    """`get` for surveys, nothing for the lines over them."""
    return lambda line: get(line) if isinstance(line, SurveyRow) else ""


def _hours(row: SurveyRow) -> str:
    if row.starts_at is None:
        return ""
    start = format_time(row.starts_at)
    return f"{start}–{format_time(row.ends_at)}" if row.ends_at is not None else start


def answered_words(row: SurveyRow | RoundRow) -> str:
    """``92 of 118``, or what is known of it."""
    if row.answered is None:
        return "–"
    if row.asked is None:
        return format_number(row.answered)
    return _("{answered} of {asked}").format(
        answered=format_number(row.answered), asked=format_number(row.asked)
    )
