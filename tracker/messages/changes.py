"""What somebody changed, in words: the field, and what stood in it before and after."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.i18n import N_, _, format_date, format_number
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words
from tracker.messages.vocabulary import field_word

NOTHING = "–"

# Where a changed row calls it otherwise than the form in which it is entered.
_FIELDS: dict[str, str] = {
    "lawful": N_("Required by law"),
    "override_colour": N_("Follow-up"),
    "until": N_("Left alone until"),
}


def changed_field(name: str) -> str:
    """What a column of a changed row is called."""
    return _(_FIELDS[name]) if name in _FIELDS else field_word(name)


def changed_value(name: str, value: object) -> str:
    """What stands in a column, as people write it; a dash for nothing."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return _("yes") if value else _("no")
        case StrEnum():
            return label(value)
        case date():
            return format_date(value)
        case Decimal() | int():
            return format_number(value)
    return recurrence_words(str(value)) if name == "recurrence" else str(value)
