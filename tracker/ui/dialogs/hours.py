"""An hour of the day in a plain field."""

from datetime import time

from PySide6.QtWidgets import QLineEdit

from tracker.i18n import format_time
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.durations import parse_clock
from tracker.ui.dialogs.form import text_of


def hour_words(value: time | None) -> str:
    """What the field begins with."""
    return "" if value is None else format_time(value)


def hour_of(field: QLineEdit, name: str) -> time | None:
    """The hour that was typed, if any. Raises `Invalid`, which then names the field."""
    text = text_of(field)
    try:
        return parse_clock(text) if text else None
    except Invalid as error:
        raise Invalid(error.code, field=name, **error.params) from error
