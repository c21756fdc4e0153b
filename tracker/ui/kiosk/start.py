"""Before the first person: which occasion, who types, and how one gets out again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QMessageBox, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.models.errors import Invalid
from tracker.services.queries.kiosk import Occasion
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.picker import Picker


@dataclass(frozen=True, slots=True)
class StartKiosk:
    """Which survey; whether people fill in their own answers; and the code that then leaves."""

    survey_id: int
    self_service: bool = False
    code: str = ""


class StartKioskDialog(FormDialog[StartKiosk]):
    """The first of `occasions` is chosen, unless another is."""

    def __init__(
        self, occasions: Sequence[Occasion], chosen: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Take answers on the spot"), parent, save=_("Begin"))
        first = occasions[0].id if occasions else None
        self._survey = Picker(
            [(o.id, f"{o.title} · {format_date(o.held_on)}") for o in occasions],
            chosen if chosen in {o.id for o in occasions} else first,
        )
        self._who: SegmentedControl[bool] = SegmentedControl(
            [(False, _("I type what they say")), (True, _("They fill it in themselves"))],
            False,
            name=_("Who fills it in"),
        )
        self._code = QLineEdit()
        self._code.setMaxLength(32)
        self.add_field("survey_id", _("Survey"), self._survey)
        self.add_field("self_service", _("Who fills it in"), self._who)
        self._locking = QWidget()
        inside = QVBoxLayout(self._locking)
        inside.setContentsMargins(0, 0, 0, 0)
        self.add_field("code", _("Code for leaving"), self._code, optional=True, into=inside)
        hint = _(
            "Nobody gets into the book without the code. If it is forgotten, close the program "
            "with the system's own means: every answer that was sent is saved."
        )
        inside.addWidget(IconText("lock", hint))
        self.form.addWidget(self._locking)
        self._locking.setVisible(False)
        self._who.changed.connect(self._locking.setVisible)

    def command(self) -> StartKiosk:
        survey = self._survey.value()
        if survey is None:
            raise Invalid("field.required", field="survey_id")
        itself = self._who.value()
        return StartKiosk(survey, itself, text_of(self._code) if itself else "")


class CodeDialog(FormDialog[str]):
    """Asks for the code before somebody may leave."""

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(_("Leave"), parent, save=_("Leave"), width=480)
        self._wanted = code
        self._typed = QLineEdit()
        self._typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_field("code", _("Code for leaving"), self._typed)

    def command(self) -> str:
        if text_of(self._typed) != self._wanted:
            self._typed.selectAll()
            raise Invalid("kiosk.code", field="code")
        return self._wanted


def ask_to_leave(parent: QWidget, unsaved: str) -> QMessageBox:
    """Ask whether to go although something is not saved; ``accepted`` means yes. Doesn't block."""
    box = QMessageBox(parent)
    box.setWindowTitle("Löftesboken")
    box.setText(_("Leave without saving?"))
    box.setInformativeText(unsaved)
    stay = box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
    box.addButton(_("Leave"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    for button in box.buttons():
        # The box is laid out before its buttons know how they are set.
        button.ensurePolished()
        button.setMinimumWidth(button.sizeHint().width())
    return box
