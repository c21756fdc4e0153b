"""Qt's own file dialog, answered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit


def answered(path: Path | None, run: Callable[[], object]) -> None:
    """Do `run`, which asks for a file, and choose `path` in Qt's file dialog, or cancel."""

    def answer() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
        visible = [dialog for dialog in found if dialog.isVisible()]
        if not visible:
            # Some work comes before the question.
            QTimer.singleShot(1, answer)
            return
        [dialog] = visible
        if path is None:
            dialog.reject()
            return
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText(str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    run()
