"""A form to log on, for those who can't install the program: whose, in what shape, and where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.file_field import FileField
from tracker.ui.widgets.text import Text

XLSX, PDF = ".xlsx", ".pdf"


@dataclass(frozen=True, slots=True)
class FormAsked:
    """A form to be made; `owner` is empty for everybody's actions."""

    path: Path
    owner: str = ""

    @property
    def is_paper(self) -> bool:
        """Whether it is to be written on by hand."""
        return self.path.suffix.casefold() == PDF


class MakeFormDialog(FormDialog[FormAsked]):
    """Asks for a form. The kind and the file's ending follow each other."""

    def __init__(
        self,
        owners: Sequence[str],
        suggested: Callable[[str], Path],
        parent: QWidget | None = None,
    ) -> None:
        """`suggested` is where a form with that ending would be put."""
        super().__init__(_("Form for log entries"), parent, save=_("Make the form"), width=600)
        self._suggested = suggested
        self.owner: Picker[str] = Picker([(name, name) for name in owners], placeholder=_("All"))
        self.kind: SegmentedControl[str] = SegmentedControl(
            [(XLSX, _("Excel, to fill in and import")), (PDF, _("Paper, to write on"))],
            XLSX,
            name=_("Kind of form"),
        )
        self.file = FileField(
            _("Save the form as"),
            "Excel (*.xlsx);;PDF (*.pdf)",
            folder=str(suggested(XLSX).parent),
            saving=True,
        )
        self.file.set_value(suggested(XLSX))
        self.add_field("owner", _("Whose actions"), self.owner, optional=True)
        self.add_field("kind", _("Kind of form"), self.kind)
        self.add_field("path", _("Save the form as"), self.file)
        self._next = Text("", fonts.body(), "text2", wrap=True)
        self.form.addWidget(self._next)
        self.kind.changed.connect(self._on_kind)
        self.file.entered.connect(self._on_file)
        self._explain()

    def command(self) -> FormAsked:
        path = self.file.value()
        if path is None:
            raise Invalid("field.required", field="path")
        path = path if path.suffix else path.with_suffix(self.kind.value())
        if path.suffix.casefold() not in (XLSX, PDF):
            raise Invalid("form.no_kind", field="path", file=path.name)
        if path.exists() and not self.file.was_chosen():
            raise Invalid("form.exists", field="path", file=path.name)
        return FormAsked(path, self.owner.value() or "")

    def _on_kind(self, kind: str) -> None:
        path = self.file.value()
        if path is None or path == self._suggested(PDF if kind == XLSX else XLSX):
            self.file.set_value(self._suggested(kind))
        else:
            self.file.set_value(path.with_suffix(kind))
        self._explain()

    def _on_file(self) -> None:
        path = self.file.value()
        if path is not None and path.suffix.casefold() in (XLSX, PDF):
            self.kind.set_value(path.suffix.casefold())

    def _explain(self) -> None:
        self._next.setText(after(is_paper=self.kind.value() == PDF))


def after(*, is_paper: bool) -> str:
    """What is to be done with a form."""
    if is_paper:
        return _(
            "Print it and hand it out. It lists the open actions by number and has lines to write "
            "on. What comes back is logged by hand."
        )
    return _(
        "Send the file to whoever is to fill it in; Excel or LibreOffice is enough. When it comes "
        "back, choose Import from a spreadsheet. The same file can be imported again when more "
        "has been filled in."
    )
