"""Reasons that were given lately, beside the field for a new one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.messages import shortened
from tracker.ui import fonts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.text import Text, plain_tip

_LONGEST = 44


class ReasonsUsed(QWidget):
    """Hidden until there are any; choosing one writes it into the field."""

    def __init__(self, field: NoteField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._flow = FlowLayout(self, gap=10)
        self.setVisible(False)

    def offer(self, reasons: Sequence[str]) -> None:
        """Show these, once."""
        if not reasons or self._flow.count():
            return
        self._flow.addWidget(Text(_("Used lately:"), fonts.caption(), "text2"))
        for reason in reasons:
            line = shortened(reason)
            link = LinkButton(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
            link.setAccessibleName(_("Use the reason: {reason}").format(reason=line))
            link.setToolTip(plain_tip(reason))
            link.clicked.connect(partial(self._use, reason))
            self._flow.addWidget(link)
        self.setVisible(True)

    def _use(self, reason: str) -> None:
        self._field.set_value(reason)
        self._field.setFocus()
