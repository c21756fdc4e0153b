"""Two coders: the second reads alone, both are compared as they read, and differences settled."""

from random import Random

import pytest

from tests.factory import a_survey
from tests.refusals import refused
from tracker.models.errors import Conflict
from tracker.models.kappa import Strength
from tracker.services.coding import CodeResponses, code_responses
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import set_deidentified
from tracker.services.queries.agreement import agreement, second_coders, second_reading
from tracker.services.queries.codebook import theme_rows
from tracker.services.queries.responses import ResponseFilter, response_page
from tracker.services.second_coding import (
    CodeSecond,
    ResolveCoding,
    code_second,
    resolve_coding,
    second_sample,
)
from tracker.services.surveys import ResponseFields, add_responses

CODER = "Kvalitetsutvecklare"


@pytest.fixture
def answers(anywhere: AppContext) -> list[int]:
    """50 answers: the first coder saw lighting in 25 of them, traffic in none, and youth in one."""
    themes = [("belysning",)] * 24 + [("belysning", "unga")] + [()] * 25
    fields = [
        ResponseFields(f"Svar {n}", themes=found, coded_by="Kommunpolis")
        for n, found in enumerate(themes)
    ]
    waiting = ResponseFields("Ingen har läst detta", themes=())
    other = ResponseFields("Bara trafik", themes=("trafik",))
    return add_responses(anywhere, a_survey(anywhere), [*fields, waiting, other])[:50]


def theme(ctx: AppContext, name: str) -> int:
    return next(row.id for row in theme_rows(ctx) if row.name == name)


def themes_of(ctx: AppContext, row_id: int) -> list[str]:
    (row,) = response_page(ctx, [row_id])
    return [name for _id, name in row.themes]


def read_as_in_the_textbook(ctx: AppContext, answers: list[int]) -> None:
    """Both 20, only the first 5, only the second 10, neither 15."""
    lighting = theme(ctx, "belysning")
    seen = answers[:20] + answers[25:35]
    for row_id in answers:
        code_second(ctx, CodeSecond(row_id, CODER, (lighting,) if row_id in seen else ()))


def test_the_textbooks_agreement(anywhere: AppContext, answers: list[int]) -> None:
    read_as_in_the_textbook(anywhere, answers)
    found = agreement(anywhere, CODER)
    lighting, youth = found.themes
    assert (lighting.name, lighting.both, lighting.first_only, lighting.second_only) == (
        "belysning",
        20,
        5,
        10,
    )
    assert lighting.kappa.observed == pytest.approx(0.7)
    assert lighting.kappa.expected == pytest.approx(0.5)
    assert lighting.kappa.value == pytest.approx(0.4)
    assert lighting.kappa.strength is Strength.FAIR
    assert (youth.name, youth.first_only) == ("unga", 1)
    assert youth.kappa.value == pytest.approx(0)
    assert (found.n, found.alike, len(found.disagreements)) == (50, 35, 15)
    assert found.overall.n == 50
    assert second_coders(anywhere) == [(CODER, 50)]


def test_a_sample_is_of_what_somebody_else_has_coded(
    anywhere: AppContext, answers: list[int]
) -> None:
    drawn = second_sample(anywhere, CODER, 10, Random(7))
    assert drawn == second_sample(anywhere, CODER, 10, Random(7))
    assert len(set(drawn)) == 10
    everything = second_sample(anywhere, CODER, 1000, Random(7))
    assert everything[:50] == answers
    assert len(everything) == 51
    code_second(anywhere, CodeSecond(drawn[0], CODER))
    assert drawn[0] not in second_sample(anywhere, CODER, 1000, Random(7))
    assert second_sample(anywhere, CODER, 5, Random(7), ResponseFilter("finns inte")) == []
    # Of the first coder's own there is only what came with its theme.
    assert len(second_sample(anywhere, "Kommunpolis", 1000, Random(7))) == 1
    with refused("coding.same_coder"):
        code_second(anywhere, CodeSecond(drawn[0], "Kommunpolis"))
    with refused("field.required"):
        code_second(anywhere, CodeSecond(drawn[0], " "))


def test_a_reading_can_be_changed(anywhere: AppContext, answers: list[int]) -> None:
    first, lighting, youth = answers[0], theme(anywhere, "belysning"), theme(anywhere, "unga")
    code_second(anywhere, CodeSecond(first, CODER, (lighting,)))
    code_second(anywhere, CodeSecond(first, CODER, (youth, youth)))
    assert second_reading(anywhere, CODER) == {first: (youth,)}
    assert themes_of(anywhere, first) == ["belysning"]


def test_what_is_settled_does_not_make_the_two_agree_afterwards(
    anywhere: AppContext, answers: list[int]
) -> None:
    read_as_in_the_textbook(anywhere, answers)
    before = agreement(anywhere, CODER)
    kept, taken = before.disagreements[0], before.disagreements[-1]
    assert ([name for _id, name in kept.first], kept.second) == (["belysning"], ())
    assert (taken.first, [name for _id, name in taken.second]) == ((), ["belysning"])
    resolve_coding(anywhere, ResolveCoding(kept.response_id, kept.version, (kept.first[0][0],)))
    resolve_coding(anywhere, ResolveCoding(taken.response_id, taken.version, (taken.second[0][0],)))
    assert themes_of(anywhere, kept.response_id) == ["belysning"]
    assert themes_of(anywhere, taken.response_id) == ["belysning"]

    after = agreement(anywhere, CODER)
    assert (after.overall, after.themes) == (before.overall, before.themes)
    assert [one.settled for one in after.disagreements] == [True] + [False] * 13 + [True]
    # Another reading of it later is not what the two are compared by.
    code_responses(
        anywhere, CodeResponses((taken.response_id,), remove=(theme(anywhere, "belysning"),))
    )
    assert agreement(anywhere, CODER).themes == before.themes
    set_deidentified(anywhere, [taken.response_id], value=True)
    with pytest.raises(Conflict):
        resolve_coding(anywhere, ResolveCoding(taken.response_id, taken.version, ()))
    for _ in range(4):
        undo(anywhere)
    back = agreement(anywhere, CODER)
    assert (back.overall, back.themes) == (before.overall, before.themes)
    assert not any(one.settled for one in back.disagreements)
    assert second_coders(anywhere) == [(CODER, 50)]


def test_before_anything_is_read_nothing_can_be_worked_out(
    anywhere: AppContext, answers: list[int]
) -> None:
    found = agreement(anywhere, CODER)
    assert (found.n, found.overall.value, found.themes, found.disagreements) == (0, None, (), ())
    # Both saw it in all they read: chance alone would have them agree.
    for row_id in answers[:5]:
        code_second(anywhere, CodeSecond(row_id, CODER, (theme(anywhere, "belysning"),)))
    found = agreement(anywhere, CODER)
    assert (found.n, found.alike, found.overall.value) == (5, 5, None)
