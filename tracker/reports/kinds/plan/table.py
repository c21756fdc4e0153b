"""Brå's åtgärdsplan: Orsak, Åtgärd, Operativa mål, När, Vem, Uppföljning, matched by cause."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from tracker.i18n import _, pgettext
from tracker.models.enums import FollowUp
from tracker.reports import style
from tracker.reports.briefs import action_state
from tracker.reports.cells import amount_words, deadline_cell, who_words
from tracker.reports.pdf.blocks import Block, Columns, Stack, Text
from tracker.reports.pdf.table import Row, Table
from tracker.reports.sentences import full_stop, is_counted, listed, quantity, reason
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, PartyMark, Rings, StateMark
from tracker.reports.tables import column, table
from tracker.services.reports.rows import ActionRow, CauseRow, PromiseRow

_COLUMNS = (
    column(10, 1 * MM),
    column(45, heads_row=True),
    column(35),
    column(17),
    column(37.5),
    column(25.5, 0),
)
_CAUSE_GAP = 10 * MM - CAUSE_RING
"""So that a cause begins where its actions do."""
_MOST_NAMED = 12
_KNOWN_BY = 70


def plan_table(promise: PromiseRow, as_of: date) -> Table:
    """The actions under the first cause that each answers; those without a cause come last."""
    names = [
        pgettext("report", "Cause"), pgettext("report", "Action"), _("Operational goals"),
        pgettext("report", "When"), pgettext("report", "Who"), pgettext("report", "Follow-up"),
    ]  # fmt: skip
    return table(_COLUMNS, names, list(_Plan(promise, as_of).rows()))


class _Plan:
    """The rows of one promise. Cells that many rows share are made once: plans can be long."""

    def __init__(self, promise: PromiseRow, as_of: date) -> None:
        self._promise, self._as_of = promise, as_of
        self._state = cache(lambda state: StateMark(state))
        self._who = cache(lambda party, text: PartyMark(party, text, style.TABLE, max_lines=None))
        self._text = cache(lambda text, text_style: Text(text, text_style))

    def rows(self) -> Iterator[Row]:
        """A heading for each cause and a row for each action."""
        known = {cause.number for cause in self._promise.causes}
        under: dict[int | None, list[ActionRow]] = {}
        elsewhere: dict[int, list[ActionRow]] = {}
        for action in self._promise.actions:
            causes = [number for number in action.causes if number in known]
            under.setdefault(causes[0] if causes else None, []).append(action)
            for number in causes[1:]:
                elsewhere.setdefault(number, []).append(action)
        for cause in self._promise.causes:
            yield Row((_cause(cause, cause.text),), again=_cause(cause, _continued(cause.text)))
            notes = self._notes(under.get(cause.number, ()), elsewhere.get(cause.number, ()))
            yield from _group([*map(self._action, under.get(cause.number, ())), *notes])
        if None in under:
            text = _("Without a cause")
            again = Text(_continued(text), style.TABLE_STRONG)
            yield Row((Text(text, style.TABLE_STRONG),), again=again)
            yield from _group(list(map(self._action, under[None])))

    def _notes(self, own: Sequence[ActionRow], others: Sequence[ActionRow]) -> Iterator[Row]:
        """What else answers the cause, though it stands under another; or that nothing does."""
        if others:
            labels = [self._label(action) for action in others]
            text = _("Also answered by {actions}, above.").format(actions=_some(labels))
            yield Row((None, self._note(text)))
        elif not own:
            yield Row((None, self._note(_("No action answers this cause."))))

    def _note(self, text: str) -> Block:
        return Text(text, style.TABLE_SECONDARY)

    def _label(self, action: ActionRow) -> str:
        return f"{self._promise.number}.{action.number}"

    def _action(self, action: ActionRow) -> Row:
        causes = ", ".join(map(str, action.causes)) or "–"
        return Row(
            (
                self._text(causes, style.TABLE),
                self._what(action),
                self._text(_goal(action), style.TABLE),
                self._when(action),
                self._who(action.party, who_words(action)),
                self._follow_up(action),
            )
        )

    def _what(self, action: ActionRow) -> Block:
        title = Text(f"{self._label(action)} {action.title}", style.BODY_STRONG)
        if not (action.tells_why or action.follow_up is FollowUp.LATE):
            return title
        return Stack([title, Text(reason(action.reason), style.TABLE)])

    def _when(self, action: ActionRow) -> Block:
        return deadline_cell(action, self._as_of)

    def _follow_up(self, action: ActionRow) -> Block:
        state = self._state(action_state(action))
        if not is_counted(action):
            return state
        return Stack([state, Text(amount_words(action), style.LABEL)])


def _some(labels: Sequence[str]) -> str:
    """The first of them, and how many there are beside."""
    more = len(labels) - _MOST_NAMED
    if more <= 0:
        return listed(labels)
    return _("{first} and {n} more").format(first=", ".join(labels[:_MOST_NAMED]), n=more)


def _cause(cause: CauseRow, text: str) -> Block:
    """A cause's number in its ring, and the cause."""
    ring = Rings((cause.number,), CAUSE_RING, style.CAUSE_NUMBER, style.TABLE_STRONG)
    left = CAUSE_RING + _CAUSE_GAP
    words = Text(text, style.TABLE_STRONG)
    return Columns([ring, words], [CAUSE_RING, style.WIDTH - left], _CAUSE_GAP)


def _continued(text: str) -> str:
    """A heading as it is repeated; a long one so far that it is known again."""
    if len(text) > _KNOWN_BY:
        text = f"{text[:_KNOWN_BY].rstrip()}…"
    return _("{group} (continued)").format(group=text)


def _group(rows: list[Row]) -> list[Row]:
    """The rows under one heading, the last with the stronger rule."""
    if rows:
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    return rows


def _goal(action: ActionRow) -> str:
    """How much, and the goal in people's own words."""
    parts = []
    if action.planned is not None and action.unit:
        parts.append(full_stop(f"{quantity(action.planned)} {action.unit}"))
    if action.goal.strip():
        parts.append(full_stop(action.goal))
    return " ".join(parts) or "–"
