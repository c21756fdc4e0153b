"""Undertecknat: everybody has signed a final agreement report, and its promises are locked."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, ngettext
from tracker.models.errors import Invalid
from tracker.services.reports.archive import ReportRow
from tracker.services.signing import SignReport
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.editors import DateField
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text


class SignedDialog(FormDialog[SignReport]):
    """The day of signing, and what it locks."""

    def __init__(
        self,
        report: ReportRow,
        promises: Sequence[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`promises` are those that the report puts before its signatories, in words."""
        super().__init__(
            _("The agreement has been signed"), parent, save=_("Lock the promises"), width=560
        )
        self._report_id = report.id
        count = len(promises)
        words = ngettext(
            "{count} promise is locked as it stands in this report:",
            "{count} promises are locked as they stand in this report:",
            count,
        ).format(count=count)
        self.form.addWidget(Text(words, fonts.body(tabular=True), wrap=True))
        for promise in promises:
            self.form.addWidget(IconText("lock", promise, tone="text"))
        self._signed_on = DateField(today, today, past=True)
        self.add_field("signed_on", _("Signed by everybody on"), self._signed_on)
        words = _(
            "From that day a change of text, deadline or quantity is a deviation, recorded with "
            "its reason."
        )
        self.form.addWidget(IconText("info", words))

    def command(self) -> SignReport:
        day = self._signed_on.value()
        if day is None:
            raise Invalid("field.required", field="signed_on")
        return SignReport(self._report_id, day)
