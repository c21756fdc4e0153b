"""What evidence says, as it is filled in for a person to keep or to change."""

from decimal import Decimal

from tracker.i18n import _, format_number, ngettext
from tracker.models.rounding import half_up, whole_percent


def percent(answers: int, of: int) -> str:
    """``26 %``; what is more than nothing is never told as nothing."""
    share = whole_percent(answers, of)
    if answers and not share:
        return _("under 1\xa0%")
    return f"{format_number(share)}\xa0%"


def theme_statement(theme: str, answers: int, total: int, *, all_coded: bool = True) -> str:
    """``26 % (104 of 400 answers) take up lighting``; without answers only that nobody does.

    `total` is of the coded answers; unless they are all there are, it says so.
    """
    if not total:
        return _("No answer takes up {theme}").format(theme=theme)
    text = ngettext(
        "{share} % ({n} of {total} answer) take up {theme}",
        "{share} % ({n} of {total} answers) take up {theme}",
        total,
    )
    if not all_coded:
        text = ngettext(
            "{share} % ({n} of {total} coded answer) take up {theme}",
            "{share} % ({n} of {total} coded answers) take up {theme}",
            total,
        )
    exact = Decimal(100 * answers) / total
    share = format_number(half_up(exact, 0 if exact >= 1 else 1))
    return text.format(
        share=share, n=format_number(answers), total=format_number(total), theme=theme
    )


def quote_statement(text: str) -> str:
    """An answer on one line, in quotation marks."""
    return _("“{words}”").format(words=" ".join(text.split()))
