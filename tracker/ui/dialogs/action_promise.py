"""Under which promise a new action is to be, where none is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.services.queries.choices import Choice
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.editors import Picker


class ActionPromiseDialog(FormDialog[int]):
    """Its value is the promise's id."""

    def __init__(self, promises: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(_("New action"), parent, save=_("Next"), width=480)
        self.promise: Picker[int] = Picker(
            [(choice.id, choice.text) for choice in promises],
            placeholder=_("Number or title"),
        )
        self.add_field("promise_id", _("Under which promise?"), self.promise)
        self.promise.setFocus()

    def command(self) -> int:
        promise_id = self.promise.value()
        if promise_id is None:
            raise Invalid("field.required", field="promise_id")
        return promise_id
