"""The line under the chain: what is followed, in full, and where it opens."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, ngettext
from tracker.services.queries.trail_rows import Node
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text


class Followed(Panel):
    """Says how to begin while nothing is followed."""

    opened = Signal(object)
    """The `Node`."""
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._node: Node | None = None
        self._words = Text("", fonts.body_medium()).elidable()
        self._after = Text("", fonts.caption(tabular=True), "text2")
        self.open = Button(_("Open"), keys=_("Enter"), height=28)
        self.open.clicked.connect(lambda: self.opened.emit(self._node))
        self.clear = Button(_("Follow nothing"), keys="Esc", kind="flat", height=28)
        self.clear.clicked.connect(self.let_go)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(12)
        row.addWidget(Icon("trail"))
        row.addWidget(self._words, 1)
        row.addWidget(self._after)
        row.addWidget(self.clear)
        row.addWidget(self.open)
        # As high with its buttons as without them, so that the chain stays where it is.
        self.setMinimumHeight(self.open.sizeHint().height() + 12)
        self.show_node(None, 0)

    def words(self) -> str:
        """What it says."""
        return f"{self._words.whole_text()} {self._after.text()}".strip()

    def show_node(self, node: Node | None, others: int) -> None:
        """What is followed, and how many others hang together with it."""
        self._node = node
        self.open.setVisible(node is not None)
        self.clear.setVisible(node is not None)
        if node is None:
            self._words.setText(
                _("Choose anything to see where it comes from and what came of it.")
            )
            self._after.setText("")
            return
        whys = (_("Why? {answer}").format(answer=why) for why in node.detail)
        parts = (f"{node.label}  {node.title}".strip(), node.figure, *whys)
        self._words.setText(" · ".join(part for part in parts if part))
        text = ngettext("hangs together with {n} other", "hangs together with {n} others", others)
        self._after.setText(text.format(n=others))
