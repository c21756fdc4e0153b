"""What the public may be told: a report's input with everything else taken out of it.

What is frozen with a final public report is this input, so it must not hold more than the page.
"""

import re
from dataclasses import replace

from tracker.models.enums import DeviationKind, FollowUp, IndicatorKind, OccasionState
from tracker.models.small_groups import may_be_told
from tracker.services.reports.dialogue import DIALOGUE
from tracker.services.reports.dialogue_public import public_dialogue
from tracker.services.reports.rows import (
    ActionRow,
    DeviationRow,
    DialogueRow,
    FeedbackRow,
    IndicatorRow,
    MeasurementRow,
    ProblemRow,
    PromiseRow,
    ReportInput,
    SeriesRow,
    Superseded,
)

PUBLIC_KINDS = frozenset({"public", DIALOGUE})
"""The kinds of report whose input is made public before anybody sees it."""

_INTERNAL = re.compile(
    r"\b(medarbetar|personal|anställd|intern(a|t)?\b|intran[äe]t|styrgrupp|arbetsgrupp|"
    r"ledningsgrupp|samverkansgrupp|chef|nämnd|staff|employee|steering|internal)",
    re.IGNORECASE,
)
_CITIZENS = re.compile(
    r"\b(allmänhet|boende|invånare|medborgare|elev|föräld|vårdnadshavare|barn|ungdom|unga\b|"
    r"äldre|pensionär|förening|företag|handlare|näringsidkare|public|residents|citizens)",
    re.IGNORECASE,
)
"""Feedback has no field for whether it goes to the public, so its own words decide: it does not
when the receiver or the way is internal, unless the receivers are citizens, too."""

_TOLD_CHANGES = frozenset({DeviationKind.QUANTITY, DeviationKind.TEXT})


def made_public(data: ReportInput) -> ReportInput:
    """`data` with only what a citizen may read; nothing is added, and twice is as once.

    Kept: the kind, municipality, police area, the days, draft or final with checksum, the day of
    the report it supersedes, the look, the example mark, where to turn, and how, when and by how
    many people were asked. Of every signed promise its number, title, text, period, status, colour,
    signing day, expected effect, reason for its outcome, and the evidence. Of an action its title,
    party, kind, dates, moved deadlines with reasons, status, colour and quantities, its cancelled
    occasions with reasons, and its own reason while it is late, behind or not delivered. Of a
    deviation the changed quantity or text, its day and reason. Of an indicator of effect its name,
    unit, goal, values, how many answered, next day and why it was not measured. Of feedback that
    citizens are still to be given its audience, channel and day. Of what citizens said everything
    that rests on enough of them; quotes are of answers ticked as de-identified already.

    Taken out: promises that nobody has signed, diary numbers, signatories, decision requests, every
    person's role, goals, a recurrence and what became of its other dates, problems, causes, who
    decided, sources, what was done since the last report and how it stood then, indicators of
    process and output, and what the report was limited to. Notes and log entries are not in the
    input at all, but for the latest public note of an action, which is its reason when the status
    has none.

    Replaced: a measurement, a number of answers or a piece of evidence that rests on fewer than
    five people, or that quotes an answer not ticked as de-identified, leaves only the mark that
    it is withheld (`models.small_groups`); a start value on so few leaves nothing.
    """
    return ReportInput(
        kind=data.kind,
        municipality=data.municipality,
        police_area=data.police_area,
        as_of=data.as_of,
        period_from=data.period_from,
        period_to=data.period_to,
        diary_numbers=(),
        state=data.state,
        settled_on=data.settled_on,
        supersedes=data.supersedes and Superseded(data.supersedes.settled_on),
        checksum=data.checksum,
        look=data.look,
        example=data.example,
        promises=tuple(_promise(row) for row in data.promises if row.status.locked),
        feedback=tuple(
            FeedbackRow(row.audience, row.channel, row.planned_on, None, row.promise)
            for row in data.feedback
            if row.done_on is None and not _is_internal(row)
        ),
        dialogues=tuple(map(_dialogue, data.dialogues)),
        contact=data.contact,
        dialogue=data.dialogue and public_dialogue(data.dialogue),
    )


def _is_internal(row: FeedbackRow) -> bool:
    to_staff = _INTERNAL.search(f"{row.audience} {row.channel}")
    return bool(to_staff) and not _CITIZENS.search(row.audience)


def _promise(row: PromiseRow) -> PromiseRow:
    return PromiseRow(
        number=row.number,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        status=row.status,
        follow_up=row.follow_up,
        previous=None,
        text=row.text,
        signed_on=row.signed_on,
        version=row.version,
        changed_on=row.changed_on,
        problems=tuple(map(_problem, row.problems)),
        actions=tuple(map(_action, row.actions)),
        indicators=tuple(
            _indicator(indicator)
            for indicator in row.indicators
            if indicator.kind is IndicatorKind.EFFECT
        ),
        deviations=tuple(
            DeviationRow(
                deviation.kind,
                "",
                deviation.reason,
                "",
                deviation.decided_on,
                deviation.action,
                deviation.before,
                deviation.after,
            )
            for deviation in row.deviations
            if deviation.kind in _TOLD_CHANGES
        ),
        expected_effect=row.expected_effect,
        outcome_reason=row.outcome_reason,
    )


def _problem(row: ProblemRow) -> ProblemRow:
    told = ("" if n in row.not_public else text for n, text in enumerate(row.evidence))
    return ProblemRow("", tuple(told), not_public=row.not_public)


def _action(row: ActionRow) -> ActionRow:
    is_behind = row.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
    return replace(
        row,
        goal="",
        owner=None,
        support=None,
        causes=(),
        reason=row.reason if is_behind or row.tells_why else "",
        last_done_on=None,
        recurrence=None,
        series=_cancelled(row.series),
    )


def _cancelled(series: SeriesRow | None) -> SeriesRow | None:
    """Only the dates that were cancelled: why others were missed is for those who work."""
    settled = () if series is None else series.settled
    told = tuple(each for each in settled if each.state is OccasionState.CANCELLED)
    return SeriesRow(0, 0, len(told), 0, told) if told else None


def _indicator(row: IndicatorRow) -> IndicatorRow:
    told = may_be_told(row.baseline_answers)
    return replace(
        row,
        measurements=tuple(map(_measurement, row.measurements)),
        source="",
        baseline=row.baseline if told else None,
        baseline_answers=row.baseline_answers if told else None,
    )


def _measurement(row: MeasurementRow) -> MeasurementRow:
    if row.value is None or may_be_told(row.answers):
        answers = None if row.value is None else row.answers
        return MeasurementRow(row.on, row.value, answers, withheld=row.withheld)
    return MeasurementRow(row.on, None, withheld=True)


def _dialogue(row: DialogueRow) -> DialogueRow:
    if may_be_told(row.answered):
        return row
    return DialogueRow(row.method, row.held_on, withheld=True)
