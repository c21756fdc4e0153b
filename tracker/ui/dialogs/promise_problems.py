"""The step before a promise's first cause: which problems the promise answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.messages.vocabulary import listed
from tracker.models.errors import Invalid
from tracker.services.promises import EditPromise
from tracker.services.queries.choices import Choice
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.text import Text
from tracker.ui.widgets.tick_list import TickList


class AnsweredProblemsDialog(FormDialog[EditPromise]):
    """Boxes for the book's problems and nothing else; without problems, the way to the first."""

    problem_asked = Signal()
    """The book has no problem and one is to be added. The dialog closes."""

    def __init__(
        self, view: PlanView, problems: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New cause"), parent, width=520, save=_("Continue"))
        self._seen = view
        words = _("First choose which problem the promise answers.")
        self.form.addWidget(Text(words, fonts.body(), wrap=True))
        self._problems = TickList(
            [(problem.id, problem.text) for problem in problems],
            [problem.id for problem in view.problems],
            empty=_("There is no problem in the book yet."),
        )
        self.add_field("problem_ids", _("Problems that it answers"), self._problems)
        self._save.setVisible(bool(problems))
        if not problems:
            new = Button(_("New problem…"), icon="plus")
            new.clicked.connect(self._on_new)
            self.form.addWidget(new)
            new.setFocus()

    def _on_new(self) -> None:
        self.reject()
        self.problem_asked.emit()

    def command(self) -> EditPromise:
        chosen = self._problems.values()
        if not chosen:
            raise Invalid("field.required", field="problem_ids")
        row = self._seen.row
        return EditPromise(row.id, row.version, self._seen.fields, chosen)

    def take_theirs(self, theirs: PlanView) -> None:
        # Only the boxes are asked for here; every other field is the book's own.
        self._seen = theirs
        self.show_theirs([("problem_ids", listed([p.title for p in theirs.problems]) or "–")])
