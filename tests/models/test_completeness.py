"""What a signing asks for, and words that promise an attitude rather than a deed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models.completeness import ActionFacts, Lack, Missing, missing, vague_wording

WHOLE = ActionFacts(1, has_owner=True, deadline=dt.date(2018, 5, 31), causes=1)
facts = st.builds(
    ActionFacts,
    number=st.integers(1, 99),
    has_owner=st.booleans(),
    deadline=st.none() | st.dates(),
    causes=st.integers(0, 2),
)
counts = st.integers(0, 2)


def test_a_whole_promise_lacks_nothing() -> None:
    assert missing([WHOLE], has_text=True, problems=1, causes=1, feedback=1, signatories=1) == []


def test_a_draft_with_nothing_is_told_everything_at_once() -> None:
    gaps = missing([], has_text=False, problems=0, causes=0, feedback=0, signatories=1)
    assert [gap.lack for gap in gaps] == [
        Lack.TEXT,
        Lack.ACTION,
        Lack.PROBLEM,
        Lack.FEEDBACK,
    ]


def test_the_actions_at_fault_are_named() -> None:
    bare = ActionFacts(2, has_owner=False, deadline=None, causes=0)
    gaps = missing([WHOLE, bare], has_text=True, problems=1, causes=1, feedback=1, signatories=1)
    assert gaps == [Missing(Lack.OWNER, (2,)), Missing(Lack.DEADLINE, (2,))]


def test_one_action_with_a_cause_is_enough_and_none_is_too_few() -> None:
    bare = ActionFacts(2, has_owner=True, deadline=dt.date(2018, 1, 1), causes=0)
    assert (
        missing([WHOLE, bare], has_text=True, problems=1, causes=1, feedback=1, signatories=1) == []
    )
    assert missing([bare], has_text=True, problems=1, causes=1, feedback=1, signatories=1) == [
        Missing(Lack.CAUSE_LINK)
    ]


def test_nobody_to_sign_is_advice() -> None:
    (gap,) = missing([WHOLE], has_text=True, problems=1, causes=1, feedback=1, signatories=0)
    assert (gap.lack, gap.blocks_signing) == (Lack.SIGNATORY, False)


def test_a_problem_without_causes_is_advice() -> None:
    (gap,) = missing([WHOLE], has_text=True, problems=1, causes=0, feedback=1, signatories=1)
    assert (gap.lack, gap.blocks_signing) == (Lack.CAUSE, False)


def test_a_promise_without_words_cannot_be_signed() -> None:
    (gap,) = missing([WHOLE], has_text=False, problems=1, causes=1, feedback=1, signatories=1)
    assert (gap, gap.blocks_signing) == (Missing(Lack.TEXT), True)


@given(st.lists(facts, max_size=5), st.booleans(), counts, counts, counts, counts)
def test_a_signing_is_blocked_exactly_by_missing_words_and_what_brå_asks_for(
    actions: list[ActionFacts],
    has_text: bool,
    problems: int,
    causes: int,
    feedback: int,
    signatories: int,
) -> None:
    gaps = missing(
        actions,
        has_text=has_text,
        problems=problems,
        causes=causes,
        feedback=feedback,
        signatories=signatories,
    )
    may_sign = (
        has_text
        and any(action.causes for action in actions)
        and all(action.has_owner and action.deadline for action in actions)
    )
    assert may_sign == (not any(gap.blocks_signing for gap in gaps))
    blocking = [gap.blocks_signing for gap in gaps]
    assert blocking == sorted(blocking, reverse=True)
    assert len({gap.lack for gap in gaps}) == len(gaps)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi ska verka för ett tryggt centrum", ["verka för"]),
        ("Verka för trygghet och verka för ljus", ["Verka för"]),
        ("Vi ska ARBETA  FÖR och\nvärna om alla", ["ARBETA FÖR", "värna"]),
        ("Bidra till, främja och sträva\tefter", ["Bidra till", "främja", "sträva efter"]),
        ("Polisen fotpatrullerar torget 30 gånger under 2018", []),
        ("Samverka för ett tryggt centrum", []),
        ("Det oförsökta", []),
        ("", []),
    ],
)
def test_vague_words_are_quoted_as_written_each_once(text: str, found: list[str]) -> None:
    assert vague_wording(text) == found


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(phrase for phrase in vague_wording(text))
