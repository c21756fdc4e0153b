"""What is said and decided at a point: two fields, as high as their text, that nobody resets."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFontMetricsF, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.meeting_points import PointFields
from tracker.ui import fonts
from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

_LEAST_LINES = 2
# Above and below the lines: the frame, its padding and the document's own margin.
_AROUND = 24


class Texts(QWidget):
    """Side by side. Where the cursor is nothing is put but what is written."""

    typed = Signal()
    left = Signal()
    """The cursor has gone from a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling, self._most = False, 0
        # Who may read it stands beside the field's name, where it takes no room from the point.
        self.note = NoteField(public=False)
        self.decision = NoteField(public=False)
        self._fields = {"note": self.note, "decision": self.decision}
        self._meanwhile = {name: QuietNote("") for name in self._fields}
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 6, 40, 8)
        row.setSpacing(24)
        public = _("Probably a public record: write no names.")
        row.addLayout(self._column("note", _("What was said"), "N", public), 1)
        row.addLayout(self._column("decision", _("What was decided"), "D"), 1)

    def _column(self, name: str, words: str, keys: str, public: str = "") -> QVBoxLayout:
        field, meanwhile = self._fields[name], self._meanwhile[name]
        field.setAccessibleName(words)
        field.edit.setFont(fonts.promise_text())
        field.edit.installEventFilter(self)
        field.changed.connect(self._on_changed)
        meanwhile.setVisible(False)
        caption = QHBoxLayout()
        caption.setSpacing(16)
        caption.addWidget(Text(f"{words}  ({keys})", fonts.caption_strong(), "text2"))
        caption.addWidget(Text(public, fonts.caption(), "text2").elidable(), 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(caption)
        column.addWidget(field)
        column.addWidget(meanwhile)
        column.addStretch(1)
        return column

    def show_fields(self, fields: PointFields, held: Collection[str]) -> None:
        """Show a point's texts, but for the fields that are `held`."""
        self._filling = True
        for name, field in self._fields.items():
            text = getattr(fields, name)
            if name not in held and field.value() != text.strip():
                field.set_value(text)
        self._filling = False

    def values(self) -> dict[str, str]:
        """What is written, by field."""
        return {name: field.value() for name, field in self._fields.items()}

    def held(self) -> list[str]:
        """The field that the cursor is in, if any."""
        at: object = self.window().focusWidget()
        return [name for name, field in self._fields.items() if field.edit is at]

    def write_in(self, field: NoteField) -> None:
        """Go on writing after what is there."""
        field.setFocus()
        field.edit.moveCursor(QTextCursor.MoveOperation.End)

    def tell_meanwhile(self, name: str, theirs: str) -> None:
        """Say under a field what others wrote there; nothing takes it away."""
        words = _("Somebody else wrote here: “{text}” Both texts are kept.")
        self._meanwhile[name].setText(words.format(text=theirs) if theirs else "")
        self._meanwhile[name].setVisible(bool(theirs))

    def meanwhile(self, name: str) -> str:
        """What is said under a field about what others wrote there."""
        return self._meanwhile[name].text()

    def fit(self, most: int) -> None:
        """Make the fields as high as what is written, up to `most`."""
        self._most = most
        edits = [field.edit for field in self._fields.values()]
        line = QFontMetricsF(edits[0].font()).lineSpacing()
        lines = max(_LEAST_LINES, *(edit.document().size().height() for edit in edits))
        least = int(_LEAST_LINES * line) + _AROUND
        for edit in edits:
            edit.setFixedHeight(max(min(int(lines * line) + _AROUND, most), least))

    def _on_changed(self) -> None:
        self.fit(self._most)
        if not self._filling:
            self.typed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
