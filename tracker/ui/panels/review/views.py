"""Parts of the queue that the user has given a name, and those that everybody has."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from tracker.i18n import _
from tracker.models.enums import Party
from tracker.services.queries.choices import PersonRow
from tracker.services.queries.review import EVERYTHING, ReviewQuery, Why
from tracker.ui.saved_views import SavedViews

_IDS = ("owner_ids", "promise_ids")


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A part of the queue, and what it is called."""

    name: str = ""
    query: ReviewQuery = field(default_factory=ReviewQuery)

    def names_rows(self) -> bool:
        """Whether it filters on owners or promises, which only one book has."""
        return bool(self.query.owner_ids or self.query.promise_ids)


class ReviewViews(SavedViews[ReviewView]):
    """The filters that the user saved."""

    FILE = "review-views.json"

    def to_json(self, view: ReviewView) -> dict[str, Any]:
        query = {
            known.name: _plain(getattr(view.query, known.name))
            for known in fields(ReviewQuery)
            if getattr(view.query, known.name) != getattr(EVERYTHING, known.name)
        }
        return {"name": view.name, "query": query}

    def from_json(self, item: dict[str, Any]) -> ReviewView:
        query = {name: _value(name, value) for name, value in item["query"].items()}
        return ReviewView(str(item["name"]), ReviewQuery(**query))


def built_in_views(persons: Sequence[PersonRow], who: str) -> list[ReviewView]:
    """What everybody has. `who` works here, under a role's or a person's name."""
    wanted = who.strip().casefold()
    mine = frozenset(
        person.id
        for person in persons
        if wanted in {name.casefold() for name in (person.role, person.name) if name}
    )
    views = [ReviewView(_("The whole queue"))]
    if mine:
        views.append(ReviewView(_("Mine"), ReviewQuery(owner_ids=mine)))
    late = frozenset({Why.OVERDUE, Why.BEHIND, Why.MISSED})
    nobodys = frozenset({Why.NO_OWNER, Why.OWNER_ENDED})
    return [
        *views,
        ReviewView(_("Late and behind"), ReviewQuery(whys=late)),
        ReviewView(_("Waits for a decision"), ReviewQuery(whys=frozenset({Why.DECISION}))),
        ReviewView(_("Without an owner in post"), ReviewQuery(whys=nobodys)),
        ReviewView(_("Nothing logged"), ReviewQuery(whys=frozenset({Why.SILENT}))),
    ]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _value(name: str, value: Any) -> Any:
    if name in _IDS:
        return frozenset(map(int, value))
    if name == "whys":
        return frozenset(map(Why, value))
    return frozenset(map(Party, value)) if name == "parties" else value
