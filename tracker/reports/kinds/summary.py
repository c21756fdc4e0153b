"""The summary for the signatories: always one page, the most urgent first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from tracker.i18n import _, format_date, ngettext
from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.reports import style
from tracker.reports.briefs import brief, by_urgency, facts_within, promise_state
from tracker.reports.decision_box import DecisionBox
from tracker.reports.openings import headline
from tracker.reports.panels import FigureStrip
from tracker.reports.pdf.blocks import Block, Columns, Space, Stack, Text
from tracker.reports.pdf.document import Page, flow
from tracker.reports.pdf.text import ELLIPSIS, Run, wrap
from tracker.reports.registry import Progress
from tracker.reports.sentences import (
    amount_sentence,
    day,
    full_stop,
    is_counted,
    label_of,
    listed,
    superseding,
    uncap,
)
from tracker.reports.since_last import since_last
from tracker.reports.style import MM
from tracker.reports.symbols import State, StateMark, state_word
from tracker.reports.tables import RuleBlock
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput, SignatoryRow

_COLUMN, _GUTTER = 80 * MM, 10 * MM
_INDENT = style.IN_SUMMARY.side + style.IN_SUMMARY.gap
_ROOM = _COLUMN - _INDENT
_WELL = (FollowUp.ON_TRACK, PromiseStatus.KEPT)
"""States that ask nothing of anybody; each says itself which it is."""
_NEITHER = (FollowUp.NOT_STARTED, FollowUp.NO_TARGET)
"""States in which a promise is neither on track nor not."""


@dataclass(frozen=True, slots=True)
class _Most:
    """How much is told."""

    decisions: int
    items: int
    """In each column."""
    lines: int
    """Of what is said about one that is not on track."""


_MOST = (
    _Most(5, 8, 3), _Most(5, 5, 3), _Most(4, 4, 3), _Most(3, 3, 2), _Most(3, 2, 2), _Most(1, 1, 2),
)  # fmt: skip
"""From the fullest page to one that always fits."""
_GAPS = (10 * MM, style.STEP_7, style.STEP_4)


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """The one page: as airy, and with as much told, as fits."""
    pages: list[Page] = []
    sides = _sides(data)
    tries = list(product(_MOST, _GAPS))
    for number, (most, gap) in enumerate(tries):
        pages = flow(_blocks(data, sides, most, gap), style.first_frame(data.look))
        progress((number + 1) / len(tries))
        if len(pages) == 1:
            break
    return pages


def _blocks(data: ReportInput, sides: "_Sides", most: _Most, gap: float) -> list[Block]:
    return [
        Text(_kicker(data), style.TABLE_SECONDARY, tag="P", max_lines=2),
        _headline(data).spaced(1.2 * MM),
        _decisions(data, most.decisions).spaced(gap * 0.7),
        _promises(sides, most).spaced(gap),
        *_neither(data),
        *_drafts(data),
        *_since_last(data, gap),
    ]


def _kicker(data: ReportInput) -> str:
    """What this is, for whom, and of which day."""
    parts = [_("Citizens’ promises"), _("summary")]
    roles = [_as_role(person) for person in data.signatories]
    if roles:
        parts[-1] = _("summary for {roles}").format(roles=listed(roles))
    parts.append(_("state as of {day}").format(day=format_date(data.as_of, "long")))
    parts += [f"{uncap(label)} {value}" for label, value in superseding(data)]
    return " · ".join(parts)


def _as_role(person: SignatoryRow) -> str:
    """A role in one word is no name, so it needs no capital inside a sentence."""
    role = person.role or person.title
    return role if " " in role or role[1:2].isupper() else uncap(role)


def _headline(data: ReportInput) -> Text:
    """Each sentence on a line of its own where they fit, otherwise both as running text."""
    sentences = headline(data)
    for look in style.HEADLINES[:2]:
        lines = wrap((Run("\n".join(sentences), look),), style.WIDTH)
        if len(lines) <= len(sentences):
            return Text("\n".join(sentences), look, tag="H1")
    return Text(" ".join(sentences), style.HEADLINES[1], tag="H1", max_lines=4)


def _decisions(data: ReportInput, most: int) -> Block:
    left_out = _left_out(len(data.decisions) - most)
    return DecisionBox(data, most, left_out, look=style.SUMMARY_BOX)


def _left_out(n: int) -> str:
    if n <= 0:
        return ""
    text = ngettext("and {n} more, see the status report", "and {n} more, see the status report", n)
    return text.format(n=n)


# On track, and not


@dataclass(frozen=True, slots=True)
class _Item:
    """A promise, or what goes well in one that otherwise does not."""

    state: State
    heading: str
    """Without its state."""
    tail: str
    """Its state in a word; may be empty."""
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is told in the two columns, the most urgent first."""

    late: tuple[_Item, ...]
    well: tuple[_Item, ...]
    has_signed: bool


def _sides(data: ReportInput) -> _Sides:
    running, ended, _unsigned = by_urgency(data.promises)
    late = [p for p in (*running, *ended) if promise_state(p) not in (*_WELL, *_NEITHER)]
    well = [p for p in running if promise_state(p) in _WELL]
    kept = [p for p in ended if promise_state(p) in _WELL]
    inside = {promise.number: list(_well_in(promise)) for promise in late}
    return _Sides(
        tuple(_without(_item(promise, data), inside[promise.number]) for promise in late),
        (
            *(_item(promise, data) for promise in well),
            *(item for items in inside.values() for item in items),
            *(_item(promise, data) for promise in kept),
        ),
        has_signed=bool(running or ended),
    )


