"""`lofte sign`: the promises of a final agreement report that everybody has signed."""

from tracker.cli.books import day, opened, row_id
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_json
from tracker.i18n import _, format_date, ngettext
from tracker.messages.vocabulary import listed


def sign(book: str, report: str, date: str, *, as_json: bool) -> None:
    """Sign them, and say which they were."""
    from tracker.services.signing import SignReport, sign_promises

    report_id = row_id(_("ID"), report)
    with opened(book) as ctx:
        signed_on = day("--date", date, ctx.today())
        if signed_on is None:
            raise WrongUsage(_("{name} is missing.").format(name="--date"))
        numbers = sign_promises(ctx, SignReport(report_id, signed_on))
    if as_json:
        say_json({"report": str(report_id), "signed_on": signed_on, "promises": list(numbers)})
        return
    text = ngettext(
        "Promise {numbers} is signed, {date}, as report {report} says.",
        "Promises {numbers} are signed, {date}, as report {report} says.",
        len(numbers),
    )
    named = listed([str(number) for number in numbers])
    say(text.format(numbers=named, date=format_date(signed_on), report=report_id))
