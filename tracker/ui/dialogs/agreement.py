"""The agreement: parties, period, diary numbers, and who signs."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.services.agreements import AgreementFields, EditAgreement, SignatoryFields
from tracker.services.queries.choices import AgreementDetail
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.buttons import Button, IconButton
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.panels import SectionHeader

_DNR_PARTIES = (Party.MUNICIPALITY, Party.POLICE)


class _AgreementDialog(FormDialog[C]):
    """The fields of an agreement."""

    def __init__(
        self, title: str, fields: AgreementFields, today: date, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent, width=840)
        self._title = QLineEdit(fields.title)
        self._municipality = QLineEdit(fields.municipality)
        self._area = QLineEdit(fields.police_area)
        self._start = DateField(today, fields.period_start)
        self._end = DateField(today, fields.period_end)
        self._signed = DateField(today, fields.signed_on)
        self._revision = DateField(today, fields.revision_on)
        self._contact = QLineEdit(fields.contact)
        numbers = dict(fields.dnr)
        self._dnr = {party: QLineEdit(numbers.get(party, "")) for party in _DNR_PARTIES}
        self.add_field("title", _("Title"), self._title)
        with self.row() as line:
            self.add_field(
                "municipality", _("Municipality"), self._municipality, into=line, stretch=1
            )
            self.add_field(
                "police_area",
                _("Local police area"),
                self._area,
                into=line,
                optional=True,
                stretch=1,
            )
        for days in (
            (
                ("period_start", _("Runs from"), self._start, False),
                ("period_end", _("Runs until"), self._end, False),
            ),
            (
                ("signed_on", _("Signed on"), self._signed, True),
                ("revision_on", _("To be revised"), self._revision, True),
            ),
        ):
            with self.row() as line:
                for name, words, day, optional in days:
                    self.add_field(name, words, day, into=line, stretch=1, optional=optional)
        with self.row() as line:
            for party, editor in self._dnr.items():
                words = _("Diary number, {party}").format(party=label(party))
                self.add_field(
                    f"dnr_{party.value}", words, editor, into=line, optional=True, stretch=1
                )
        self._contact.setCursorPosition(0)
        self.add_field("contact", _("Where citizens may turn"), self._contact, optional=True)
        header = SectionHeader(_("Signatories"))
        add = Button(_("Add a signatory"), icon="plus", kind="flat")
        add.clicked.connect(lambda: self._add_signatory(None))
        header.add(add)
        self.form.addWidget(header)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.form.addLayout(self._rows)
        self._signatories: list[_SignatoryRow] = []
        for signatory in fields.signatories:
            self._add_signatory(signatory)

    def fields(self) -> AgreementFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        start, end = self._start.value(), self._end.value()
        if start is None or end is None:
            raise Invalid("field.required", field="period_start" if start is None else "period_end")
        return AgreementFields(
            title=text_of(self._title),
            municipality=text_of(self._municipality),
            police_area=text_of(self._area),
            period_start=start,
            period_end=end,
            signed_on=self._signed.value(),
            revision_on=self._revision.value(),
            dnr=tuple((party, text_of(editor)) for party, editor in self._dnr.items()),
            signatories=tuple(
                found for row in self._signatories if (found := row.fields()) is not None
            ),
            contact=text_of(self._contact),
        )

    def _add_signatory(self, fields: SignatoryFields | None) -> None:
        row = _SignatoryRow(fields)
        row.removed.connect(lambda: self._remove_signatory(row))
        self._signatories.append(row)
        self._rows.addWidget(row)
        if self.isVisible():
            self.order_focus()
            row.setFocus()

    def _remove_signatory(self, row: "_SignatoryRow") -> None:
        self._signatories.remove(row)
        row.hide()
        row.deleteLater()


class EditAgreementDialog(_AgreementDialog[EditAgreement]):
    """An agreement as the book has it."""

    def __init__(self, detail: AgreementDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Agreement and signatories"), detail.fields, today, parent)
        self._detail = detail

    def command(self) -> EditAgreement:
        return EditAgreement(self._detail.id, self._detail.version, self.fields())

    def take_theirs(self, theirs: AgreementDetail) -> None:
        self.show_theirs(differences(self._detail.fields, theirs.fields))
        self._detail = theirs


class NewAgreementDialog(_AgreementDialog[AgreementFields]):
    """A book's first agreement, or the next one; `fields` are what to begin from."""

    def __init__(self, fields: AgreementFields, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("New agreement"), fields, today, parent)

    def command(self) -> AgreementFields:
        return self.fields()


class _SignatoryRow(QWidget):
    """Party, organisation, title and name; a row without a title is left out."""

    removed = Signal()

    def __init__(self, fields: SignatoryFields | None) -> None:
        super().__init__()
        self._party = Picker(
            [(party, label(party)) for party in Party],
            fields.party if fields else Party.MUNICIPALITY,
        )
        self._organisation = QLineEdit(fields.organisation if fields else "")
        self._title = QLineEdit(fields.title if fields else "")
        self._name = QLineEdit(fields.name or "" if fields else "")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for editor, words, stretch in (
            (self._party, _("Party"), 4),
            (self._organisation, _("Organisation"), 5),
            (self._title, _("Title"), 7),
            (self._name, _("Name"), 4),
        ):
            editor.setAccessibleName(words)
            if isinstance(editor, QLineEdit):
                editor.setPlaceholderText(words)
                editor.setCursorPosition(0)
            line.addWidget(editor, stretch)
        remove = IconButton("close", _("Remove the signatory"))
        remove.clicked.connect(self.removed)
        line.addWidget(remove)
        self.setFocusProxy(self._party)

    def fields(self) -> SignatoryFields | None:
        """The signatory, or None for an empty row."""
        title = text_of(self._title)
        if not title:
            return None
        return SignatoryFields(
            self._party.value() or Party.OTHER,
            text_of(self._organisation),
            title,
            text_of(self._name) or None,
        )
