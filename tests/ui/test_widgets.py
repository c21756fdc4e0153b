"""Widgets by keyboard, and what they are called."""

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tracker import i18n
from tracker.labels import label
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton
from tracker.ui.widgets.chips import Choice, ChoicePopup, FilterChip
from tracker.ui.widgets.choosers import SegmentedControl, TabStrip
from tracker.ui.widgets.fields import SearchField
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.marks import FollowUpPill, Icon, PartyBadge, StatusMark, Tag
from tracker.ui.widgets.notes import Banner, EmptyState, Notice
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.panels import FieldRow, SectionHeader
from tracker.ui.widgets.progress import (
    Progress,
    ProgressBar,
    count_text,
    describe,
    expected_text,
    phrase_runs,
)
from tracker.ui.widgets.sidebar import Sidebar, SidebarRow
from tracker.ui.widgets.statusbar import StatusBar
from tracker.ui.widgets.text import RunText, Text, plain_tip
from tracker.ui.widgets.tiles import Tile

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")
JUNE = date(2018, 6, 15)


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Ändra ägare & datum…", icon="person", keys="Ä"),
        lambda: PrimaryButton("Logga insats", icon="plus", keys="Ctrl+L"),
        lambda: LinkButton("Visa alla 17"),
        lambda: IconButton("drawer", "Fäll ihop"),
        lambda: Tile("Sena åtgärder", number="1", of="av 12"),
    ],
)
def test_buttons_are_pressed_by_keyboard_and_have_names(
    qtbot: QtBot, make: type[QPushButton]
) -> None:
    button = make()
    show(qtbot, button)
    assert spoken(button)
    assert role(button) == QAccessible.Role.Button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Space)
    assert button.toolTip() or button.text() or button.accessibleName()


def test_a_focused_button_shows_its_ring(qtbot: QtBot) -> None:
    box = QWidget()
    layout = QVBoxLayout(box)
    buttons = [Button("Ett"), PrimaryButton("Två"), LinkButton("Tre"), IconButton("plus", "Fyra")]
    for button in buttons:
        layout.addWidget(button)
    show(qtbot, box)
    for button in buttons:
        box.setFocus()
        before = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert button.grab().toImage() != before


def test_an_ampersand_is_shown_and_makes_no_shortcut(qtbot: QtBot) -> None:
    button = Button("Polis & kommun")
    qtbot.addWidget(button)
    assert button.words() == "Polis & kommun"
    assert button.shortcut().isEmpty()
    assert spoken(button) == "Polis & kommun"


