"""Whose deadlines are asked about: a role, an organisation or a party, by what people type."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action
from tracker.models.enums import Party
from tracker.models.past import Past
from tracker.services.context import AppContext
from tracker.services.queries.due import DueQuery
from tracker.services.reports.owners import Owner, owner_called

_NOBODY = 0
"""The id of no row: an empty set would stand for everybody."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Somebody who can own actions, as a `DueQuery` names them. Without either it is everybody."""

    words: str = ""
    owner_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()

    def of(self, query: DueQuery) -> DueQuery:
        """`query`, limited to what is theirs."""
        return replace(query, owner_ids=self.owner_ids, parties=self.parties)


EVERYBODY = Whose()


def find_whose(ctx: AppContext, text: str) -> Whose:
    """The owner called `text`, everybody when it is empty. Raises as `find_owner` does."""
    with ctx.read() as session:
        return find_whose_in(session, text)


def find_whose_in(session: Session, text: str) -> Whose:
    """As `find_whose`, inside a read that does more."""
    if not text.strip():
        return EVERYBODY
    owned = ((row[0], row[1]) for row in session.execute(select(Action.owner_id, Action.party)))
    return _whose(owner_called(Past(session), owned, text))


def _whose(owner: Owner) -> Whose:
    if owner.is_whole_party:
        return Whose(owner.words, parties=frozenset({owner.party}))
    return Whose(owner.words, owner_ids=owner.people or frozenset({_NOBODY}))
