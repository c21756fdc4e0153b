"""A dialogue round in the inspector: what it is for, its occasions, and whom it did not reach."""

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date, format_days, format_number, format_time, weekday
from tracker.models.rounding import whole_percent
from tracker.services.dialogue import delete_round
from tracker.services.queries.responses import ResponseFilter
from tracker.services.queries.rounds import OccasionRow, RoundDetail
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.panels.inspector_parts import (
    Sheet,
    add_doing,
    add_fields,
    add_row,
    add_title,
    answers_link,
)
from tracker.ui.widgets.buttons import Button, LinkButton, WrappedLink
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.text import Text


class RoundSheet(Sheet):
    """One dialogue round."""

    def __init__(self, desk: Desk, detail: RoundDetail, parent: QWidget | None = None) -> None:
        row, fields = detail.row, detail.fields
        days = format_days(row.starts_on, row.ends_on)
        super().__init__(_("Dialogue round"), row.title, parent)
        section = self.section("facts", _("Details"))
        add_fields(
            section,
            [
                (_("Days"), days),
                (_("What it is for"), fields.purpose),
                (_("Met or asked"), _number(row.asked)),
                (_("Answered"), _answered(detail)),
                (_("Answers in the book"), _number(row.responses)),
            ],
        )
        remove = partial(delete_round, desk.ctx, row.id, row.version)
        add_doing(section, desk, lambda: desk.run("round.edit", row.id), remove)
        if row.responses:
            add_row(section, answers_link(desk, ResponseFilter(round_id=row.id)))
        self._add_making(section, desk, row.id)
        self._add_occasions(desk, detail)
        self._add_missing(detail)
        self.finish()

    def _add_making(self, section: Foldable, desk: Desk, round_id: int) -> None:
        programme = Button(_("Programme"), icon="report")
        programme.clicked.connect(partial(desk.run, "round.programme", round_id))
        calendar = Button(_("Calendar file…"), icon="calendar")
        calendar.clicked.connect(partial(desk.run, "round.calendar", round_id))
        add_row(section, programme, calendar)

    def _add_occasions(self, desk: Desk, detail: RoundDetail) -> None:
        count = str(len(detail.occasions))
        occasions = self.section("occasions", _("Occasions"), count=count)
        if not detail.occasions:
            words = _("No occasion has been planned yet.")
            occasions.body.addWidget(Text(words, fonts.caption(), "text2", wrap=True))
        for each in detail.occasions:
            link = WrappedLink(each.title)
            link.clicked.connect(partial(desk.go, "surveys", each.id))
            add_title(occasions, link)
            words = " · ".join(filter(None, (_when(each), each.responsible)))
            under = Text(words, fonts.caption(tabular=True), "text2", wrap=True)
            occasions.body.addWidget(under)
        if not desk.read_only:
            new = LinkButton(_("New occasion…"))
            new.clicked.connect(partial(desk.run, "occasion.new", detail.row.id))
            add_row(occasions, new)

    def _add_missing(self, detail: RoundDetail) -> None:
        missing = detail.missing()
        if not missing:
            return
        section = self.section("missing", _("Who is missing"))
        for title, limitation in missing:
            if title != detail.row.title:
                section.body.addWidget(Text(title, fonts.caption_strong(), "text2", wrap=True))
            section.body.addWidget(Text(limitation, fonts.body(), wrap=True))


def _when(row: OccasionRow) -> str:
    """``mån 25 apr 2016 12:00–16:00``."""
    when = f"{weekday(row.held_on, short=True)} {format_date(row.held_on)}"
    if row.starts_at is None:
        return when
    hours = format_time(row.starts_at)
    return f"{when} {hours}–{format_time(row.ends_at)}" if row.ends_at else f"{when} {hours}"


def _number(value: int | None) -> str:
    return "" if value is None else format_number(value)


def _answered(detail: RoundDetail) -> str:
    row = detail.row
    if row.answered is None or not row.asked:
        return _number(row.answered)
    part = format_number(whole_percent(row.answered, row.asked))
    return _("{count} ({percent} %)").format(count=format_number(row.answered), percent=part)
