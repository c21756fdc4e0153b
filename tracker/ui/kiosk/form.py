"""What one person is asked: a rating, themes, their own words, a place, a group. Never who."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import N_, _
from tracker.services.kiosk import TakeAnswer
from tracker.services.queries.kiosk import Offered
from tracker.ui import fonts
from tracker.ui.kiosk.big_button import BigButton, RatingButton
from tracker.ui.kiosk.choices import Choices
from tracker.ui.kiosk.recent import RecentWords
from tracker.ui.kiosk.words import Words
from tracker.ui.widgets.text import Text

_RATINGS = (
    (1, N_("Very unsafe")),
    (2, N_("Unsafe")),
    (3, N_("In between")),
    (4, N_("Safe")),
    (5, N_("Very safe")),
)
_GAP = 24
# In characters of the body font: beside each other where both halves can be read.
_TWO_COLUMNS = 140


class AnswerForm(QWidget):
    """One answer. A digit rates and goes on to the text; the function keys choose themes."""

    entered = Signal()
    """The answer is complete."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("content")
        rating, themes = _("How safe does it feel?"), _("What is it about?")
        self.rating: Choices[int] = Choices(rating, columns=5)
        self.rating.offer(
            [(number, _(words)) for number, words in _RATINGS],
            lambda _number, value, words: RatingButton(value, words),
        )
        self.themes: Choices[int] = Choices(themes, several=True)
        self.words = Words()
        self.place = RecentWords(_("Which place is it about?"), _("Another place"))
        self.group = RecentWords(_("Group, for example age"), _("Another group"))
        self.group.keep.setChecked(True)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._themes_title = Text(themes, fonts.section_title())
        left.setSpacing(8)
        left.addWidget(Text(rating, fonts.section_title()))
        left.addWidget(self.rating)
        left.addSpacing(_GAP - 8)
        left.addWidget(self._themes_title)
        left.addWidget(self.themes)
        left.addStretch(1)
        right.setSpacing(_GAP - 4)
        right.addWidget(self.words, 1)
        right.addWidget(self.place)
        right.addWidget(self.group)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(right, 1)
        beside.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(_GAP, 16, _GAP, 16)
        self._sides.setSpacing(_GAP + 8)
        self._sides.addLayout(left, 1)
        self._sides.addLayout(beside, 1)
        self.rating.digit_chosen.connect(self.words.edit.setFocus)
        self.rating.typed.connect(self.words.begin)
        self.themes.typed.connect(self.words.begin)
        self.place.digit_chosen.connect(self.group.begin)
        self.place.entered.connect(self.entered)
        self.group.entered.connect(self.entered)

    def offer(self, offered: Offered) -> None:
        """Show what there is to choose from; nothing that was typed or chosen goes away."""
        for field in (self.words, self.place, self.group):
            field.warn_by(offered.find_traces)
        self.offer_themes(offered.themes)
        self.place.offer(offered.places)
        self.group.offer(offered.groups)
        self.order_focus()

    def offer_themes(self, themes: Sequence[tuple[int, str]]) -> None:
        """Show another code book."""
        self.themes.offer(themes, lambda number, _id, words: BigButton(words, f"F{number}"))
        self._themes_title.setVisible(bool(themes))
        self.order_focus()

    def stops(self) -> list[QWidget]:
        """What Tab passes, in order."""
        return [
            *self.rating.stops(),
            *self.themes.stops(),
            self.words.edit,
            *self.place.stops(),
            *self.group.stops(),
        ]

    def order_focus(self) -> None:
        """Tab goes the way one reads, also past buttons that came later."""
        for one, next_one in pairwise(self.stops()):
            QWidget.setTabOrder(one, next_one)

    def answer(self, survey_id: int, *, is_coded: bool) -> TakeAnswer:
        """What was said."""
        rating = self.rating.values()
        return TakeAnswer(
            survey_id,
            self.words.value(),
            rating[0] if rating else None,
            self.themes.values(),
            self.place.value(),
            self.group.value(),
            is_coded,
        )

    def is_blank(self) -> bool:
        """Whether nothing was said yet. A place or a group alone is no answer."""
        return not (self.words.value() or self.rating.values() or self.themes.values())

    def fill(self, answer: TakeAnswer) -> None:
        """Show an answer again."""
        self.rating.set_values([answer.rating] if answer.rating is not None else [])
        self.themes.set_values(answer.theme_ids)
        self.words.set_value(answer.text)
        self.place.set_value(answer.place)
        self.group.set_value(answer.group)

    def next_person(self) -> None:
        """Empty, except for what is to be kept; the keyboard waits for a rating."""
        self.rating.set_values([])
        self.themes.set_values([])
        self.words.set_value("")
        self.place.next_person()
        self.group.next_person()
        self.begin()

    def begin(self) -> None:
        """The keyboard waits for a rating, or for the first letters of the text."""
        self.rating.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_nobody(self) -> None:
        """Nothing of one person may be seen by the next: there is nothing to keep."""
        for field in (self.place, self.group):
            field.keep.setChecked(False)
            field.keep.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction is not self._sides.direction():
            self._sides.setDirection(direction)
