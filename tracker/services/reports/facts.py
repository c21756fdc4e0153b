"""What stands around the promises of a report: read for all of them at once, never one by one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from tracker.models.action import ActionNote
from tracker.models.indicator import Indicator, Measurement
from tracker.models.measuring import next_measurement_due
from tracker.models.organisation import Person
from tracker.models.past import Past
from tracker.models.promise import Deviation, PromiseVersion
from tracker.services.reports.grounds import causes_of, problem_rows, problems_of
from tracker.services.reports.rows import CauseRow, IndicatorRow, MeasurementRow, ProblemRow
from tracker.services.reports.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Facts:
    """By promise id, except where it says otherwise."""

    problems: dict[int, list[ProblemRow]]
    causes: dict[int, list[CauseRow]]
    answers: dict[int, list[int]]
    """The numbers of the causes that an action answers, by action id."""
    indicators: dict[int, list[IndicatorRow]]
    deviations: dict[int, list[Deviation]]
    versions: dict[int, PromiseVersion]
    """The text as last signed."""
    notes: dict[int, str]
    """The latest public note, by action id."""
    roles: dict[int, str]
    """By person id."""


def facts(past: Past, then: Snapshot) -> Facts:
    """What the promises that stood then rested on."""
    promises = {promise.id for promise in then.promises}
    actions = {action.id: action.promise_id for rows in then.actions.values() for action in rows}
    problems = problems_of(past, promises)
    causes, answers = causes_of(past, problems, actions)
    return Facts(
        problem_rows(past, problems, then.as_of),
        causes,
        answers,
        _indicators(past, promises, then.as_of),
        _deviations(past, promises, then.as_of),
        _versions(past, promises, then.as_of),
        _public_notes(past, actions, then.as_of),
        {person.id: person.role for person in past.rows(Person)},
    )


def _indicators(
    past: Past, promises: Collection[int], as_of: date
) -> dict[int, list[IndicatorRow]]:
    rows = past.rows(Indicator, Indicator.promise_id, promises)
    later = past.later(Indicator, {row.id for row in rows})
    measured: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in past.rows(
        Measurement,
        Measurement.indicator_id,
        {row.id for row in rows},
        on=Measurement.measured_on,
        until=as_of,
    ):
        measured[measurement.indicator_id].append(measurement)
    indicators: dict[int, list[IndicatorRow]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter("id")):
        if row.id not in later or row.baseline_on is None or row.baseline_on <= as_of:
            values = sorted(measured[row.id], key=attrgetter("measured_on", "id"))
            indicators[row.promise_id].append(_indicator(row, values, as_of))
    return indicators


def _indicator(indicator: Indicator, measured: list[Measurement], as_of: date) -> IndicatorRow:
    latest = measured[-1] if measured else None
    return IndicatorRow(
        name=indicator.name,
        unit=indicator.unit,
        kind=indicator.kind,
        direction=indicator.direction,
        baseline=indicator.baseline,
        target=indicator.target,
        measurements=tuple(
            MeasurementRow(m.measured_on, m.value, m.answers, m.source, m.note) for m in measured
        ),
        source=indicator.source,
        cumulative=indicator.cumulative,
        not_measured_reason=latest.note if latest and latest.value is None else "",
        next_on=next_measurement_due(
            indicator.measure_by,
            indicator.measure_every,
            latest.measured_on if latest else None,
            as_of,
        ),
        baseline_on=indicator.baseline_on,
        measure_by=indicator.measure_by,
        baseline_answers=indicator.baseline_answers,
        measure_every=indicator.measure_every,
    )


def _deviations(past: Past, promises: Collection[int], as_of: date) -> dict[int, list[Deviation]]:
    found: dict[int, list[Deviation]] = defaultdict(list)
    rows = past.rows(
        Deviation, Deviation.promise_id, promises, on=Deviation.decided_on, until=as_of
    )
    for deviation in sorted(rows, key=attrgetter("decided_on", "id")):
        found[deviation.promise_id].append(deviation)
    return found


def _versions(past: Past, promises: Collection[int], as_of: date) -> dict[int, PromiseVersion]:
    rows = past.rows(
        PromiseVersion,
        PromiseVersion.promise_id,
        promises,
        on=PromiseVersion.signed_on,
        until=as_of,
    )
    # In order, so that the last one of each promise stays.
    return {version.promise_id: version for version in sorted(rows, key=attrgetter("number"))}


def _public_notes(past: Past, actions: Collection[int], as_of: date) -> dict[int, str]:
    rows = past.rows(
        ActionNote, ActionNote.action_id, actions, on=ActionNote.written_on, until=as_of
    )
    return {
        note.action_id: note.text
        for note in sorted(rows, key=attrgetter("written_on", "id"))
        if not note.internal
    }
