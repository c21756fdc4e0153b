"""Is the book sound, and does it hold what its journal says? What `lofte check` answers."""

from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select, text, union
from sqlalchemy.orm import Session

from tracker.models.action import ActionTally
from tracker.models.audit import (
    damaged_attachments,
    first_broken_link,
    stray_rows,
    tables_beyond_counter,
)
from tracker.models.tallies import tally
from tracker.services.context import AppContext
from tracker.services.reports.archive import damaged_reports

# More of one kind says nothing new.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something `check_book` found: a code for `tracker.messages`, and its parameters."""

    code: str
    params: dict[str, object]


def check_book(ctx: AppContext) -> list[Finding]:
    """Integrity of file, keys, journal chain, rows, ids, attachments, final reports and tallies.

    An empty list for a sound book. A file that SQLite itself finds wrong is looked at no further.
    """
    findings: list[Finding] = []
    with ctx.read() as session:
        if session.get_bind().dialect.name == "sqlite":
            findings += _sqlite_findings(session)
        if findings:
            return findings
        broken = first_broken_link(session)
        if broken is not None:
            findings.append(Finding("check.chain", {"seq": broken}))
        findings += [
            Finding(f"check.row_{stray.difference}", {"table": stray.table, "row": stray.row_id})
            for stray in islice(stray_rows(session), _MOST)
        ]
        findings += [
            Finding("check.counter", {"table": table}) for table in tables_beyond_counter(session)
        ]
        findings += [
            Finding("check.attachment", {"row": row_id}) for row_id in damaged_attachments(session)
        ]
        findings += [Finding(code, {"row": row_id}) for code, row_id in damaged_reports(session)]
        findings += _tally_findings(session)
    return findings


def _sqlite_findings(session: Session) -> list[Finding]:
    found = [
        Finding("check.file", {"detail": row[0]})
        for row in session.execute(text(f"PRAGMA integrity_check({_MOST})"))
        if row[0] != "ok"
    ]
    found += [
        Finding("check.key", {"table": row[0], "row": row[1], "target": row[2]})
        for row in session.execute(text("PRAGMA foreign_key_check"))
    ]
    return found


def _tally_findings(session: Session) -> list[Finding]:
    kept = select(ActionTally.action_id, ActionTally.done, ActionTally.entries, ActionTally.last_on)
    differ = union(
        *(
            select(one.except_(other).subquery().c.action_id)
            for one, other in ((kept, tally()), (tally(), kept))
        )
    ).subquery()
    wrong = session.scalar(select(func.count()).select_from(differ))
    return [Finding("check.tally", {"count": wrong})] if wrong else []
