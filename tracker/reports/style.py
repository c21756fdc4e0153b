"""The report's one stylesheet: page, grid, type scale and colours. All measures in points."""

from dataclasses import dataclass, replace
from typing import Final

from tracker.models.enums import Party
from tracker.reports.pdf.document import Frame
from tracker.reports.pdf.table import Look, Rule
from tracker.reports.pdf.text import Color, TextStyle, rgb
from tracker.services.reports import rows
from tracker.services.reports.colour import carries_text
from tracker.services.reports.logotype import printed_size

MM: Final = 72 / 25.4

# Page
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 22 * MM, 18 * MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT
TOP = 12 * MM
BOTTOM = PAGE_HEIGHT - 18.5 * MM
MASTHEAD, RUNNING_HEADER = 8 * MM, 7 * MM
UNDER_LOGOTYPE, UNDER_MASTHEAD = 2 * MM, 4.6 * MM
FOOTER_RULE = PAGE_HEIGHT - 15 * MM
NEXT_TOP = TOP + RUNNING_HEADER + 3.6 * MM
NEXT_FRAME = Frame(LEFT, WIDTH, NEXT_TOP, NEXT_TOP, BOTTOM)
"""Where blocks may stand on all pages but a report's first; for that one see `first_frame`."""

# Vertical steps
STEP_1, STEP_2, STEP_4, STEP_7 = 1 * MM, 2 * MM, 4 * MM, 7 * MM
PART_NEEDS = 35 * MM
"""A part never starts with less room than this left on its page."""

# Colours
INK = rgb("#16202B")
SECONDARY = rgb("#46525F")
ACCENT = rgb("#14406B")
RULE = rgb("#828E9A")
HAIR = rgb("#CCD3DA")
TINT = rgb("#F0F3F6")
TRACK = rgb("#DDE3E9")
MARGIN_NOTE = rgb("#A9B3BD")
RED = rgb("#A3161F")
YELLOW, YELLOW_EDGE = rgb("#E3A008"), rgb("#7A4E00")
GREEN = rgb("#2F7D4F")
GREY = rgb("#6B7682")
WHITE = rgb("#FFFFFF")
PARTY_COLORS = {
    Party.POLICE: rgb("#1C3557"),
    Party.MUNICIPALITY: rgb("#6A2A5B"),
    Party.JOINT: rgb("#55636F"),
    Party.OTHER: rgb("#85590A"),
}

# The page for the web. By night the same tones, light on dark, each at 4.5:1 or more; shapes at 3:1
ON_PAPER = {
    "paper": WHITE, "ink": INK, "secondary": SECONDARY, "accent": ACCENT, "masthead": ACCENT,
    "rule": RULE, "hair": HAIR, "tint": TINT, "red": RED, "yellow": YELLOW,
    "yellow-edge": YELLOW_EDGE, "green": GREEN, "grey": GREY,
}  # fmt: skip
AT_NIGHT = {
    "paper": rgb("#11181F"), "ink": rgb("#EAEFF4"), "secondary": rgb("#AEBAC6"),
    "accent": rgb("#8DBBEB"), "masthead": rgb("#8DBBEB"), "rule": rgb("#6B7886"),
    "hair": rgb("#303B47"), "tint": rgb("#1B252F"), "red": rgb("#FF7A80"),
    "yellow": rgb("#F2B531"), "yellow-edge": rgb("#F2B531"), "green": rgb("#5CC78A"),
    "grey": rgb("#9AA7B4"),
}  # fmt: skip

# Faces
SANS = "LoftesbokenSans-Regular"
SANS_SEMIBOLD = "LoftesbokenSans-SemiBold"
SANS_BOLD = "LoftesbokenSans-Bold"
SERIF = "LoftesbokenSerif-Regular"
SERIF_SEMIBOLD = "LoftesbokenSerif-SemiBold"