def test_mouse_does_not_take_the_focus(qtbot: QtBot) -> None:
    button = Button("Klicka")
    show(qtbot, button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_marks_say_their_value(qtbot: QtBot) -> None:
    cases: list[tuple[QLabel, str]] = [
        *((PartyBadge(party), label(party)) for party in Party),
        *((FollowUpPill(value), label(value)) for value in FollowUp),
        *((StatusMark(status), label(status)) for status in ActionStatus),
        *((StatusMark(status), label(status)) for status in PromiseStatus),
        (Tag("Pågår"), "Pågår"),
    ]
    for mark, words in cases:
        qtbot.addWidget(mark)
        assert spoken(mark) == words
        assert role(mark) == QAccessible.Role.StaticText
        assert mark.sizeHint().height() >= 20
    assert cases[0][0].toolTip() == "Polis"


def has(image: QImage, colour: str) -> bool:
    """Whether the colour fills something: a stray pixel of a smooth edge is not enough."""
    wanted = QColor(colour)
    spots = product(range(image.width()), range(image.height()))
    return sum(image.pixelColor(x, y) == wanted for x, y in spots) > 50


def test_only_what_needs_attention_is_filled(qtbot: QtBot, theme: Theme) -> None:
    for value in FollowUp:
        pill, title = FollowUpPill(value), FollowUpPill(value, size=paint.TITLE_PILL)
        for widget in (pill, title):
            qtbot.addWidget(widget)
        ground = theme.tokens().follow_up(value).pill
        needs = value in (FollowUp.AT_RISK, FollowUp.LATE)
        assert has(pill.grab().toImage(), ground) is needs
        assert has(title.grab().toImage(), ground)


PHRASES = [
    (Progress(17, 30, 21.2, FollowUp.AT_RISK), "17 av 30, borde vara 21"),
    (Progress(0, 2, 2, FollowUp.LATE, JUNE, overdue=True), "0 av 2, skulle vara klar 15"),
    (Progress(26, 24, 17, FollowUp.ON_TRACK), "26 av 24  målet nått, +2"),
    (Progress(24, 24, 17, FollowUp.ON_TRACK), "24 av 24  målet nått"),
    (Progress(0, 10, 0, FollowUp.NOT_STARTED), "0 av 10, ej börjat"),
    (Progress(12, None, None, FollowUp.NO_TARGET), "12, utan mål"),
    (Progress(4, 6), "4 av 6"),
    (Progress(0, 1, None, FollowUp.ON_TRACK, JUNE, single=True), "klar senast 15"),
    (Progress(1.5, 10, 2, FollowUp.ON_TRACK), "1,5 av 10, borde vara 2"),
    (Progress(3, 10, None, FollowUp.ON_TRACK), "3 av 10"),
]


@pytest.mark.parametrize(("progress", "words"), PHRASES)
def test_progress_in_words(progress: Progress, words: str) -> None:
    assert "".join(run.text for run in phrase_runs(progress)).startswith(words)


def test_progress_in_english() -> None:
    with i18n.language("en"):
        assert describe(PHRASES[0][0]) == "17 of 30, should be 21, at risk"


def test_bar_is_described_to_those_who_do_not_see_it(qtbot: QtBot) -> None:
    bar = ProgressBar(Progress(17, 30, 21, FollowUp.AT_RISK))
    qtbot.addWidget(bar)
    assert bar.accessibleDescription() == "17 av 30, borde vara 21, risk"
    assert role(bar) == QAccessible.Role.ProgressBar
    assert bar.toolTip() == bar.accessibleDescription()


def test_count_without_target_or_single() -> None:
    assert count_text(Progress(12, None)) == "12"
    assert count_text(Progress(0, 1, single=True)) == "engång"
    assert expected_text(Progress(4, 6)) == ""


def column_colours(bar: ProgressBar, x: int) -> set[str]:
    image = bar.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for y in range(image.height())}


def test_bar_draws_fill_missing_piece_tick_and_halo(qtbot: QtBot, theme: Theme) -> None:
    bar = ProgressBar(Progress(50, 100, 80, FollowUp.AT_RISK))
    qtbot.addWidget(bar)
    bar.resize(200, 18)
    tokens = theme.tokens()
    assert tokens.fill in column_colours(bar, 50)
    assert tokens.missing_risk in column_colours(bar, 130)
    assert tokens.surface in column_colours(bar, 100)
    assert column_colours(bar, 160) >= {tokens.tick}
    assert tokens.tick not in column_colours(bar, 158)
    assert tokens.track in column_colours(bar, 180)
    tick = bar.grab().toImage()
    assert sum(tick.pixelColor(160, y).name().upper() == tokens.tick for y in range(18)) == 16


def test_overdue_tick_stands_at_the_end_and_over_delivery_fills(qtbot: QtBot, theme: Theme) -> None:
    late = ProgressBar(Progress(0, 2, 1, FollowUp.LATE, JUNE, overdue=True))
    over = ProgressBar(Progress(26, 24, 12, FollowUp.ON_TRACK))
    ended = ProgressBar(Progress(4, 6, 5))
    for bar in (late, over, ended):
        qtbot.addWidget(bar)
        bar.resize(200, 18)
    tokens = theme.tokens()
    assert tokens.tick in column_colours(late, 199)
    assert tokens.missing_late in column_colours(late, 100)
    assert tokens.fill in column_colours(over, 198)
    assert tokens.tick in column_colours(over, 100)
    assert tokens.strong in column_colours(ended, 50)
    assert all(tokens.tick not in column_colours(ended, x) for x in range(200))


