"""Whose deadlines are asked about: a role, an organisation or a party, by what people type."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action
from tracker.models.enums import Party
from tracker.models.errors import Ambiguous, NotFound
from tracker.models.past import Past
from tracker.services.context import AppContext
from tracker.services.queries.due import DueQuery
from tracker.services.reports.owners import Owner, owner_called, owners_of

_NOBODY = 0
"""The id of no row: an empty set would stand for everybody."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose days, as a `DueQuery` names them: an owner's, a party's, or those of some actions.

    Without any it is everybody's.
    """

    words: str = ""
    owner_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    action_ids: frozenset[int] | None = None

    def of(self, query: DueQuery) -> DueQuery:
        """`query`, limited to what is theirs."""
        return replace(
            query, owner_ids=self.owner_ids, parties=self.parties, action_ids=self.action_ids
        )


EVERYBODY = Whose()


def find_whose(ctx: AppContext, text: str) -> Whose:
    """The owner called `text`, everybody when it is empty. Raises as `find_owner` does."""
    with ctx.read() as session:
        return find_whose_in(session, text)


def whose_or_everybody(ctx: AppContext, text: str) -> Whose:
    """As `find_whose`, but everybody when the book knows no such owner or several."""
    try:
        return find_whose(ctx, text)
    except (NotFound, Ambiguous):
        return EVERYBODY


def find_whose_in(session: Session, text: str) -> Whose:
    """As `find_whose`, inside a read that does more."""
    if not text.strip():
        return EVERYBODY
    owned = ((row[0], row[1]) for row in session.execute(select(Action.owner_id, Action.party)))
    return _whose(owner_called(Past(session), owned, text))


def known_whose(ctx: AppContext) -> list[Whose]:
    """All who can be asked about: the parties, their organisations, the roles there."""
    with ctx.read() as session:
        found = [_whose(owner) for owner in owners_of(Past(session))]
    return list({whose.words: whose for whose in reversed(found)}.values())[::-1]


def _whose(owner: Owner) -> Whose:
    if owner.is_whole_party:
        return Whose(owner.words, parties=frozenset({owner.party}))
    return Whose(owner.words, owner_ids=owner.people or frozenset({_NOBODY}))
