"""Hands on the keyboard that count what they press, job by job."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.program import Program

_PLAIN = Qt.KeyboardModifier.NoModifier


class Keys:
    """Counts every key by itself, and the letters of what is typed apart."""

    def __init__(self, program: Program, window: QWidget) -> None:
        self._program = program
        self._job = ""
        self.window = window
        """What comes to the front when a dialog closes, as on any desktop."""
        self.counted: dict[str, tuple[int, int]] = {}
        """The keys and the letters of each job."""

    def begin(self, job: str) -> None:
        """What is pressed from now on belongs to this job."""
        self._job = job
        self.counted[job] = (0, 0)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """One key, with or without others held down."""
        self._come_to_front()
        self._count(keys=1)
        self._program.press(key, modifier)

    def write(self, text: str) -> None:
        """Letters, where the keyboard is."""
        self._come_to_front()
        self._count(letters=len(text))
        self._program.write(text)

    def _count(self, *, keys: int = 0, letters: int = 0) -> None:
        before = self.counted[self._job]
        self.counted[self._job] = (before[0] + keys, before[1] + letters)

    def _come_to_front(self) -> None:
        # Without a display no window takes over from one that closes.
        if not isinstance(QApplication.activeWindow(), QWidget):
            self._program.front(self.window)
