"""The trail in one line under the plan: **Spår** 2 underlag › Problem 5 › 2 orsaker › …"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.panels.promises.head_words import trail_parts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import RunText


class TrailFooter(Panel):
    """Numbers along the chain, what is missing in the tone of a warning, and a way to the trail."""

    shown = Signal()
    """*Visa* was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._words = RunText(
            font=fonts.caption(tabular=True), strong=fonts.caption_strong(tabular=True)
        )
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        link = LinkButton(_("Show"))
        link.setAccessibleName(_("Show the trail"))
        link.clicked.connect(self.shown)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 20, 8)
        line.setSpacing(8)
        line.addWidget(Icon("link", "text2", 14))
        line.addWidget(self._words, 1)
        line.addWidget(link)

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_plan(self, view: PlanView) -> None:
        """Show a promise's trail in numbers."""
        runs = [Run(_("Trail") + "   ", strong=True)]
        for number, (words, is_gap) in enumerate(trail_parts(view)):
            if number:
                runs.append(Run("   ›   ", tone="text3"))
            runs.append(Run(words, tone="at_risk" if is_gap else "text2"))
        self._words.set_runs(runs)
