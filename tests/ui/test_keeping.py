"""A test begins without another one's windows."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QDialog, QVBoxLayout

from tests.ui.keeping import kept, take_away

pytestmark = pytest.mark.usefixtures("theme")


def test_nothing_is_left_open() -> None:
    dialog = kept(QDialog())
    field = QComboBox(editable=True)
    completer = QCompleter(["Torget", "Stationen"], field)
    field.setCompleter(completer)
    QVBoxLayout(dialog).addWidget(field)
    dialog.show()
    # A popup is a window without a parent too, and goes with its field.
    completer.setCompletionPrefix("T")
    completer.complete()
    assert len(QApplication.topLevelWidgets()) > 1
    take_away()
    assert not [window for window in QApplication.topLevelWidgets() if window.isVisible()]
