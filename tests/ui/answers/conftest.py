"""Svar on ten answers, with three themes to give them."""

import pytest

from tests.ui.answers.answering import some_answers, some_themes
from tests.ui.desks import Bench
from tracker.services.context import AppContext
from tracker.ui.panels.answers import AnswersPage


@pytest.fixture
def themes(ctx: AppContext) -> dict[str, int]:
    return some_themes(ctx)


@pytest.fixture
def answers(ctx: AppContext, themes: dict[str, int]) -> list[int]:
    return some_answers(ctx)


@pytest.fixture
def page(place: Bench, answers: list[int]) -> AnswersPage:
    made = AnswersPage(place.desk)
    place.show(made)
    made.setFocus()
    return made
