"""Reads what citizens said, in the report's own read transaction.

Surveys are read as they stood on the day; their answers, as in every report, as they are now, so
that what has been masked or deleted since is in no report made after that.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.dialogue import DialogueRound
from tracker.models.errors import NotFound
from tracker.models.organisation import Municipality
from tracker.models.past import Past
from tracker.models.question import Figure, Question
from tracker.models.survey import Response, ResponseTheme, Survey
from tracker.services.queries.rounds import in_order
from tracker.services.queries.theme_counts import counted_in
from tracker.services.queries.theme_rows import By, ThemeBar, ThemeCounts, ThemeQuery
from tracker.services.reports.archive import agreement_at
from tracker.services.reports.dialogue_rows import (
    ChangeRow,
    DialogueInput,
    FigureRow,
    GroupRow,
    HeldRow,
    QuoteRow,
    ThemeRow,
    YearsRow,
)
from tracker.services.reports.dialogues import ASKED

DIALOGUE = "dialogue"
"""The kind of report that reads it."""

_MOST_QUOTES = 5
_QUOTE_LENGTHS = 20, 240
"""Shorter says little, longer says much about the one who wrote."""
_LOOKED_THROUGH = 20
"""As many answers as are looked at for a quote on each theme."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The surveys that a report tells of, by date; a round, or the year they were held."""

    surveys: Sequence[Survey]
    round: DialogueRound | None = None
    year: int | None = None


def asked_municipality(past: Past, round_id: int | None, as_of: date) -> int:
    """Whose citizens were asked: the round's municipality, the agreement's, or the first one."""
    for row in past.rows(DialogueRound):
        if row.id == round_id:
            return row.municipality_id
    agreement = agreement_at(past.session, as_of)
    if agreement is not None:
        return agreement.municipality_id
    return past.session.scalars(select(Municipality.id).order_by(Municipality.id)).first() or 0


def covered(past: Past, municipality_id: int, round_id: int | None, as_of: date) -> Covered:
    """A round by its id, else the latest that has answers or figures, else the latest such year.

    Where nobody has answered yet it is the latest year in which citizens were asked. Raises
    `NotFound` for a round that was not there.
    """
    ours = sorted(
        (
            survey
            for survey in past.rows(Survey)
            if survey.municipality_id == municipality_id and survey.held_on <= as_of
        ),
        key=in_order,
    )
    rounds = {row.id: row for row in past.rows(DialogueRound)}
    if round_id is not None:
        if round_id not in rounds:
            raise NotFound("row.missing", table=DialogueRound.__tablename__, id=round_id)
        return _of_round(rounds[round_id], ours)
    telling = _with_answers(past.session)
    told = [survey for survey in ours if survey.id in telling]
    held = {survey.round_id for survey in told} & rounds.keys()
    if held:
        latest = max((rounds[row_id] for row_id in held if row_id), key=_begun)
        return _of_round(latest, ours)
    asked = told or [survey for survey in ours if survey.method in ASKED]
    if not asked:
        return Covered(())
    year = asked[-1].held_on.year
    of_year = [survey for survey in ours if survey.held_on.year == year]
    return Covered([s for s in of_year if s.method in ASKED or s.id in telling], year=year)


def _begun(row: DialogueRound) -> tuple[date, int]:
    return row.starts_on, row.id


def _of_round(row: DialogueRound, ours: Iterable[Survey]) -> Covered:
    return Covered([survey for survey in ours if survey.round_id == row.id], round=row)


def _with_answers(session: Session) -> set[int]:
    """The surveys that have answers or figures."""
    return {
        survey_id
        for column in (Response.survey_id, Figure.survey_id)
        for survey_id in session.scalars(select(column).distinct())
    }


