"""The head of a promise's section stands on one line to the right, whatever its state."""

import pytest

from tracker.i18n import LANGUAGES, Language, language
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.reports import style
from tracker.reports.symbols import StateMark, state_word


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_state_is_never_broken_in_the_width_that_it_asks_for(lang: Language) -> None:
    with language(lang):
        for state in (*PromiseStatus, *FollowUp):
            mark = StateMark(state, style.HEAD_STATE, style.AT_HEAD)
            natural = mark.natural_width(style.WIDTH)
            assert mark.height(natural) == style.HEAD_STATE.leading, state_word(state)
