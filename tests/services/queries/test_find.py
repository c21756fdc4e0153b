"""Ctrl+K and the searches of tables: Swedish letters, several words, and text meant to break."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factory import a_person, a_problem, a_promise, a_survey, an_action
from tracker.models.search import LONGEST_WORD, MOST_WORDS, folded, sought_words
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.problems import ProblemFields, add_problem
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.actions import matching_actions
from tracker.services.queries.choices import places
from tracker.services.queries.find import Found, FoundKind, find
from tracker.services.queries.log import LogQuery, log_ids
from tracker.services.surveys import ResponseFields, add_responses

HOSTILE = [
    "%",
    "_",
    "/",
    "\\",
    "'",
    '"',
    "'; DROP TABLE action; --",
    "[a-z]*?",
    "NULL",
    "\0",
    "\ud800",
    "\u202eåäö",
    "🚓",
    "å" * 10_000,
    "% " * 5_000,
    "a " * 5_000,
    " ".join(str(n) for n in range(3_000)),
    "🚓" * 10_000,
]


def _told(found: list[Found]) -> list[tuple[FoundKind, str]]:
    return [(one.kind, one.title) for one in found]


def test_everything_that_holds_the_words_is_found(example: AppContext) -> None:
    assert _told(find(example, "trafikkontroll")) == [
        (FoundKind.PROMISE, "L3 Trafik- och levnadsmiljö"),
        (FoundKind.ACTION, "3.2 Trafikkontroller"),
    ]
    assert _told(find(example, "kulturchef")) == [(FoundKind.PERSON, "Kulturchef")]
    assert _told(find(example, "gruppchef"))[0] == (FoundKind.PERSON, "Gruppchef")
    kinds = [one.kind for one in find(example, "torg")]
    assert list(dict.fromkeys(kinds)) == [
        FoundKind.PROMISE,
        FoundKind.ACTION,
        FoundKind.PROBLEM,
        FoundKind.SURVEY,
        FoundKind.RESPONSE,
    ]
    assert kinds.count(FoundKind.RESPONSE) == 6


def test_a_promise_is_found_by_its_number(example: AppContext) -> None:
    first = find(example, "l5")[0]
    assert (first.kind, first.title) == (FoundKind.PROMISE, "L5 Levande stadskärna")


def test_an_action_is_found_by_its_number(example: AppContext) -> None:
    found = find(example, "5.2")[0]
    assert (found.kind, found.title) == (
        FoundKind.ACTION,
        "5.2 Fotpatrullering, pass fre/lör kväll",
    )
    assert matching_actions(example, "5.2")[1] == 1


def test_at_most_so_many_of_each_kind(example: AppContext) -> None:
    found = find(example, "a", each=2)
    assert {kind: sum(one.kind is kind for one in found) for kind in FoundKind} == dict.fromkeys(
        FoundKind, 2
    )


@pytest.mark.parametrize("typed", ["", "   ", "\t\n"])
def test_nothing_typed_finds_nothing(example: AppContext, typed: str) -> None:
    assert find(example, typed) == []


def _a_response(ctx: AppContext, text: str, place: str = "") -> int:
    return add_responses(ctx, a_survey(ctx), [ResponseFields(text, place)])[0]


@pytest.mark.parametrize("typed", ["ÅKERN", "åkern", "Åkern", "kern ÖRTAGÅRD", "örtagård åkern"])
def test_swedish_letters_have_no_case(anywhere: AppContext, typed: str) -> None:
    written = "Åkern vid ÖRTAGÅRDEN"
    _a_response(anywhere, written)
    _a_response(anywhere, "Mörkt i centrum", written)
    _a_response(anywhere, "Akern vid Ortagarden")
    action = an_action(anywhere, title=written)
    other = an_action(anywhere, a_promise(anywhere), title="Nattvandring")
    day = dt.date(2018, 2, 1)
    entries = {
        log_done(anywhere, fields)
        for fields in (
            LogFields(action, day),
            LogFields(other, day, place=written),
            LogFields(other, day, result=written),
            LogFields(other, day, note=written),
        )
    }
    log_done(anywhere, LogFields(other, day, place="Stortorget"))
    assert set(log_ids(anywhere, LogQuery(text=typed))) == entries
    assert list(action_ids(anywhere, ActionQuery(text=typed))) == [action]
    found = find(anywhere, typed)
    assert [one.title for one in found if one.kind is FoundKind.RESPONSE] == [
        written,
        "Mörkt i centrum",
    ]
    if " " not in typed:
        assert places(anywhere, typed=typed) == [written]


def test_words_of_an_entry_may_stand_in_different_places(ctx: AppContext) -> None:
    action = an_action(ctx, title="Fotpatrullering")
    entry = log_done(
        ctx, LogFields(action, dt.date(2018, 2, 1), place="Stortorget", note="Belysning påtalad")
    )
    for typed in ("torget patrull", "påtalad fotpatrullering stortorget", "BELYSNING"):
        assert list(log_ids(ctx, LogQuery(text=typed))) == [entry], typed
    assert not log_ids(ctx, LogQuery(text="torget hamnen"))


def test_people_surveys_and_problems_are_found_by_any_word(ctx: AppContext) -> None:
    a_person(ctx)
    a_survey(ctx, "Workshop på Forskningen")
    add_problem(ctx, ProblemFields("Säffle", "Buskage", "Skymmer sikten", place="Ängen"))
    assert _told(find(ctx, "KIM polis")) == [(FoundKind.PERSON, "Kommunpolis")]
    assert _told(find(ctx, "forskning work")) == [(FoundKind.SURVEY, "Workshop på Forskningen")]
    assert _told(find(ctx, "ängen sikt")) == [(FoundKind.PROBLEM, "Buskage")]


def test_an_answer_says_which_survey_it_is_in(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    [answer] = add_responses(ctx, survey, [ResponseFields("Mer ljus", "Parken")])
    assert find(ctx, "ljus") == [
        Found(FoundKind.RESPONSE, answer, "Mer ljus", "Parken", within=survey)
    ]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_text_meant_to_break_is_text(anywhere: AppContext, typed: str) -> None:
    action = an_action(anywhere, title="100 % av \"allt\" i 'parken' [a-z]*? /_\\ NULL")
    a_problem(anywhere)
    a_survey(anywhere)
    for day in (1, 2):
        log_done(
            anywhere, LogFields(action, dt.date(2018, 2, day), note="Ett 1/2 pass, 50 % klart")
        )
    find(anywhere, typed)
    rows, total = matching_actions(anywhere, typed)
    assert total == len(rows) == len(action_ids(anywhere, ActionQuery(text=typed)))
    log_ids(anywhere, LogQuery(text=typed))
    places(anywhere, typed=typed)


@pytest.mark.parametrize(
    ("typed", "hits"), [("50 %", 1), ("1/2", 1), ("5_", 0), ("0 %%", 0), ("_", 1)]
)
def test_wildcards_stand_for_themselves(anywhere: AppContext, typed: str, hits: int) -> None:
    action = an_action(anywhere, title="Fotpatrullering")
    log_done(anywhere, LogFields(action, dt.date(2018, 2, 1), note="50 % av 1/2"))
    log_done(anywhere, LogFields(action, dt.date(2018, 2, 1), note="rum_3"))
    assert len(log_ids(anywhere, LogQuery(text=typed))) == hits


@given(st.text(max_size=300))
def test_a_search_never_grows_beyond_bounds(typed: str) -> None:
    words = sought_words(typed)
    assert len(words) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_WORD for word in words)
    assert len(set(words)) == len(words)


letters = st.text(st.sampled_from("aAåÅäÄöÖéÉ %_/Σ🚓1"), min_size=1, max_size=6)


@settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=letters, typed=letters)
def test_the_database_finds_what_python_finds(ctx: AppContext, written: str, typed: str) -> None:
    action = an_action(ctx)
    entry = log_done(ctx, LogFields(action, dt.date(2018, 2, 1), note=written))
    found = entry in log_ids(ctx, LogQuery(text=typed, action_id=action))
    title = folded("Fotpatrullering")
    assert found == all(word in folded(written) or word in title for word in sought_words(typed))
