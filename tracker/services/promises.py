"""Promises: from draft to signed and locked, to outcome. `models.completeness` guards signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause
from tracker.models.completeness import ActionFacts, Missing, missing
from tracker.models.enums import DeviationKind, PromiseStatus
from tracker.models.errors import Invalid
from tracker.models.organisation import Agreement, Signatory
from tracker.models.problem import Cause
from tracker.models.promise import Deviation, Feedback, Promise, PromiseProblem, PromiseVersion
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class PromiseFields:
    """What is entered about a promise before it is signed."""

    title: str
    text: str
    period_start: date
    period_end: date
    expected_effect: str = ""


@dataclass(frozen=True, slots=True)
class AddPromise:
    """A new draft under an agreement. Without `number` it gets the next one."""

    agreement_id: int
    fields: PromiseFields
    problem_ids: tuple[int, ...] = ()
    number: int | None = None


def add_promise(ctx: AppContext, cmd: AddPromise) -> int:
    """Add a draft. Returns its id."""
    with ctx.write("promise.new") as tx:
        return add_promise_in(tx, cmd)


def add_promise_in(tx: Transaction, cmd: AddPromise) -> int:
    """As `add_promise`, inside an operation that does more."""
    _check(cmd.fields)
    tx.get(Agreement, cmd.agreement_id)
    last = tx.session.scalar(
        select(func.max(Promise.number)).where(Promise.agreement_id == cmd.agreement_id)
    )
    promise = tx.add(
        Promise(
            agreement_id=cmd.agreement_id,
            number=cmd.number or (last or 0) + 1,
            title=cmd.fields.title,
            text=cmd.fields.text,
            period_start=cmd.fields.period_start,
            period_end=cmd.fields.period_end,
            expected_effect=cmd.fields.expected_effect,
        )
    )
    _link_problems(tx, promise.id, cmd.problem_ids)
    return promise.id


@dataclass(frozen=True, slots=True)
class EditPromise:
    """New values for a promise as seen at `version`. `problem_ids` None keeps the links."""

    promise_id: int
    version: int
    fields: PromiseFields
    problem_ids: tuple[int, ...] | None = None


def edit_promise(ctx: AppContext, cmd: EditPromise) -> None:
    """Change a promise. Raises `Invalid` when the text is locked and would change."""
    _check(cmd.fields)
    with ctx.write("promise.edit") as tx:
        promise = tx.get(Promise, cmd.promise_id, cmd.version)
        said = (promise.title, promise.text, promise.period_start, promise.period_end)
        new = (cmd.fields.title, cmd.fields.text, cmd.fields.period_start, cmd.fields.period_end)
        if promise.status.locked and said != new:
            raise Invalid("promise.locked", field="text", number=promise.number)
        promise.title, promise.text, promise.period_start, promise.period_end = new
        promise.expected_effect = cmd.fields.expected_effect
        if cmd.problem_ids is not None:
            _link_problems(tx, promise.id, cmd.problem_ids)


def endorse_promise(ctx: AppContext, promise_id: int, version: int) -> None:
    """Utkast → Förankrat: both organisations stand behind the draft."""
    with ctx.write("promise.endorse") as tx:
        promise = tx.get(Promise, promise_id, version)
        _require(promise, PromiseStatus.DRAFT)
        promise.status = PromiseStatus.ENDORSED


def return_to_draft(ctx: AppContext, promise_id: int, version: int) -> None:
    """Förankrat → Utkast: it needs more work before it can be signed."""
    with ctx.write("promise.return_to_draft") as tx:
        promise = tx.get(Promise, promise_id, version)
        _require(promise, PromiseStatus.ENDORSED)
        promise.status = PromiseStatus.DRAFT


@dataclass(frozen=True, slots=True)
class SignPromise:
    """The promise is signed as it stands, on a day."""

    promise_id: int
    version: int
    signed_on: date


def sign_promise(ctx: AppContext, cmd: SignPromise) -> None:
    """Lock the text as version 1. Raises `Invalid("promise.incomplete")` naming what is missing."""
    with ctx.write("promise.sign") as tx:
        promise = tx.get(Promise, cmd.promise_id, cmd.version)
        _require(promise, PromiseStatus.DRAFT, PromiseStatus.ENDORSED)
        require_complete(tx.session, promise)
        if cmd.signed_on > tx.today:
            raise Invalid("dates.future", field="signed_on", date=cmd.signed_on)
        promise.status, promise.signed_on = PromiseStatus.SIGNED, cmd.signed_on
        keep_version(tx, promise, cmd.signed_on)


def start_promise(ctx: AppContext, promise_id: int, version: int) -> None:
    """Undertecknat → Pågår."""
    with ctx.write("promise.start") as tx:
        promise = tx.get(Promise, promise_id, version)
        _require(promise, PromiseStatus.SIGNED)
        promise.status = PromiseStatus.RUNNING


@dataclass(frozen=True, slots=True)
class EndPromise:
    """The outcome; anything but Uppfyllt needs a reason, which reports print."""

    promise_id: int
    version: int
    outcome: PromiseStatus
    reason: str = ""


def end_promise(ctx: AppContext, cmd: EndPromise) -> None:
    """State the outcome of a signed or running promise."""
    if not cmd.outcome.ended:
        raise Invalid("promise.no_outcome", field="outcome")
    if cmd.outcome is not PromiseStatus.KEPT and not cmd.reason.strip():
        raise Invalid("reason.required", field="reason")
    with ctx.write("promise.end") as tx:
        promise = tx.get(Promise, cmd.promise_id, cmd.version)
        _require(promise, PromiseStatus.SIGNED, PromiseStatus.RUNNING)
        promise.status, promise.outcome_reason = cmd.outcome, cmd.reason.strip()


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A signed text is changed: a new version, and a deviation that says why."""

    promise_id: int
    version: int
    title: str
    text: str
    reason: str
    decided_by: str
    signed_on: date


