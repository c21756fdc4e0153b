"""The next measurement of an indicator, taken from a later survey with the same question."""

from dataclasses import dataclass

from tracker.models.errors import Invalid
from tracker.models.indicator import Indicator, Measurement
from tracker.services.context import AppContext
from tracker.services.queries.answered import Answered
from tracker.services.queries.figures import waiting_in


@dataclass(frozen=True, slots=True)
class MeasureFrom:
    """Which indicator, and which survey or dialogue round has answered its question."""

    indicator_id: int
    survey_id: int | None = None
    round_id: int | None = None


def measure_from(ctx: AppContext, cmd: MeasureFrom) -> int:
    """Record the measurement, with day, number of answers and source. Returns its id.

    Raises `Invalid` where the survey gives the indicator no new value.
    """
    with ctx.write("measurement.from_survey") as tx:
        indicator = tx.get(Indicator, cmd.indicator_id)
        found = next(
            (
                each
                for each in waiting_in(tx.session, [indicator], tx.today).get(indicator.id, ())
                if (each.survey_id, each.round_id) == (cmd.survey_id, cmd.round_id)
            ),
            None,
        )
        if found is None:
            raise Invalid("measurement.no_answer", field="survey_id")
        return tx.add(
            Measurement(
                indicator_id=indicator.id,
                measured_on=found.on,
                value=found.value,
                answers=found.answers,
                survey_id=found.survey_id,
                source=source_of(found),
            )
        ).id


def source_of(found: Answered) -> str:
    """The survey's title, and where its figure comes from when that says more."""
    if not found.source or found.source.casefold() in found.title.casefold():
        return found.title
    return f"{found.title}, {found.source}"
