"""What the trail's problems rest on, and which themes of the answers they take up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter

from sqlalchemy import func, select

from tracker.models.past import IDS, Past, portions
from tracker.models.problem import Evidence, Problem
from tracker.models.question import Figure, Question
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.services.evidence_kinds import EvidenceKind, kind_of
from tracker.services.reports.grounds import may_be_quoted, theme_answers
from tracker.services.reports.trail_rows import EvidenceRow, TrailTheme


def evidence_rows(
    past: Past, evidence: Collection[Evidence], surveys: Mapping[int, int]
) -> dict[int, list[EvidenceRow]]:
    """By problem id, in the order it was entered; `surveys` has the number of each that is told."""
    quotable = may_be_quoted(past.session, evidence)
    answers = theme_answers(past.session, evidence)
    names = _names(past, {row.theme_id for row in evidence if row.theme_id is not None})
    figures = _figures(past, {row.figure_id for row in evidence if row.figure_id is not None})
    found: dict[int, list[EvidenceRow]] = defaultdict(list)
    for row in sorted(evidence, key=attrgetter("id")):
        number = None if row.survey_id is None else surveys.get(row.survey_id)
        if row.survey_id is not None and number is None:
            continue
        kind = kind_of(row)
        source, count = "", None
        if kind is EvidenceKind.THEME:
            source = names.get(row.theme_id, "")
            count = answers.get((row.theme_id, row.survey_id))
        elif kind is EvidenceKind.FIGURE:
            source, count = figures.get(row.figure_id, ("", None))
        is_withheld = kind is EvidenceKind.QUOTE and row.response_id not in quotable
        statement = "" if is_withheld else row.statement
        found[row.problem_id].append(
            EvidenceRow(number, statement, kind, source, count, is_withheld)
        )
    return found


def theme_rows(
    past: Past,
    evidence: Iterable[Evidence],
    problems: Iterable[Problem],
    surveys: Collection[int],
) -> tuple[TrailTheme, ...]:
    """The themes that answers in `surveys` take up, with the problems that rest on each."""
    numbers = {problem.id: problem.number for problem in problems}
    taken: dict[int, set[int]] = defaultdict(set)
    for row in evidence:
        if row.theme_id is not None:
            taken[row.theme_id].add(numbers[row.problem_id])
    counts: dict[tuple[int, str], int] = defaultdict(int)
    counted = (
        select(Theme.id, Theme.name, func.count())
        .join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
        .join(Response, Response.id == ResponseTheme.response_id)
        .where(Response.survey_id.in_(IDS))
        .group_by(Theme.id, Theme.name)
    )
    for part in portions(surveys):
        for theme_id, name, answers in past.session.execute(counted, {IDS.key: part}):
            counts[theme_id, name] += answers
    return tuple(
        TrailTheme(name, answers, tuple(sorted(taken[theme_id])))
        for (theme_id, name), answers in sorted(
            counts.items(), key=lambda item: (-item[1], item[0][1])
        )
    )


def _names(past: Past, themes: Collection[int]) -> dict[int | None, str]:
    named = select(Theme.id, Theme.name).where(Theme.id.in_(IDS))
    return {
        theme_id: name
        for part in portions(themes)
        for theme_id, name in past.session.execute(named, {IDS.key: part})
    }


def _figures(past: Past, figures: Collection[int]) -> dict[int | None, tuple[str, int | None]]:
    """What each figure is the answer to, and its n as it was."""
    rows = past.rows(Figure, Figure.id, figures)
    asked = select(Question.id, Question.wording).where(Question.id.in_(IDS))
    wordings = {
        question_id: wording
        for part in portions({row.question_id for row in rows})
        for question_id, wording in past.session.execute(asked, {IDS.key: part})
    }
    return {row.id: (wordings.get(row.question_id, ""), row.answers) for row in rows}
