"""An action in the inspector: count and bar, facts, what was done, notes, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.services.actions import delete_note
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail, NoteRow, action_detail
from tracker.services.queries.carrying import CarriedAction, CarriedLinks, carried_links
from tracker.services.queries.choices import PersonRow, persons
from tracker.services.queries.log import LogQuery
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.dialogs import action_commands
from tracker.ui.panels.inspector_parts import Line, Sheet, add_fields, add_lines, add_row
from tracker.ui.panels.inspector_words import (
    Happened,
    amount_words,
    counted_words,
    history_words,
    kind_words,
    log_words,
)
from tracker.ui.panels.occasions import OccasionsPanel, Series, read_series
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.widgets.buttons import IconButton, LinkButton
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.marks import FollowUpPill, PartyBadge, StatusMark, Tag
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import FieldRow
from tracker.ui.widgets.progress import ProgressBar, count_runs, phrase_runs
from tracker.ui.widgets.text import RunText, Text, plain_tip

_LATEST = 4


@dataclass(frozen=True, slots=True)
class InspectedAction:
    """An action, all who have held a post, by id, its occasions, and where it was carried."""

    detail: ActionDetail
    people: Mapping[int, PersonRow]
    series: Series | None
    carried: CarriedLinks


def read_action(ctx: AppContext, action_id: int) -> InspectedAction | None:
    """Everything the sheet shows; None when the action is gone."""
    detail = action_detail(ctx, action_id, log_limit=_LATEST)
    if detail is None:
        return None
    people = {person.id: person for person in persons(ctx)}
    return InspectedAction(detail, people, read_series(ctx, detail), carried_links(ctx, action_id))


class ActionSheet(Sheet):
    """One action, with ways to log on it, change it and see all of its log."""

    def __init__(self, desk: Desk, shown: InspectedAction, parent: QWidget | None = None) -> None:
        row = shown.detail.row
        super().__init__(_("Action {label}").format(label=row.label), row.title, parent)
        self._desk, self._shown = desk, shown
        self._writable = not desk.read_only
        self.occasions: OccasionsPanel | None = None
        self._add_progress()
        self._add_facts()
        self._add_occasions()
        self._add_log()
        self._add_notes()
        self._add_history()
        self.finish()

    def _add_progress(self) -> None:
        row, fields = self._shown.detail.row, self._shown.detail.fields
        progress = progress_of(row)
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 0)
        # When it is late, the sentence below says since when; here it wouldn't fit.
        runs = count_runs(progress) if progress.overdue else phrase_runs(progress)
        line.addWidget(RunText(runs), 1)
        if row.colour is not None:
            line.addWidget(FollowUpPill(row.colour))
        else:
            line.addWidget(StatusMark(row.status))
        self.head.addLayout(line)
        if progress.has_bar:
            self.head.addWidget(ProgressBar(progress, backdrop="bg"))
        words = counted_words(row, fields, self._desk.today())
        self.head.addWidget(Text(words, fonts.caption(tabular=True), "text2", wrap=True))

    def _add_facts(self) -> None:
        row, rest = self._shown.detail.row, self._shown.detail.snooze
        section = self.section("facts", _("Details"), link=_("Edit") if self._writable else "")
        if section.link is not None:
            section.link.setAccessibleName(_("Edit the action"))
            section.link.clicked.connect(self._on_edit)
        section.body.addWidget(FieldRow(_("Party"), _party(self._shown.detail)))
        locked = row.promise_status.locked
        owner = self._shown.people.get(row.owner_id or 0)
        words = owner.words if owner is not None else _("no owner")
        section.body.addWidget(FieldRow(_("Owner"), words))
        due = format_date(row.deadline) if row.deadline is not None else _("no deadline")
        section.body.addWidget(FieldRow(_("Deadline"), due, locked=locked))
        if row.moved_from is not None:
            moved = _("Moved from {date}: {reason}")
            words = moved.format(date=format_date(row.moved_from), reason=row.moved_why)
            section.body.addWidget(Text(words, fonts.caption(), "text2", wrap=True))
        if rest is not None:
            words = _("Rests until {date}: {note}")
            words = words.format(date=format_date(rest.until), note=rest.note)
            section.body.addWidget(IconText("moon", words))
        add_fields(section, [(_("Kind"), kind_words(row))])
        if row.planned is not None:
            amount = f"{format_number(row.planned)} {row.unit}".strip()
            section.body.addWidget(FieldRow(_("Planned quantity"), amount, locked=locked))
        causes = [f"{part.cause_number} {part.cause}" for part in self._shown.detail.trail]
        add_fields(
            section,
            [
                (_("Cause"), "\n".join(causes) or _("none")),
                (_("Goal"), row.goal),
                (_("Together with"), row.support),
                (_("Status"), label(row.status)),
            ],
        )
        self._add_carried(section)

    def _add_carried(self, section: Foldable) -> None:
        """Links to the action that this one was carried over from, and to those it became."""
        links = self._shown.carried
        if links.source is not None:
            section.body.addWidget(FieldRow(_("Carried over from"), self._carried(links.source)))
        for target in links.targets:
            section.body.addWidget(FieldRow(_("Carried over to"), self._carried(target)))

    def _carried(self, end: CarriedAction) -> QWidget:
        link = LinkButton(f"{end.label} ({end.year})")
        link.setToolTip(plain_tip(end.title))
        link.setAccessibleDescription(end.title)
        link.clicked.connect(lambda: self._desk.go("promises", end.promise_id, end.action_id))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(link)
        line.addStretch(1)
        return holder

    def _add_occasions(self) -> None:
        series = self._shown.series
        if series is None:
            return
        section = self.section("occasions", _("Occasions"), count=format_number(series.tally.total))
        self.occasions = OccasionsPanel(self._desk, series)
        section.body.addWidget(self.occasions)

    def take_over(self, before: Sheet) -> None:
        if isinstance(before, ActionSheet) and before.occasions and self.occasions:
            self.occasions.take_over(before.occasions)

    def take_keyboard(self) -> None:
        if self.occasions is None:
            super().take_keyboard()
        else:
            self.fold(self.folded() - {"occasions"})
            self.occasions.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_log(self) -> None:
        row, entries = self._shown.detail.row, self._shown.detail.log
        section = self.section(
            "log",
            _("Log"),
            count=format_number(row.entries),
            link=_("Log a completed action") if self._writable else "",
        )
        if section.link is not None:
            section.link.clicked.connect(partial(self._desk.run, "log.new", row.id))
        if not entries:
            section.body.addWidget(_quiet(_("Nothing is logged yet.")))
            return
        today = self._desk.today()
        lines = [
            Line(
                format_date(each.done_on, "day" if each.done_on.year == today.year else "short"),
                log_words(each),
                amount_words(each),
            )
            for each in entries
        ]
        add_lines(section, lines)
        every = LinkButton(_("Show all {count}").format(count=format_number(row.entries)))
        every.clicked.connect(partial(self._desk.go, "log", query=LogQuery(action_id=row.id)))
        add_row(section, every)

    def _add_notes(self) -> None:
        row, notes = self._shown.detail.row, self._shown.detail.notes
        section = self.section(
            "notes",
            _("Notes"),
            count=str(len(notes)) if notes else "",
            link=_("Write") if self._writable else "",
        )
        if section.link is not None:
            section.link.setAccessibleName(_("Write a note"))
            section.link.clicked.connect(
                lambda: action_commands.write_note(self._desk, self.window(), [row])
            )
        if not notes:
            section.body.addWidget(_quiet(_("No notes.")))
        for note in notes:
            head = QHBoxLayout()
            by = f"{format_date(note.written_on)}, {note.written_by}"
            head.addWidget(Text(by, fonts.caption(tabular=True), "text2").elidable(), 1)
            if note.internal:
                head.addWidget(Tag(_("internal")))
            if self._writable:
                remove = IconButton("trash", _("Remove the note"), side=22)
                remove.clicked.connect(partial(self._on_note_removed, note))
                head.addWidget(remove)
            section.body.addLayout(head)
            section.body.addWidget(Text(note.text, fonts.body(), wrap=True))

    def _on_note_removed(self, note: NoteRow) -> None:
        desk = self._desk
        desk.write(partial(delete_note, desk.ctx, note.id, note.version))

    def _add_history(self) -> None:
        owners = {person.id: person.role for person in self._shown.people.values()}
        happened = history_words(self._shown.detail.history, owners)
        longer = len(happened) > _LATEST
        link = _("The whole history") if longer else ""
        section = self.section("history", _("History"), link=link)
        self._fill_history(section, happened[:_LATEST])
        if section.link is not None:
            section.link.clicked.connect(partial(self._on_whole_history, section, happened))

    def _on_whole_history(self, section: Foldable, happened: list[Happened]) -> None:
        if section.link is not None:
            section.link.setVisible(False)
        self._fill_history(section, happened[_LATEST:])

    def _fill_history(self, section: Foldable, happened: list[Happened]) -> None:
        year = self._desk.today().year
        add_lines(
            section,
            [
                Line(
                    format_date(each.on, "day" if each.on.year == year else "short"),
                    each.words,
                    under="\n".join(part for part in (each.why, each.who) if part),
                )
                for each in happened
            ],
        )

    def _on_edit(self) -> None:
        row = self._shown.detail.row
        action_commands.edit_action(self._desk, self.window(), row.id)


def _party(detail: ActionDetail) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(PartyBadge(detail.row.party))
    line.addWidget(Text(label(detail.row.party), fonts.body()), 1)
    return holder


def _quiet(words: str) -> Text:
    return Text(words, fonts.caption(), "text2", wrap=True)