def new_version(ctx: AppContext, cmd: NewVersion) -> None:
    """Replace a signed promise's text. The old version and the reason stay in the book."""
    if not cmd.reason.strip():
        raise Invalid("reason.required", field="reason")
    if not cmd.text.strip():
        raise Invalid("field.required", field="text")
    with ctx.write("promise.new_version") as tx:
        promise = tx.get(Promise, cmd.promise_id, cmd.version)
        if not promise.status.locked or promise.status.ended:
            raise Invalid("promise.not_signed", number=promise.number)
        tx.add(
            Deviation(
                promise_id=promise.id,
                kind=DeviationKind.TEXT,
                before=promise.text,
                after=cmd.text,
                reason=cmd.reason.strip(),
                decided_by=cmd.decided_by,
                decided_on=cmd.signed_on,
            )
        )
        promise.title, promise.text = cmd.title, cmd.text
        keep_version(tx, promise, cmd.signed_on)


def delete_promise(ctx: AppContext, promise_id: int, version: int) -> None:
    """Remove a draft that has no actions. A signed promise can only end."""
    with ctx.write("promise.delete") as tx:
        promise = tx.get(Promise, promise_id, version)
        if promise.status.locked:
            raise Invalid("promise.locked", number=promise.number)
        actions = tx.session.scalar(
            select(func.count()).select_from(Action).where(Action.promise_id == promise_id)
        )
        if actions:
            raise Invalid("promise.has_actions", count=actions)
        for link in tx.session.scalars(
            select(PromiseProblem).where(PromiseProblem.promise_id == promise_id)
        ).all():
            tx.delete(link)
        tx.delete(promise)


def missing_in(session: Session, promise_id: int) -> list[Missing]:
    """What the promise lacks, as `models.completeness.missing` sees it."""
    causes_of = dict(
        session.execute(
            select(ActionCause.action_id, func.count())
            .join(Action, Action.id == ActionCause.action_id)
            .where(Action.promise_id == promise_id)
            .group_by(ActionCause.action_id)
        ).all()
    )
    actions = session.scalars(
        select(Action).where(Action.promise_id == promise_id).order_by(Action.number)
    )
    problems = session.scalars(
        select(PromiseProblem.problem_id).where(PromiseProblem.promise_id == promise_id)
    ).all()
    text = session.scalar(select(Promise.text).where(Promise.id == promise_id)) or ""
    return missing(
        [
            ActionFacts(a.number, a.owner_id is not None, a.deadline, causes_of.get(a.id, 0))
            for a in actions
        ],
        has_text=bool(text.strip()),
        problems=len(problems),
        causes=session.scalar(
            select(func.count()).select_from(Cause).where(Cause.problem_id.in_(problems))
        )
        or 0,
        feedback=session.scalar(
            select(func.count()).select_from(Feedback).where(Feedback.promise_id == promise_id)
        )
        or 0,
        signatories=session.scalar(
            select(func.count())
            .select_from(Signatory)
            .join(Promise, Promise.agreement_id == Signatory.agreement_id)
            .where(Promise.id == promise_id)
        )
        or 0,
    )


def require_complete(session: Session, promise: Promise) -> None:
    """Raises `Invalid("promise.incomplete")` naming what the promise lacks for a signing."""
    lacking = [gap for gap in missing_in(session, promise.id) if gap.blocks_signing]
    if lacking:
        raise Invalid("promise.incomplete", number=promise.number, lacking=tuple(lacking))


def keep_version(
    tx: Transaction, promise: Promise, signed_on: date, report_id: int | None = None
) -> None:
    """Keep the text as it now stands as the next signed version, of the report that was signed."""
    last = tx.session.scalar(
        select(func.max(PromiseVersion.number)).where(PromiseVersion.promise_id == promise.id)
    )
    tx.add(
        PromiseVersion(
            promise_id=promise.id,
            number=(last or 0) + 1,
            title=promise.title,
            text=promise.text,
            signed_on=signed_on,
            report_id=report_id,
        )
    )


def _link_problems(tx: Transaction, promise_id: int, wanted: Sequence[int]) -> None:
    links = {
        link.problem_id: link
        for link in tx.session.scalars(
            select(PromiseProblem).where(PromiseProblem.promise_id == promise_id)
        )
    }
    for problem_id in links.keys() - set(wanted):
        tx.delete(links[problem_id])
    for problem_id in dict.fromkeys(wanted):
        if problem_id not in links:
            tx.add(PromiseProblem(promise_id=promise_id, problem_id=problem_id))


def _require(promise: Promise, *statuses: PromiseStatus) -> None:
    if promise.status not in statuses:
        raise Invalid("promise.wrong_status", number=promise.number, status=promise.status)


def _check(fields: PromiseFields) -> None:
    if not fields.title.strip():
        raise Invalid("field.required", field="title")
    if fields.period_end < fields.period_start:
        raise Invalid(
            "dates.end_before_start",
            field="period_end",
            start=fields.period_start,
            end=fields.period_end,
        )
