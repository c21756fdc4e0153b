"""Figures: what a survey says of which the book has no answers, as "60 % vill se mer polis"."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from tracker.models.enums import QuestionMeasure
from tracker.models.errors import Invalid
from tracker.models.problem import Evidence
from tracker.models.question import Figure, Question
from tracker.models.survey import Response, Survey
from tracker.models.unit_of_work import Transaction
from tracker.models.units import canonical_unit, check_value
from tracker.services.context import AppContext
from tracker.services.questions import QuestionFields, add_question_in, find_question


@dataclass(frozen=True, slots=True)
class FigureFields:
    """What a survey answers a question with.

    `wording` finds the question that the book knows, or makes it; `unit` is the question's where
    it is empty. `answers` is n, None for statistics, which rest on no sample.
    """

    survey_id: int
    wording: str
    value: Decimal
    unit: str = ""
    answers: int | None = None
    source: str = ""
    limitation: str = ""


def add_figure(ctx: AppContext, fields: FigureFields) -> int:
    """Enter a figure. Returns its id.

    Raises `Invalid` when the survey has answered the question: by a figure, or by its own answers
    where the question is worked out from them.
    """
    with ctx.write("figure.new") as tx:
        tx.get(Survey, fields.survey_id)
        return tx.add(Figure(**_columns(tx, fields, None))).id


@dataclass(frozen=True, slots=True)
class EditFigure:
    """New values for a figure as the user saw it at `version`."""

    figure_id: int
    version: int
    fields: FigureFields


def edit_figure(ctx: AppContext, cmd: EditFigure) -> None:
    """Change a figure; measurements that were taken from it stay as they are."""
    with ctx.write("figure.edit") as tx:
        figure = tx.get(Figure, cmd.figure_id, cmd.version)
        for name, value in _columns(tx, cmd.fields, figure.id).items():
            setattr(figure, name, value)


def delete_figure(ctx: AppContext, figure_id: int, version: int) -> None:
    """Remove a figure. Raises `Invalid` when a problem rests on it. Its question stays."""
    with ctx.write("figure.delete") as tx:
        figure = tx.get(Figure, figure_id, version)
        count = tx.session.scalar(
            select(func.count()).select_from(Evidence).where(Evidence.figure_id == figure_id)
        )
        if count:
            raise Invalid("figure.is_evidence", count=count)
        tx.delete(figure)


def _check_not_worked_out(tx: Transaction, survey_id: int, question: Question) -> None:
    # A figure stands before what the answers say, and would hide it unseen.
    count = tx.session.scalar(
        select(func.count()).select_from(Response).where(Response.survey_id == survey_id)
    )
    if count:
        raise Invalid("figure.worked_out", field="wording", text=question.wording, count=count)


def _columns(tx: Transaction, fields: FigureFields, own: int | None) -> dict[str, object]:
    if fields.answers is not None and fields.answers < 1:
        raise Invalid("figure.no_answers", field="answers")
    question = find_question(tx.session, fields.wording)
    if question is None:
        added = add_question_in(tx, QuestionFields(fields.wording, unit=fields.unit))
        question = tx.get(Question, added)
    unit = canonical_unit(fields.unit)
    if unit and unit.casefold() != question.unit.casefold():
        raise Invalid("figure.other_unit", field="unit", text=question.wording, unit=question.unit)
    check_value(fields.value, question.unit)
    taken = tx.session.scalars(
        select(Figure.id).where(
            Figure.survey_id == fields.survey_id, Figure.question_id == question.id
        )
    ).first()
    if taken is not None and taken != own:
        raise Invalid("figure.exists", field="wording", text=question.wording)
    if taken is None and question.measure is not QuestionMeasure.FIGURE:
        _check_not_worked_out(tx, fields.survey_id, question)
    return {
        "survey_id": fields.survey_id,
        "question_id": question.id,
        "value": fields.value,
        "answers": fields.answers,
        "source": fields.source.strip(),
        "limitation": fields.limitation.strip(),
    }
