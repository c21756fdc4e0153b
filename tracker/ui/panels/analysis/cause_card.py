"""One cause: its number and words, its chain of "varför?", and the actions against it."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.analysis import AnalysedCause
from tracker.ui import fonts
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import IconButton, LinkButton
from tracker.ui.widgets.marks import FollowUpSymbol, Icon, NumberRing
from tracker.ui.widgets.panels import Card
from tracker.ui.widgets.text import Text, plain_tip

_SMALL, _STEP, _INDENT = 22, 12, 28


class CauseCard(Card):
    """Says what is to be done with the cause; the pane does it."""

    edit_asked = Signal()
    removal_asked = Signal()
    action_asked = Signal()
    promise_asked = Signal()
    action_opened = Signal(object)
    """An `ActionRow`."""

    def __init__(
        self, cause: AnalysedCause, *, writable: bool, promised: bool, parent: QWidget | None = None
    ) -> None:
        """`promised` is whether a promise answers the problem, so that an action has a place."""
        super().__init__(parent, padding=12, gap=6)
        row = cause.row
        self.setAccessibleName(
            _("Cause {number}: {words}").format(number=row.number, words=row.description)
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        named = _("Cause {number}").format(number=row.number)
        head.addWidget(NumberRing(row.number, named), 0, top)
        words = Text(row.description, fonts.body_strong(), wrap=True)
        words.setContentsMargins(0, 1, 0, 0)
        head.addWidget(words, 1)
        if writable:
            edit = IconButton(
                "pencil", _("Edit “{what}”").format(what=row.description), side=_SMALL
            )
            edit.clicked.connect(self.edit_asked)
            remove = IconButton(
                "trash", _("Remove “{what}”").format(what=row.description), side=_SMALL
            )
            remove.clicked.connect(self.removal_asked)
            head.addWidget(edit, 0, top)
            head.addWidget(remove, 0, top)
        self.body.addLayout(head)
        for number, why in enumerate(row.whys):
            self.body.addWidget(_why(why, number))
        for action in cause.actions:
            self.body.addLayout(self._action(action))
        if not cause.actions:
            none = Text(_("No action yet."), fonts.caption(), "at_risk")
            none.setContentsMargins(_INDENT, 0, 0, 0)
            self.body.addWidget(none)
        if writable and promised:
            self._add_link(_("New action against the cause…"), self.action_asked)
        elif writable:
            self._add_link(_("New promise…"), self.promise_asked)

    def _add_link(self, words: str, asked: SignalInstance) -> None:
        add = LinkButton(words)
        add.clicked.connect(asked)
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT - 4, 0, 0, 0)
        line.addWidget(add)
        line.addStretch(1)
        self.body.addLayout(line)

    def _action(self, row: ActionRow) -> QHBoxLayout:
        """The action as a link, after the symbol of its follow-up, or of how it ended."""
        how = label(row.colour if row.colour is not None else row.status)
        link = LinkButton(f"{row.label}  {row.title}")
        link.setAccessibleName(f"{row.label} {row.title}, {how}")
        link.setToolTip(plain_tip(f"{row.title}, {how}"))
        link.setMinimumWidth(40)
        link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        link.clicked.connect(lambda: self.action_opened.emit(row))
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT, 0, 0, 0)
        line.setSpacing(4)
        if row.colour is not None:
            line.addWidget(FollowUpSymbol(row.colour))
        else:
            line.addWidget(Icon(paint.status_icon(row.status), "text2", 12, words=how))
        line.addWidget(link)
        line.addStretch(1)
        return line


def _why(text: str, number: int) -> QWidget:
    """A link of the chain, further in than the one that it explains."""
    words = Text(_("Why? {answer}").format(answer=text), fonts.caption(), "text2", wrap=True)
    words.setContentsMargins(_INDENT + _STEP * number, 0, 0, 0)
    return words
