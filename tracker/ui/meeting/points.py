"""The agenda and the point that is taken up, with what is written at it."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.models.enums import PointState
from tracker.services.meeting_points import PointFields
from tracker.services.queries.meeting_held import About, Held, look_at_point
from tracker.services.queries.meetings import PointRow
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.dialogs.meeting import Responsible
from tracker.ui.meeting.deciding import Deciding
from tracker.ui.meeting.frame import Rail
from tracker.ui.meeting.point_view import PointView
from tracker.ui.meeting.words import changes_of
from tracker.ui.meeting.writing import Writing
from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel
from tracker.ui.widgets.text import Text

_RAIL = 300
# As wide as a projector's smallest picture; on a larger one the letters grow with it.
_PLAIN = QSize(1280, 720)
_LARGEST = 1.5
_LEAST_LINES = 2
_MOST_OF_IT = 0.45


class Points(QWidget):
    """The rail to the left, the point beside it, and two fields that save by themselves."""

    said = Signal(str)
    """A sentence about what was done, or why nothing was."""
    failed = Signal(object)
    """As `Writing.failed`."""
    looked = Signal()
    """`point` and `about` are those on the screen."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._held: Held | None = None
        self.about = About()
        self._wanted: int | None = None
        self._view: PointView | None = None
        self._filling = False
        self.point: PointRow | None = None
        self.writing = Writing(desk, self)
        self.deciding = Deciding(desk, window)
        self.rail = Rail()
        # Who may read it stands beside the field's name, where it takes no room from the point.
        self.note = NoteField(lines=3, public=False)
        self.decision = NoteField(lines=3, public=False)
        self._meanwhile = {name: QuietNote("") for name in self._texts()}
        self._empty = Text(
            _(
                "The agenda is empty. Press Ins to add a point and write at it, or Ctrl+Enter to "
                "go to the end."
            ),
            fonts.kiosk(),
            "text2",
            wrap=True,
        )
        self._lay_out()
        self.rail.chosen.connect(self._on_chosen)
        self.note.changed.connect(self._on_typed)
        self.decision.changed.connect(self._on_typed)
        for field in (self.note, self.decision):
            field.edit.installEventFilter(self)
            field.changed.connect(self._fit_fields)
        self.writing.failed.connect(self.failed)
        self.writing.saved.connect(self._catch_up)
        self.writing.merged.connect(self._on_merged)
        self.deciding.refused.connect(self.said)
        self.deciding.responsible_chosen.connect(self._on_responsible)

    def _lay_out(self) -> None:
        self._scroll = ScrollPanel(margins=(40, 12, 40, 8))
        fields = QHBoxLayout()
        fields.setContentsMargins(40, 6, 40, 8)
        fields.setSpacing(24)
        for words, keys, name in (
            (_("What was said"), "N", "note"),
            (_("What was decided"), "D", "decision"),
        ):
            field = self._texts()[name]
            field.setAccessibleName(words)
            field.edit.setFont(fonts.promise_text())
            column = QVBoxLayout()
            column.setSpacing(4)
            caption = QHBoxLayout()
            caption.setSpacing(16)
            caption.addWidget(Text(f"{words}  ({keys})", fonts.caption_strong(), "text2"))
            if field is self.note:
                public = _("Probably a public record: write no names.")
                caption.addWidget(Text(public, fonts.caption(), "text2").elidable(), 1)
            column.addLayout(caption)
            column.addWidget(field)
            column.addWidget(self._meanwhile[name])
            self._meanwhile[name].setVisible(False)
            column.addStretch(1)
            fields.addLayout(column, 1)
        self._scroll.body.addWidget(self._empty)
        middle = Panel("surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addLayout(fields)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(Rule(vertical=True))
        row.addWidget(middle, 1)

    # -- which point

    def show_held(self, held: Held) -> None:
        """The meeting as it now is; the point stays the same, and begins with the first to do."""
        self._held = held
        points = held.detail.points
        begins = self.point is None
        self.rail.set_rows(points)
        self._empty.setVisible(not points)
        for field in self._texts().values():
            field.setEnabled(bool(points))
        chosen = self.rail.current()
        if any(point.id == self._wanted for point in points):
            self.go_to(self._wanted)
        elif chosen is not None and not begins:
            self._on_chosen(chosen)
        elif points:
            waiting = [p for p in points if p.state is PointState.WAITING]
            self.rail.choose(waiting[0].number - 1 if waiting else 0)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.point, self.about = None, About()
        self.deciding.show_point(None, self.about)
        if self._view is not None:
            self._view.hide()
            self._view.deleteLater()
            self._view = None
        self.looked.emit()

    def take_up(self, point_id: int) -> None:
        """Show a point that was just added, as soon as it is known of."""
        self._wanted = point_id
        self.go_to(point_id)

    def go_to(self, point_id: int | None) -> str:
        """Show a point. Returns its title, or nothing when it isn't on the agenda."""
        for number, point in enumerate(self.rail.rows()):
            if point.id == point_id:
                self._wanted = None
                self.rail.choose(number)
                self._on_chosen(point)
                self.rail.setFocus()
                return point.title
        return ""

    def step(self, by: int) -> None:
        """The next point, or the one before."""
        self.rail.step(by)
        self.rail.setFocus()

    def _on_chosen(self, point: PointRow) -> None:
        held: Collection[str] = self._held_fields()
        if self.point is None or self.point.id != point.id:
            self.writing.flush()
            self.said.emit("")
            held = ()
        self.point = point
        self._fill(point, held)
        self._desk.read(
            partial(look_at_point, self._desk.ctx, point),
            partial(self._on_looked, point),
            owner=self,
            key=("point", id(self)),
        )

    def _on_looked(self, point: PointRow, about: About) -> None:
        if self.point is not None and self.point.id == point.id:
            self.deciding.show_point(point, about)
            self.about = about
            self._show(point)
            self.looked.emit()

    def _show(self, point: PointRow) -> None:
        before, top = self._view, self._scroll.verticalScrollBar().value()
        changes = changes_of(self._held.changes, point.id) if self._held is not None else ()
        view = PointView(point, self.about, changes, self._desk.today(), scale=self._scale())
        self._view = view
        self._scroll.body.addWidget(view)
        if before is not None:
            # Hidden first: it is deleted a little later, and two would be seen.
            before.hide()
            before.deleteLater()
        same = before is not None and before.point.id == point.id
        self._scroll.verticalScrollBar().setValue(top if same else 0)

    def hidden_width(self) -> int:
        """How much of the point is too wide to be seen."""
        return self._scroll.horizontalScrollBar().maximum()

    def _scale(self) -> float:
        size = self.window().size()
        room = min(size.width() / _PLAIN.width(), size.height() / _PLAIN.height())
        return min(max(room, 1.0), _LARGEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_fields()
        self.rail.setFixedWidth(int(_RAIL * min(self._scale(), 1.25)))
        if self._view is not None and self.point is not None and self._view.scale != self._scale():
            self._show(self.point)

    # -- what is written, and how far the point has come

    def _fill(self, point: PointRow, held: Collection[str]) -> None:
        self._show_fields(self.writing.take(point, held), held)

    def _show_fields(self, fields: PointFields, held: Collection[str]) -> None:
        self._filling = True
        for name, field in self._texts().items():
            # Not while somebody is writing there: the cursor would jump.
            text = getattr(fields, name)
            if name not in held and field.value() != text.strip():
                field.set_value(text)
        self._filling = False
        self._tell_meanwhile()

    def _catch_up(self) -> None:
        """Fields that nobody writes in show what the book has."""
        if self.point is not None:
            held = self._held_fields()
            self._show_fields(self.writing.shown(self.point.id, held), held)

    def _texts(self) -> dict[str, NoteField]:
        return {"note": self.note, "decision": self.decision}

    def _held_fields(self) -> list[str]:
        """Where the cursor is: nothing is put there but what is written."""
        at: object = self.window().focusWidget()
        return [name for name, field in self._texts().items() if field.edit is at]

    def _tell_meanwhile(self) -> None:
        for name, line in self._meanwhile.items():
            theirs = self.writing.meanwhile(self.point.id, name) if self.point is not None else ""
            words = _("Somebody else wrote here: “{text}” Both texts are kept.")
            line.setText(words.format(text=theirs) if theirs else "")
            line.setVisible(bool(theirs))

    def _on_merged(self, point_id: object) -> None:
        if self.point is not None and self.point.id == point_id:
            self._tell_meanwhile()

    def meanwhile(self, name: str) -> str:
        """What is said under a text field about what others wrote there."""
        return self._meanwhile[name].text()

    def write_in(self, field: NoteField) -> None:
        """Go on writing after what is there."""
        field.setFocus()
        field.edit.moveCursor(QTextCursor.MoveOperation.End)

    def _on_typed(self) -> None:
        if self.point is not None and not self._filling:
            self.writing.put(
                self.point.id,
                later=True,
                note=self.note.value(),
                decision=self.decision.value(),
            )
            self.said.emit("")

    def _fit_fields(self) -> None:
        """As high as what is written, until the point needs the room."""
        edits = [field.edit for field in self._texts().values()]
        line = QFontMetricsF(edits[0].font()).lineSpacing()
        lines = max(edit.document().size().height() for edit in edits)
        least, most = int(_LEAST_LINES * line) + 14, int(self.height() * _MOST_OF_IT)
        for edit in edits:
            edit.setFixedHeight(min(max(int(lines * line) + 14, least), max(most, least)))

    def _on_responsible(self, chosen: Responsible) -> None:
        if self.point is not None:
            self.writing.put(self.point.id, owner_id=chosen.owner_id, due_on=chosen.due_on)

    def tick(self) -> None:
        """Done with the point, and on to the next; once more takes the tick away."""
        self._set_state(PointState.DONE)

    def leave_open(self) -> None:
        """The point goes on to the next meeting; once more and it waits again."""
        self._set_state(PointState.OPEN)

    def _set_state(self, state: PointState) -> None:
        if self.point is None:
            return
        now = self.writing.shown(self.point.id, self._held_fields()).state
        self.writing.put(self.point.id, state=PointState.WAITING if now is state else state)
        if now is not state:
            self.step(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.writing.flush()
            self._catch_up()
        return super().eventFilter(watched, event)
