"""A file to be read or written: its path to type or paste, and a button that looks for it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tracker.i18n import _
from tracker.ui.file_dialogs import ask_file
from tracker.ui.widgets.buttons import Button


class FileField(QWidget):
    """`value` is the path typed or chosen, None for an empty field."""

    entered = Signal()
    """A path was typed to its end, or chosen."""

    def __init__(
        self,
        title: str,
        kinds: str,
        parent: QWidget | None = None,
        *,
        folder: str = "",
        saving: bool = False,
    ) -> None:
        """`title` and `kinds` stand in the system's own dialog, as ``Bilder (*.png)``.

        It opens in `folder` as long as no path is typed. `saving` when the file is to be written:
        the system's dialog then asks before one that is there.
        """
        super().__init__(parent)
        self._title, self._kinds, self._folder, self._saving = title, kinds, folder, saving
        self._chosen = ""
        self.edit = QLineEdit()
        self.edit.editingFinished.connect(self.entered)
        self._browse = Button(_("Choose…"))
        self._browse.clicked.connect(self._on_browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self._browse)
        self.setFocusProxy(self.edit)

    def value(self) -> Path | None:
        """The path, as it was typed."""
        text = self.edit.text().strip()
        return Path(text) if text else None

    def set_value(self, path: Path | None) -> None:
        """Show another path, or none."""
        self.edit.setText("" if path is None else str(path))

    def was_chosen(self) -> bool:
        """Whether the path is the one last chosen in the system's own dialog."""
        return bool(self._chosen) and self.edit.text() == self._chosen

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        words = _("Choose a file: {field}").format(field=name)
        self._browse.setAccessibleName(words)

    def _on_browse(self) -> None:
        start = self.edit.text() or self._folder
        path = ask_file(self, self._title, start, self._kinds, saving=self._saving)
        if path:
            self._chosen = path
            self.edit.setText(path)
            self.entered.emit()
