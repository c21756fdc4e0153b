"""Message boxes. Every error a user can meet is a sentence from `tracker.messages`."""

import logging

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from tracker.i18n import _
from tracker.models.errors import TrackerError
from tracker.paths import log_dir
from tracker.ui import icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tone

_log = logging.getLogger(__name__)


def explain_failure(parent: QWidget | None, error: Exception) -> None:
    """Say what went wrong, what was kept and what to do. Doesn't block."""
    # A start where nothing goes wrong needs no words for it.
    from tracker.messages import explain

    if isinstance(error, TrackerError):
        text = explain(error)
    else:
        _log.error("unexpected error", exc_info=error)
        text = _(
            "Something went wrong that the program did not foresee. What was saved is safe. "
            "Details are in {folder}."
        ).format(folder=log_dir())
    tell(parent, text, icon="warning", tone="late")


def tell(
    parent: QWidget | None,
    text: str,
    details: str = "",
    *,
    icon: str = "info",
    tone: Tone = "accent",
) -> QMessageBox:
    """Show a sentence, and `details` in plain weight, until it is dismissed. Doesn't block."""
    box = QMessageBox(parent)
    box.setWindowTitle("Löftesboken")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(details)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    colour = Theme.current().tokens().tone(tone)
    box.setIconPixmap(icons.pixmap(icon, colour, 32, box.devicePixelRatio()))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
