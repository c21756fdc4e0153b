"""Coding answers: many in one step, by whoever works, and taken back in one."""

import pytest

from tests.factory import a_survey, opened
from tests.refusals import refused
from tracker.models.clock import WalkingClock
from tracker.models.errors import Conflict
from tracker.services.coding import CodeResponses, code_responses, mark_read, uncode
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.queries.codebook import theme_rows
from tracker.services.queries.responses import (
    ResponseFilter,
    ResponseRow,
    ResponseState,
    response_ids,
    response_page,
)
from tracker.services.surveys import ResponseFields, add_responses
from tracker.services.themes import ThemeFields, add_theme


@pytest.fixture
def answers(anywhere: AppContext) -> tuple[int, ...]:
    fields = [
        ResponseFields("Mörkt vid bussen", themes=("belysning",)),
        ResponseFields("Lamporna är trasiga"),
        ResponseFields("Bilar kör fort"),
    ]
    return tuple(add_responses(anywhere, a_survey(anywhere), fields))


def rows(ctx: AppContext, ids: tuple[int, ...]) -> list[ResponseRow]:
    return response_page(ctx, ids)


def themes(ctx: AppContext, ids: tuple[int, ...]) -> list[list[str]]:
    return [[name for _id, name in row.themes] for row in rows(ctx, ids)]


def theme(ctx: AppContext, name: str) -> int:
    return next(row.id for row in theme_rows(ctx) if row.name == name)


def test_one_step_for_many_answers(anywhere: AppContext, answers: tuple[int, ...]) -> None:
    lighting = theme(anywhere, "belysning")
    traffic = add_theme(anywhere, ThemeFields("trafik"))
    code_responses(
        anywhere, CodeResponses(answers[:2], add=(traffic,), remove=(lighting,), versions=(1, 1))
    )
    assert themes(anywhere, answers) == [["trafik"], ["trafik"], []]
    assert [row.coded_by for row in rows(anywhere, answers)] == ["Kommunpolis"] * 2 + [None]
    # What is there already is not added twice.
    code_responses(anywhere, CodeResponses(answers, add=(traffic, traffic, lighting)))
    assert themes(anywhere, answers) == [["belysning", "trafik"]] * 3
    undo(anywhere)
    undo(anywhere)
    assert themes(anywhere, answers) == [["belysning"], [], []]
    assert {row.coded_by for row in rows(anywhere, answers)} == {None}


def test_read_without_a_theme_and_waiting_again(
    anywhere: AppContext, answers: tuple[int, ...]
) -> None:
    def waiting() -> list[int]:
        return list(response_ids(anywhere, ResponseFilter(state=ResponseState.UNCODED)))

    assert waiting() == list(answers[1:])
    mark_read(anywhere, answers[1:2])
    assert waiting() == list(answers[2:])
    no_theme = response_ids(anywhere, ResponseFilter(state=ResponseState.NO_THEME))
    assert list(no_theme) == [answers[1]]
    uncode(anywhere, answers)
    assert waiting() == list(answers)
    assert themes(anywhere, answers) == [[], [], []]


def test_what_somebody_else_changed_is_not_coded_over(
    anywhere: AppContext, answers: tuple[int, ...]
) -> None:
    mark_read(anywhere, answers[:1])
    with pytest.raises(Conflict):
        code_responses(anywhere, CodeResponses(answers[:2], versions=(1, 1)))
    assert [row.coded_by for row in rows(anywhere, answers)] == ["Kommunpolis", None, None]
    with refused("row.missing"):
        code_responses(anywhere, CodeResponses(answers, add=(1,)))
    with refused("response.none"):
        mark_read(anywhere, ())


def test_the_second_to_code_is_the_one_who_coded(ctx: AppContext, clock: WalkingClock) -> None:
    (answer,) = add_responses(ctx, a_survey(ctx), [ResponseFields("Mörkt")])
    mark_read(ctx, [answer])
    other = opened(ctx.book, clock, who="Kvalitetsutvecklare")
    mark_read(other, [answer])
    other.close()
    assert [row.coded_by for row in rows(ctx, (answer,))] == ["Kvalitetsutvecklare"]
