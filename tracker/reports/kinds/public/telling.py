"""The public report in words, whole: what the printed page and the page for the web both say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.i18n import _, format_date, ngettext
from tracker.models.enums import FollowUp, IndicatorKind, SurveyMethod
from tracker.reports.briefs import by_urgency, next_deadlines
from tracker.reports.feedback import in_sentence
from tracker.reports.kinds.public.promise import PublicPromise, public_promise
from tracker.reports.plain_words import spelled_out, theirs
from tracker.reports.sentences import (
    cap,
    day,
    full_stop,
    listed,
    municipality_name,
    number_word,
    told_before,
)
from tracker.reports.sentences import quantity as figure
from tracker.services.reports.dialogues import ASKED
from tracker.services.reports.public import made_public
from tracker.services.reports.rows import DialogueRow, FeedbackRow, ReportInput

_MOST_DEADLINES, _MOST_FEEDBACK = 3, 3
_BETWEEN_FIGURES = re.compile(r"(?<=\d) (?=\d)")


@dataclass(frozen=True, slots=True)
class PublicReport:
    """Everything that the public report says, in the current language and in reading order."""

    title: str
    opening: str
    promises: tuple[PublicPromise, ...]
    caution: str
    """What the figures do not show; empty when there are none."""
    next_title: str
    next_steps: tuple[str, ...]
    contact_title: str
    contact: str


def public_report(data: ReportInput) -> PublicReport:
    """The input in public words, and nothing in it that is not the public's."""
    # It is public already when it comes from the book; whatever else is handed in becomes so.
    data = made_public(data)
    running, ended, _unsigned = by_urgency(data.promises)
    told = [*running, *ended]
    return PublicReport(
        title=_("How our promises to you are going"),
        opening=" ".join(_opening(data, len(told))),
        promises=tuple(public_promise(promise, data.as_of) for promise in told),
        caution=_caution(data),
        next_title=_("What happens now?"),
        next_steps=tuple(_next_steps(data)),
        contact_title=_("Tell us what you think"),
        contact=_contact(data),
    )


def columns() -> tuple[str, str, str]:
    """The three headings over what is told of every promise."""
    return _("We promised"), _("We did"), _("This did not happen, because")


def why_title() -> str:
    """Over what people said."""
    return _("Why?")


def difference_title() -> str:
    """Over the effect."""
    return _("What difference did it make?")


# The opening


def _opening(data: ReportInput, promises: int) -> Iterator[str]:
    asked = [row for row in data.dialogues if row.method in ASKED]
    if asked:
        first = [row for row in asked if _season(row.held_on) == _season(asked[0].held_on)]
        yield _asked(first, data)
        yield from _answers(first)
        again = asked[len(first) :]
        if again:
            yield _("Since then we have asked again {how}, most recently {when}.").format(
                how=_how(again), when=_when(again[-1].held_on)
            )
    yield _made(data.dialogues, promises)
    on = format_date(data.as_of, "long")
    if promises:
        yield _(
            "Here is how things stand on {day}, both what we have done and what did not happen."
        ).format(day=on)
    else:
        yield _("That is how things stand on {day}.").format(day=on)
    yield from told_before(data)


def _asked(first: Sequence[DialogueRow], data: ReportInput) -> str:
    place = data.municipality.strip()
    if place.casefold().endswith(" kommun"):
        place = municipality_name(place)
    return cap(
        _("{when} we asked you who live in {place} what makes you feel unsafe: {how}.").format(
            when=_when(first[0].held_on), place=place, how=_how(first)
        )
    )


def _how(rows: Sequence[DialogueRow]) -> str:
    words = {
        SurveyMethod.SQUARE_TALK: _("in talks in the square"),
        SurveyMethod.SCHOOL_VISIT: _("on school visits"),
        SurveyMethod.WORKSHOP: _("in workshops"),
        SurveyMethod.QUESTIONNAIRE: _("in questionnaires"),
        SurveyMethod.SAFETY_WALK: _("on safety walks"),
    }
    return listed([words[method] for method in dict.fromkeys(row.method for row in rows)])


def _season(on: date) -> tuple[int, int]:
    return on.year, on.month // 3


