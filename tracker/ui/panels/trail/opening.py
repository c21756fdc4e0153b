"""Where a node of the trail opens: on the page that it belongs to."""

from tracker.services.queries.trail_rows import Node, NodeKind
from tracker.ui.desk import Desk


def open_node(desk: Desk, node: Node) -> None:
    """Go to its own page, with it chosen there."""
    match node.kind:
        case NodeKind.SURVEY:
            desk.go("surveys", node.id)
        case NodeKind.FIGURE:
            desk.go("surveys", node.within)
        case NodeKind.RESPONSE:
            desk.go("answers", node.id)
        case NodeKind.THEME:
            desk.go("themes", node.id)
        case NodeKind.PROBLEM:
            desk.go("problems", node.id)
        case NodeKind.CAUSE:
            desk.go("problems", node.within)
        case NodeKind.PROMISE:
            desk.go("promises", node.id)
        case NodeKind.ACTION:
            desk.go("promises", node.within, node.id)
        case NodeKind.INDICATOR:
            desk.go("promises", node.within)
