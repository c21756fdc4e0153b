"""Gallring: what is kept beyond its date, deleted for good once somebody has looked and said so."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.services.disposal import DisposeTexts, DueTexts
from tracker.services.queries.disposals import DisposalPreview, DisposalRow, SurveyTexts
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text
from tracker.ui.widgets.tick_list import TickList

_LOG_HEIGHT = 96


class DisposalDialog(FormDialog[DisposeTexts]):
    """Which texts to delete. `set_preview` shows the book anew when it was changed meanwhile."""

    def __init__(self, preview: DisposalPreview, parent: QWidget | None = None) -> None:
        super().__init__(_("Delete texts for good"), parent, save=_("Delete for good"), width=640)
        self.form.addWidget(
            Text(
                _(
                    "Free texts are deleted when their date has passed, here and in the history. "
                    "Ratings, themes, places and groups stay, so every count stays the same."
                ),
                fonts.body(),
                "text2",
                wrap=True,
            )
        )
        self._due: TickList[SurveyTexts] = TickList(
            [(row, _words(row)) for row in preview.due],
            preview.due,
            empty=_("Nothing is kept beyond its date."),
        )
        self._due.changed.connect(self._offer)
        self.add_field("due", _("Kept beyond their date"), self._due)
        self._warn_of_uncoded(preview.due)
        self._earlier = QCheckBox(_earlier_words(preview.earlier))
        self._earlier.setVisible(bool(preview.earlier))
        self._earlier.toggled.connect(self._offer)
        self.form.addWidget(self._earlier)
        self._say_the_others(preview)
        self._sure = QCheckBox(_("I know that this can't be undone"), self._content)
        self._sure.toggled.connect(self._offer)
        if preview.due or preview.earlier:
            self.add_field("sure", _("Before you delete"), self._sure)
            self.form.addWidget(
                Text(
                    _(
                        "Backups and exported files from before still hold the texts: "
                        "delete those too."
                    ),
                    fonts.caption(),
                    "text2",
                    wrap=True,
                )
            )
        if preview.done:
            log = QPlainTextEdit("\n".join(map(_log_line, preview.done)))
            log.setReadOnly(True)
            log.setTabChangesFocus(True)
            log.setFixedHeight(_LOG_HEIGHT)
            self.add_field("log", _("Deleted before"), log)
        self._offer()

    def command(self) -> DisposeTexts:
        if not self._sure.isChecked():
            raise Invalid("disposal.not_sure", field="sure")
        due = tuple(
            DueTexts(row.survey_id, row.until, row.texts)
            for row in self._due.values()
            if row.until is not None
        )
        return DisposeTexts(due, self._earlier.isChecked())

    def _offer(self) -> None:
        chosen = bool(self._due.values() or self._earlier.isChecked())
        self._save.setEnabled(chosen and self._sure.isChecked())

    def _warn_of_uncoded(self, due: Sequence[SurveyTexts]) -> None:
        uncoded = sum(row.uncoded for row in due)
        if uncoded:
            words = ngettext(
                "{n} text has not been read for themes, and can't be afterwards.",
                "{n} texts have not been read for themes, and can't be afterwards.",
                uncoded,
            )
            self.form.addWidget(QuietNote(words.format(n=format_number(uncoded))))

    def _say_the_others(self, preview: DisposalPreview) -> None:
        if preview.coming:
            nearest = preview.coming[0]
            assert nearest.until is not None
            words = _("Next in turn: {survey}, kept until {day}.").format(
                survey=nearest.title, day=format_date(nearest.until)
            )
            self.form.addWidget(Text(words, fonts.caption(), "text2", wrap=True))
        if preview.undated:
            titles = ", ".join(row.title for row in preview.undated)
            words = _(
                "Without a date, and so kept for ever: {surveys}. Give each a date in its own form."
            )
            self.form.addWidget(QuietNote(words.format(surveys=titles)))


def _words(row: SurveyTexts) -> str:
    texts = ngettext("{n} free text", "{n} free texts", row.texts)
    assert row.until is not None
    return _("{survey}: {texts}, kept until {day}").format(
        survey=row.title,
        texts=texts.format(n=format_number(row.texts)),
        day=format_date(row.until),
    )


def _earlier_words(answers: int) -> str:
    return ngettext(
        "Also what {n} answer said before it was masked, edited or removed",
        "Also what {n} answers said before they were masked, edited or removed",
        answers,
    ).format(n=format_number(answers))


def _log_line(row: DisposalRow) -> str:
    texts = ngettext("{n} free text", "{n} free texts", row.texts)
    words = texts.format(n=format_number(row.texts)) if row.texts else _("earlier words")
    return f"{format_date(row.done_on, 'iso')}  {row.survey}: {words}  ({row.done_by})"
