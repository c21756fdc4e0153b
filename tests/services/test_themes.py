"""The code book: its names, order and keywords, and what merging and splitting take along."""

import pytest
from sqlalchemy import select

from tests.factory import a_problem, a_survey, snapshot
from tests.refusals import refused
from tracker.i18n import language
from tracker.models.enums import QuestionMeasure
from tracker.models.errors import Conflict
from tracker.models.problem import Evidence
from tracker.models.question import Question
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.agreement import second_reading
from tracker.services.queries.codebook import ThemeRow, theme_rows
from tracker.services.queries.responses import response_page
from tracker.services.second_coding import CodeSecond, code_second
from tracker.services.starter_themes import add_starter_themes
from tracker.services.surveys import ResponseFields, add_responses
from tracker.services.theme_changes import (
    MergeThemes,
    SplitPart,
    SplitTheme,
    merge_themes,
    split_preview,
    split_theme,
)
from tracker.services.themes import (
    EditTheme,
    ThemeFields,
    add_theme,
    delete_theme,
    edit_theme,
    order_themes,
)

CODER = "Kvalitetsutvecklare"


def names(ctx: AppContext) -> list[str]:
    return [row.name for row in theme_rows(ctx)]


def row(ctx: AppContext, name: str) -> ThemeRow:
    return next(row for row in theme_rows(ctx) if row.name == name)


def themes_of(ctx: AppContext, ids: list[int]) -> list[list[str]]:
    return [[name for _id, name in found.themes] for found in response_page(ctx, ids)]


def test_a_theme_comes_last_and_the_first_nine_have_keys(anywhere: AppContext) -> None:
    for number in range(1, 12):
        add_theme(anywhere, ThemeFields(f"Tema {number:02}"))
    rows = theme_rows(anywhere)
    assert [found.name for found in rows] == [f"Tema {number:02}" for number in range(1, 12)]
    assert [found.key for found in rows] == [*range(1, 10), None, None]
    order_themes(anywhere, [rows[10].id, rows[2].id])
    assert names(anywhere)[:4] == ["Tema 11", "Tema 03", "Tema 01", "Tema 02"]
    undo(anywhere)
    assert names(anywhere)[:2] == ["Tema 01", "Tema 02"]


def test_new_names_of_imported_answers_come_last_too(anywhere: AppContext) -> None:
    add_theme(anywhere, ThemeFields("ungdom"))
    fields = [ResponseFields("Mörkt", themes=("trafik", "belysning", "Ungdom", "ungdom"))]
    ids = add_responses(anywhere, a_survey(anywhere), fields)
    assert names(anywhere) == ["ungdom", "belysning", "trafik"]
    assert themes_of(anywhere, ids) == [["ungdom", "belysning", "trafik"]]


def test_fields_are_tidied(anywhere: AppContext) -> None:
    add_theme(
        anywhere, ThemeFields(" synlig   polis ", " När polis nämns. ", "polis; Polis,, patrull ")
    )
    (found,) = theme_rows(anywhere)
    assert found.fields == ThemeFields("synlig polis", "När polis nämns.", "polis, patrull")


def test_names_are_given_once_whatever_their_case(anywhere: AppContext) -> None:
    theme = add_theme(anywhere, ThemeFields("Åkning"))
    with refused("theme.exists"):
        add_theme(anywhere, ThemeFields("åkning"))
    with refused("field.required"):
        add_theme(anywhere, ThemeFields("  "))
    with refused("theme.long_name"):
        add_theme(anywhere, ThemeFields("x" * 61))
    edit_theme(anywhere, EditTheme(theme, 1, ThemeFields("åkning", keywords="cykel")))
    assert names(anywhere) == ["åkning"]
    with pytest.raises(Conflict):
        edit_theme(anywhere, EditTheme(theme, 1, ThemeFields("annat")))


def test_a_theme_in_use_is_kept_and_said_by_what(anywhere: AppContext) -> None:
    (answer,) = add_responses(
        anywhere, a_survey(anywhere), [ResponseFields("Mörkt", themes=("belysning",))]
    )
    lighting = row(anywhere, "belysning")
    code_second(anywhere, CodeSecond(answer, CODER, (lighting.id,)))
    with refused("theme.is_used") as caught:
        delete_theme(anywhere, lighting.id, 1)
    assert caught.value.params == {
        "theme": "belysning",
        "answers": 1,
        "codings": 1,
        "evidence": 0,
        "questions": 0,
    }
    assert row(anywhere, "belysning").is_used
    unused = add_theme(anywhere, ThemeFields("annat"))
    delete_theme(anywhere, unused, 1)
    assert names(anywhere) == ["belysning"]


