"""A promise's words: a draft, its edits, and a new version of what was signed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date
from tracker.messages.vocabulary import listed
from tracker.models.completeness import vague_wording
from tracker.models.errors import Invalid
from tracker.services.promises import AddPromise, EditPromise, NewVersion, PromiseFields
from tracker.services.queries.choices import Choice
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.widgets.editors import DateField, NoteField, Picker
from tracker.ui.widgets.notes import IconText, QuietNote
from tracker.ui.widgets.tick_list import TickList


class WordingField(NoteField):
    """The text of a promise; vague phrases are said beside it while it is typed."""

    def __init__(self, value: str = "", parent: QWidget | None = None) -> None:
        placeholder = _("We shall … by … Write what will be done, so that it can be followed up.")
        super().__init__(placeholder, value, parent, lines=4, public=False)
        self.edit.setFont(fonts.promise_text())
        self._vague = QuietNote("")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._vague)
        self.changed.connect(self._on_wording)
        self._on_wording()

    def vague_note(self) -> str:
        """What is said about the wording now; empty when there is nothing to say."""
        return self._vague.text()

    def _on_wording(self) -> None:
        words = vague_note(vague_wording(self.value()))
        self._vague.setText(words)
        self._vague.setVisible(bool(words))


def vague_note(phrases: Sequence[str]) -> str:
    """A quiet sentence about phrases that can't be followed up; empty without any."""
    if not phrases:
        return ""
    quoted = listed([f"”{phrase}”" for phrase in phrases])
    return _("{phrase} can't be followed up. Say what will be done.").format(phrase=quoted)


class _PromiseDialog(FormDialog[C]):
    """The fields that a new and an old promise share."""

    def __init__(
        self,
        title: str,
        fields: PromiseFields,
        problems: Sequence[Choice],
        answered: Sequence[int],
        today: date,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent, width=640)
        self._title = QLineEdit(fields.title)
        self._text = WordingField(fields.text)
        self._period_start = DateField(today, fields.period_start)
        self._period_end = DateField(today, fields.period_end)
        self._effect = NoteField(
            _("What should be different for those who live here?"),
            fields.expected_effect,
            lines=2,
            public=False,
        )
        self._problems = TickList(
            [(problem.id, problem.text) for problem in problems],
            answered,
            empty=_("There is no problem in the book yet."),
        )

    def multiline(self) -> bool:
        return True

    def add_promise_fields(self) -> None:
        """Place the shared fields."""
        self.add_field("title", _("Title"), self._title)
        self.add_field(
            "text",
            _("The promise, as the citizens read it"),
            self._text,
            aside=_("needed for the signing") if self._text.isEnabled() else "",
        )
        with self.row() as line:
            self.add_field("period_start", _("From"), self._period_start, into=line)
            self.add_field("period_end", _("To"), self._period_end, into=line)
            line.addStretch(1)
        self.add_field("expected_effect", _("Expected effect"), self._effect, optional=True)
        self.add_field("problem_ids", _("Problems that it answers"), self._problems)

    def fields(self) -> PromiseFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        start, end = self._period_start.value(), self._period_end.value()
        if start is None:
            raise Invalid("field.required", field="period_start")
        if end is None:
            raise Invalid("field.required", field="period_end")
        return PromiseFields(
            text_of(self._title), self._text.value(), start, end, self._effect.value()
        )


class NewPromiseDialog(_PromiseDialog[AddPromise]):
    """A new draft, for the calendar year that the book shows."""

    def __init__(
        self,
        agreements: Sequence[Choice],
        problems: Sequence[Choice],
        today: date,
        parent: QWidget | None = None,
        *,
        answered: Sequence[int] = (),
    ) -> None:
        year = PromiseFields("", "", date(today.year, 1, 1), date(today.year, 12, 31))
        super().__init__(_("New promise"), year, problems, answered, today, parent)
        choices = [(agreement.id, agreement.text) for agreement in agreements]
        self._agreement = Picker(choices, agreements[0].id if agreements else None)
        if len(agreements) != 1:
            self.add_field("agreement_id", _("Agreement"), self._agreement)
        self.add_promise_fields()

    def command(self) -> AddPromise:
        agreement = self._agreement.value()
        if agreement is None:
            raise Invalid("field.required", field="agreement_id")
        return AddPromise(agreement, self.fields(), self._problems.values())