def test_segments_by_arrows(qtbot: QtBot) -> None:
    control = SegmentedControl(((2018, "2018"), (2017, "2017"), (0, "Alla")), 2018, "År")
    show(qtbot, control)
    with qtbot.waitSignal(control.changed) as changed:
        QTest.keyClick(control, Key.Key_Right)
    assert changed.args == [2017]
    QTest.keyClick(control, Key.Key_Right)
    QTest.keyClick(control, Key.Key_Right)
    assert control.value() == 0
    control.set_value(2018)
    assert control.value() == 2018
    names = [spoken(button) for button in control.findChildren(QPushButton)]
    assert names == ["År: 2018", "År: 2017", "År: Alla"]
    with pytest.raises(ValueError, match="1999"):
        control.set_value(1999)


def test_tabs_by_arrows(qtbot: QtBot) -> None:
    tabs = TabStrip(["Åtgärdsplan", "Spår & effekt"])
    show(qtbot, tabs)
    with qtbot.waitSignal(tabs.currentChanged):
        QTest.keyClick(tabs, Key.Key_Right)
    tabs.set_words(1, "Avvikelser 3")
    assert tabs.tabText(1) == "Avvikelser 3"
    assert tabs.tabSizeHint(1).height() >= 36


def parties() -> Sequence[Choice]:
    return [Choice(party, label(party)) for party in Party]


def popup_of(chip: FilterChip) -> tuple[ChoicePopup, QListWidget]:
    [popup] = chip.findChildren(ChoicePopup)
    [choices] = popup.findChildren(QListWidget)
    return popup, choices


def test_chip_is_set_and_cleared_by_keyboard(qtbot: QtBot) -> None:
    chip = FilterChip("Part", parties)
    show(qtbot, chip)
    assert spoken(chip) == "Part"
    QTest.keyClick(chip, Key.Key_Down)
    popup, choices = popup_of(chip)
    with qtbot.waitSignal(chip.changed) as changed:
        QTest.keyClick(choices, Key.Key_Space)
    assert changed.args == [frozenset({Party.POLICE})]
    QTest.keyClick(choices, Key.Key_Down)
    QTest.keyClick(choices, Key.Key_Space)
    assert chip.value() == frozenset({Party.POLICE, Party.MUNICIPALITY})
    assert spoken(chip) == "Part: Polis eller Kommun"
    QTest.keyClick(choices, Key.Key_Escape)
    assert not popup.isVisible()
    with qtbot.waitSignal(chip.changed):
        QTest.keyClick(chip, Key.Key_Delete)
    assert chip.value() == frozenset()


