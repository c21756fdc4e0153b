"""The reason for changing what was signed, as a part of a form."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.widgets.editors import NoteField
from tracker.ui.widgets.notes import IconText


class SignedWhy(QWidget):
    """What the change becomes, the reason for it, and who decided it."""

    def __init__(self, form: FormDialog[Any]) -> None:
        super().__init__()
        self._reason, self._decided_by = NoteField(lines=2), QLineEdit()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(8)
        words = _("The promise is signed: the change becomes a deviation in the next report.")
        box.addWidget(IconText("lock", words))
        line = QHBoxLayout()
        line.setSpacing(24)
        box.addLayout(line)
        form.add_field("reason", _("Reason"), self._reason, into=line, stretch=1)
        beside = QVBoxLayout()
        line.addLayout(beside, 1)
        by = _("Decided by")
        form.add_field("decided_by", by, self._decided_by, into=beside, optional=True)
        beside.addStretch(1)

    def value(self) -> tuple[str, str | None]:
        """The reason, and who decided. Raises `Invalid` where no reason is written."""
        reason = self._reason.value()
        if not reason:
            raise Invalid("reason.required", field="reason")
        return reason, text_of(self._decided_by) or None

    def set_reason(self, reason: str) -> None:
        """Put a reason in."""
        self._reason.set_value(reason)
