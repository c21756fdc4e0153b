"""When an indicator can be measured and as what, and its next measurement from a later survey."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from tracker.i18n import _
from tracker.messages.figures import value_words
from tracker.models.errors import Invalid
from tracker.models.indicator import Indicator, Measurement
from tracker.models.unit_of_work import Transaction
from tracker.models.units import is_likely
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
        check_day_free(tx, indicator, found.on)
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


def check_likely(value: Decimal, unit: str) -> None:
    """Raise `Invalid` for a value that its unit hardly has: 250 %, or 7 on a scale to 5."""
    if not is_likely(value, unit):
        raise Invalid("measurement.unlikely", field="value", value=value_words(value, unit))


def check_day_free(tx: Transaction, indicator: Indicator, on: date) -> None:
    """Raise `Invalid` for a day that has a measurement already."""
    found = tx.session.scalars(
        select(Measurement).where(
            Measurement.indicator_id == indicator.id, Measurement.measured_on == on
        )
    ).one_or_none()
    if found is None:
        return
    known = _("not measured") if found.value is None else value_words(found.value, indicator.unit)
    raise Invalid("measurement.same_day", field="measured_on", date=on, found=known)


def source_of(found: Answered) -> str:
    """The survey's title, and where its figure comes from when that says more."""
    if not found.source or found.source.casefold() in found.title.casefold():
        return found.title
    return f"{found.title}, {found.source}"
