"""What can be answered to a question, as a status report and an agenda ask it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DecisionOption:
    """One answer a signatory can tick. `cost` is in kronor; None when none is stated."""

    text: str
    cost: Decimal | None = None
