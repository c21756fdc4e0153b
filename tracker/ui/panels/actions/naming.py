"""Asks what a saved view shall be called."""

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.widgets.notes import IconText


class NameViewDialog(FormDialog[str]):
    """Returns the name. `taken` are names whose view would give way to the new one."""

    def __init__(
        self,
        taken: Collection[str],
        parent: QWidget | None = None,
        *,
        kept: str = "",
        name: str = "",
    ) -> None:
        """`kept` says what the view holds, if it isn't the table's; `name` is what it is called."""
        super().__init__(_("Rename the view") if name else _("Save as a view"), parent, width=440)
        self._taken = taken
        self._name = QLineEdit(name)
        self._name.selectAll()
        self._name.setMaxLength(60)
        self._replaces = IconText("info", "")
        self.add_field("name", _("Name of the view"), self._name)
        kept = kept or _("Filters, order, groups and columns are kept in it.")
        self.form.addWidget(IconText("columns", kept))
        self.form.addWidget(self._replaces)
        self._name.textChanged.connect(self._on_typed)
        self._on_typed()

    def command(self) -> str:
        name = text_of(self._name)
        if not name:
            raise Invalid("field.required", field="name")
        return name

    def _on_typed(self) -> None:
        name = text_of(self._name)
        words = _("The view “{name}” that exists is replaced.").format(name=name)
        self._replaces.set_text(words if name in self._taken else "")
        self._replaces.setVisible(name in self._taken)
