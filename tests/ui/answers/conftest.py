"""Svar on ten answers, with three themes to give them."""

from collections.abc import Iterator

import pytest

from tests.ui.answers.answering import some_answers, some_themes
from tests.ui.desks import Bench, bench
from tracker.services.context import AppContext
from tracker.ui.panels.answers import AnswersPage


@pytest.fixture
def place(ctx: AppContext) -> Iterator[Bench]:
    with bench(ctx) as made:
        yield made
        assert made.failures == []


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