def test_chip_cross_clears_and_the_rest_opens(qtbot: QtBot) -> None:
    chip = FilterChip("Part", parties)
    chip.set_value(frozenset(Party))
    show(qtbot, chip)
    assert spoken(chip) == "Part: 4 valda"
    cross = QPoint(chip.width() - 10, chip.height() // 2)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    assert chip.value() == frozenset()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert popup_of(chip)[0].isVisible()


def test_many_choices_are_searched_and_one_is_taken(qtbot: QtBot) -> None:
    owners = [Choice(number, f"Gruppchef {number}") for number in range(30)]
    chip = FilterChip("Ägare", lambda: owners, several=False)
    show(qtbot, chip)
    chip.open()
    popup, _choices = popup_of(chip)
    search = popup.focusWidget()
    assert search is not None
    QTest.keyClicks(search, "chef 17")
    with qtbot.waitSignal(chip.changed) as changed:
        QTest.keyClick(search, Key.Key_Return)
    value: list[Hashable] = changed.args
    assert value == [frozenset({17})]


def test_search_field_clears_steps_and_notes(qtbot: QtBot) -> None:
    field = SearchField("Sök eller kör kommando", keys="Ctrl+K")
    show(qtbot, field)
    assert spoken(field) == "Sök eller kör kommando"
    QTest.keyClicks(field, "fot")
    with qtbot.waitSignal(field.stepped) as stepped:
        QTest.keyClick(field, Key.Key_Down)
    assert stepped.args == [1]
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""
    before = field.grab().toImage()
    field.set_note("3 träffar")
    assert field.grab().toImage() != before


def make_sidebar() -> Sidebar:
    rows = (SidebarRow("overview", "overview", "Översikt"), SidebarRow("log", "log", "Insatser"))
    foot = (SidebarRow("handbook", "handbook", "Handbok", keys="F1", is_command=True),)
    return Sidebar((rows[:1], rows[1:]), foot, name="Sidor")


def test_sidebar_by_keyboard(qtbot: QtBot) -> None:
    sidebar = make_sidebar()
    show(qtbot, sidebar)
    sidebar.choose("overview")
    first, second, last = sidebar.findChildren(QPushButton)
    first.setFocus()
    QTest.keyClick(first, Key.Key_Down)
    assert second.hasFocus()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        QTest.keyClick(second, Key.Key_Space)
    assert chosen.args == ["log"]
    assert second.isChecked()
    assert not first.isChecked()
    QTest.keyClick(second, Key.Key_Down)
    QTest.keyClick(last, Key.Key_Down)
    assert last.hasFocus()
    with qtbot.waitSignal(sidebar.chosen):
        QTest.keyClick(last, Key.Key_Space)
    assert second.isChecked()


def test_sidebar_counts_are_read_out(qtbot: QtBot) -> None:
    sidebar = make_sidebar()
    qtbot.addWidget(sidebar)
    sidebar.set_count("log", 252)
    sidebar.set_count("overview", 0, badge=True)
    first, second, _last = sidebar.findChildren(QPushButton)
    assert spoken(second) == "Insatser, 252"
    assert spoken(first) == "Översikt"
    sidebar.set_count("overview", 5, badge=True)
    assert spoken(first) == "Översikt, 5"
    sidebar.set_count("log", None)
    assert spoken(second) == "Insatser"


def test_status_bar_says_and_undoes(qtbot: QtBot) -> None:
    bar = StatusBar()
    show(qtbot, bar)
    bar.set_state(["saffle.loftesbok", "", "sparad 14:02"])
    bar.show_message("Insatsen loggad", can_undo=True)
    assert bar.message() == "Insatsen loggad"
    [undo] = bar.findChildren(LinkButton)
    assert undo.isVisible()
    with qtbot.waitSignal(bar.undo_clicked):
        QTest.keyClick(undo, Key.Key_Space)
    bar.show_message("Rapporten sparad")
    assert not undo.isVisible()
    assert ticked(bar)
    bar.show_refusal("Inget mer föreslås")
    assert bar.message() == "Inget mer föreslås"
    assert not ticked(bar)
    bar.show_message("Rapporten sparad")
    assert ticked(bar)
    bar.clear_message()
    assert bar.message() == ""


def ticked(bar: StatusBar) -> bool:
    return any(icon.isVisible() for icon in bar.findChildren(Icon))


def test_foldable_folds(qtbot: QtBot) -> None:
    section = Foldable("Insatser", count="17", link="Logga insats")
    content = QLabel("14 sep")
    section.body.addWidget(content)
    show(qtbot, section)
    head = section.findChildren(QPushButton)[0]
    assert spoken(head) == "Insatser 17"
    with qtbot.waitSignal(section.folded) as folded:
        QTest.keyClick(head, Key.Key_Space)
    assert folded.args == [True]
    assert not content.isVisible()
    section.set_open(True)
    assert content.isVisible()
    assert section.link is not None


def test_field_row_is_read_with_its_label(qtbot: QtBot) -> None:
    row = FieldRow("Slutdatum", "31 dec 2018", locked=True)
    qtbot.addWidget(row)
    assert row.value.accessibleName() == "Slutdatum: 31 dec 2018"
    row.set_text("15 jun 2018")
    assert row.value.accessibleName() == "Slutdatum: 15 jun 2018"
    locks = [child.toolTip() for child in row.findChildren(QLabel) if child.toolTip()]
    assert locks == ["Låst: en ändring kräver ett skäl"]


def test_banner_empty_state_and_header_links(qtbot: QtBot) -> None:
    banner = Banner("log", "Exempeldata.", "Boken visar läget.", "Visa dagens", closable="Stäng")
    empty = EmptyState("log", "Inga insatser", "Här samlas det som gjorts.", "Logga insats")
    header = SectionHeader("Kräver beslut")
    link = header.add_link("Öppna Granskning")
    for widget in (banner, empty, header):
        show(qtbot, widget)
    visit, close = banner.findChildren(QPushButton)
    with qtbot.waitSignal(banner.link_clicked):
        QTest.keyClick(visit, Key.Key_Space)
    with qtbot.waitSignal(banner.closed):
        QTest.keyClick(close, Key.Key_Space)
    with qtbot.waitSignal(empty.acted):
        QTest.keyClick(empty.findChildren(QPushButton)[0], Key.Key_Space)
    with qtbot.waitSignal(link.clicked):
        QTest.keyClick(link, Key.Key_Space)


def test_hostile_text_stays_text(qtbot: QtBot) -> None:
    hostile = "<b>fet</b> & <img src=x>"
    label_ = Text(hostile).elidable()
    label_.resize(40, 20)
    notice = Notice("Varför", hostile)
    runs = RunText([Run(hostile)])
    for widget in (label_, notice, runs):
        show(qtbot, widget)
    assert label_.textFormat() == Qt.TextFormat.PlainText
    assert label_.whole_text() == hostile
    assert label_.accessibleName() == hostile
    assert label_.toolTip() == plain_tip(hostile)
    assert "<b>" not in label_.toolTip()
    assert notice.text() == hostile


def test_elided_text_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    text = Text("Fotpatrullering, pass fre/lör kväll").elidable()
    show(qtbot, text)
    text.resize(60, 20)
    assert text.text().endswith("…")
    assert text.toolTip() == text.whole_text()
    text.resize(600, 20)
    assert text.text() == text.whole_text()
    assert text.toolTip() == ""
    text.resize(60, 20)
    text.setText("Kort")
    assert text.text() == "Kort"
    text.set_tone("late")
    assert text.property("tone") == "late"


def test_ten_thousand_characters_are_drawn_at_once(qtbot: QtBot) -> None:
    runs = RunText([Run("å" * 10_000)], font=fonts.body())
    show(qtbot, runs)
    runs.resize(200, 20)
    runs.grab()
    assert runs.toolTip()


def test_flow_wraps_and_keeps_order(qtbot: QtBot) -> None:
    box = QWidget()
    layout = FlowLayout(box)
    buttons = [Button(f"Knapp {number}") for number in range(6)]
    for button in buttons:
        layout.addWidget(button)
    qtbot.addWidget(box)
    wide = layout.sizeHint().width()
    assert layout.heightForWidth(wide) < layout.heightForWidth(wide // 3)
    box.resize(wide // 3, layout.heightForWidth(wide // 3))
    box.show()
    QApplication.processEvents()
    places = [(button.y(), button.x()) for button in buttons]
    assert places == sorted(places)
    assert box.rect().contains(buttons[-1].geometry())
    assert layout.takeAt(0) is not None
    assert layout.count() == 5
    assert layout.itemAt(9) is None


def test_tile_reads_number_and_what_is_below(qtbot: QtBot) -> None:
    tile = Tile("Löften i fas")
    qtbot.addWidget(tile)
    tile.set_values("1", of="av 3", counts=[(FollowUp.ON_TRACK, "1 i fas")])
    assert spoken(tile) == "Löften i fas: 1 av 3"
    assert tile.accessibleDescription() == "1 i fas"
    assert tile.sizeHint().height() >= 88


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_draws_in_both_themes(qtbot: QtBot, theme: Theme, mode: str) -> None:
    from tests.ui import gallery

    theme.set_mode("dark" if mode == "dark" else "light")
    for window in (gallery.gallery(), gallery.tables()):
        show(qtbot, window)
        window.grab()
        for button in window.findChildren(QPushButton):
            assert spoken(button), button
