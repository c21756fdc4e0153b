"""What a book says now, in words, beside what somebody was about to save over it."""

from dataclasses import fields
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.i18n import _, format_date, format_number, format_time
from tracker.labels import label


def differences(before: Any, now: Any) -> list[tuple[str, str]]:
    """The fields of two equal kinds of dataclass that differ, with what `now` says of each."""
    return [
        (field.name, said(getattr(now, field.name)))
        for field in fields(now)
        if getattr(now, field.name) != getattr(before, field.name)
    ]


def said(value: object) -> str:
    """A field's value as a person reads it; a dash where there is none."""
    match value:
        case None | "" | ():
            return "–"
        case StrEnum():
            return label(value)
        case bool():
            return _("yes") if value else _("no")
        case date():
            return format_date(value)
        case time():
            return format_time(value)
        case int() | float() | Decimal():
            return format_number(value)
        case tuple():
            return "; ".join(said(part) for part in value)
        case _:
            return str(value)
