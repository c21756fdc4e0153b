"""The agenda and the point that is taken up, with what is written at it."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
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
from tracker.ui.meeting.texts import Texts
from tracker.ui.meeting.words import changes_of
from tracker.ui.meeting.writing import Writing
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel
from tracker.ui.widgets.text import Text

_RAIL = 300
# The longest word of most titles, its number and its tick.
_RAIL_LETTERS = 19
# As wide as a projector's smallest picture; on a larger one the letters grow with it.
_PLAIN = QSize(1280, 720)
_LARGEST = 1.5
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
        self.point: PointRow | None = None
        self.writing = Writing(desk, self)
        self.deciding = Deciding(desk, window)
        self.rail = Rail()
        self.texts = Texts()
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
        self.texts.typed.connect(self._on_typed)
        self.texts.left.connect(self._on_left)
        self.writing.failed.connect(self.failed)
        self.writing.saved.connect(self._catch_up)
        self.writing.merged.connect(self._on_merged)
        self.deciding.refused.connect(self.said)
        self.deciding.responsible_chosen.connect(self._on_responsible)

    def _lay_out(self) -> None:
        self._scroll = ScrollPanel(margins=(40, 12, 40, 8))
        self._scroll.body.addWidget(self._empty)
        middle = Panel("surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addWidget(self.texts)
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
        self.texts.setEnabled(bool(points))
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
        self.texts.show_fields(PointFields(), ())
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
        held: Collection[str] = self.texts.held()
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
        self.texts.fit(int(self.height() * _MOST_OF_IT))
        letter = QFontMetricsF(fonts.choice_title()).averageCharWidth()
        width = int(_RAIL * min(self._scale(), 1.25))
        self.rail.setFixedWidth(max(width, int(letter * _RAIL_LETTERS)))
        if self._view is not None and self.point is not None and self._view.scale != self._scale():
            self._show(self.point)

    # -- what is written, and how far the point has come

    def _fill(self, point: PointRow, held: Collection[str]) -> None:
        self._show_fields(self.writing.take(point, held), held)

    def _show_fields(self, fields: PointFields, held: Collection[str]) -> None:
        self.texts.show_fields(fields, held)
        self._tell_meanwhile()

    def _catch_up(self) -> None:
        """Fields that nobody writes in show what the book has."""
        if self.point is not None:
            held = self.texts.held()
            self._show_fields(self.writing.shown(self.point.id, held), held)

    def _tell_meanwhile(self) -> None:
        if self.point is not None:
            for name in self.texts.values():
                self.texts.tell_meanwhile(name, self.writing.meanwhile(self.point.id, name))

    def _on_merged(self, point_id: object) -> None:
        if self.point is not None and self.point.id == point_id:
            self._tell_meanwhile()

    def _on_typed(self) -> None:
        if self.point is not None:
            self.writing.put(self.point.id, later=True, **self.texts.values())
            self.said.emit("")

    def _on_left(self) -> None:
        self.writing.flush()
        self._catch_up()

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
        now = self.writing.shown(self.point.id, self.texts.held()).state
        self.writing.put(self.point.id, state=PointState.WAITING if now is state else state)
        if now is not state:
            self.step(1)
