"""`lofte figure`, `lofte figures` and `lofte measure`: aggregates, and measuring by them again."""

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.cli.books import opened, value
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_heading, say_json, say_table
from tracker.i18n import _, format_date, format_number
from tracker.messages.figures import figure_text, found_words, value_words
from tracker.models.small_groups import may_be_told
from tracker.models.units import PERCENT

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.figures import FigureFields
    from tracker.services.queries.answered import Answered
    from tracker.services.queries.figures import FigureRow, QuestionRow


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What was written on the command line."""

    survey: str
    question: str
    value: str
    unit: str | None
    answers: str | None
    source: str
    limitation: str
    replace: bool = False


def enter_figure(book: str, words: FigureWords, *, as_json: bool) -> None:
    """Enter it, and say what is odd about it and what can now be measured by it.

    Raises `Ambiguous` with the candidates, and `Invalid` where one stands that is to stay.
    """
    from tracker.services.figures import FigureFields
    from tracker.services.naming import find_survey
    from tracker.services.queries.figures import figure_rows, question_names, waiting
    from tracker.services.questions import alike, is_same
    from tracker.services.spreadsheet.dates_and_numbers import parse_number, parse_whole

    number = value("--value", parse_number, words.value)
    answers = value("--answers", parse_whole, words.answers)
    if number is None:
        raise WrongUsage(_("{name} is missing.").format(name="--value"))
    with opened(book) as ctx:
        with ctx.read() as session:
            survey = find_survey(session, words.survey)
        known = dict(question_names(ctx))
        meant = alike(words.question, known)
        unit = words.unit or ("" if _is_known(words.question, known) else PERCENT)
        fields = FigureFields(
            survey.id, words.question, number, unit, answers, words.source, words.limitation
        )
        before = next(
            (row for row in figure_rows(ctx, survey.id) if is_same(row.wording, words.question)),
            None,
        )
        figure_id = _put(ctx, fields, before, replace=words.replace)
        row = next(row for row in figure_rows(ctx, survey.id) if row.id == figure_id)
        measurable = [each for each in waiting(ctx, survey.id) if each.found.figure_id == figure_id]
    remarks = []
    if meant is not None:
        remarks.append(_("Is it the same question as “{text}”?").format(text=meant))
    if not may_be_told(row.answers):
        remarks.append(
            _("The figure rests on fewer than five answers and is not shown to the public.")
        )
    if as_json:
        say_json(
            {
                "id": str(row.id),
                "survey": {"id": str(survey.id), "title": survey.title},
                "question": row.wording,
                "value": row.value,
                "unit": row.unit,
                "answers": row.answers,
                "replaced": None
                if before is None
                else {"value": before.value, "answers": before.answers},
                "remarks": remarks,
                "measurable": [
                    {"id": str(each.indicator_id), "indicator": each.name} for each in measurable
                ],
            }
        )
        return
    say(_("Entered: {figure}, {survey}.").format(figure=figure_text(row), survey=survey.title))
    if before is not None:
        say(_("It replaces: {figure}.").format(figure=figure_text(before)))
    for remark in remarks:
        say(remark)
    for each in measurable:
        say(
            _("New measurement for L{number} {indicator}: see “lofte measure”.").format(
                number=each.promise_number, indicator=each.name
            )
        )


def _put(
    ctx: "AppContext", fields: "FigureFields", before: "FigureRow | None", *, replace: bool
) -> int:
    """Enter the figure, or change the one that stands there; what is not given of it stays."""
    from tracker.models.errors import Invalid
    from tracker.services.figures import EditFigure, add_figure, edit_figure

    if before is None:
        return add_figure(ctx, fields)
    if not replace:
        raise Invalid("figure.to_replace", figure=figure_text(before))
    fields = dataclasses.replace(
        fields,
        answers=before.answers if fields.answers is None else fields.answers,
        source=fields.source or before.source,
        limitation=fields.limitation or before.limitation,
    )
    edit_figure(ctx, EditFigure(before.id, before.version, fields))
    return before.id


def list_figures(book: str, *, as_json: bool) -> None:
    """Each recurring question with its answers, oldest first."""
    from tracker.services.queries.figures import question_rows

    with opened(book) as ctx:
        rows = question_rows(ctx)
    if as_json:
        say_json([_question(row) for row in rows])
        return
    if not rows:
        say(_("No recurring question yet"))
    for row in rows:
        say_heading(row.wording)
        say_table(
            [_("Date"), _("Value"), _("Answers"), _("Survey")],
            [
                [
                    format_date(each.on),
                    value_words(each.value, row.unit)
                    if each.value is not None
                    else _("too few answers"),
                    "–" if each.answers is None else format_number(each.answers),
                    each.title,
                ]
                for each in row.history
            ],
            right=(1, 2),
        )
        say("")


def measure(book: str, indicator: str, survey: str | None, *, as_json: bool) -> None:
    """Record the measurement, or list what it can be taken from."""
    from tracker.models.errors import Ambiguous, Invalid, NotFound
    from tracker.models.search import folded
    from tracker.services.measuring import MeasureFrom, measure_from
    from tracker.services.naming import find_indicator
    from tracker.services.queries.figures import measurable

    with opened(book) as ctx:
        with ctx.read() as session:
            named = find_indicator(session, indicator)
        if named.question_id is None:
            raise Invalid("indicator.no_question", text=named.title)
        unit, found = named.unit, measurable(ctx, named.id)
        if survey is None:
            _say_candidates(named.title, unit, found, as_json=as_json)
            return
        words = folded(survey).split()
        wanted = [
            each
            for each in found
            if all(word in folded(f"{each.title} {each.on.isoformat()}") for word in words)
        ]
        if not wanted:
            raise NotFound("measurement.no_answer")
        if len(wanted) > 1:
            titles = tuple(f"{each.title} ({each.on.isoformat()})" for each in wanted)
            raise Ambiguous("survey.ambiguous", candidates=titles, text=survey)
        (chosen,) = wanted
        made = measure_from(ctx, MeasureFrom(named.id, chosen.survey_id, chosen.round_id))
    if as_json:
        say_json({"id": str(made), "indicator": named.title, **_answer(chosen)})
        return
    said = found_words(chosen.value, chosen.answers, unit, chosen.title)
    say(_("Measured: {indicator}, {found}.").format(indicator=named.title, found=said))


def _say_candidates(
    indicator: str, unit: str, found: "tuple[Answered, ...]", *, as_json: bool
) -> None:
    if as_json:
        say_json([_answer(each) for each in found])
        return
    if not found:
        say(
            _(
                "No survey has answered the question of {indicator} since it was measured last."
            ).format(indicator=indicator)
        )
    for each in found:
        words = found_words(each.value, each.answers, unit, each.title)
        say(f"{format_date(each.on)}  {words}")


def _is_known(question: str, known: dict[str, str]) -> bool:
    from tracker.services.questions import is_same

    return any(is_same(question, wording) for wording in known)


def _question(row: "QuestionRow") -> dict[str, Any]:
    return {
        "id": str(row.id),
        "question": row.wording,
        "measure": row.measure.value,
        "unit": row.unit,
        "theme": row.theme or None,
        "place": row.place or None,
        "answers": [_answer(each) for each in row.history],
        "indicators": [
            {"id": str(indicator_id), "promise": number, "name": name}
            for indicator_id, number, _promise, name in row.indicators
        ],
    }


def _answer(each: "Answered") -> dict[str, Any]:
    return {
        "date": each.on,
        "value": each.value,
        "answers": each.answers,
        "survey": each.title,
        "source": each.source,
        "entered": each.figure_id is not None,
    }
