"""`lofte decide`: the questions to the signatories, and what they answered."""

from typing import TYPE_CHECKING, Any

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import Cell, say, say_heading, say_json, say_table
from tracker.i18n import _, format_date, format_number, ngettext

if TYPE_CHECKING:
    from datetime import date

    from tracker.services.queries.overview import DecisionRow


def decide(
    book: str,
    question: str | None,
    answer: str | None,
    by: str | None,
    on: str | None,
    *,
    as_json: bool,
) -> None:
    """List what waits for a decision; or with the first three, record one."""
    from tracker.services.follow_up import AnswerDecision, answer_decision
    from tracker.services.naming import find_decision
    from tracker.services.queries.overview import decisions_in

    given = {"--question": question, "--answer": answer, "--by": by}
    if on is None and all(each is None for each in given.values()):
        with opened(book) as ctx, ctx.read() as session:
            _list(decisions_in(session), ctx.today(), as_json=as_json)
        return
    for name, text in given.items():
        if not (text or "").strip():
            raise WrongUsage(_("{name} is missing.").format(name=name))
    with opened(book) as ctx:
        decided_on = day("--date", on, ctx.today()) or ctx.today()
        with ctx.read() as session:
            named = find_decision(session, question or "")
            row = next(row for row in decisions_in(session) if row.id == named.id)
        decided = AnswerDecision(row.id, row.version, answer or "", (by or "").strip(), decided_on)
        answer_decision(ctx, decided)
    if as_json:
        told = {"answer": answer, "decided_by": decided.decided_by, "decided_on": decided_on}
        say_json({**_json(row), **told})
        return
    words = _("Decided {date} by {who}: {question} {answer}")
    say(
        words.format(
            date=format_date(decided_on),
            who=decided.decided_by,
            question=row.question,
            answer=decided.answer.strip(),
        )
    )


def _list(rows: "list[DecisionRow]", today: "date", *, as_json: bool) -> None:
    if as_json:
        say_json([_json(row) for row in rows])
        return
    if not rows:
        say_heading(_("Nothing waits for a decision."))
        return
    n = len(rows)
    waiting = ngettext("{n} question waits", "{n} questions wait", n)
    say_heading(waiting.format(n=format_number(n)))
    say_table(
        (_("Due"), _("Question"), _("To be decided by"), _("Why")),
        [
            [
                Cell(format_date(row.due_on), "red" if row.due_on < today else ""),
                row.question,
                row.decider,
                row.reason,
            ]
            for row in rows
        ],
    )


def _json(row: "DecisionRow") -> dict[str, Any]:
    return {
        "id": str(row.id),
        "question": row.question,
        "decider": row.decider,
        "due": row.due_on,
        "reason": row.reason,
        "options": [{"text": text, "cost": cost} for text, cost in row.options],
    }
