"""What differs between two states of one agreement: a pure function over two frozen inputs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tracker.models.enums import DeviationKind
from tracker.models.errors import Invalid
from tracker.services.reports.comparing_actions import action_differences
from tracker.services.reports.difference import Difference, What
from tracker.services.reports.recorded import Recorded, added, explained
from tracker.services.reports.rows import (
    DecisionRow,
    FeedbackRow,
    IndicatorRow,
    PromiseRow,
    PromiseState,
    ReportInput,
)


def compare(before: ReportInput, after: ReportInput) -> tuple[Difference, ...]:
    """Everything that differs: first what concerns the agreement, then promise by promise.

    Promises and actions are matched by number. Raises `Invalid` for states of different
    agreements or of different parts of one, which would differ in everything.
    """
    if _scope(before) != _scope(after):
        raise Invalid("report.not_comparable")
    return tuple(sorted(_differences(before, after), key=lambda row: row.promise or 0))


def state_of(promise: PromiseRow) -> PromiseState:
    """A promise's colour while it runs, otherwise its status."""
    return promise.follow_up or promise.status


def _scope(data: ReportInput) -> tuple[object, ...]:
    about = [None if row is None else row.id for row in (data.round, data.meeting)]
    return data.agreement_id, data.owner, data.lawful, *about


def _differences(before: ReportInput, after: ReportInput) -> Iterator[Difference]:
    yield from _diary_numbers(before, after)
    earlier = {promise.number: promise for promise in before.promises}
    for promise in after.promises:
        yield from _promise(earlier.pop(promise.number, None), promise)
    for promise in earlier.values():
        yield Difference(What.PROMISE_REMOVED, promise.number, subject=promise.title)
    yield from _decisions(before, after)
    yield from _feedback(before.feedback, after.feedback)


def _diary_numbers(before: ReportInput, after: ReportInput) -> Iterator[Difference]:
    was = {row.party: row.number for row in before.diary_numbers}
    now = {row.party: row.number for row in after.diary_numbers}
    for party in dict.fromkeys((*was, *now)):
        numbers = was.get(party), now.get(party)
        if numbers[0] != numbers[1]:
            yield Difference(What.DIARY_NUMBER, None, None, "", *numbers, party=party)


# One promise


def _promise(was: PromiseRow | None, now: PromiseRow) -> Iterator[Difference]:
    recorded = Recorded(was.deviations if was else (), now.deviations)
    if was is None:
        yield _new(now)
    else:
        yield from _changed(was, now, recorded)
    yield from action_differences(was, now, recorded)
    for row in recorded.in_words():
        yield explained(Difference(What.DEVIATION, now.number, row.action, after=row.what), [row])
    yield from _measured(was.indicators if was else (), now)


def _new(promise: PromiseRow) -> Difference:
    found = Difference(
        What.PROMISE_ADDED, promise.number, subject=promise.title, after=len(promise.actions)
    )
    if not promise.status.locked:
        return found
    return replace(found, what=What.PROMISE_SIGNED, on=promise.signed_on)


def _changed(was: PromiseRow, now: PromiseRow, recorded: Recorded) -> Iterator[Difference]:
    is_signed = now.status.locked
    found = Difference(What.PROMISE_TEXT, now.number, subject=now.title)
    if is_signed and not was.status.locked:
        yield _new(now)
        return
    if (was.title, was.text) != (now.title, now.text):
        texts = (was.title, now.title) if was.text == now.text else (was.text, now.text)
        text = replace(found, before=texts[0], after=texts[1])
        yield explained(text, recorded.take(DeviationKind.TEXT))
    before, after = state_of(was), state_of(now)
    found = replace(found, before=before, after=after)
    if now.status.ended and not was.status.ended:
        yield replace(found, what=What.PROMISE_ENDED, reason=now.outcome_reason)
    elif before != after:
        yield replace(found, what=What.PROMISE_STATE)


def _measured(earlier: Sequence[IndicatorRow], now: PromiseRow) -> Iterator[Difference]:
    known = {(row.name, row.unit): row for row in earlier}
    for indicator in now.indicators:
        before = known.get((indicator.name, indicator.unit))
        new = added(before.measurements if before else (), indicator.measurements)
        if not new:
            continue
        newest = max(new, key=lambda row: row.on)
        yield Difference(
            What.MEASURED,
            now.number,
            subject=indicator.name,
            before=_last_value(before),
            after=newest.value,
            unit=indicator.unit,
            reason=indicator.not_measured_reason if newest.value is None else "",
            on=newest.on,
            entries=len(new),
        )


def _last_value(indicator: IndicatorRow | None) -> Decimal | None:
    """What to compare with: nothing for a running total, which starts over every year."""
    if indicator is None or indicator.cumulative:
        return None
    values = [row.value for row in indicator.measurements if row.value is not None]
    return values[-1] if values else None


# What is asked of the signatories and told to citizens


def _decisions(before: ReportInput, after: ReportInput) -> Iterator[Difference]:
    answers = added(before.answers, after.answers)
    for answer in answers:
        yield Difference(
            What.DECISION_ANSWERED,
            answer.promise,
            answer.action,
            answer.question,
            after=answer.answer,
            decided_by=answer.decided_by,
            on=answer.decided_on,
        )
    was = {_question(row): row for row in before.decisions}
    now = {_question(row): row for row in after.decisions}
    answered = {(row.promise, row.action, row.question) for row in answers}
    for key, row in now.items():
        if key not in was:
            yield _asked(What.DECISION_ASKED, row)
    for key, row in was.items():
        if key not in now and key not in answered:
            yield _asked(What.DECISION_WITHDRAWN, row)


def _question(row: DecisionRow) -> tuple[int | None, int | None, str]:
    """What a question is recognised by: its number is its place in the order of due dates."""
    return row.promise, row.action, row.question


def _asked(what: What, row: DecisionRow) -> Difference:
    return Difference(
        what,
        row.promise,
        row.action,
        row.question,
        after=row.due,
        reason=row.reason,
        decided_by=row.decides,
    )


def _feedback(before: Sequence[FeedbackRow], after: Sequence[FeedbackRow]) -> Iterator[Difference]:
    given = [row for row in after if row.done_on is not None]
    for row in added([row for row in before if row.done_on is not None], given):
        yield Difference(
            What.FEEDBACK_GIVEN,
            row.promise,
            subject=row.audience,
            after=row.channel,
            on=row.done_on,
        )
