"""A theme of the code book: new, changed, merged into another, divided."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.services.queries.codebook import ThemeRow
from tracker.services.theme_changes import MergeThemes, SplitPart, SplitPreview, SplitTheme
from tracker.services.themes import EditTheme, ThemeFields
from tracker.ui import fonts
from tracker.ui.dialogs.answer_ticks import AnswerTicks, Tickable
from tracker.ui.dialogs.form import C, FormDialog, several_lines, text_of
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

# Long enough for a fast pair of letters.
_PAUSE_MS = 120


class _ThemeDialog(FormDialog[C]):
    """The fields of a theme."""

    def __init__(self, title: str, fields: ThemeFields, parent: QWidget | None) -> None:
        super().__init__(title, parent)
        self._name = QLineEdit(fields.name)
        self._description = several_lines(fields.description, 84)
        self._keywords = QLineEdit(fields.keywords)
        self._keywords.setPlaceholderText(_("For example lamp, dark, lit"))
        self.add_field("name", _("Name"), self._name)
        self.add_field("description", _("When to use it"), self._description, optional=True)
        self.add_field("keywords", _("Keywords"), self._keywords, optional=True)
        self.form.addWidget(
            IconText(
                "info",
                _(
                    "Keywords stand with commas between. An answer that holds one gets the theme "
                    "as a suggestion."
                ),
            )
        )

    def multiline(self) -> bool:
        return True

    def fields(self) -> ThemeFields:
        """What the fields say."""
        return ThemeFields(text_of(self._name), text_of(self._description), text_of(self._keywords))


class NewThemeDialog(_ThemeDialog[ThemeFields]):
    """A new theme, last in the code book."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New theme"), ThemeFields(""), parent)

    def command(self) -> ThemeFields:
        return self.fields()


class EditThemeDialog(_ThemeDialog[EditTheme]):
    """A theme as the book has it."""

    def __init__(self, row: ThemeRow, parent: QWidget | None = None) -> None:
        super().__init__(row.name, row.fields, parent)
        self._row = row

    def command(self) -> EditTheme:
        return EditTheme(self._row.id, self._row.version, self.fields())

    def take_theirs(self, theirs: ThemeRow) -> None:
        self.show_theirs(differences(self._row.fields, theirs.fields))
        self._row = theirs


class MergeDialog(FormDialog[MergeThemes]):
    """A theme becomes part of another; what that does stands beneath the choice."""

    def __init__(
        self, row: ThemeRow, book: Sequence[ThemeRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Merge {theme}").format(theme=row.name), parent, save=_("Merge"), width=520
        )
        self._row = row
        self._names = {other.id: other.name for other in book if other.id != row.id}
        self._into: Picker[int] = Picker(list(self._names.items()))
        self.add_field("into", _("Into the theme"), self._into)
        self._what = Text("", fonts.body(tabular=True), "text2", wrap=True)
        # As long as what it will say, so that the dialog needn't grow for it.
        self._what.setMinimumHeight(4 * int(QFontMetricsF(fonts.body()).lineSpacing()))
        self._what.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.form.addWidget(self._what)
        self._into.changed.connect(lambda _value: self._tell())
        self._tell()

    def command(self) -> MergeThemes:
        into = self._into.value()
        if into is None:
            raise Invalid("field.required", field="into")
        return MergeThemes(into, (self._row.id,))

    def _tell(self) -> None:
        try:
            into = self._into.value()
        except Invalid:
            into = None
        if into is None:
            self._what.setText(_("Everything that has this theme gets the one you choose."))
            return
        words = ngettext(
            "{count} answer with {theme} gets {into} instead, and so do the problems that rest "
            "on it. {theme} is removed, and its name and keywords become keywords of {into}.",
            "{count} answers with {theme} get {into} instead, and so do the problems that rest "
            "on it. {theme} is removed, and its name and keywords become keywords of {into}.",
            self._row.answers,
        )
        count = format_number(self._row.answers)
        self._what.setText(words.format(count=count, theme=self._row.name, into=self._names[into]))


class SplitDialog(FormDialog[SplitTheme]):
    """Some answers of a theme get one of their own: those with a keyword, and those ticked."""

    preview_asked = Signal(str)
    """Which answers hold these keywords? Answered by `show_preview`."""

    def __init__(self, row: ThemeRow, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Split {theme}").format(theme=row.name), parent, save=_("Split"), width=760
        )
        self._row = row
        self._found: frozenset[int] = frozenset()
        self._name = QLineEdit()
        self._keywords = QLineEdit()
        self._keywords.setPlaceholderText(_("Words that its answers hold, with commas between"))
        with self.row() as line:
            self.add_field("name", _("The new theme's name"), self._name, into=line, stretch=2)
            self.add_field(
                "keywords", _("Keywords"), self._keywords, into=line, optional=True, stretch=3
            )
        self._ticks = AnswerTicks(_("Answers that get the new theme"))
        self.add_field("ids", _("Answers that get the new theme"), self._ticks)
        self._what = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        self.form.addWidget(self._what)
        keep = _("They keep {theme} as well").format(theme=row.name)
        self._keep = QCheckBox(keep.replace("&", "&&"))
        self._keep.toggled.connect(self._tell)
        self.form.addWidget(self._keep)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._ask)
        self._keywords.textChanged.connect(lambda _typed: self._later.start())
        self._ticks.changed.connect(self._tell)

    def show_preview(self, preview: SplitPreview) -> None:
        """The answers found stand first and are ticked; so do those ticked by hand."""
        by_hand = frozenset(self._ticks.ticked()) - self._found
        found = preview.parts[0] if preview.parts else ()
        self._found = frozenset(row_id for row_id, _text in found)
        rows = [Tickable(row_id, text) for row_id, text in (*found, *preview.rest)]
        self._ticks.set_rows(rows)
        self._ticks.tick(self._found | by_hand)
        self._tell()

    def flush(self) -> None:
        """Look for what has been typed so far without waiting for more."""
        self._later.stop()
        self._ask()

    def command(self) -> SplitTheme:
        if not text_of(self._name):
            raise Invalid("field.required", field="name")
        ids = self._ticks.ticked()
        if not ids:
            raise Invalid("response.none", field="ids")
        fields = ThemeFields(text_of(self._name), keywords=text_of(self._keywords))
        part = SplitPart(fields, ids)
        return SplitTheme(self._row.id, self._row.version, (part,), keep=self._keep.isChecked())

    def take_theirs(self, theirs: ThemeRow) -> None:
        self._row = theirs

    def _ask(self) -> None:
        self.preview_asked.emit(text_of(self._keywords))

    def _tell(self) -> None:
        moved = len(self._ticks.ticked())
        left = self._row.answers if self._keep.isChecked() else self._row.answers - moved
        words = _("{moved} get the new theme, {left} have {theme}.")
        self._what.setText(
            words.format(
                moved=format_number(moved),
                left=format_number(max(left, 0)),
                theme=self._row.name,
            )
        )
