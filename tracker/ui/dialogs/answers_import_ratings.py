"""What the words in a column of ratings stand for: "Ganska otrygg" is 2."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.spreadsheet.ratings import HIGHEST, NO_RATING, rating_of
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.text import Text

RatingWords = tuple[tuple[str, int], ...]

_MOST_WORDS = 40


class RatingWordsDialog(FormDialog[RatingWords]):
    """One line for each word: a rating, none, or left as not understood."""

    def __init__(self, words: Iterable[str], known: Mapping[str, int], parent: QWidget) -> None:
        super().__init__(_("What the words mean"), parent, save=_("Use"), width=640)
        self.form.addWidget(
            Text(_("5 is the best: safest, most satisfied."), fonts.body(), "text2", wrap=True)
        )
        self._known = dict(known)
        self._lines: dict[str, SegmentedControl[int | None]] = {}
        for word in list(dict.fromkeys(words))[:_MOST_WORDS]:
            self._add(word, known.get(word, rating_of(word)))

    def _add(self, word: str, rating: int | None) -> None:
        options: list[tuple[int | None, str]] = [(n, str(n)) for n in range(1, HIGHEST + 1)]
        options += [(NO_RATING, _("No rating")), (None, _("Not understood"))]
        choice: SegmentedControl[int | None] = SegmentedControl(options, rating, name=word)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(Text(word, fonts.body_medium()).elidable(), 1)
        line.addWidget(choice)
        self.form.addLayout(line)
        self._lines[word] = choice

    def command(self) -> RatingWords:
        chosen = {word: line.value() for word, line in self._lines.items()}
        every = {**self._known, **chosen}
        return tuple((word, rating) for word, rating in every.items() if rating is not None)
