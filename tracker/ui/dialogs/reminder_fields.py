"""What the settings say of reminders: whose, and how the program tells of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.settings import Settings
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.completing import CompletingEdit


class ReminderFields:
    """The fields, and the settings that they make."""

    def __init__(self, settings: Settings, whose: Sequence[str]) -> None:
        self._mine = CompletingEdit(_("e.g. Head of streets; empty for everybody"))
        self._mine.offer(whose)
        self._mine.setText(settings.mine)
        self._tray = QCheckBox(_("Show an icon in the notification area"))
        self._notify = QCheckBox(_("Tell there what falls due today, and on Mondays of the week"))
        self._stay = QCheckBox(_("Stay there when the last window is closed"))
        for box, value in (
            (self._tray, settings.tray),
            (self._notify, settings.notify),
            (self._stay, settings.stay),
        ):
            box.setChecked(value)
        self._tray.toggled.connect(self._notify.setEnabled)
        self._tray.toggled.connect(self._stay.setEnabled)
        self._notify.setEnabled(settings.tray)
        self._stay.setEnabled(settings.tray)

    def add_to(self, dialog: FormDialog[Any]) -> None:
        """Put them last in a dialog."""
        dialog.add_field("mine", _("Remind me of what is owned by"), self._mine, optional=True)
        boxes = QWidget()
        layout = QVBoxLayout(boxes)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for box in (self._tray, self._notify, self._stay):
            layout.addWidget(box)
        dialog.form.addWidget(boxes)

    def chosen(self, settings: Settings) -> Settings:
        """`settings` with what the fields say."""
        return replace(
            settings,
            mine=self._mine.text().strip(),
            tray=self._tray.isChecked(),
            notify=self._notify.isChecked(),
            stay=self._stay.isChecked(),
        )
