"""Who is here: a box for each who was called, and a line for whoever came besides."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.services.meetings import Attend, Called, EditMeeting
from tracker.services.queries.meetings import AttendanceRow, MeetingDetail
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import ScrollPanel
from tracker.ui.widgets.text import Text, plain_tip


class AttendanceDialog(QDialog):
    """Every tick is kept at once. Arrows and Tab move, Space ticks, Esc goes back."""

    ticked = Signal(object)
    """An `Attend`."""
    added = Signal(object)
    """An `EditMeeting` with one more who is called."""

    def __init__(self, detail: MeetingDetail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Attendance"))
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 600)
        self._detail = detail
        self._boxes: dict[int, QCheckBox] = {}
        self._panel = ScrollPanel(gap=4)
        self._panel.body.addWidget(Text(_("Who is here?"), fonts.page_title()))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._panel.body.addSpacing(8)
        self._panel.body.addLayout(self._rows)
        self._panel.body.addStretch(1)
        self._more = QLineEdit()
        self._more.setPlaceholderText(_("Somebody else: role, name, organisation"))
        self._more.setAccessibleName(_("Somebody else who came"))
        self._more.returnPressed.connect(self._on_more)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self._more, 1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.addWidget(self._panel, 1)
        outer.addLayout(foot)
        self.show_detail(detail)

    def boxes(self) -> list[QCheckBox]:
        """The boxes, in order."""
        return list(self._boxes.values())

    def somebody_else(self) -> QLineEdit:
        """The line for whoever was not called."""
        return self._more

    def show_detail(self, detail: MeetingDetail) -> None:
        """The meeting as it now is; the boxes stay where they are."""
        self._detail = detail
        for gone in self._boxes.keys() - {row.id for row in detail.attendance}:
            box = self._boxes.pop(gone)
            box.hide()
            box.deleteLater()
        for row in detail.attendance:
            if row.id not in self._boxes:
                self._add(row)
            box = self._boxes[row.id]
            blocked = box.blockSignals(True)
            box.setChecked(row.present)
            box.blockSignals(blocked)

    def _add(self, row: AttendanceRow) -> None:
        box = QCheckBox(row.name.replace("&", "&&"))
        box.setFont(fonts.promise_text())
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(row.name)
        box.setToolTip(plain_tip(row.name))
        box.toggled.connect(partial(self._on_ticked, row.id))
        self._rows.addWidget(box)
        QWidget.setTabOrder(box, self._more)
        self._boxes[row.id] = box
        if len(self._boxes) == 1:
            box.setFocus()

    def _on_ticked(self, row_id: int, present: bool) -> None:
        row = next((row for row in self._detail.attendance if row.id == row_id), None)
        if row is not None:
            self.ticked.emit(Attend(row.id, row.version, present))

    def _on_more(self) -> None:
        name = self._more.text().strip()
        if not name:
            return
        fields = self._detail.fields
        called = (*fields.called, Called(name, present=True))
        row = self._detail.row
        self.added.emit(EditMeeting(row.id, row.version, replace(fields, called=called)))
        self._more.clear()
