"""The columns of the trail, from what was said to what was measured: which nodes stand in each."""

from dataclasses import dataclass

from tracker.i18n import N_
from tracker.services.queries.trail_rows import NodeKind


@dataclass(frozen=True, slots=True)
class TrailColumn:
    """One step of the chain, and the kinds of node in it."""

    title: str
    kinds: tuple[NodeKind, ...]


COLUMNS: tuple[TrailColumn, ...] = (
    TrailColumn(N_("Survey"), (NodeKind.SURVEY, NodeKind.FIGURE, NodeKind.RESPONSE)),
    TrailColumn(N_("Theme"), (NodeKind.THEME,)),
    TrailColumn(N_("Problem"), (NodeKind.PROBLEM,)),
    TrailColumn(N_("Cause"), (NodeKind.CAUSE,)),
    TrailColumn(N_("Promise"), (NodeKind.PROMISE,)),
    TrailColumn(N_("Action"), (NodeKind.ACTION,)),
    TrailColumn(N_("Measurement"), (NodeKind.INDICATOR,)),
)
COLUMN_OF = {kind: number for number, column in enumerate(COLUMNS) for kind in column.kinds}
