"""Made-up data in any amount, believable enough to measure with."""

from tracker.services.generate.filling import Amounts, generate_data
from tracker.services.generate.words import MUNICIPALITY, POLICE_AREA

__all__ = ["MUNICIPALITY", "POLICE_AREA", "Amounts", "generate_data"]