def dialogue_input(
    session: Session, told: Covered, municipality_id: int, as_of: date
) -> DialogueInput:
    """Everything that the report tells of these surveys; nothing is withheld here."""
    about = DialogueInput(occasions=tuple(map(_held, told.surveys)))
    if told.round is not None:
        about = replace(about, title=told.round.title, limitation=told.round.limitation)
    if not told.surveys:
        return about
    query = ThemeQuery(
        round_id=told.round.id if told.round is not None else None,
        year=told.year,
        municipality_id=municipality_id,
        until=as_of,
    )
    counts = counted_in(session, query)
    ids = [survey.id for survey in told.surveys]
    rated, mean = _means(session, ids, literal("")).get("", (0, None))
    bars = [bar for bar in counts.bars if bar.part.answers]
    return replace(
        about,
        answers=counts.answers,
        coded=counts.coded,
        rated=rated,
        mean=mean,
        themes=tuple(ThemeRow(bar.name, bar.part.answers) for bar in bars),
        places=_groups(session, replace(query, by=By.PLACE), Response.place, ids),
        groups=_groups(session, replace(query, by=By.GROUP), Response.respondent_group, ids),
        years=_years(counts),
        too_few_compared=counts.too_few is not None,
        quotes=tuple(_quotes(session, [bar for bar in bars if bar.part.told], ids)),
        figures=tuple(_figures(session, ids)),
    )


def _held(survey: Survey) -> HeldRow:
    return HeldRow(
        survey.title,
        survey.method,
        survey.held_on,
        survey.starts_at,
        survey.ends_at,
        survey.place or "",
        survey.audience or "",
        survey.asked,
        survey.answered,
        survey.limitation or "",
    )


def _means(
    session: Session, ids: Collection[int], by: ColumnElement[str]
) -> dict[str, tuple[int, Decimal | None]]:
    """How many rated how safe they feel, and the exact mean, by place or group."""
    return {
        name: (rated, Decimal(total or 0) / rated)
        for name, rated, total in session.execute(
            select(by, func.count(Response.rating), func.sum(Response.rating))
            .where(Response.survey_id.in_(ids), Response.rating.is_not(None))
            .group_by(by)
        )
    }


def _groups(
    session: Session,
    query: ThemeQuery,
    column: InstrumentedAttribute[str | None],
    ids: Collection[int],
) -> tuple[GroupRow, ...]:
    """None where all answers lack a place or group."""
    counts = counted_in(session, query)
    bars = [bar for bar in counts.bars if bar.part.answers]
    if not any(group.name for group in counts.groups):
        return ()
    means = _means(session, ids, func.coalesce(column, ""))
    return tuple(
        GroupRow(
            group.name,
            group.answers,
            tuple(bar.cells[at].answers for bar in bars),
            *means.get(group.name, (0, None)),
        )
        for at, group in enumerate(counts.groups)
    )


def _years(counts: ThemeCounts) -> YearsRow | None:
    if counts.years is None:
        return None
    compared = [(bar, bar.before) for bar in counts.bars if bar.before is not None]
    changes = [
        ChangeRow(bar.name, before.now.answers, before.then.answers)
        for bar, before in compared
        if before.now.answers or before.then.answers
    ]
    _bar, any_one = compared[0]
    return YearsRow(
        counts.years.now,
        counts.years.then,
        any_one.now.of,
        any_one.then.of,
        counts.years.same_methods,
        tuple(changes),
    )


def _quotes(session: Session, bars: Iterable[ThemeBar], ids: Collection[int]) -> Iterable[QuoteRow]:
    """One on each of the most common themes, only from answers that identify nobody."""
    used: set[int] = set()
    shortest, longest = _QUOTE_LENGTHS
    for bar in bars:
        if len(used) == _MOST_QUOTES:
            break
        for response_id, text in session.execute(
            select(Response.id, Response.text)
            .join(ResponseTheme, ResponseTheme.response_id == Response.id)
            .where(
                Response.survey_id.in_(ids),
                ResponseTheme.theme_id == bar.theme_id,
                Response.deidentified,
                func.length(Response.text).between(shortest, longest),
            )
            .order_by(Response.id)
            .limit(_LOOKED_THROUGH)
        ):
            if response_id not in used:
                used.add(response_id)
                yield QuoteRow(bar.name, text or "")
                break


def _figures(session: Session, ids: Collection[int]) -> Iterable[FigureRow]:
    for figure, question in session.execute(
        select(Figure, Question)
        .join(Question, Question.id == Figure.question_id)
        .join(Survey, Survey.id == Figure.survey_id)
        .where(Figure.survey_id.in_(ids))
        .order_by(Survey.held_on, Question.wording, Figure.id)
    ):
        yield FigureRow(
            question.wording,
            question.unit,
            figure.value,
            figure.answers,
            figure.source,
            figure.limitation,
        )
