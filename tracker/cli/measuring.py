"""`lofte measure --date`: a measurement entered by hand, or that none was made and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.cli.books import count, day, opened, value
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_json
from tracker.i18n import _, format_date
from tracker.messages import explain
from tracker.models.errors import Invalid

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.follow_up import Measure


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What was written on the command line; None for what was not."""

    date: str | None = None
    value: str | None = None
    unmeasured: bool = False
    reason: str | None = None
    answers: str | None = None
    source: str | None = None
    note: str | None = None
    even_so: bool = False

    @property
    def is_said(self) -> bool:
        """Whether anything was."""
        return self != MeasureWords()


def enter(book: str, indicator: str, words: MeasureWords, *, as_json: bool) -> None:
    """Record it, and say what was recorded and when it is to be measured next."""
    from tracker.messages.figures import value_words
    from tracker.services.follow_up import Measure
    from tracker.services.naming import find_indicator
    from tracker.services.queries.indicators import indicator_of
    from tracker.services.spreadsheet.dates_and_numbers import parse_number

    _check(words)
    with opened(book) as ctx:
        on = day("--date", words.date, ctx.today(), past=True)
        assert on is not None
        number = value("--value", parse_number, words.value)
        answers = None if words.answers is None else count("--answers", words.answers)
        with ctx.read() as session:
            named = find_indicator(session, indicator)
        note = (words.reason if words.unmeasured else words.note) or ""
        source = words.source or ""
        entered = Measure(named.id, on, number, answers, source, note.strip(), words.even_so)
        made = _measured(ctx, entered)
        due = indicator_of(ctx, named.id).next_due(ctx.today())
    if as_json:
        told = {"date": on, "value": number, "answers": answers, "note": note.strip()}
        say_json({"id": str(made), "indicator": named.title, **told, "next": due})
        return
    found = _("not measured") if number is None else value_words(number, named.unit)
    text = _("Entered: {indicator}, {date}: {found}.")
    said = text.format(indicator=named.title, date=format_date(on), found=found)
    if due is not None:
        said += " " + _("To be measured next by {date}.").format(date=format_date(due))
    say(said)


def _measured(ctx: "AppContext", entered: "Measure") -> int:
    from tracker.services.follow_up import measure

    try:
        return measure(ctx, entered)
    except Invalid as error:
        if error.code != "measurement.unlikely":
            raise
        value = error.params["value"]
        text = _("{value} – is that right? Nothing has been saved. Give --even-so if it is.")
        raise WrongUsage("--value: " + text.format(value=value)) from error


def _check(words: MeasureWords) -> None:
    """Raises `WrongUsage` for what does not go together."""
    if words.date is None:
        raise WrongUsage(_("{name} is missing.").format(name="--date"))
    if words.unmeasured == (words.value is not None):
        raise WrongUsage(_("Give --value, or --not-measured with --reason."))
    if words.unmeasured and not (words.reason or "").strip():
        raise WrongUsage(f"--reason: {explain(Invalid('reason.required', field='reason'))}")
    for option, given, other, is_there in (
        ("--note", words.note, "--value", not words.unmeasured),
        ("--answers", words.answers, "--value", not words.unmeasured),
        ("--reason", words.reason, "--not-measured", words.unmeasured),
    ):
        if given is not None and not is_there:
            text = _("{option} goes with {other}.")
            raise WrongUsage(text.format(option=option, other=other))