def test_merging_takes_along_all_that_rests_on_a_theme(anywhere: AppContext) -> None:
    survey, problem = a_survey(anywhere), a_problem(anywhere)
    ids = add_responses(
        anywhere,
        survey,
        [
            ResponseFields("Mörkt", themes=("belysning", "gatljus")),
            ResponseFields("Lampor", themes=("gatljus",)),
            ResponseFields("Fort", themes=("trafik",)),
        ],
    )
    into, other = row(anywhere, "belysning"), row(anywhere, "gatljus")
    edit_theme(anywhere, EditTheme(other.id, 1, ThemeFields("gatljus", "Ljus ute", "lampa")))
    code_second(anywhere, CodeSecond(ids[0], CODER, (into.id, other.id)))
    code_second(anywhere, CodeSecond(ids[1], CODER, (other.id,)))
    for theme, statement in ((into, "Mörkt"), (other, "Mörkt"), (other, "Släckt")):
        add_evidence(anywhere, AddEvidence(problem, None, statement, theme_id=theme.id))
    with anywhere.write("question.new") as tx:
        question = tx.add(
            Question(wording="Ljus?", measure=QuestionMeasure.THEME_SHARE, theme_id=other.id)
        ).id
    before = snapshot(anywhere)

    merge_themes(anywhere, MergeThemes(into.id, (other.id, into.id)))

    assert names(anywhere) == ["belysning", "trafik"]
    assert themes_of(anywhere, ids) == [["belysning"], ["belysning"], ["trafik"]]
    assert second_reading(anywhere, CODER) == {ids[0]: (into.id,), ids[1]: (into.id,)}
    merged = row(anywhere, "belysning")
    assert (merged.keywords, merged.description) == ("gatljus, lampa", "Ljus ute")
    assert (merged.answers, merged.codings, merged.evidence, merged.questions) == (2, 2, 2, 1)
    with anywhere.read() as session:
        statements = session.scalars(select(Evidence.statement).order_by(Evidence.id)).all()
        assert session.get_one(Question, question).theme_id == into.id
    assert statements == ["Mörkt", "Släckt"]

    after = snapshot(anywhere)
    undo(anywhere)
    assert snapshot(anywhere) == before
    redo(anywhere)
    assert snapshot(anywhere) == after


def test_there_must_be_something_to_merge_or_split(anywhere: AppContext) -> None:
    theme = add_theme(anywhere, ThemeFields("belysning"))
    with refused("theme.merge_one"):
        merge_themes(anywhere, MergeThemes(theme, (theme,)))
    with refused("theme.split_none"):
        split_theme(anywhere, SplitTheme(theme, 1, ()))


@pytest.fixture
def outdoors(anywhere: AppContext) -> list[int]:
    texts = ("Lamporna är trasiga", "Buskarna skymmer", "Trasiga lampor bland buskarna", "Fult")
    fields = [ResponseFields(text, themes=("utemiljö",)) for text in texts]
    return add_responses(anywhere, a_survey(anywhere), fields)


def test_a_split_is_seen_before_it_is_made(anywhere: AppContext, outdoors: list[int]) -> None:
    lamps, bushes = "lampa, belysning", "buske"
    preview = split_preview(anywhere, row(anywhere, "utemiljö").id, [lamps, bushes, ""])
    found = [[row_id for row_id, _text in part] for part in preview.parts]
    assert found == [[outdoors[0], outdoors[2]], outdoors[1:3], []]
    assert preview.rest == ((outdoors[3], "Fult"),)


@pytest.mark.parametrize("keep", [False, True])
def test_splitting_moves_answers_or_copies_them(
    anywhere: AppContext, outdoors: list[int], keep: bool
) -> None:
    theme = row(anywhere, "utemiljö")
    parts = (
        SplitPart(ThemeFields("belysning", keywords="lampa"), (outdoors[0], outdoors[2])),
        SplitPart(ThemeFields("buskage"), (outdoors[1], outdoors[2])),
    )
    before = snapshot(anywhere)
    new = split_theme(anywhere, SplitTheme(theme.id, theme.version, parts, keep=keep))
    assert [found.id for found in theme_rows(anywhere)] == [theme.id, *new]
    old = ["utemiljö"] if keep else []
    assert themes_of(anywhere, outdoors) == [
        [*old, "belysning"],
        [*old, "buskage"],
        [*old, "belysning", "buskage"],
        ["utemiljö"],
    ]
    undo(anywhere)
    assert snapshot(anywhere) == before


def test_a_split_that_fails_leaves_nothing(anywhere: AppContext, outdoors: list[int]) -> None:
    theme, before = row(anywhere, "utemiljö"), snapshot(anywhere)
    twice = (SplitPart(ThemeFields("lampor"), (outdoors[0],)), SplitPart(ThemeFields("Lampor"), ()))
    with refused("theme.exists"):
        split_theme(anywhere, SplitTheme(theme.id, 1, twice))
    assert snapshot(anywhere) == before


def test_the_common_themes_are_added_last_and_none_twice(ctx: AppContext) -> None:
    with language("en"):
        add_theme(ctx, ThemeFields("Traffic", keywords="lorry"))
        added = add_starter_themes(ctx)
    assert len(added) == 8
    assert names(ctx)[:3] == ["Traffic", "lighting", "upkeep"]
    assert row(ctx, "Traffic").keywords == "lorry"
    assert all(one.keywords for one in theme_rows(ctx))
    undo(ctx)
    assert names(ctx) == ["Traffic"]
