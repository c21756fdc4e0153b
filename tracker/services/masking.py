"""Answers made fit to be quoted: traces of persons masked, texts corrected, the tick set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.labels import mask
from tracker.models.coding import Coding, CodingTheme
from tracker.models.enums import Hint
from tracker.models.errors import Invalid
from tracker.models.many import change_all, loaded
from tracker.models.past import portions
from tracker.models.problem import Evidence
from tracker.models.survey import Response, ResponseTheme
from tracker.services.context import AppContext
from tracker.services.surveys import ResponseFields, check_response
from tracker.services.traces import trace_finder

Span = tuple[Hint | None, int, int]
"""What to mask: as what (None for anything else), from a character up to another."""


@dataclass(frozen=True, slots=True)
class MaskResponse:
    """Mask parts of an answer as the user saw it at `version`: all its traces, without `spans`."""

    response_id: int
    version: int
    spans: tuple[Span, ...] = ()


def mask_response(ctx: AppContext, cmd: MaskResponse) -> None:
    """Write ``[phone number]`` and the like where the answer points somebody out.

    The words are in the current language. Raises `Invalid` when there is nothing to mask.
    """
    with ctx.write("response.mask") as tx:
        response = tx.get(Response, cmd.response_id, cmd.version)
        text = response.text or ""
        response.text = masked(text, cmd.spans or trace_finder(tx.session)(text))


def masked(text: str, spans: Iterable[Span]) -> str:
    """`text` with each span replaced by the word for what stood there; spans must not overlap."""
    parts, end = [], 0
    for hint, start, stop in sorted(spans, key=lambda span: span[1]):
        if not end <= start < stop <= len(text):
            raise Invalid("mask.span")
        parts += [text[end:start], mask(hint)]
        end = stop
    if not parts:
        raise Invalid("mask.nothing")
    return "".join([*parts, text[end:]])


def set_deidentified(
    ctx: AppContext, ids: Sequence[int], value: bool, versions: Sequence[int] = ()
) -> None:
    """Say of answers that they identify nobody and may be quoted, or take that back.

    It is a person's judgement: traces warn (`remaining_hints`) and never block.
    """
    if not ids:
        raise Invalid("response.none")
    with ctx.write("response.deidentify") as tx:
        responses = loaded(tx, Response, ids, versions)
        change_all(tx, Response, [(response, {"deidentified": value}) for response in responses])


def mask_and_deidentify(ctx: AppContext, ids: Sequence[int]) -> None:
    """Mask every trace in these answers, as `mask_response` does, and tick them all, in one."""
    if not ids:
        raise Invalid("response.none")
    with ctx.write("response.deidentify") as tx:
        find_traces = trace_finder(tx.session)
        new = []
        for response in loaded(tx, Response, ids):
            found = find_traces(response.text or "")
            text = masked(response.text, found) if found else response.text
            new.append((response, {"text": text, "deidentified": True}))
        change_all(tx, Response, new)


def remaining_hints(ctx: AppContext, ids: Sequence[int]) -> dict[int, tuple[Hint, ...]]:
    """Which of these answers have traces of persons left, and of what kinds."""
    with ctx.read() as session:
        find_traces = trace_finder(session)
        found = {
            row_id: {trace.hint for trace in find_traces(text or "")}
            for part in portions(ids)
            for row_id, text in session.execute(
                select(Response.id, Response.text).where(Response.id.in_(part))
            )
        }
    return {
        row_id: tuple(hint for hint in Hint if hint in found[row_id])
        for row_id in ids
        if found.get(row_id)
    }


@dataclass(frozen=True, slots=True)
class EditResponse:
    """New values for an answer as the user saw it at `version`; its themes are set by coding."""

    response_id: int
    version: int
    text: str | None
    place: str | None = None
    rating: int | None = None
    group: str | None = None


def edit_response(ctx: AppContext, cmd: EditResponse) -> None:
    """Change an answer. With another text it has to be looked through again before it is quoted."""
    with ctx.write("response.edit") as tx:
        response = tx.get(Response, cmd.response_id, cmd.version)
        text = _given(cmd.text)
        themes = tx.session.scalars(
            select(ResponseTheme.id).where(ResponseTheme.response_id == response.id)
        ).all()
        if not themes:
            check_response(ResponseFields(text=text, rating=cmd.rating))
        elif cmd.rating is not None:
            check_response(ResponseFields(rating=cmd.rating))
        if text != response.text:
            response.text, response.deidentified = text, False
        response.place = _given(cmd.place)
        response.rating = cmd.rating
        response.respondent_group = _given(cmd.group)


def delete_response(ctx: AppContext, response_id: int, version: int) -> None:
    """Remove an answer and how it was coded. Raises `Invalid` when a problem quotes it."""
    with ctx.write("response.delete") as tx:
        response = tx.get(Response, response_id, version)
        quoted = tx.session.scalar(
            select(func.count(Evidence.problem_id.distinct())).where(
                Evidence.response_id == response_id
            )
        )
        if quoted:
            raise Invalid("response.is_quoted", count=quoted)
        codings = select(Coding.id).where(Coding.response_id == response_id)
        for statement in (
            select(CodingTheme).where(CodingTheme.coding_id.in_(codings)),
            select(Coding).where(Coding.response_id == response_id),
            select(ResponseTheme).where(ResponseTheme.response_id == response_id),
        ):
            for row in tx.session.scalars(statement).all():
                tx.delete(row)
        tx.delete(response)


def _given(text: str | None) -> str | None:
    return text.strip() or None if text else None
