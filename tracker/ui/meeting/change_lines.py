"""What a meeting changed, line by line: the thing, and under it each field before and after."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.messages import operation_name
from tracker.messages.changes import changed_field, changed_value
from tracker.services.queries.changed_values import ChangedValue
from tracker.services.queries.meeting_changes import PointChange
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import Tag
from tracker.ui.widgets.text import Text


class ChangeLines(QWidget):
    """One change. A deviation from what was signed is marked as such."""

    take_back_asked = Signal(object)
    """The id of the operation, of all that was changed with it."""

    def __init__(
        self, change: PointChange, font: QFont, strong: QFont, *, can_take_back: bool = False
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(12)
        words = f"{change.subject}  ·  {operation_name(change.operation)}"
        head.addWidget(Text(words, strong).elidable(), 1)
        if change.deviates:
            head.addWidget(Tag(_("deviation")))
        if can_take_back:
            button = LinkButton(_("Take back"))
            button.setAccessibleName(_("Take back: {change}").format(change=words))
            button.clicked.connect(partial(self.take_back_asked.emit, change.operation_id))
            head.addWidget(button)
        layout.addLayout(head)
        lines = [_line(line) for line in change.lines]
        if change.reason:
            lines.append(_("Reason: {reason}").format(reason=change.reason))
        for line in lines:
            layout.addWidget(Text(line, font, "text2", wrap=True))
        self.setAccessibleName(". ".join((words, *lines)))


def _line(line: ChangedValue) -> str:
    after = changed_value(line.field, line.after)
    if line.before is None or line.before == "":
        return f"{changed_field(line.field)}: {after}"
    return f"{changed_field(line.field)}: {changed_value(line.field, line.before)} → {after}"
