"""One recurring question: its words, and how a survey answers it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import QuestionMeasure
from tracker.models.units import PERCENT, RATING
from tracker.services.queries.choices import Choice
from tracker.services.queries.figures import QuestionRow
from tracker.services.questions import EditQuestion, QuestionFields, alike
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.said import said
from tracker.ui.widgets.completing import CompletingEdit
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.notes import IconText


class _QuestionDialog(FormDialog[C]):
    """The fields of a question; `known` are other questions' wordings."""

    def __init__(
        self,
        title: str,
        themes: Sequence[Choice],
        known: Sequence[str],
        row: QuestionRow | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent)
        self._known = known
        self._wording = QLineEdit(row.wording if row else "")
        self._wording.setPlaceholderText(_("For example want to see more police"))
        self._measure = Picker(
            [(measure, label(measure)) for measure in QuestionMeasure],
            row.measure if row else QuestionMeasure.FIGURE,
        )
        self._unit = CompletingEdit()
        self._unit.offer([PERCENT, RATING, _("number")])
        self._unit.setText(row.unit if row else PERCENT)
        self._theme = Picker(
            [(choice.id, choice.text) for choice in themes], row.theme_id if row else None
        )
        self._place = QLineEdit(row.place if row else "")
        self._place.setPlaceholderText(_("All places"))
        self._alike = IconText("info", "", tone="at_risk")
        self._alike.setVisible(False)
        self._how = IconText("info", "")
        self.add_field("wording", _("Question"), self._wording)
        self.form.addWidget(self._alike)
        self.add_field("measure", _("How it is measured"), self._measure)
        with self.row() as line:
            self.add_field("unit", _("Unit"), self._unit, into=line, stretch=1)
            self.add_field("theme_id", _("Theme"), self._theme, into=line, stretch=1)
            self.add_field("place", _("Place"), self._place, into=line, stretch=1, optional=True)
        self.form.addWidget(self._how)
        self._measure.changed.connect(self._on_measure)
        self._wording.editingFinished.connect(self._on_wording)
        self._on_measure(self._measure.value())

    def _on_measure(self, measure: QuestionMeasure | None) -> None:
        is_figure = measure in (None, QuestionMeasure.FIGURE)
        self._unit.setEnabled(is_figure)
        if not is_figure:
            is_mean = measure is QuestionMeasure.MEAN_RATING
            self._unit.setText(RATING if is_mean else PERCENT)
        self._theme.setEnabled(measure is QuestionMeasure.THEME_SHARE)
        self._place.setEnabled(not is_figure)
        self._how.set_text(
            _("Each survey's figure is entered by hand.")
            if is_figure
            else _(
                "Worked out from a survey's own answers, where there are five or more. "
                "A figure that is entered stands in their place."
            )
        )

    def _on_wording(self) -> None:
        meant = alike(text_of(self._wording), self._known)
        self._alike.setVisible(meant is not None)
        if meant is not None:
            self._alike.set_text(_("Is it the same question as “{text}”?").format(text=meant))

    def fields(self) -> QuestionFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        return QuestionFields(
            text_of(self._wording),
            self._measure.value() or QuestionMeasure.FIGURE,
            text_of(self._unit),
            self._theme.value(),
            text_of(self._place) or None,
        )


class NewQuestionDialog(_QuestionDialog[QuestionFields]):
    """A question that surveys are going to answer."""

    def __init__(
        self, themes: Sequence[Choice], known: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New question"), themes, known, None, parent)

    def command(self) -> QuestionFields:
        return self.fields()


class EditQuestionDialog(_QuestionDialog[EditQuestion]):
    """A question as it is; what answers it stays."""

    def __init__(
        self, row: QuestionRow, themes: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Edit question"), themes, (), row, parent)
        self._row = row

    def command(self) -> EditQuestion:
        return EditQuestion(self._row.id, self._row.version, self.fields())

    def take_theirs(self, theirs: QuestionRow) -> None:
        names = ("wording", "measure", "unit", "place")
        changed = [
            (name, said(getattr(theirs, name)))
            for name in names
            if getattr(theirs, name) != getattr(self._row, name)
        ]
        if theirs.theme_id != self._row.theme_id:
            changed.append(("theme_id", said(theirs.theme)))
        self.show_theirs(changed)
        self._row = theirs
