"""Which dialogue round a report is about, read as it stood on a day."""

from operator import attrgetter

from tracker.models.dialogue import DialogueRound
from tracker.models.errors import Invalid, NotFound
from tracker.models.organisation import Person
from tracker.models.past import Past
from tracker.models.survey import Survey
from tracker.services.queries.rounds import in_order
from tracker.services.reports.round_rows import OccasionRow, RoundRow

ROUND_KINDS = frozenset({"programme"})
"""The kinds about one dialogue round, which is held before there is an agreement."""


def reported_round(past: Past, round_id: int | None) -> tuple[RoundRow, int]:
    """The round, by default the latest one, and the id of its municipality.

    Raises `NotFound` for one that was not there, and `Invalid` in a book without any.
    """
    rounds = past.rows(DialogueRound)
    if not rounds:
        raise Invalid("report.no_round")
    found = max(rounds, key=attrgetter("starts_on", "id"))
    if round_id is not None:
        known = {row.id: row for row in rounds}
        if round_id not in known:
            raise NotFound("row.missing", table=DialogueRound.__tablename__, id=round_id)
        found = known[round_id]
    row = RoundRow(
        found.id,
        found.title,
        found.starts_on,
        found.ends_on,
        found.purpose,
        found.limitation,
        tuple(_occasions(past, found.id)),
    )
    return row, found.municipality_id


def _occasions(past: Past, round_id: int) -> list[OccasionRow]:
    surveys = past.rows(Survey, Survey.round_id, {round_id})
    people = {survey.responsible_id for survey in surveys if survey.responsible_id is not None}
    roles = {person.id: person.role for person in past.rows(Person, Person.id, people)}
    return [
        OccasionRow(
            survey.title,
            survey.method,
            survey.held_on,
            survey.starts_at,
            survey.ends_at,
            survey.place or "",
            survey.audience or "",
            roles.get(survey.responsible_id or 0, ""),
            survey.material or "",
            survey.asked,
            survey.answered,
            survey.limitation or "",
        )
        for survey in sorted(surveys, key=in_order)
    ]
