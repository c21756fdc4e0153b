"""One change for each row, however often an operation touched it."""

from collections.abc import Sequence

from tracker.models.journal import UNJOURNALLED_COLUMNS, ChangeKind, Recorded, RowChange


def merge(changes: Sequence[Recorded]) -> list[Recorded]:
    """Fold several records of one row into one, since one edit can be flushed more than once."""
    # Ids are unique over all tables, so this is the common case of one record for each row.
    if len({change.row_id for change in changes}) == len(changes):
        return list(changes)
    folded: dict[tuple[str, int], Recorded | None] = {}
    for new in changes:
        key = (new.table, new.row_id)
        old = folded.get(key)
        folded[key] = new if old is None else _fold(old, new)
    return [change for change in folded.values() if change is not None]


def _fold(old: Recorded, new: Recorded) -> Recorded | None:
    before, after = old.before or {}, new.after or {}
    match old.kind, new.kind:
        case ChangeKind.INSERT, ChangeKind.UPDATE:
            full = {**(old.after or {}), **after}
            return RowChange(
                old.table,
                old.row_id,
                ChangeKind.INSERT,
                None,
                {name: value for name, value in full.items() if value is not None},
            )
        case ChangeKind.INSERT, ChangeKind.DELETE:
            return None
        case ChangeKind.UPDATE, ChangeKind.UPDATE:
            was = {**(new.before or {}), **before}
            now = {**(old.after or {}), **after}
            differ = [name for name in now if was.get(name) != now[name]]
            if not differ:
                return None
            return RowChange(
                old.table,
                old.row_id,
                ChangeKind.UPDATE,
                {name: was.get(name) for name in differ},
                {name: now[name] for name in differ},
            )
        case ChangeKind.UPDATE, ChangeKind.DELETE:
            full = {**(new.before or {}), **before}
            return RowChange(
                old.table,
                old.row_id,
                ChangeKind.DELETE,
                {name: value for name, value in full.items() if value is not None},
                None,
            )
        case ChangeKind.DELETE, ChangeKind.INSERT:
            names = sorted((before.keys() | after.keys()) - UNJOURNALLED_COLUMNS)
            differ = [name for name in names if before.get(name) != after.get(name)]
            if not differ:
                return None
            return RowChange(
                old.table,
                old.row_id,
                ChangeKind.UPDATE,
                {name: before.get(name) for name in differ},
                {name: after.get(name) for name in differ},
            )
        case _:
            raise AssertionError(f"{old.kind} then {new.kind} of one row")
