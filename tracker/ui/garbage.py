"""Collects garbage on the GUI thread only.

Python collects cycles on whichever thread happens to allocate. A cycle that holds a QWidget or a
QTimer, freed on a worker thread, takes the process down; so the automatic collector is off, and a
timer does its work here.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
_GENERATIONS = 3


class GuiGarbage(QObject):
    """Owns the collector for as long as it lives. Make one per process, on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int:
        """Collect what the collector itself would have by now. Returns how many were freed."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in reversed(range(_GENERATIONS)):
            if thresholds[generation] and counts[generation] > thresholds[generation]:
                return gc.collect(generation)
        return 0
