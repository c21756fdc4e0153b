"""Masking, correcting and removing answers, and the tick that lets them be quoted."""

import pytest

from tests.factory import a_person, a_problem, a_survey
from tests.refusals import refused
from tracker.i18n import language
from tracker.models.enums import Hint
from tracker.models.errors import Conflict
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import (
    EditResponse,
    MaskResponse,
    delete_response,
    edit_response,
    mask_and_deidentify,
    mask_response,
    masked,
    remaining_hints,
    set_deidentified,
)
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.evidence import survey_detail
from tracker.services.queries.responses import (
    ResponseFilter,
    ResponseRow,
    ResponseState,
    response_detail,
    response_ids,
)
from tracker.services.surveys import ResponseFields, add_responses

TEXT = (
    "Erik Svenssons bil ABC 123 står fel. Ring 070-174 06 33 eller skriv till "
    "erik@example.com, 900101-9802. Kim Ek vet."
)


def an_answer(ctx: AppContext, text: str = TEXT, **values: object) -> ResponseRow:
    fields = ResponseFields(text, **values)  # type: ignore[arg-type]
    (row_id,) = add_responses(ctx, a_survey(ctx), [fields])
    return row(ctx, row_id)


def row(ctx: AppContext, row_id: int) -> ResponseRow:
    found = response_detail(ctx, row_id)
    assert found is not None
    return found


def test_every_trace_is_masked_in_one_step(anywhere: AppContext) -> None:
    a_person(anywhere)
    answer = an_answer(anywhere)
    with language("en"):
        mask_response(anywhere, MaskResponse(answer.id, answer.version))
    after = row(anywhere, answer.id)
    assert after.text == (
        "[name]s bil [vehicle registration] står fel. Ring [phone number] eller skriv till "
        "[e-mail address], [personal identity number]. [name] vet."
    )
    # What is written there instead looks like nobody's.
    assert after.hints == ()
    with refused("mask.nothing"):
        mask_response(anywhere, MaskResponse(answer.id, after.version))
    with pytest.raises(Conflict):
        mask_response(anywhere, MaskResponse(answer.id, answer.version))
    undo(anywhere)
    assert row(anywhere, answer.id).text == TEXT


def test_chosen_words_are_masked(anywhere: AppContext) -> None:
    answer = an_answer(anywhere, "Min son i 9B, han i gula huset")
    spans = ((None, 16, 30), (Hint.NAME, 0, 7))
    with language("en"):
        mask_response(anywhere, MaskResponse(answer.id, 1, spans))
    assert row(anywhere, answer.id).text == "[name] i 9B, ha[masked]"


@pytest.mark.parametrize(
    "spans", [[(None, 0, 0)], [(None, 5, 2)], [(None, 0, 99)], [(None, 0, 3), (None, 2, 5)]]
)
def test_words_that_are_not_there_are_not_masked(spans: list[tuple[None, int, int]]) -> None:
    with refused("mask.span"):
        masked("Mörkt vid bussen", spans)


def test_a_tick_is_a_persons_judgement_but_says_what_is_left(anywhere: AppContext) -> None:
    answer, harmless = an_answer(anywhere), an_answer(anywhere, "Mörkt")
    ids = [harmless.id, answer.id]
    assert remaining_hints(anywhere, ids) == {
        answer.id: (Hint.IDENTITY_NUMBER, Hint.PHONE, Hint.EMAIL, Hint.VEHICLE, Hint.NAME)
    }
    set_deidentified(anywhere, ids, value=True)
    assert all(row(anywhere, row_id).deidentified for row_id in ids)
    set_deidentified(anywhere, ids[:1], value=False, versions=[2])
    waiting = response_ids(anywhere, ResponseFilter(state=ResponseState.NOT_DEIDENTIFIED))
    assert list(waiting) == ids[:1]
    with refused("response.none"):
        set_deidentified(anywhere, [], value=True)


def test_only_what_is_looked_through_is_quoted_also_after_a_change(anywhere: AppContext) -> None:
    answer = an_answer(anywhere, "Mörkt vid bussen")

    def quotes() -> tuple[str, ...]:
        detail = survey_detail(anywhere, answer.survey_id)
        assert detail is not None
        return detail.quotes

    assert quotes() == ()
    set_deidentified(anywhere, [answer.id], value=True)
    assert quotes() == ("Mörkt vid bussen",)
    edit_response(anywhere, EditResponse(answer.id, 2, "Mörkt vid bussen", "Annelund", 2, " Unga "))
    assert quotes() == ("Mörkt vid bussen",)
    edit_response(
        anywhere, EditResponse(answer.id, 3, "Mörkt vid Eriks hus", "Annelund", 2, "Unga")
    )
    assert quotes() == ()
    after = row(anywhere, answer.id)
    assert (after.place, after.rating, after.group) == ("Annelund", 2, "Unga")


def test_an_answer_stays_an_answer(anywhere: AppContext) -> None:
    answer = an_answer(anywhere, "Mörkt")
    with refused("response.empty"):
        edit_response(anywhere, EditResponse(answer.id, 1, "  "))
    with refused("response.rating"):
        edit_response(anywhere, EditResponse(answer.id, 1, "Mörkt", rating=6))
    coded = an_answer(anywhere, "Mörkt", themes=("belysning",))
    edit_response(anywhere, EditResponse(coded.id, 1, None))
    assert row(anywhere, coded.id).text == ""


def test_a_quoted_answer_is_not_removed(anywhere: AppContext) -> None:
    answer = an_answer(anywhere, "Mörkt", deidentified=True, themes=("belysning",))
    quote = AddEvidence(a_problem(anywhere), answer.survey_id, "”Mörkt”", response_id=answer.id)
    add_evidence(anywhere, quote)
    with refused("response.is_quoted") as caught:
        delete_response(anywhere, answer.id, 1)
    assert caught.value.params == {"count": 1}
    undo(anywhere)
    delete_response(anywhere, answer.id, 1)
    assert response_detail(anywhere, answer.id) is None


def test_masking_and_ticking_are_one_change(anywhere: AppContext) -> None:
    traced, plain = an_answer(anywhere), an_answer(anywhere, "Mörkt vid bron")
    mask_and_deidentify(anywhere, [traced.id, plain.id])
    assert remaining_hints(anywhere, [traced.id, plain.id]) == {}
    assert row(anywhere, traced.id).deidentified
    assert row(anywhere, plain.id).deidentified
    assert row(anywhere, plain.id).text == "Mörkt vid bron"
    undo(anywhere)
    assert row(anywhere, traced.id).text == TEXT
    assert not row(anywhere, plain.id).deidentified
    with refused("response.none"):
        mask_and_deidentify(anywhere, [])
