"""What the inspector is built of: a head, sections that fold, lines of three columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.queries.responses import ResponseFilter
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton, WrappedLink
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.panels import FieldRow, Panel, Rule
from tracker.ui.widgets.text import Text, plain_tip

MARGIN = 16
_WHEN_WIDTH = 56
_RIGHT_WIDTH = 96
_SMALL = 22


@dataclass(frozen=True, slots=True)
class Line:
    """When and what; what stands at the right edge, and quieter words under it."""

    when: str
    what: str
    right: str = ""
    under: str = ""


class Sheet(Panel):
    """One subject's content: sections under each other with hairlines between."""

    def __init__(self, caption: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__("bg", parent)
        self.setObjectName("content")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self.head = QVBoxLayout()
        """Under the title, before the first section."""
        self.head.setContentsMargins(MARGIN, 10, MARGIN, 12)
        self.head.setSpacing(4)
        first = Text(caption, fonts.caption(tabular=True), "text2")
        # The fold button of the inspector lies over the corner.
        first.setContentsMargins(0, 0, 32, 0)
        self.head.addWidget(first)
        self.head.addWidget(Text(title, fonts.body_strong(), wrap=True))
        self._column.addLayout(self.head)
        self._sections: dict[str, Foldable] = {}

    def section(self, name: str, title: str, *, count: str = "", link: str = "") -> Foldable:
        """Another section; `name` is what its being folded is remembered by."""
        section = Foldable(title, count=count, link=link)
        layout = section.layout()
        assert layout is not None
        layout.setContentsMargins(MARGIN - 4, 6, MARGIN, 6)
        section.body.setContentsMargins(4, 4, 0, 6)
        self._column.addWidget(Rule())
        self._column.addWidget(section)
        self._sections[name] = section
        return section

    def finish(self) -> None:
        """No more sections: the rest of the height is empty."""
        self._column.addWidget(Rule())
        self._column.addStretch(1)

    def take_over(self, before: "Sheet") -> None:
        """Stand where the sheet that this one replaces stood, where it was of the same subject."""

    def take_keyboard(self) -> None:
        """Go by keyboard to what is worked with most here."""
        for section in self._sections.values():
            section.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def folded(self) -> frozenset[str]:
        """The names of the sections that are folded."""
        return frozenset(name for name, part in self._sections.items() if not part.is_open())

    def fold(self, names: frozenset[str]) -> None:
        """Fold these sections."""
        for name, section in self._sections.items():
            section.set_open(name not in names)


def add_fields(section: Foldable, fields: Sequence[tuple[str, str]]) -> None:
    """Label and value rows; a field without a value is left out."""
    for name, value in fields:
        if value:
            section.body.addWidget(FieldRow(name, value))


def add_lines(
    section: Foldable,
    lines: Sequence[Line],
    first_width: int = _WHEN_WIDTH,
    ends: Sequence[QWidget] = (),
) -> None:
    """When, what, and what stands at the right, in aligned columns; `ends` close the lines."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    top = Qt.AlignmentFlag.AlignTop
    quiet = fonts.caption(tabular=True)
    for number, line in enumerate(lines):
        first = Text(line.when, quiet, "text2")
        first.setMinimumWidth(first_width)
        grid.addWidget(first, number, 0, top)
        grid.addLayout(_what(line), number, 1)
        if line.right:
            shown = paint.elided(line.right, QFontMetricsF(quiet), _RIGHT_WIDTH)
            last = Text(shown, quiet, "text2")
            last.setToolTip(plain_tip(line.right) if shown != line.right else "")
            last.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(last, number, 2, top)
    for number, end in enumerate(ends):
        grid.addWidget(end, number, 3, top)
    grid.setColumnStretch(1, 1)
    section.body.addWidget(holder)


def remover(desk: Desk, name: str, remove: Callable[[], object]) -> IconButton:
    """A small button that removes something at once; it can be undone. `name` is read out."""
    button = IconButton("trash", name, side=_SMALL)
    button.clicked.connect(lambda: desk.write(remove))
    # Not `setVisible(True)`: without a parent yet it would be a window.
    if desk.read_only:
        button.hide()
    return button


def _what(line: Line) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(0)
    quiet = fonts.caption(tabular=True)
    box.addWidget(Text(line.what, quiet, wrap=True))
    if line.under:
        box.addWidget(Text(line.under, quiet, "text2", wrap=True))
    return box


def add_row(section: Foldable, *widgets: QWidget) -> None:
    """Links or buttons side by side."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    section.body.addWidget(holder)


def add_title(section: Foldable, link: WrappedLink, before: str = "") -> None:
    """A link that is somebody's title, however long; `before` are a few words before it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if before:
        words = Text(before, fonts.caption(), "text2")
        words.setContentsMargins(0, 2, 0, 0)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(link, 1)
    section.body.addWidget(holder)


def add_doing(
    section: Foldable, desk: Desk, edit: Callable[[], object], remove: Callable[[], object]
) -> None:
    """Edit opens a dialog; Remove is done at once, and can be undone."""
    if desk.read_only:
        return
    change, take_away = Button(_("Edit…"), icon="pencil"), Button(_("Remove"), icon="trash")
    change.clicked.connect(edit)
    take_away.clicked.connect(lambda: desk.write(remove))
    add_row(section, change, take_away)


def answers_link(desk: Desk, query: ResponseFilter) -> LinkButton:
    """A link to the answers that the query finds."""
    link = LinkButton(_("Show the answers"))
    link.clicked.connect(partial(desk.go, "answers", query=query))
    return link
