"""The code book: its order, its themes changed, merged and split, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.ui.answers.answering import LIGHT, POLICE, TRAFFIC, some_answers, some_themes, themes_of
from tests.ui.desks import Bench, bench, dialogs
from tracker.i18n import _
from tracker.messages import operation_name
from tracker.services.coding import CodeResponses, code_responses
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.queries.codebook import ThemeRow, theme_rows
from tracker.services.themes import EditTheme, ThemeFields, edit_theme
from tracker.ui.dialogs.codebook import CodebookDialog
from tracker.ui.dialogs.codebook_commands import open_codebook
from tracker.ui.dialogs.codebook_forms import (
    EditThemeDialog,
    MergeDialog,
    NewThemeDialog,
    SplitDialog,
)
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def themes(ctx: AppContext) -> dict[str, int]:
    return some_themes(ctx)


@pytest.fixture
def answers(ctx: AppContext, themes: dict[str, int]) -> list[int]:
    """Three about light, one of them about the police too."""
    made = some_answers(ctx, ("Mörkt vid skolan", "Trasig lampa", "Mörkt i tunneln", "Buller"))
    code_responses(ctx, CodeResponses(tuple(made[:3]), add=(themes[LIGHT],)))
    code_responses(ctx, CodeResponses((made[0],), add=(themes[POLICE],)))
    return made


@pytest.fixture
def place(ctx: AppContext) -> Iterator[Bench]:
    with bench(ctx) as made:
        made.window.show()
        yield made
        assert made.failures == []


@pytest.fixture
def book(place: Bench, answers: list[int]) -> CodebookDialog:
    dialog = open_codebook(place.desk, place.window)
    place.settle()
    return dialog


def names(dialog: CodebookDialog) -> list[str]:
    return [row.name for row in dialog.list.rows()]


def go_to(dialog: CodebookDialog, name: str) -> ThemeRow:
    dialog.list.choose(names(dialog).index(name))
    row = dialog.list.current()
    assert row is not None
    return row


def field(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_each_theme_stands_with_key_count_and_when_to_use_it(book: CodebookDialog) -> None:
    assert names(book) == [LIGHT, POLICE, TRAFFIC]
    spoken = book.list.model().data(book.list.model().index(0, 0))
    for part in (LIGHT, "3 svar", "tangent 1", "Svar om belysning", "lampa, mörkt"):
        assert part in spoken


def test_the_order_is_changed_by_keyboard(
    book: CodebookDialog, place: Bench, ctx: AppContext
) -> None:
    go_to(book, TRAFFIC)
    for key, expected in (
        (Key.Key_Up, [LIGHT, TRAFFIC, POLICE]),
        (Key.Key_Up, [TRAFFIC, LIGHT, POLICE]),
        (Key.Key_Up, [TRAFFIC, LIGHT, POLICE]),
        (Key.Key_Down, [LIGHT, TRAFFIC, POLICE]),
    ):
        QTest.keyClick(book.list, key, Alt)
        assert names(book) == expected
        place.settle()
        assert [row.name for row in theme_rows(ctx)] == names(book) == expected
        current = book.list.current()
        assert current is not None
        assert current.name == TRAFFIC


def test_undo_takes_back_in_the_book_and_says_what(
    book: CodebookDialog, place: Bench, ctx: AppContext
) -> None:
    go_to(book, TRAFFIC)
    QTest.keyClick(book.list, Key.Key_Up, Alt)
    place.settle()
    assert names(book) == [LIGHT, TRAFFIC, POLICE]
    assert not book.said()
    QTest.keyClick(book.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    place.settle()
    assert names(book) == [LIGHT, POLICE, TRAFFIC]
    assert operation_name("theme.order") in book.said()


def test_a_theme_is_added_and_gone_to(book: CodebookDialog, place: Bench) -> None:
    QTest.keyClick(book.list, Key.Key_N)
    (dialog,) = dialogs(NewThemeDialog)
    assert isinstance(dialog, NewThemeDialog)
    dialog.submit()
    place.settle()
    assert dialog.error_text()
    field(dialog, "name").setText("skräp & klotter")
    field(dialog, "keywords").setText("skräp, klotter")
    dialog.submit()
    place.settle()
    assert names(book)[-1] == "skräp & klotter"
    current = book.list.current()
    assert current is not None
    assert current.name == "skräp & klotter"


def test_a_theme_is_gone_to_whether_it_is_listed_before_or_after(book: CodebookDialog) -> None:
    rows = book.list.rows()
    first, *_between, last = rows
    book.set_themes(rows[:-1])
    book.choose(last.id)
    # The list as it was before the theme came.
    book.set_themes(rows[:-1])
    book.set_themes(rows)
    assert book.list.current() == last
    book.choose(first.id)
    assert book.list.current() == first


def test_a_theme_is_changed_and_a_clash_keeps_what_was_typed(
    book: CodebookDialog, place: Bench, ctx: AppContext
) -> None:
    row = go_to(book, POLICE)
    QTest.keyClick(book.list, Key.Key_F2)
    (dialog,) = dialogs(EditThemeDialog)
    assert isinstance(dialog, EditThemeDialog)
    field(dialog, "name").setText("Polis")
    edit_theme(ctx, EditTheme(row.id, row.version, ThemeFields("Poliser", keywords="patrull")))
    place.settle()
    dialog.submit()
    place.settle()
    assert "Poliser" in dialog.error_text()
    assert field(dialog, "name").text() == "Polis"
    dialog.submit()
    place.settle()
    assert names(book)[1] == "Polis"


def test_a_theme_in_use_is_not_removed_and_says_why(
    book: CodebookDialog, place: Bench, ctx: AppContext
) -> None:
    go_to(book, LIGHT)
    QTest.keyClick(book.list, Key.Key_Delete)
    place.settle()
    assert names(book) == [LIGHT, POLICE, TRAFFIC]
    assert book.complaint()
    go_to(book, TRAFFIC)
    assert not book.complaint()
    QTest.keyClick(book.list, Key.Key_Delete)
    place.settle()
    assert names(book) == [LIGHT, POLICE]
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert names(book) == [LIGHT, POLICE, TRAFFIC]


def test_a_merge_says_what_it_does_and_does_it(
    book: CodebookDialog,
    place: Bench,
    ctx: AppContext,
    answers: list[int],
    themes: dict[str, int],
) -> None:
    go_to(book, LIGHT)
    QTest.keyClick(book.list, Key.Key_M)
    (dialog,) = dialogs(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    dialog.submit()
    assert dialog.error_text()
    dialog._into.set_value(themes[POLICE])
    told = dialog._what.whole_text()
    for part in ("3 svar", LIGHT, POLICE):
        assert part in told
    dialog.submit()
    place.settle()
    assert names(book) == [POLICE, TRAFFIC]
    assert [themes_of(ctx, row_id) for row_id in answers] == [[POLICE]] * 3 + [[]]
    merged = book.list.rows()[0]
    assert "belysning" in merged.keywords
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert names(book) == [LIGHT, POLICE, TRAFFIC]
    assert themes_of(ctx, answers[1]) == [LIGHT]


def test_a_split_previews_by_keyword_and_by_hand(
    book: CodebookDialog, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    go_to(book, LIGHT)
    QTest.keyClick(book.list, Key.Key_S)
    (dialog,) = dialogs(SplitDialog)
    assert isinstance(dialog, SplitDialog)
    place.settle()
    assert dialog._ticks.ticked() == ()
    field(dialog, "name").setText("mörka platser")
    dialog.submit()
    assert dialog.error_text()
    field(dialog, "keywords").setText("tunnel")
    dialog.flush()
    place.settle()
    assert dialog._ticks.ticked() == (answers[2],)
    # One more by hand stays ticked when the keywords change.
    dialog._ticks.tick((answers[2], answers[1]))
    field(dialog, "keywords").setText("skolan")
    dialog.flush()
    place.settle()
    assert set(dialog._ticks.ticked()) == {answers[0], answers[1]}
    assert "2 " in dialog._what.whole_text()
    dialog.submit()
    place.settle()
    assert names(book) == [LIGHT, POLICE, TRAFFIC, "mörka platser"]
    assert themes_of(ctx, answers[0]) == [POLICE, "mörka platser"]
    assert themes_of(ctx, answers[1]) == ["mörka platser"]
    assert themes_of(ctx, answers[2]) == [LIGHT]


def test_a_split_may_keep_the_old_theme(
    book: CodebookDialog, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    go_to(book, LIGHT)
    book.split.click()
    (dialog,) = dialogs(SplitDialog)
    assert isinstance(dialog, SplitDialog)
    place.settle()
    field(dialog, "name").setText("lampor")
    dialog._ticks.tick((answers[1],))
    dialog._keep.setChecked(True)
    dialog.submit()
    place.settle()
    assert themes_of(ctx, answers[1]) == [LIGHT, "lampor"]


def test_an_empty_code_book_offers_the_first_theme(place: Bench) -> None:
    dialog = open_codebook(place.desk, place.window)
    place.settle()
    (shown,) = [one for one in dialog.findChildren(EmptyState) if one.isVisible()]
    shown.acted.emit()
    assert len(dialogs(NewThemeDialog)) == 1
    assert not dialog.merge.isEnabled()


def test_a_book_that_can_only_be_read_offers_no_change(ctx: AppContext, answers: list[int]) -> None:
    with bench(replace(ctx, read_only=True)) as reading:
        reading.window.show()
        dialog = open_codebook(reading.desk, reading.window)
        reading.settle()
        assert names(dialog) == [LIGHT, POLICE, TRAFFIC]
        shown = [b for b in dialog.findChildren(QAbstractButton) if b.isVisible()]
        assert len(shown) == 1
        QTest.keyClick(dialog.list, Key.Key_N)
        QTest.keyClick(dialog.list, Key.Key_Return)
        assert dialogs(NewThemeDialog) == dialogs(EditThemeDialog) == []


def test_everything_in_it_has_a_name(book: CodebookDialog) -> None:
    for widget in book.findChildren(QWidget):
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and takes_tab:
            assert widget.accessibleName(), widget


def test_an_empty_code_book_begins_with_the_common_themes_from_the_keyboard(
    place: Bench, ctx: AppContext
) -> None:
    dialog = open_codebook(place.desk, place.window)
    place.settle()
    start = next(
        button
        for button in dialog.findChildren(QAbstractButton)
        if button.accessibleName() == _("Start with common themes")
    )
    start.setFocus()
    QTest.keyClick(start, Key.Key_Return)
    place.settle()
    assert len(names(dialog)) == 9
    assert _("lighting") in names(dialog)
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert names(dialog) == []


def test_enter_presses_the_button_that_has_the_keyboard(book: CodebookDialog, place: Bench) -> None:
    book.new.setFocus()
    QTest.keyClick(book.new, Key.Key_Return)
    place.settle()
    assert len(dialogs(NewThemeDialog)) == 1
