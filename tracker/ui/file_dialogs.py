"""The system's own dialog for choosing a file; Qt's, where there is none, made safe for books."""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QFileIconProvider, QWidget


class _ByName(QFileIconProvider):
    """Tells files by their names.

    Qt's would open each file of the folder to see what it is. Closing the open book again drops
    its locks: see `tracker.models.engine.is_open_here`.
    """

    def icon(self, what: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        if isinstance(what, QFileInfo):
            kinds = QFileIconProvider.IconType
            what = kinds.Folder if what.isDir() else kinds.File
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()


class FileDialog(QFileDialog):
    """Asks for a file that is there or, when `saving`, for where to put one."""

    def __init__(
        self, parent: QWidget, title: str, start: Path | str = "", *, saving: bool = False
    ) -> None:
        """`start` is a folder, or a file that is chosen from the start."""
        super().__init__(parent, title)
        self._icons = _ByName()
        self.setIconProvider(self._icons)
        if saving:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            self.setFileMode(QFileDialog.FileMode.ExistingFile)
        path = Path(start)
        if not str(start) or path.is_dir():
            self.setDirectory(str(start))
        else:
            self.setDirectory(str(path.parent))
            self.selectFile(path.name)


def ask_file(
    parent: QWidget, title: str, start: Path | str, kinds: str, *, saving: bool = False
) -> str:
    """Ask and wait; empty if cancelled. `kinds` as Qt has them: ``Books (*.loftesbok);;…``."""
    dialog = FileDialog(parent, title, start, saving=saving)
    dialog.setNameFilters(kinds.split(";;"))
    try:
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.selectedFiles()[0] if chosen else ""
    finally:
        dialog.deleteLater()
