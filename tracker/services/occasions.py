"""What looks wrong about an occasion: said beside it, never in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from tracker.services.check import Finding
from tracker.services.surveys import SurveyFields


@dataclass(frozen=True, slots=True)
class Booked:
    """When somebody is busy with an occasion, for telling two at the same time."""

    survey_id: int
    title: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    responsible_id: int | None


def occasion_notes(
    fields: SurveyFields,
    days: tuple[date, date] | None,
    others: Iterable[Booked],
    survey_id: int | None = None,
) -> Iterator[Finding]:
    """What should be looked at once more, in codes for `tracker.messages`.

    `days` are the first and last of the occasion's round; `others` may hold the occasion itself,
    which `survey_id` then names.
    """
    if days is not None and not days[0] <= fields.held_on <= days[1]:
        yield Finding("occasion.outside_round", {"start": days[0], "end": days[1]})
    if fields.responsible_id is not None:
        for other in others:
            same = other.responsible_id == fields.responsible_id and other.survey_id != survey_id
            if same and _at_once(fields, other):
                yield Finding("occasion.overlaps", {"text": other.title})
    if fields.asked is not None and fields.answered is not None and fields.answered > fields.asked:
        yield Finding(
            "occasion.more_answered", {"asked": fields.asked, "answered": fields.answered}
        )


def _at_once(one: SurveyFields, other: Booked) -> bool:
    """Whether two occasions share an hour; without hours it can't be told."""
    if one.held_on != other.held_on or one.starts_at is None or other.starts_at is None:
        return False
    if one.starts_at == other.starts_at:
        return True
    one_ends, other_ends = one.ends_at or one.starts_at, other.ends_at or other.starts_at
    return one.starts_at < other_ends and other.starts_at < one_ends
