"""A problem in the inspector: what, where, when and why it comes first, and what it rests on."""

from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.problems import delete_problem, remove_evidence
from tracker.services.queries.evidence import EvidenceRow, ProblemDetail
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.dialogs.problem_commands import edit_evidence
from tracker.ui.panels.inspector_parts import (
    Sheet,
    add_doing,
    add_fields,
    add_row,
    add_title,
    remover,
)
from tracker.ui.tables.sources import kind_words
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton, WrappedLink
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

_SMALL = 22


class ProblemSheet(Sheet):
    """One problem, with its evidence by kind and the promises that answer it.

    Its causes are analysed on the page itself, where there is room.
    """

    def __init__(self, desk: Desk, detail: ProblemDetail, parent: QWidget | None = None) -> None:
        self._desk, self._detail = desk, detail
        fields, row = detail.fields, detail.row
        caption = _("Problem {number}").format(number=row.number)
        super().__init__(caption, fields.title, parent)
        section = self.section("facts", _("Details"))
        priority = "" if fields.priority is None else format_number(fields.priority)
        add_fields(
            section,
            [
                (_("What"), fields.what),
                (_("Where"), fields.place or ""),
                (_("When"), fields.time or ""),
                (_("Focus area"), fields.focus_area or ""),
                (_("Whom it affects"), fields.affected_group or ""),
                (_("Priority"), priority),
                (_("Why"), fields.priority_reason or ""),
                (_("Required by law"), _("yes") if fields.lawful else ""),
                (_("Decided on"), format_date(fields.decided_on) if fields.decided_on else ""),
                (_("Diary number"), fields.decision_dnr or ""),
            ],
        )
        remove = partial(delete_problem, desk.ctx, row.id, row.version)
        add_doing(section, desk, lambda: desk.run("problem.edit", row.id), remove)
        self._add_evidence()
        self._add_promises()
        self.finish()

    def _add_evidence(self) -> None:
        found = self._detail.evidence
        section = self.section("evidence", _("Evidence"), count=str(len(found)))
        if not found:
            words = _("It rests on no evidence yet.")
            section.body.addWidget(Text(words, fonts.caption(), "at_risk", wrap=True))
        for kind, rows in groupby(found, key=lambda row: row.kind):
            section.body.addWidget(Text(kind_words(kind), fonts.caption_strong(), "text2"))
            for row in rows:
                self._add_one(section, row)
        if not self._desk.read_only:
            add = Button(_("Add evidence…"), icon="plus")
            add.clicked.connect(partial(self._desk.run, "evidence.new", self._detail.row.id))
            add_row(section, add)

    def _add_one(self, section: Foldable, row: EvidenceRow) -> None:
        """The source as a link, under it what it says; a quote is its own words."""
        desk = self._desk
        head = QHBoxLayout()
        link = WrappedLink(row.source)
        link.clicked.connect(partial(self._open, row))
        head.addWidget(link, 1)
        edit = IconButton("pencil", _("Edit “{what}”").format(what=row.statement), side=_SMALL)
        edit.clicked.connect(lambda: edit_evidence(desk, self.window(), self._detail.row.id, row))
        # Not `setVisible(True)`: without a parent yet it would be a window.
        if desk.read_only:
            edit.hide()
        unlink = partial(remove_evidence, desk.ctx, row.id, row.version)
        head.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        name = _("Unlink “{what}”").format(what=row.source)
        head.addWidget(remover(desk, name, unlink), 0, Qt.AlignmentFlag.AlignTop)
        section.body.addLayout(head)
        words = Text(row.statement, fonts.caption(), "text2", wrap=True)
        words.setContentsMargins(4, 0, 0, 4)
        section.body.addWidget(words)
        if not row.quotable:
            note = _("Left out of reports: the answer is no longer ticked as de-identified.")
            section.body.addWidget(QuietNote(note))

    def _open(self, row: EvidenceRow) -> None:
        match row.kind:
            case EvidenceKind.THEME:
                self._desk.go("themes", row.theme_id)
            case EvidenceKind.QUOTE:
                self._desk.go("answers", row.response_id)
            case _:
                self._desk.go("surveys", row.survey_id)

    def _add_promises(self) -> None:
        row = self._detail.row
        section = self.section("promises", _("Promises"), count=str(len(row.promises)))
        for promise_id, number, title in row.promises:
            link = WrappedLink(f"L{number} {title}")
            link.clicked.connect(partial(self._desk.go, "promises", promise_id))
            add_title(section, link)
        trail = LinkButton(_("Follow it on the trail"))
        trail.clicked.connect(partial(self._desk.go, "trail", query=("problem", row.id)))
        add_row(section, trail)