def _when(on: date) -> str:
    """``in spring 2016``. Winter begins one year and ends in another, so its halves are apart."""
    text = {
        0: _("early in {year}"),
        1: _("in spring {year}"),
        2: _("in summer {year}"),
        3: _("in autumn {year}"),
        4: _("in December {year}"),
    }[on.month // 3]
    return text.format(year=on.year)


def _answers(rows: Sequence[DialogueRow]) -> Iterator[str]:
    counted = [row.answered for row in rows if row.answered is not None]
    if counted:
        total = sum(counted)
        text = ngettext("We got {n} answer.", "We got {n} answers.", total)
        if len(counted) < len(rows):
            text = ngettext("We got at least {n} answer.", "We got at least {n} answers.", total)
        yield text.format(n=figure(total))
    if any(row.withheld for row in rows):
        yield _("Where fewer than five answered we show no number.")


def _made(dialogues: Sequence[DialogueRow], promises: int) -> str:
    """Who made how many promises, and from what."""
    givers = _("the municipality and the Police")
    if not promises:
        text = _("{givers} have not made any promise yet.")
        return cap(text.format(givers=givers))
    methods = {row.method for row in dialogues}
    sources = [
        words
        for words, is_one in (
            (_("the answers"), bool(methods & set(ASKED))),
            (_("what our staff have told us"), SurveyMethod.STAFF_DIALOGUE in methods),
            (_("statistics"), SurveyMethod.STATISTICS in methods),
            (_("what the Police have seen"), SurveyMethod.POLICE_OBSERVATION in methods),
        )
        if is_one
    ]
    count = number_word(promises, neuter=True)
    if not sources:
        text = ngettext(
            "{givers} have made {n} promise.", "{givers} have made {n} promises.", promises
        )
        return cap(text.format(givers=givers, n=count))
    return ngettext(
        "From {sources}, {givers} have made {n} promise.",
        "From {sources}, {givers} have made {n} promises.",
        promises,
    ).format(sources=listed(sources), givers=givers, n=count)


# The end


def _caution(data: ReportInput) -> str:
    is_measured = any(
        row.value is not None
        for promise in data.promises
        if promise.status.locked
        for indicator in promise.indicators
        if indicator.kind is IndicatorKind.EFFECT
        for row in indicator.measurements
    )
    return _("The figures show what has changed, not why it did.") if is_measured else ""


def _next_steps(data: ReportInput) -> Iterator[str]:
    """What falls due next, what we have yet to tell, and what we should have told."""
    steps = []
    for concern in next_deadlines(data.promises, data.as_of):
        deadline = concern.action.deadline
        if deadline is not None and concern.action.follow_up is not FollowUp.LATE:
            title = theirs(spelled_out(concern.action.title).rstrip("."))
            text = _("By {day}: {action}.")
            steps.append(text.format(day=day(deadline, data.as_of), action=title))
    told = [_overdue(row, data) for row in data.feedback if _is_overdue(row, data)]
    told += [_planned(row, data) for row in data.feedback if _is_planned(row, data)]
    everything = [*steps[:_MOST_DEADLINES], *told[:_MOST_FEEDBACK]]
    yield from everything or [_("We have not decided what happens next.")]


def _is_overdue(row: FeedbackRow, data: ReportInput) -> bool:
    return row.done_on is None and row.planned_on is not None and row.planned_on < data.as_of


def _is_planned(row: FeedbackRow, data: ReportInput) -> bool:
    return row.done_on is None and row.planned_on is not None and row.planned_on >= data.as_of


def _overdue(row: FeedbackRow, data: ReportInput) -> str:
    assert row.planned_on is not None
    return _("On {day} we should have told more{to}, but have not.").format(
        day=day(row.planned_on, data.as_of), to=_to(row, data)
    )


def _planned(row: FeedbackRow, data: ReportInput) -> str:
    assert row.planned_on is not None
    return _("On {day} we tell more{to}.").format(
        day=day(row.planned_on, data.as_of), to=_to(row, data)
    )


def _to(row: FeedbackRow, data: ReportInput) -> str:
    """Whom, and in brackets how, each with its space: `` to those who live here (letter)``."""
    audience, channel = (
        theirs(in_sentence(spelled_out(text).rstrip("."), data.municipality))
        for text in (row.audience, row.channel)
    )
    to = _(" to {audience}").format(audience=audience) if audience else ""
    return f"{to} ({channel})" if channel else to


def _contact(data: ReportInput) -> str:
    if data.contact.strip():
        # A telephone number stays on its line.
        return theirs(_BETWEEN_FIGURES.sub("\xa0", full_stop(cap(spelled_out(data.contact)))))
    return _(
        "Talk to {municipality} or to the Police. You reach the Police on 114\u00a014, and on 112 "
        "when it is urgent."
    ).format(municipality=municipality_name(data.municipality))
