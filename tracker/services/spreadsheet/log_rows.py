"""A row of a list of what was done, as it was read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date, format_number
from tracker.models.action import LogEntry
from tracker.models.search import folded
from tracker.services.log import LogFields
from tracker.services.naming import ActionName
from tracker.services.spreadsheet.form_matching import FormRow
from tracker.services.spreadsheet.tables import RowReader

Same = tuple[int, date, Decimal, str]
"""What makes two entries the same deed: action, day, quantity and place."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """What a row says. `form` is what it is in a log form; `occasion` the date it chose."""

    reader: RowReader
    action: ActionName
    fields: LogFields
    logged_by: str
    key: str
    form: FormRow | None = None
    occasion: date | None = None

    @property
    def identity(self) -> tuple[str, int | None]:
        """Its key, and its id where the list was exported from a book."""
        return self.key, self.reader.row_id()

    @property
    def same(self) -> Same:
        """What it is recognised by."""
        return same_deed(self.fields)

    def described(self) -> str:
        """What it says, for a sentence about it."""
        fields = self.fields
        parts = [
            f"{self.action.label} {self.action.title}",
            format_date(fields.done_on),
            _("quantity {number}").format(number=format_number(fields.quantity)),
            fields.place,
        ]
        return ", ".join(part for part in parts if part)


def same_deed(entry: LogFields | LogEntry) -> Same:
    """What an entry is recognised by."""
    return entry.action_id, entry.done_on, entry.quantity, folded(entry.place)
