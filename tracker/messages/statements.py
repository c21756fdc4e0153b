"""What evidence says, as it is filled in for a person to keep or to change."""

from decimal import Decimal

from tracker.i18n import _, format_number, ngettext
from tracker.models.rounding import half_up


def theme_statement(theme: str, answers: int, total: int) -> str:
    """``26 % (104 of 400 answers) take up lighting``; without answers only that nobody does."""
    if not total:
        return _("No answer takes up {theme}").format(theme=theme)
    text = ngettext(
        "{share} % ({n} of {total} answer) take up {theme}",
        "{share} % ({n} of {total} answers) take up {theme}",
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
