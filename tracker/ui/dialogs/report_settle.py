"""Fastställ: what will be frozen, under which diary numbers, and what it replaces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.messages import explain
from tracker.models.enums import Party, ReportState
from tracker.reports.making import Made
from tracker.reports.registry import Choice, kind_of, told_of
from tracker.services.reports.archive import ReportRow
from tracker.services.reports.rows import DIARY_ORDER, DiaryNumber
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.dialogs.report_seal import Certificate, SealFields
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.notes import IconText, QuietNote
from tracker.ui.widgets.text import Text

_WARNINGS_SHOWN = 3
_ALWAYS = (Party.MUNICIPALITY, Party.POLICE)


@dataclass(frozen=True, slots=True)
class SettleAsked:
    """How a report should be made final."""

    dnr: tuple[tuple[Party, str], ...]
    """What it is filed under; an empty text leaves a party out."""
    supersedes_id: int | None = None
    certificate: Certificate | None = None


class SettleDialog(FormDialog[SettleAsked]):
    """Asks for what goes with a report that is made final."""

    def __init__(
        self,
        made: Made,
        reports: Sequence[ReportRow],
        parent: QWidget | None = None,
        *,
        can_seal: bool = False,
    ) -> None:
        """`made` is the draft as it is shown; `reports` what is in the archive."""
        super().__init__(_("Make the report final"), parent, save=_("Make final"), width=640)
        self._say_what(made)
        replaceable = list(_replaceable(made, reports))
        self._of_agreement = _numbers(made.data.diary_numbers)
        self._filed = {row.id: _numbers(row.dnr) for row in replaceable}
        known = {*_ALWAYS, *self._of_agreement}.union(*self._filed.values())
        parties = [party for party in DIARY_ORDER if party in known]
        self._proposed: Mapping[Party, str] = {}
        self._dnr = {party: QLineEdit() for party in parties}
        for start in range(0, len(parties), 2):
            with self.row() as line:
                for party in parties[start : start + 2]:
                    words = _("Diary number, {party}").format(party=label(party))
                    name = f"dnr_{party.value}"
                    field = self._dnr[party]
                    self.add_field(name, words, field, into=line, optional=True, stretch=1)
        self._supersedes: Picker[int] = Picker(
            [(row.id, _report_words(row)) for row in replaceable],
            next((row.id for row in replaceable if _is_corrected(row, made)), None),
            placeholder=_("None: it stands beside the earlier ones"),
        )
        self._supersedes.changed.connect(self._propose_numbers)
        self._propose_numbers(self._supersedes.value())
        if replaceable:
            self.add_field(
                "supersedes_id", _("Supersedes the final report"), self._supersedes, optional=True
            )
        self._seal = SealFields(self, optional=True) if can_seal else None
        self._say_what_follows()

    def _propose_numbers(self, replaced: int | None) -> None:
        """Those of the report that it supersedes, else the agreement's; what was typed stays."""
        before = self._proposed
        self._proposed = self._of_agreement if replaced is None else self._filed[replaced]
        for party, field in self._dnr.items():
            if field.text() == before.get(party, ""):
                field.setText(self._proposed.get(party, ""))

    def _say_what(self, made: Made) -> None:
        kind, data = kind_of(made.data.kind), made.data
        self.form.addWidget(Text(_(kind.title), fonts.section_title(), wrap=True))
        parts = [_("As of {day}").format(day=format_date(data.as_of, "long"))]
        if Choice.PERIOD in kind.choices:
            start, end = (format_date(day, "long") for day in (data.period_from, data.period_to))
            parts.append(_("period {start} – {end}").format(start=start, end=end))
        if data.owner:
            parts.append(data.owner)
        if data.about:
            parts.append(data.about)
        if data.lawful:
            parts.append(_("only the plan of lag (2023:196)"))
        parts.append(language_words(made.language))
        self.form.addWidget(Text(" · ".join(parts), fonts.body(tabular=True), "text2", wrap=True))
        # The last chance to mend it.
        for finding in made.warnings[:_WARNINGS_SHOWN]:
            self.form.addWidget(QuietNote(explain(finding)))

    def _say_what_follows(self) -> None:
        for icon, words in (
            (
                "lock",
                _("A final report can’t be changed or taken back, only superseded by a new one."),
            ),
            (
                "info",
                _(
                    "A report handed over to the other authority normally becomes a public "
                    "document. Both must register it."
                ),
            ),
        ):
            self.form.addWidget(IconText(icon, words))

    def command(self) -> SettleAsked:
        return SettleAsked(
            tuple((party, text_of(field)) for party, field in self._dnr.items()),
            self._supersedes.value(),
            self._seal.value() if self._seal is not None else None,
        )


def _numbers(rows: Sequence[DiaryNumber]) -> dict[Party, str]:
    return {row.party: row.number for row in rows}


def _replaceable(made: Made, reports: Sequence[ReportRow]) -> list[ReportRow]:
    """Final reports of the same kind, about the same part, that still hold."""
    data = made.data
    about = (data.kind, data.owner, data.lawful)
    return [
        row
        for row in reports
        if row.state is ReportState.FINAL
        and row.superseded_by is None
        and (row.kind, row.owner, row.lawful) == about
    ]


def _is_corrected(row: ReportRow, made: Made) -> bool:
    """Whether a report may be thought to correct `row`; in two languages both are to hold.

    The archive does not tell which round or meeting a report is about, so nobody is to guess.
    """
    if told_of(row.kind):
        return False
    return (row.as_of, row.language) == (made.data.as_of, made.language)


def _report_words(row: ReportRow) -> str:
    made = format_date(row.made_at.astimezone().date())
    words = _("As of {day}, made final {made}").format(
        day=format_date(row.as_of, "long"), made=made
    )
    return f"{words}, {language_words(row.language)}"


def language_words(code: str) -> str:
    """A report's language, as it is said after what it is."""
    return _("in English") if code == "en" else _("in Swedish")