def _without(item: _Item, told: Sequence[_Item]) -> _Item:
    """An item without the facts that are told in the other column."""
    elsewhere = [fact for other in told for fact in other.facts]
    return replace(item, facts=tuple(fact for fact in item.facts if fact not in elsewhere))


def _promises(sides: _Sides, most: _Most) -> Block:
    if not sides.has_signed:
        return Text(_("No promise has been signed."), style.SUMMARY_TEXT, tag="P")
    return Columns(
        [
            _column(_("Not on track"), sides.late, _("No promise is late or at risk."), most),
            _column(_("On track"), sides.well, _("No promise is on track."), most),
        ],
        [_COLUMN, _COLUMN],
        _GUTTER,
    )


def _item(promise: PromiseRow, data: ReportInput) -> _Item:
    state = promise_state(promise)
    return _Item(
        state,
        f"{label_of(promise.number)} {promise.title}",
        uncap(state_word(state)),
        tuple(brief(promise, data.as_of, reasons=state not in _WELL)),
    )


def _well_in(promise: PromiseRow) -> Iterator[_Item]:
    """The first action in which as much is done as was promised, though its promise is not."""
    for action in promise.actions:
        if promise.status.ended or not is_counted(action) or not _is_reached(action):
            continue
        heading = _("In {promise}: {action}").format(
            promise=label_of(promise.number), action=action.title
        )
        state = FollowUp.ON_TRACK if action.follow_up else ActionStatus.DONE
        yield _Item(state, heading, "", (amount_sentence(action),))
        return


def _is_reached(action: ActionRow) -> bool:
    ended_well = action.follow_up is not None or action.status is ActionStatus.DONE
    return ended_well and action.planned is not None and action.done >= action.planned


def _column(title: str, items: Sequence[_Item], empty: str, most: _Most) -> Block:
    blocks: list[Block] = [
        Text(title, style.SUMMARY_SECTION, tag="H2"),
        RuleBlock(style.STRONG).spaced(1.6 * MM),
    ]
    for item in items[: most.items]:
        blocks += [_told(item, most.lines).spaced(3 * MM), RuleBlock(style.ROW).spaced(3 * MM)]
    last = _left_out(len(items) - most.items) if items else empty
    if last:
        look = style.SUMMARY_SECONDARY if items else style.SUMMARY_TEXT
        blocks.append(Text(last, look, tag="P").spaced(2.4 * MM))
    return Stack(blocks)


def _told(item: _Item, lines: int) -> Block:
    mark = StateMark(
        item.state, style.SUMMARY_ITEM, style.IN_SUMMARY, word=_titled(item), max_lines=2
    )
    facts = facts_within(item.facts, _ROOM, style.SUMMARY_TEXT, lines)
    # One fact that is too long for its lines gets one more before it is cut.
    text = Text(facts, style.SUMMARY_TEXT, tag="P", max_lines=lines + 1)
    return Stack([Stack([mark], "H3"), Columns([Space(0), text], [_INDENT, _ROOM], 0)])


def _titled(item: _Item) -> str:
    """Heading and state on at most two lines: a long heading is cut before its state."""
    if not item.tail:
        return item.heading
    whole = f"{item.heading}: {item.tail}"
    if len(wrap((Run(whole, style.SUMMARY_ITEM),), _ROOM)) <= 2:
        return whole
    lines = wrap((Run(item.heading, style.SUMMARY_ITEM),), _ROOM, 2)
    cut = " ".join("".join(piece.text for piece in line.pieces) for line in lines)
    while cut:
        cut = cut[:-1].rstrip()
        whole = f"{cut}{ELLIPSIS}: {item.tail}"
        if len(wrap((Run(whole, style.SUMMARY_ITEM),), _ROOM)) <= 2:
            break
    return whole


# The foot


def _neither(data: ReportInput) -> list[Block]:
    """The promises that stand in neither column, by name."""
    running, _ended, _unsigned = by_urgency(data.promises)
    blocks: list[Block] = []
    for state in _NEITHER:
        named = [
            f"{label_of(promise.number)}\u00a0{promise.title}"
            for promise in running
            if promise_state(promise) is state
        ]
        if named:
            text = f"{state_word(state)}: {'; '.join(named)}"
            block = Text(full_stop(text), style.SUMMARY_TEXT, tag="P", max_lines=2)
            blocks.append(block.spaced(style.STEP_2 if blocks else style.STEP_4))
    return blocks


def _drafts(data: ReportInput) -> list[Block]:
    _running, _ended, unsigned = by_urgency(data.promises)
    if not unsigned:
        return []
    n = len(unsigned)
    text = ngettext(
        "{promises} is not signed and is not counted above.",
        "{promises} are not signed and are not counted above.",
        n,
    ).format(promises=listed([label_of(promise.number) for promise in unsigned]))
    if n == 1:
        text = " ".join([text, *brief(unsigned[0], data.as_of)])
    return [Text(text, style.TABLE_SECONDARY, tag="P", max_lines=2).spaced(style.STEP_4)]


def _since_last(data: ReportInput, gap: float) -> list[Block]:
    if data.previous_on is None:
        return []
    counts = since_last(data.changes)
    figures = [
        (counts.entries, ngettext("activity done", "activities done", counts.entries)),
        (counts.done, ngettext("action done", "actions done", counts.done)),
        (counts.late, ngettext("now late", "now late", counts.late)),
        (
            counts.undelivered,
            ngettext("undelivered", "undelivered", counts.undelivered),
        ),
        (counts.moved, ngettext("deadline moved", "deadlines moved", counts.moved)),
    ]
    since = _("Since {day}").format(day=day(data.previous_on, data.as_of))
    return [FigureStrip(since, figures).spaced(gap, at_foot=True)]
