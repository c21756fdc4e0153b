"""What a problem rests on and why it is so: what may be linked, and what is refused."""

from sqlalchemy import select

from tests.factory import a_cause, a_problem, a_survey
from tests.refusals import refused
from tracker.models.enums import CauseKind
from tracker.models.problem import Why
from tracker.models.survey import Response, Theme
from tracker.services import problems
from tracker.services.context import AppContext
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.queries.evidence import problem_detail
from tracker.services.surveys import ResponseFields, add_responses


def answers(ctx: AppContext) -> tuple[int, list[int], int]:
    """A survey, its two answers (the first ticked), and the theme of both."""
    survey = a_survey(ctx)
    fields = [
        ResponseFields("Mörkt vid bron", deidentified=True, themes=("belysning",)),
        ResponseFields("Bo Ek bor mörkt", themes=("belysning",)),
    ]
    add_responses(ctx, survey, fields)
    with ctx.read() as session:
        found = list(session.scalars(select(Response.id).order_by(Response.id)))
        return survey, found, session.scalars(select(Theme.id)).one()


def whys(ctx: AppContext, cause: int) -> list[tuple[int, str]]:
    with ctx.read() as session:
        rows = session.execute(
            select(Why.number, Why.text).where(Why.cause_id == cause).order_by(Why.number)
        )
        return [(number, text) for number, text in rows]


def test_a_quote_needs_its_tick_and_brings_its_survey(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    survey, (ticked, other), _theme = answers(ctx)
    with refused("evidence.not_deidentified"):
        problems.add_evidence(
            ctx, problems.AddEvidence(problem, survey, "”Bo Ek …”", response_id=other)
        )
    problems.add_evidence(
        ctx, problems.AddEvidence(problem, None, "”Mörkt vid bron”", response_id=ticked)
    )
    detail = problem_detail(ctx, problem)
    assert detail is not None
    [row] = detail.evidence
    assert (row.kind, row.survey_id, row.source) == (EvidenceKind.QUOTE, survey, "Torgsamtal")
    assert row.quotable


def test_several_links_are_made_together_or_not_at_all(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    survey, (ticked, other), theme = answers(ctx)
    links = [
        problems.AddEvidence(problem, survey, "31 svarade"),
        problems.AddEvidence(problem, None, "100 % tar upp belysning", theme_id=theme),
        problems.AddEvidence(problem, None, "”Mörkt vid bron”", response_id=ticked),
    ]
    unquotable = problems.AddEvidence(problem, None, "”Bo”", response_id=other)
    with refused("evidence.not_deidentified"):
        problems.link_evidence(ctx, [*links, unquotable])
    with refused("field.required"):
        problems.link_evidence(ctx, [*links, problems.AddEvidence(problem, None, "Inget")])
    detail = problem_detail(ctx, problem)
    assert detail is not None
    assert detail.evidence == ()
    problems.link_evidence(ctx, links)
    detail = problem_detail(ctx, problem)
    assert detail is not None
    assert [(row.kind, row.source) for row in detail.evidence] == [
        (EvidenceKind.THEME, "belysning"),
        (EvidenceKind.SURVEY, "Torgsamtal"),
        (EvidenceKind.QUOTE, "Torgsamtal"),
    ]


def test_other_words_for_evidence(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    link = problems.add_evidence(ctx, problems.AddEvidence(problem, a_survey(ctx), "31 %"))
    with refused("field.required"):
        problems.edit_evidence(ctx, problems.EditEvidence(link, 1, " "))
    problems.edit_evidence(ctx, problems.EditEvidence(link, 1, "32 %"))
    with refused("row.changed"):
        problems.edit_evidence(ctx, problems.EditEvidence(link, 1, "33 %"))
    detail = problem_detail(ctx, problem)
    assert detail is not None
    assert detail.evidence[0].statement == "32 %"


def test_a_chain_of_whys_is_replaced_whole(ctx: AppContext) -> None:
    cause = a_cause(ctx)
    problems.set_whys(ctx, problems.SetWhys(cause, 1, ("Ett", " ", "Två ", "Tre")))
    assert whys(ctx, cause) == [(1, "Ett"), (2, "Två"), (3, "Tre")]
    problems.set_whys(ctx, problems.SetWhys(cause, 1, ("Två", "Tre"), seen=("Ett", "Två", "Tre")))
    assert whys(ctx, cause) == [(1, "Två"), (2, "Tre")]
    with refused("row.changed"):
        problems.set_whys(ctx, problems.SetWhys(cause, 1, ("Nytt",), seen=("Ett", "Två", "Tre")))
    assert whys(ctx, cause) == [(1, "Två"), (2, "Tre")]


def test_a_chain_ends_at_the_seventh_why(ctx: AppContext) -> None:
    cause = a_cause(ctx)
    texts = tuple(f"Varför {number}" for number in range(8))
    with refused("cause.too_many_whys"):
        problems.set_whys(ctx, problems.SetWhys(cause, 1, texts))
    problems.set_whys(ctx, problems.SetWhys(cause, 1, texts[:7]))
    assert len(whys(ctx, cause)) == problems.MOST_WHYS


def test_editing_a_cause_keeps_its_chain_unless_one_is_given(ctx: AppContext) -> None:
    cause = a_cause(ctx)
    problems.set_whys(ctx, problems.SetWhys(cause, 1, ("Få lampor",)))
    kind = CauseKind.VICTIM
    problems.edit_cause(ctx, problems.EditCause(cause, 1, kind, "Ensamt"))
    assert whys(ctx, cause) == [(1, "Få lampor")]
    problems.edit_cause(ctx, problems.EditCause(cause, 2, kind, "Ensamt", ()))
    assert whys(ctx, cause) == []


def test_a_problem_from_a_theme_rests_on_it(ctx: AppContext) -> None:
    _survey, _answers, theme = answers(ctx)
    fields = problems.ProblemFields("Säffle", "Mörka stråk")
    with refused("field.required"):
        problems.add_problem_from_theme(ctx, problems.AddProblemFromTheme(theme, "", fields))
    statement = "100 % (2 av 2 svar) tar upp belysning"
    problem = problems.add_problem_from_theme(
        ctx, problems.AddProblemFromTheme(theme, statement, fields)
    )
    detail = problem_detail(ctx, problem)
    assert detail is not None
    [row] = detail.evidence
    assert (row.theme_id, row.survey_id, row.statement) == (theme, None, statement)