# What people said or signed is set in serif, what the program says in sans
REPORT_TITLE = TextStyle(SERIF_SEMIBOLD, 25, 28, INK)
PROMISE_NUMBER = TextStyle(SERIF_SEMIBOLD, 30, 29, ACCENT)
PROMISE_TITLE = TextStyle(SERIF_SEMIBOLD, 19, 22, INK)
OPENING = TextStyle(SERIF, 12, 16.5, INK)
SIGNED_TEXT = TextStyle(SERIF, 11.5, 16, INK)
TEXT_TO_SIGN = TextStyle(SERIF, 13.5, 19.5, INK)
EFFECT_TO_SIGN = TextStyle(SERIF, 10.5, 14.5, INK)
BIG_FIGURE = TextStyle(SERIF_SEMIBOLD, 17, 18, INK)
BOX_HEADING = TextStyle(SANS_BOLD, 13, 16, WHITE)
BOX_NOTE = TextStyle(SANS, 8.5, 11.5, WHITE)
SECTION = TextStyle(SANS_SEMIBOLD, 12.5, 16, ACCENT)
QUESTION = TextStyle(SANS_SEMIBOLD, 11, 14.5, INK)
QUESTION_DATE = TextStyle(SANS_SEMIBOLD, 12.5, 15, INK)
HEAD_STATE = TextStyle(SANS_SEMIBOLD, 13, 16, INK)
ORGANISATION = TextStyle(SANS_SEMIBOLD, 10.5, 14, INK)
BODY = TextStyle(SANS, 9.5, 13, INK)
BODY_STRONG = TextStyle(SANS_SEMIBOLD, 9.5, 13, INK)
BODY_SECONDARY = TextStyle(SANS, 9.5, 13, SECONDARY)
FINDING = TextStyle(SANS_SEMIBOLD, 9.5, 12.5, INK)
TABLE = TextStyle(SANS, 8.5, 11.5, INK)
TABLE_STRONG = TextStyle(SANS_SEMIBOLD, 8.5, 11.5, INK)
TABLE_SECONDARY = TextStyle(SANS, 8.5, 11.5, SECONDARY)
STATE_WORD = TextStyle(SANS_SEMIBOLD, 9, 12, INK)
AMOUNT = TextStyle(SANS_SEMIBOLD, 10, 12, INK)
TABLE_HEADER = TextStyle(SANS_SEMIBOLD, 8, 10.5, SECONDARY)
LABEL = TextStyle(SANS, 7.5, 10, SECONDARY)
LABEL_INK = TextStyle(SANS, 7.5, 10, INK)
RUNNING = TextStyle(SANS, 8.5, 11.5, SECONDARY)
MASTHEAD_NAME = TextStyle(SANS_SEMIBOLD, 10, 13, ACCENT)
STAMP = TextStyle(SANS_BOLD, 9, 11, INK, tracking=1)
UPRIGHT_NOTE = TextStyle(SANS_SEMIBOLD, 9, 11, MARGIN_NOTE, tracking=1.6)
BADGE = TextStyle(SANS_BOLD, 7.5, 10, WHITE)
PUBLIC_TITLE = TextStyle(SERIF_SEMIBOLD, 28, 32, INK)
PUBLIC_PROMISE = TextStyle(SERIF_SEMIBOLD, 13, 16, INK)
PUBLIC_BODY = TextStyle(SANS, 10.5, 14.25, INK)
PUBLIC_STRONG = TextStyle(SANS_SEMIBOLD, 10.5, 14.25, INK)
PUBLIC_LEAD = TextStyle(SANS_SEMIBOLD, 10.5, 14.25, ACCENT)
PUBLIC_QUIET = TextStyle(SANS, 9.5, 13, SECONDARY)
PUBLIC_QUIET_LEAD = TextStyle(SANS_SEMIBOLD, 9.5, 13, SECONDARY)
PUBLIC_HEARD = TextStyle(SANS, 2, 2.5, INK)
"""What is heard and not seen, so small that it has a line of its own between two paragraphs."""
CAUSE_NUMBER = TextStyle(SANS_SEMIBOLD, 8, 10, INK)
STEP_NUMBER = TextStyle(SANS_BOLD, 9, 11, ACCENT)
DECISION_NUMBER = TextStyle(SANS_BOLD, 10, 12, INK)

# The summary, larger than the rest: it is read from a distance
HEADLINES = (
    TextStyle(SERIF_SEMIBOLD, 31, 38, INK),
    TextStyle(SERIF_SEMIBOLD, 27, 33, INK),
    TextStyle(SERIF_SEMIBOLD, 23, 28, INK),
)
"""The largest first; a longer headline is set smaller."""
SUMMARY_SECTION = TextStyle(SANS_SEMIBOLD, 14, 18, ACCENT)
SUMMARY_ITEM = TextStyle(SANS_SEMIBOLD, 11.5, 15, INK)
BESIDE_ITEM = TextStyle(SANS, 9.5, 16.5, INK)
"""On one line with a `SUMMARY_ITEM` at its left."""
SUMMARY_TEXT = TextStyle(SANS, 10.5, 15, INK)
SUMMARY_SECONDARY = TextStyle(SANS, 10.5, 15, SECONDARY)
STRIP_HEADING = TextStyle(SANS_SEMIBOLD, 9.5, 13, ACCENT)

