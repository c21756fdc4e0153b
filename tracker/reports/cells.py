"""Cells that several tables of actions share."""

from tracker.i18n import _
from tracker.models.enums import Party
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.text import TextStyle
from tracker.reports.sentences import cap
from tracker.services.reports.rows import ActionRow

PARTIES = (Party.JOINT, Party.MUNICIPALITY, Party.POLICE, Party.OTHER)
"""In the order that a plan groups its actions."""


def two_lines(first: str, first_style: TextStyle, second: str, second_style: TextStyle) -> Block:
    """The first text over the second, which may be empty."""
    top = Text(first, first_style)
    return Stack([top, Text(second, second_style)]) if second.strip() else top


def owner_cell(action: ActionRow) -> Block:
    """The owner's role, and who takes part."""
    owner = cap(action.owner) if action.owner else _("Owner missing")
    support = _("with {role}").format(role=action.support) if action.support else ""
    return two_lines(owner, style.TABLE, support, style.LABEL)