class EditPromiseDialog(_PromiseDialog[EditPromise]):
    """A promise as it is. Once it is signed only the effect and the problems can change here."""

    def __init__(
        self,
        view: PlanView,
        problems: Sequence[Choice],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        answered = [problem.id for problem in view.problems]
        title = _("Edit promise {number}").format(number=view.row.number)
        super().__init__(title, view.fields, problems, answered, today, parent)
        self._seen = view.row
        self._signed = view.fields if view.row.status.locked else None
        if self._signed is not None:
            for field in (self._title, self._text, self._period_start, self._period_end):
                field.setEnabled(False)
            words = _("The promise is signed: title, text and period change in a new version.")
            self.form.addWidget(IconText("lock", words))
        self.add_promise_fields()
        if self._signed is not None:
            self._effect.setFocus()

    def command(self) -> EditPromise:
        return EditPromise(
            self._seen.id, self._seen.version, self.fields(), self._problems.values()
        )

    def take_theirs(self, theirs: PlanView) -> None:
        self._seen = theirs.row
        self.show_theirs(
            [
                ("title", theirs.fields.title),
                ("text", theirs.fields.text),
                ("period_start", format_date(theirs.fields.period_start)),
                ("period_end", format_date(theirs.fields.period_end)),
                ("expected_effect", theirs.fields.expected_effect or "–"),
                ("problem_ids", listed([problem.title for problem in theirs.problems]) or "–"),
            ]
        )


class NewVersionDialog(FormDialog[NewVersion]):
    """Other words for a signed promise: a new version, and a deviation that says why."""

    def __init__(self, view: PlanView, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("New version of the text"), parent, width=640, save=_("Save version"))
        self._seen = view.row
        self._title = QLineEdit(view.fields.title)
        self._text = WordingField(view.fields.text)
        self._reason = NoteField(lines=2)
        self._decided_by = QLineEdit()
        self._decided_by.setPlaceholderText(_("Who decided, for example the steering group"))
        self._signed_on = DateField(today, today)
        self.add_field("title", _("Title"), self._title)
        self.add_field("text", _("The promise, as the citizens read it"), self._text)
        self.add_field("reason", _("Reason"), self._reason)
        with self.row() as line:
            self.add_field("decided_by", _("Decided by"), self._decided_by, into=line, stretch=1)
            self.add_field("signed_on", _("Signed on"), self._signed_on, into=line)
        words = _(
            "Version {number} stays in the book. The change becomes a deviation in the next report."
        ).format(number=len(view.versions))
        self.form.addWidget(IconText("lock", words))

    def multiline(self) -> bool:
        return True

    def command(self) -> NewVersion:
        signed_on = self._signed_on.value()
        if signed_on is None:
            raise Invalid("field.required", field="signed_on")
        for name, words in (
            ("title", text_of(self._title)),
            ("text", self._text.value()),
            ("decided_by", text_of(self._decided_by)),
        ):
            if not words:
                raise Invalid("field.required", field=name)
        if not self._reason.value():
            raise Invalid("reason.required", field="reason")
        return NewVersion(
            self._seen.id,
            self._seen.version,
            text_of(self._title),
            self._text.value(),
            self._reason.value(),
            text_of(self._decided_by),
            signed_on,
        )

    def take_theirs(self, theirs: PlanView) -> None:
        self._seen = theirs.row
        self.show_theirs([("title", theirs.fields.title), ("text", theirs.fields.text)])