# Rules
STRONG = Rule(0.75, INK)
GROUP = Rule(0.5, RULE)
ROW = Rule(0.4, HAIR)
TABLE_LOOK = Look(
    header=STRONG, row=ROW, group=GROUP, end=STRONG, pad=1.35 * MM, header_pad=0.8 * MM
)
DENSE_LOOK = replace(TABLE_LOOK, pad=1.0 * MM)


# What a municipality's own look changes


def logotype_size(logotype: rows.Logotype) -> tuple[float, float]:
    """Its width and height on paper."""
    width, height = printed_size(logotype.data)
    return width * MM, height * MM


def masthead(look: rows.Look) -> float:
    """How high the masthead is: a logotype may ask for more than names do."""
    if look.logotype is None:
        return MASTHEAD
    return max(MASTHEAD, logotype_size(look.logotype)[1] + UNDER_LOGOTYPE)


def first_frame(look: rows.Look) -> Frame:
    """Where blocks may stand on a report's pages, the first one's under its masthead."""
    return replace(NEXT_FRAME, first_top=TOP + masthead(look) + UNDER_MASTHEAD)


def inks(look: rows.Look) -> dict[Color, Color]:
    """The colours that take the place of the house's, if they can be read on white."""
    own = look.colour
    return {ACCENT: rgb(own)} if own and carries_text(own) else {}


def masthead_rule(look: rows.Look) -> Color:
    """The one place for a municipality's colour that is too pale for text."""
    return rgb(look.colour) if look.colour else ACCENT


@dataclass(frozen=True, slots=True)
class Pads:
    """How tightly a promise's tables and their rows stand."""

    plan: Look
    deviations: Look
    between: float


PADS = Pads(TABLE_LOOK, DENSE_LOOK, STEP_4)
TIGHT_PADS = Pads(DENSE_LOOK, replace(TABLE_LOOK, pad=0.75 * MM), STEP_2)


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How *Kräver beslut* is set: where its columns begin, its padding and its type."""

    band: float
    inside: float
    when_at: float
    question_at: float
    pad: float
    heading: TextStyle
    by: TextStyle
    date: TextStyle
    who: TextStyle
    question: TextStyle
    reason: TextStyle
    where: TextStyle
    last: TextStyle


BOX = BoxLook(
    band=8 * MM,
    inside=3.9 * MM,
    when_at=13.4 * MM,
    question_at=51 * MM,
    pad=1.7 * MM,
    heading=BOX_HEADING,
    by=TABLE_SECONDARY,
    date=QUESTION_DATE,
    who=BODY_STRONG,
    question=QUESTION,
    reason=TABLE,
    where=TABLE_SECONDARY,
    last=BODY,
)
SUMMARY_BOX = BoxLook(
    band=9.2 * MM,
    inside=4.8 * MM,
    when_at=14.6 * MM,
    question_at=54.2 * MM,
    pad=3.6 * MM,
    heading=TextStyle(SANS_BOLD, 14.5, 18, WHITE),
    by=TextStyle(SANS, 10, 14, SECONDARY),
    date=TextStyle(SANS_SEMIBOLD, 14, 18, INK),
    who=TextStyle(SANS_SEMIBOLD, 10.5, 15, INK),
    question=TextStyle(SANS_SEMIBOLD, 12.25, 17, INK),
    reason=SUMMARY_TEXT,
    where=SUMMARY_SECONDARY,
    last=SUMMARY_TEXT,
)
"""As above, to be read from a distance."""


@dataclass(frozen=True, slots=True)
class SymbolSize:
    """How large a status symbol is, and how far its word stands from it."""

    side: float
    gap: float = 1.5 * MM


IN_TABLE = SymbolSize(3.2 * MM)
IN_SUMMARY = SymbolSize(4 * MM, 3.3 * MM)
AT_HEAD = SymbolSize(4.6 * MM, 2.2 * MM)
