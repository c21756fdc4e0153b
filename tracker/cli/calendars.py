"""`lofte export` to a calendar: what falls due, or the occasions of a dialogue round."""

from dataclasses import dataclass
from pathlib import Path

from tracker.cli.books import count, day, opened, value
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say
from tracker.i18n import _, format_number, ngettext


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Which of what falls due, as it was written; None for what was not."""

    owner: str | None = None
    party: str | None = None
    alarm: str | None = None
    start: str | None = None
    end: str | None = None

    def given(self) -> list[str]:
        """The options that were written."""
        options = (
            ("--owner", self.owner),
            ("--party", self.party),
            ("--alarm", self.alarm),
            ("--from", self.start),
            ("--to", self.end),
        )
        return [option for option, text in options if text is not None]


def export_due(book: str, file: str, words: CalendarWords) -> None:
    """Write what falls due as a calendar file; say how much, and where it is."""
    from tracker.models.book_file import check_target, write_file
    from tracker.services.due_calendar import calendar_rows, due_calendar
    from tracker.services.queries.due import DueQuery
    from tracker.services.queries.due_owners import find_whose
    from tracker.services.spreadsheet.words import parse_party

    alarm = None if words.alarm is None else count("--alarm", words.alarm)
    party = value("--party", parse_party, words.party)
    check_target(Path(file))
    with opened(book) as ctx:
        first = day("--from", words.start, ctx.today())
        last = day("--to", words.end, ctx.today())
        if first is not None and last is not None and first > last:
            raise WrongUsage(_("--from is later than --to."))
        whose = find_whose(ctx, words.owner or "")
        parties = whose.parties if party is None else frozenset({party})
        query = DueQuery(first, last, whose.owner_ids, parties)
        number = len(calendar_rows(ctx, query))
        write_file(Path(file), due_calendar(ctx, query, alarm_days=alarm, title=whose.words))
    said = ngettext(
        "{n} day is in a calendar file: {file}", "{n} days are in a calendar file: {file}", number
    )
    say(said.format(n=format_number(number), file=file))


def export_round(book: str, file: str, dialogue_round: str) -> None:
    """Write a dialogue round, by default the latest, as a calendar file; say where it is."""
    from tracker.models.book_file import check_target, write_file
    from tracker.models.errors import Invalid
    from tracker.services.calendar import round_calendar
    from tracker.services.queries.rounds import find_round, round_rows

    check_target(Path(file))
    with opened(book) as ctx:
        if dialogue_round:
            row = find_round(ctx, dialogue_round)
        elif rows := round_rows(ctx):
            row = rows[0]
        else:
            raise Invalid("report.no_round")
        write_file(Path(file), round_calendar(ctx, row.id))
    say(_("“{title}” is in a calendar file: {file}").format(title=row.title, file=file))
