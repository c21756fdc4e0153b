"""Several of a few: a list of boxes to tick that scrolls when it is long."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text, plain_tip

T = TypeVar("T")

_IN_VIEW = 5
_LONGEST = 90


class TickList(QScrollArea, Generic[T]):
    """Boxes to tick, one per choice; `empty` says why there are none."""

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[T, str]],
        ticked: Sequence[T] = (),
        parent: QWidget | None = None,
        *,
        empty: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = Panel("surface")
        self._boxes: list[tuple[T, QCheckBox]] = []
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for value, words in choices:
            box = QCheckBox(_shortened(words).replace("&", "&&"))
            box.setAccessibleName(words)
            box.setToolTip(plain_tip(words) if len(words) > _LONGEST else "")
            box.setChecked(value in ticked)
            box.toggled.connect(self.changed)
            layout.addWidget(box)
            self._boxes.append((value, box))
        if not choices:
            layout.addWidget(Text(empty, tone="text2", wrap=True))
        layout.addStretch(1)
        self.setWidget(content)
        row = self._boxes[0][1].sizeHint().height() + 2 if choices else 40
        self.setFixedHeight(row * min(max(len(choices), 1), _IN_VIEW) + 4)

    def values(self) -> tuple[T, ...]:
        """What is ticked, in the order of the choices."""
        return tuple(value for value, box in self._boxes if box.isChecked())

    def set_values(self, ticked: Sequence[T]) -> None:
        """Tick these and no others."""
        for value, box in self._boxes:
            box.setChecked(value in ticked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An error sends the focus here; it belongs to the first box."""
        super().focusInEvent(event)
        if self._boxes:
            self._boxes[0][1].setFocus(event.reason())


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
