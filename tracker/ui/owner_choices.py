"""What an owner filter offers: everyone who can own something, and nobody."""

from collections.abc import Sequence

from tracker.i18n import _
from tracker.services.queries.choices import PersonRow
from tracker.ui.widgets.chips import Choice

NOBODY = "nobody"
"""Stands among the owners' ids for having none."""


def owner_choices(persons: Sequence[PersonRow]) -> list[Choice]:
    """By role, then name; nobody last."""
    named = [Choice(p.id, f"{p.role}, {p.name}" if p.name else p.role) for p in persons]
    return [*named, Choice(NOBODY, _("No owner"))]
