"""`lofte sign`: the promises of a final agreement report that everybody has signed."""

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_json
from tracker.cli.report_numbers import digits, report_id
from tracker.i18n import _, format_date, ngettext
from tracker.messages.vocabulary import listed


def sign(book: str, report: str, date: str, *, as_json: bool) -> None:
    """Sign them, and say which they were."""
    from tracker.services.signing import SignReport, sign_promises

    digits(_("ID"), report)
    with opened(book) as ctx:
        signed_on = day("--date", date, ctx.today())
        if signed_on is None:
            raise WrongUsage(_("{name} is missing.").format(name="--date"))
        signed = report_id(ctx, _("ID"), report)
        numbers = sign_promises(ctx, SignReport(signed, signed_on))
    if as_json:
        say_json({"report": str(signed), "signed_on": signed_on, "promises": list(numbers)})
        return
    text = ngettext(
        "Promise {numbers} is signed, {date}, as report {report} says.",
        "Promises {numbers} are signed, {date}, as report {report} says.",
        len(numbers),
    )
    named = listed([str(number) for number in numbers])
    say(text.format(numbers=named, date=format_date(signed_on), report=report.strip()))
