"""The e-stamp's two fields: an organisation's certificate and its password, which is not kept."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.file_field import FileField
from tracker.ui.widgets.notes import IconText


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate file and what opens it. The password is never shown or stored."""

    path: Path
    password: str = field(repr=False)


class SealFields:
    """Two fields of a form, called ``certificate`` and ``password`` as their errors are."""

    def __init__(self, dialog: FormDialog[Any], *, optional: bool) -> None:
        self._optional = optional
        self._file = FileField(
            _("The organisation’s certificate"), _("Certificates") + " (*.p12 *.pfx)"
        )
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        with dialog.row() as line:
            dialog.add_field(
                "certificate",
                _("E-stamp with the certificate"),
                self._file,
                optional=optional,
                into=line,
                stretch=3,
            )
            dialog.add_field("password", _("Its password"), self._password, into=line, stretch=2)
        words = _("The password is used now and not kept. Nothing is sent over the network.")
        dialog.form.addWidget(IconText("lock", words))

    def value(self) -> Certificate | None:
        """What was chosen; None for no e-stamp. Raises `Invalid` when one is required."""
        path = self._file.value()
        if path is None and not self._optional:
            raise Invalid("field.required", field="certificate")
        return None if path is None else Certificate(path, self._password.text())


class SealDialog(FormDialog[Certificate]):
    """Which certificate to put on a report that is about to be saved."""

    def __init__(self, parent: QWidget | None = None, *, draft: bool) -> None:
        super().__init__(_("E-stamp the report"), parent, save=_("E-stamp and save…"), width=640)
        words = _(
            "The organisation’s e-stamp shows that the file comes from it and has not been "
            "changed since. The report itself stays as it is."
        )
        self.form.addWidget(IconText("seal", words))
        if draft:
            words = _("It is a draft still, and says so on every page.")
            self.form.addWidget(IconText("info", words))
        self._seal = SealFields(self, optional=False)

    def command(self) -> Certificate:
        certificate = self._seal.value()
        assert certificate is not None
        return certificate
