"""The design's colours as values: one `Tokens` for light, one for dark.

Contrast between every pair that meets on the screen is checked in tests/ui/test_tokens.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from PySide6.QtGui import QColor

from tracker.models.enums import FollowUp, Party

# The colours a text or an icon may be asked for by name.
Tone = Literal[
    "text",
    "text2",
    "text3",
    "accent",
    "on_accent",
    "strong",
    "on_track",
    "at_risk",
    "late",
    "neutral",
    "risk_symbol",
    "late_symbol",
]
TONES: tuple[Tone, ...] = get_args(Tone)


@dataclass(frozen=True, slots=True)
class FollowUpColours:
    """What a follow-up is drawn with: its word, the pill behind it, and its symbol."""

    word: str
    pill: str
    symbol: str


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, as ``#RRGGBB``."""

    dark: bool
    bg: str
    surface: str
    sunken: str
    tint: str
    sel: str
    line: str
    strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    accent_hover: str
    on_accent: str
    hover: str
    dim: str
    dim_opacity: float
    police: str
    municipality: str
    joint: str
    other: str
    party_letter: str
    good: FollowUpColours
    risk: FollowUpColours
    late: FollowUpColours
    none: FollowUpColours
    track: str
    track_selected: str
    fill: str
    missing_risk: str
    missing_late: str
    tick: str

    def party(self, party: Party) -> QColor:
        """The solid square of a party's badge."""
        return self._colours[party.value]

    def follow_up(self, value: FollowUp) -> FollowUpColours:
        """Word, pill and symbol of a follow-up."""
        return _BY_FOLLOW_UP[value](self)

    def tone(self, tone: Tone) -> QColor:
        """The colour of a text or an icon."""
        return self._tones[tone]

    def colour(self, name: str) -> QColor:
        """The colour of the token called `name`, e.g. ``"line"``. KeyError when there is none."""
        return self._colours[name]

    @cached_property
    def _colours(self) -> MappingProxyType[str, QColor]:
        # Parsed once: painters ask for a colour for every cell.
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return MappingProxyType({n: QColor(v) for n, v in named.items() if isinstance(v, str)})

    @cached_property
    def _tones(self) -> MappingProxyType[Tone, QColor]:
        follow_up = {
            "on_track": self.good.word,
            "at_risk": self.risk.word,
            "late": self.late.word,
            "neutral": self.none.word,
            "risk_symbol": self.risk.symbol,
            "late_symbol": self.late.symbol,
        }
        return MappingProxyType(
            {tone: QColor(follow_up.get(tone) or getattr(self, tone)) for tone in TONES}
        )


_BY_FOLLOW_UP: dict[FollowUp, Callable[[Tokens], FollowUpColours]] = {
    FollowUp.ON_TRACK: lambda tokens: tokens.good,
    FollowUp.AT_RISK: lambda tokens: tokens.risk,
    FollowUp.LATE: lambda tokens: tokens.late,
    FollowUp.NOT_STARTED: lambda tokens: tokens.none,
    FollowUp.NO_TARGET: lambda tokens: tokens.none,
}

LIGHT = Tokens(
    dark=False,
    bg="#F3F5F8",
    surface="#FFFFFF",
    sunken="#F8F9FB",
    tint="#E6EEF8",
    sel="#D9E6F5",
    line="#DFE3E9",
    strong="#737F8E",
    text="#17202C",
    text2="#46525F",
    text3="#5A6675",
    accent="#174A86",
    accent_fill="#174A86",
    accent_hover="#123C6D",
    on_accent="#FFFFFF",
    hover="#EDF1F6",
    dim="#17202C",
    dim_opacity=0.42,
    police="#1F2F5C",
    municipality="#7A2A5C",
    joint="#51606F",
    other="#8A5A10",
    party_letter="#FFFFFF",
    good=FollowUpColours("#17663A", "#E3F2E8", "#1E7F49"),
    risk=FollowUpColours("#6E4A00", "#FBEFCF", "#A87200"),
    late=FollowUpColours("#9B1C1C", "#FBE5E3", "#C22B2B"),
    none=FollowUpColours("#4A5563", "#EDF0F3", "#6B7685"),
    track="#E2E6EC",
    track_selected="#BFCFE3",
    fill="#3E5F8A",
    missing_risk="#EBC766",
    missing_late="#EB9D97",
    tick="#17202C",
)

DARK = Tokens(
    dark=True,
    bg="#12161C",
    surface="#1A2028",
    sunken="#161B22",
    tint="#1E2C3C",
    sel="#263D57",
    line="#2E3743",
    strong="#7C8898",
    text="#E7ECF2",
    text2="#B7C1CE",
    text3="#9DA9B8",
    accent="#8AB8EE",
    accent_fill="#3470BA",
    accent_hover="#2B62A6",
    on_accent="#FFFFFF",
    hover="#222A34",
    dim="#000000",
    dim_opacity=0.55,
    police="#A9BCEB",
    municipality="#E5A9CF",
    joint="#B7C3CF",
    other="#E3BC78",
    party_letter="#12161C",
    good=FollowUpColours("#86D3A4", "#17301F", "#86D3A4"),
    risk=FollowUpColours("#EBC463", "#372C12", "#EBC463"),
    late=FollowUpColours("#F7A39C", "#45211F", "#F7A39C"),
    none=FollowUpColours("#B7C1CE", "#28303A", "#9DA9B8"),
    track="#303A46",
    track_selected="#3A536E",
    fill="#7FA3D1",
    missing_risk="#7A6223",
    missing_late="#8C423C",
    tick="#FFFFFF",
)
