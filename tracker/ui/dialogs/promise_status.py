"""A promise's steps that ask something: signing it, and stating how it ended."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, ngettext
from tracker.labels import label
from tracker.messages import gap
from tracker.models.completeness import Missing
from tracker.models.enums import PROMISE_OUTCOMES, PromiseStatus
from tracker.models.errors import Invalid
from tracker.services.promises import EndPromise, SignPromise
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.status_choice import StatusChoice
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.editors import DateField, NoteField
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

_OUTCOMES = tuple(status for status in PromiseStatus if status in PROMISE_OUTCOMES)


class SignDialog(FormDialog[SignPromise]):
    """The day of signing. While something blocks it, that is listed instead, with ways there."""

    gap_chosen = Signal(object)
    """A `Missing` was clicked: show where it is mended. The dialog closes."""

    def __init__(self, view: PlanView, today: date, parent: QWidget | None = None) -> None:
        title = _("Sign promise {number}").format(number=view.row.number)
        super().__init__(title, parent, save=_("Sign"), width=520)
        self._seen = view.row
        self._signed_on = DateField(today, today)
        blocking = [missing for missing in view.missing if missing.blocks_signing]
        advice = [missing for missing in view.missing if not missing.blocks_signing]
        self.form.addWidget(Text(view.row.title, fonts.section_title(), wrap=True))
        if blocking:
            count = len(blocking)
            words = ngettext(
                "{count} thing is missing before it can be signed:",
                "{count} things are missing before it can be signed:",
                count,
            ).format(count=count)
            self.form.addWidget(Text(words, fonts.body(tabular=True)))
            self.form.addWidget(self._listed(blocking, "warning"))
        else:
            words = _("The text is locked as version 1. Changing it later makes a new version.")
            self.form.addWidget(IconText("lock", words))
            self.add_field("signed_on", _("Signed on"), self._signed_on)
        if advice:
            words = _("Worth adding, but it doesn't stop the signing:")
            self.form.addWidget(Text(words, fonts.caption(), "text2", wrap=True))
            self.form.addWidget(self._listed(advice, "info"))
        self._blocked = bool(blocking)
        self._save.setVisible(not blocking)

    def _listed(self, gaps: list[Missing], icon: str) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for missing in gaps:
            line = QHBoxLayout()
            line.setSpacing(8)
            words = gap(missing, self._seen.number)
            line.addWidget(IconText(icon, words[:1].upper() + words[1:], tone="text"), 1)
            link = LinkButton(_("Show"))
            link.setAccessibleName(_("Show: {what}").format(what=words))
            link.clicked.connect(lambda _checked=False, chosen=missing: self._on_gap(chosen))
            line.addWidget(link)
            lines.addLayout(line)
        return box

    def _on_gap(self, missing: Missing) -> None:
        self.reject()
        self.gap_chosen.emit(missing)

    def submit(self) -> None:
        """Nothing is sent while something blocks the signing."""
        if not self._blocked:
            super().submit()

    def command(self) -> SignPromise:
        signed_on = self._signed_on.value()
        if signed_on is None:
            raise Invalid("field.required", field="signed_on")
        return SignPromise(self._seen.id, self._seen.version, signed_on)

    def take_theirs(self, theirs: PlanView) -> None:
        # Somebody else changed what is about to be signed: it must be read again first.
        self._seen = theirs.row
        self.show_theirs([("signed_on", theirs.fields.text)])


class EndDialog(FormDialog[EndPromise]):
    """How the promise ended; anything but Uppfyllt needs a reason, which reports print."""

    def __init__(self, view: PlanView, parent: QWidget | None = None) -> None:
        title = _("How promise {number} ended").format(number=view.row.number)
        super().__init__(title, parent, save=_("End the promise"), width=520)
        self._seen = view.row
        self.form.addWidget(Text(view.row.title, fonts.section_title(), wrap=True))
        self._outcome = StatusChoice(_OUTCOMES, None)
        self._reason = NoteField(lines=3)
        self.add_field("outcome", _("Outcome"), self._outcome)
        self.add_field("reason", _("Reason"), self._reason)
        words = _("The reason is printed in the next report. It can be left out for “{kept}”.")
        self.form.addWidget(IconText("report", words.format(kept=label(PromiseStatus.KEPT))))
        self.form.addWidget(IconText("info", _("An ended promise is no longer followed up.")))

    def multiline(self) -> bool:
        return True

    def command(self) -> EndPromise:
        outcome = self._outcome.value()
        if outcome is None:
            raise Invalid("promise.no_outcome", field="outcome")
        reason = self._reason.value()
        if outcome is not PromiseStatus.KEPT and not reason:
            raise Invalid("reason.required", field="reason")
        return EndPromise(self._seen.id, self._seen.version, outcome, reason)

    def take_theirs(self, theirs: PlanView) -> None:
        self._seen = theirs.row
        self.show_theirs([("outcome", label(theirs.row.status))])
