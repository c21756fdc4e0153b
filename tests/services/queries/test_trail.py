"""The trail of a book: its nodes, what hangs together, and every break with what mends it."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from tests.factory import (
    DAY,
    a_cause,
    a_clock,
    a_problem,
    a_promise,
    a_survey,
    an_action,
    opened,
)
from tracker.messages.statements import percent
from tracker.models.enums import Direction, IndicatorKind, QuestionMeasure
from tracker.models.question import Figure, Question
from tracker.models.survey import Response, Theme
from tracker.services.books import NewBook, create_book
from tracker.services.coding import mark_read
from tracker.services.context import AppContext
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.follow_up import IndicatorFields, Measure, add_indicator, measure
from tracker.services.problems import AddEvidence, SetWhys, add_evidence, set_whys
from tracker.services.queries.evidence_choices import sources, theme_source
from tracker.services.queries.theme_counts import theme_counts
from tracker.services.queries.theme_rows import ThemeQuery
from tracker.services.queries.trail import book_trail
from tracker.services.queries.trail_following import Following
from tracker.services.queries.trail_rows import BookTrail, Key, NodeKind, TrailQuery
from tracker.services.reports.gaps import GapKind
from tracker.services.surveys import ResponseFields, add_responses

K = NodeKind


def answered(ctx: AppContext, count: int = 6, theme: str = "belysning") -> tuple[int, int]:
    """A survey whose answers take up a theme; both ids."""
    survey = a_survey(ctx, f"Torg {theme}")
    add_responses(
        ctx,
        survey,
        [
            ResponseFields(f"Mörkt nr {n}", deidentified=n % 2 == 0, themes=(theme,))
            for n in range(count)
        ],
    )
    with ctx.read() as session:
        return survey, session.scalars(select(Theme.id).where(Theme.name == theme)).one()


def a_figure(ctx: AppContext, survey: int, answers: int | None = 412) -> int:
    with ctx.write("figure.new") as tx:
        question = tx.add(
            Question(wording="Vill se mer polis", measure=QuestionMeasure.FIGURE, unit="%")
        )
        row = Figure(survey_id=survey, question_id=question.id, value=Decimal(60), answers=answers)
        return tx.add(row).id


def first_answer(ctx: AppContext) -> int:
    with ctx.read() as session:
        return session.scalars(select(Response.id).order_by(Response.id)).first() or 0


def connected(trail: BookTrail, *key: object) -> set[Key]:
    kind, row_id = key
    assert isinstance(kind, NodeKind)
    assert isinstance(row_id, int)
    return set(Following(trail).connected((kind, row_id)))


def kinds(trail: BookTrail) -> list[GapKind]:
    return [row.gap.kind for row in trail.gaps]


def test_a_new_book_without_an_agreement_has_an_empty_trail(tmp_path: Path) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika", None), clock=a_clock(), who="Kim")
    ctx = opened(path)
    try:
        assert book_trail(ctx) == BookTrail()
        survey, theme = answered(ctx)
        problem = a_problem(ctx)
        add_evidence(ctx, AddEvidence(problem, survey, "31 % undviker torget"))
        trail = book_trail(ctx)
        assert [node.key for node in trail.nodes] == [
            (K.SURVEY, survey), (K.THEME, theme), (K.PROBLEM, problem),
        ]  # fmt: skip
        assert kinds(trail) == [GapKind.THEME_UNANSWERED, GapKind.PROBLEM_UNANSWERED]
        assert (trail.gaps[0].theme_id, trail.gaps[0].gap.count) == (theme, 6)
        assert trail.gaps[1].problem_id == problem
    finally:
        ctx.close()


def test_an_answer_leads_all_the_way_to_the_measurement_and_back(anywhere: AppContext) -> None:
    ctx = anywhere
    survey, theme = answered(ctx)
    _other_survey, other_theme = answered(ctx, theme="trafik")
    problem, other = a_problem(ctx), a_problem(ctx, "Buskörning")
    add_evidence(ctx, AddEvidence(problem, None, "Alla", theme_id=theme))
    add_evidence(ctx, AddEvidence(other, None, "Några", theme_id=other_theme))
    promise = a_promise(ctx, problem_ids=(problem, other))
    cause, other_cause = a_cause(ctx, problem), a_cause(ctx, other)
    action = an_action(ctx, promise, cause_ids=(cause,))
    other_action = an_action(ctx, promise, title="Hastighet", cause_ids=(other_cause,))
    indicator = add_indicator(
        ctx, IndicatorFields(promise, "Trygga", IndicatorKind.EFFECT, Direction.UP, "%")
    )
    answer = first_answer(ctx)
    trail = book_trail(ctx, TrailQuery(response_id=answer))
    found = connected(trail, K.RESPONSE, answer)
    chain = {
        (K.SURVEY, survey), (K.RESPONSE, answer), (K.THEME, theme), (K.PROBLEM, problem),
        (K.CAUSE, cause), (K.PROMISE, promise), (K.ACTION, action), (K.INDICATOR, indicator),
    }  # fmt: skip
    assert found == chain
    back = connected(trail, K.ACTION, action)
    # The promise answers the other problem too, but this action does not.
    assert back == chain - {(K.RESPONSE, answer)} | {(K.RESPONSE, answer)} & back
    assert (K.PROBLEM, other) not in back
    assert (K.ACTION, other_action) not in back
    whole = connected(trail, K.INDICATOR, indicator)
    assert {(K.PROBLEM, problem), (K.PROBLEM, other), (K.ACTION, other_action)} <= whole


def test_an_action_without_a_cause_comes_from_all_that_its_promise_answers(
    ctx: AppContext,
) -> None:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    action = an_action(ctx, promise, cause_ids=())
    trail = book_trail(ctx)
    assert connected(trail, K.ACTION, action) == {
        (K.ACTION, action), (K.PROMISE, promise), (K.PROBLEM, problem),
    }  # fmt: skip
    gap = next(row for row in trail.gaps if row.gap.kind is GapKind.ACTION_WITHOUT_CAUSE)
    assert (gap.action_id, gap.promise_id, gap.node) == (action, promise, (K.ACTION, action))


def test_every_break_has_the_ids_that_mend_it(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    cause = a_cause(ctx, problem)
    trail = book_trail(ctx)
    by_kind = {row.gap.kind: row for row in trail.gaps}
    assert set(by_kind) == {
        GapKind.PROMISE_WITHOUT_EVIDENCE,
        GapKind.PROMISE_WITHOUT_ACTION,
        GapKind.CAUSE_WITHOUT_ACTION,
    }
    bare = by_kind[GapKind.CAUSE_WITHOUT_ACTION]
    assert (bare.cause_id, bare.problem_id, bare.promise_id) == (cause, problem, promise)
    unfounded = by_kind[GapKind.PROMISE_WITHOUT_EVIDENCE]
    assert (unfounded.promise_id, unfounded.problem_id) == (promise, problem)
    assert {row.node for row in trail.gaps} <= {node.key for node in trail.nodes}


def test_a_theme_that_few_take_up_is_no_break(ctx: AppContext) -> None:
    answered(ctx, 4)
    assert GapKind.THEME_UNANSWERED not in kinds(book_trail(ctx))


def test_nodes_say_their_figure(ctx: AppContext) -> None:
    survey, theme = answered(ctx)
    figure = a_figure(ctx, survey)
    problem = a_problem(ctx)
    add_evidence(ctx, AddEvidence(problem, None, "60 %", figure_id=figure))
    cause = a_cause(ctx, problem)
    set_whys(ctx, SetWhys(cause, 1, ("Få lampor", "Ingen äger frågan")))
    promise = a_promise(ctx, problem_ids=(problem,))
    indicator = add_indicator(
        ctx, IndicatorFields(promise, "Trygga", IndicatorKind.EFFECT, Direction.UP, "%")
    )
    measure(ctx, Measure(indicator, DAY, Decimal(51)))
    trail = book_trail(ctx)
    nodes = {node.key: node for node in trail.nodes}
    assert "60\xa0%" in nodes[K.FIGURE, figure].title
    assert "412" in nodes[K.FIGURE, figure].title
    assert "6 svar" in nodes[K.THEME, theme].figure
    assert nodes[K.CAUSE, cause].detail == ("Få lampor", "Ingen äger frågan")
    assert nodes[K.INDICATOR, indicator].figure.startswith("51\xa0%")
    assert ((K.FIGURE, figure), (K.PROBLEM, problem)) in trail.edges


def test_a_quote_that_lost_its_tick_keeps_its_words_to_itself(ctx: AppContext) -> None:
    answered(ctx)
    answer, problem = first_answer(ctx), a_problem(ctx)
    add_evidence(ctx, AddEvidence(problem, None, "”Mörkt nr 0”", response_id=answer))
    with ctx.write("response.edit") as tx:
        tx.get(Response, answer).deidentified = False
    trail = book_trail(ctx)
    node = next(node for node in trail.nodes if node.key == (K.RESPONSE, answer))
    assert "Mörkt" not in node.title
    assert [row.statement for row in trail.said] == [""]
    asked = book_trail(ctx, TrailQuery(response_id=answer))
    assert any("Mörkt nr 0" in node.title for node in asked.nodes)


def test_every_share_of_a_theme_is_of_the_coded_answers(ctx: AppContext) -> None:
    _survey, theme = answered(ctx)
    unread = [ResponseFields(f"Oläst {n}") for n in range(94)]
    mark_read(ctx, add_responses(ctx, a_survey(ctx), unread)[:11])
    trail = book_trail(ctx)
    coded = theme_counts(ctx, ThemeQuery()).coded
    assert coded == 17
    node = next(node for node in trail.nodes if node.key == (K.THEME, theme))
    assert node.figure.startswith("6 svar · 35\xa0%")
    assert node.figure != "6 svar · 35\xa0%"
    gap = next(row.gap for row in trail.gaps if row.gap.kind is GapKind.THEME_UNANSWERED)
    assert (gap.count, gap.total, gap.uncoded) == (6, coded, 83)
    source = theme_source(ctx, theme)
    assert source is not None
    assert source.statement.startswith("35 % (6")
    assert "17" in source.statement
    assert "100" not in source.statement


def test_more_than_nothing_is_never_told_as_nothing(ctx: AppContext) -> None:
    _survey, theme = answered(ctx, 1)
    mark_read(ctx, add_responses(ctx, a_survey(ctx), [ResponseFields("Bra")] * 399))
    node = next(node for node in book_trail(ctx).nodes if node.key == (K.THEME, theme))
    assert node.figure == f"1 svar · {percent(1, 400)}"
    assert "0\xa0%" not in node.figure


def test_answers_are_found_by_their_words(ctx: AppContext) -> None:
    answered(ctx)

    def responses(query: TrailQuery) -> list[str]:
        return [n.title for n in book_trail(ctx, query).nodes if n.kind is K.RESPONSE]

    assert responses(TrailQuery()) == []
    assert len(responses(TrailQuery(typed="mörkt"))) == 6
    assert len(responses(TrailQuery(typed="mörkt 3"))) == 1


# --- what can be chosen as evidence --------------------------------------------------------------


def titles(rows: Iterable[object]) -> list[str]:
    return [getattr(row, "title", "") for row in rows]


def test_sources_are_themes_figures_and_surveys_until_something_is_sought(
    anywhere: AppContext,
) -> None:
    survey, theme = answered(anywhere)
    figure = a_figure(anywhere, survey)
    found = sources(anywhere)
    assert [(row.kind, row.id) for row in found.rows] == [
        (EvidenceKind.THEME, theme), (EvidenceKind.FIGURE, figure), (EvidenceKind.SURVEY, survey),
    ]  # fmt: skip
    assert found.unquotable == 0
    assert found.rows[0].statement.startswith("100 % (6")
    assert found.rows[1].statement == "60\xa0% vill se mer polis (n\xa0=\xa0412)"


def test_only_ticked_answers_are_offered_and_the_others_counted(anywhere: AppContext) -> None:
    answered(anywhere)
    found = sources(anywhere, "mörkt")
    quotes = [row for row in found.rows if row.kind is EvidenceKind.QUOTE]
    assert len(quotes) == 3
    assert found.unquotable == 3
    assert "Mörkt nr 0" in quotes[0].statement
    assert sources(anywhere, "finns inte alls").rows == ()


def test_a_theme_by_itself(ctx: AppContext) -> None:
    _survey, theme = answered(ctx)
    source = theme_source(ctx, theme)
    assert source is not None
    assert (source.title, source.answers) == ("belysning", 6)
    assert theme_source(ctx, 12) is None
