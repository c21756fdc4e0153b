"""Draws every piece in both themes, to be looked at: ``python tests/ui/gallery.py DIR``.

Set QT_SCALE_FACTOR=2 for 200 %. The tests draw it too, so that a piece that can't be drawn fails.
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.ui import fonts, icons
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import (
    BarCell,
    CountCell,
    Deadline,
    DeadlineCell,
    FollowUpCell,
    PartyCell,
    StatusCell,
    TickCell,
)
from tracker.ui.tables.list_rows import ListRow
from tracker.ui.tables.lists import RowList
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.view import TableView
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.choosers import SegmentedControl, TabStrip
from tracker.ui.widgets.fields import SearchField
from tracker.ui.widgets.file_field import FileField
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.marks import (
    FollowUpPill,
    FollowUpSymbol,
    Icon,
    PartyBadge,
    StatusMark,
    Tag,
)
from tracker.ui.widgets.notes import Banner, EmptyState, IconText, Notice, QuietNote
from tracker.ui.widgets.paint import TITLE_PILL, Run
from tracker.ui.widgets.panels import Card, FieldRow, PageHeader, Panel, SectionHeader
from tracker.ui.widgets.pictures import LogotypeView, Swatch
from tracker.ui.widgets.progress import Progress, ProgressBar, phrase_runs
from tracker.ui.widgets.sidebar import Sidebar, SidebarRow
from tracker.ui.widgets.statusbar import StatusBar
from tracker.ui.widgets.text import KeyHint, RunText, Text
from tracker.ui.widgets.tiles import Tile

DECEMBER = date(2018, 12, 31)
PROGRESSES = (
    (Party.MUNICIPALITY, "Röja två återstående stråk",
     Progress(0, 2, 2, FollowUp.LATE, date(2018, 6, 15), overdue=True)),
    (Party.POLICE, "Fotpatrullering, pass fre/lör kväll",
     Progress(17, 30, 21.2, FollowUp.AT_RISK, DECEMBER)),
    (Party.MUNICIPALITY, "Kvällsaktiviteter i centrum",
     Progress(5, 8, 6, FollowUp.AT_RISK, DECEMBER)),
    (Party.OTHER, "Nattvandringar med föreningar",
     Progress(15, 20, 14.1, FollowUp.ON_TRACK, DECEMBER)),
    (Party.POLICE, "Trafikkontroller", Progress(26, 24, 17, FollowUp.ON_TRACK, DECEMBER)),
    (Party.JOINT, "Översyn av GC-banor",
     Progress(0, 1, None, FollowUp.ON_TRACK, date(2018, 9, 28), single=True)),
    (Party.POLICE, "Synlighet", Progress(12, None, None, FollowUp.NO_TARGET)),
    (Party.MUNICIPALITY, "Armaturer", Progress(4, 6)),
)  # fmt: skip


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return layout


def fill(layout: QVBoxLayout, items: Iterable[QWidget | QLayout]) -> None:
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def sidebar() -> Sidebar:
    result = Sidebar(
        (
            (
                SidebarRow("overview", "overview", "Översikt"),
                SidebarRow("promises", "promise", "Löften"),
                SidebarRow("actions", "action", "Åtgärder"),
                SidebarRow("review", "review", "Granskning"),
                SidebarRow("log", "log", "Insatser"),
            ),
            (
                SidebarRow("surveys", "survey", "Underlag"),
                SidebarRow("problems", "problem", "Problem"),
            ),
            (SidebarRow("reports", "report", "Rapporter"),),
        ),
        (
            SidebarRow("handbook", "handbook", "Handbok", keys="F1", is_command=True),
            SidebarRow("settings", "settings", "Inställningar", is_command=True),
        ),
        name="Sidor",
    )
    result.choose("overview")
    result.set_count("promises", 6)
    result.set_count("actions", 20)
    result.set_count("review", 5, badge=True)
    result.set_count("log", 252)
    return result


def promise_card() -> Card:
    card = Card(gap=4)
    head = row(
        Text("L5", fonts.section_title(), "text2"),
        Text("Levande stadskärna", fonts.page_title()),
        FollowUpPill(FollowUp.LATE, size=TITLE_PILL),
    )
    effect = [
        Run("Effekt  ", tone="text3"),
        Run("Otrygga kvällstid ", tone="text2"),
        Run("31 % → mål 25 %"),
        Run(" · ej mätt 2018", tone="text2"),
    ]
    head.addWidget(RunText(effect, font=fonts.caption(tabular=True)))
    card.body.addLayout(head)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for index, (party, name, progress) in enumerate(PROGRESSES):
        grid.addWidget(PartyBadge(party), index, 0)
        grid.addWidget(Text(name).elidable(), index, 1)
        if progress.has_bar:
            grid.addWidget(ProgressBar(progress), index, 2)
        grid.addWidget(RunText(phrase_runs(progress)), index, 3)
        if progress.follow_up:
            grid.addWidget(FollowUpPill(progress.follow_up), index, 4)
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 3)
    grid.setColumnStretch(3, 3)
    card.body.addLayout(grid)
    return card


def chips() -> FlowLayout:
    def parties() -> list[Choice]:
        return [Choice(Party.POLICE, "Polis"), Choice(Party.MUNICIPALITY, "Kommun & co")]

    layout = FlowLayout()
    chosen = FilterChip("Part", parties)
    chosen.set_value(frozenset({Party.POLICE, Party.MUNICIPALITY}))
    period = FilterChip("Period", parties)
    period.set_value(frozenset({Party.POLICE}), "2017–2018")
    for chip in (period, chosen, *(FilterChip(n, parties) for n in ("Ägare", "Uppföljning"))):
        layout.addWidget(chip)
    layout.addWidget(LinkButton("Rensa filter"))
    return layout


def icon_flow() -> FlowLayout:
    layout = FlowLayout()
    for name in icons.names():
        if name != "app":
            layout.addWidget(Icon(name))
    return layout


def inspector() -> Panel:
    panel = Panel("bg")
    panel.setFixedWidth(320)
    body = QVBoxLayout(panel)
    section = Foldable("Uppgifter")
    owner = QWidget()
    line = QHBoxLayout(owner)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(PartyBadge(Party.POLICE))
    line.addWidget(Text("Polis"), 1)
    section.body.addWidget(FieldRow("Part", owner))
    section.body.addWidget(FieldRow("Slutdatum", "31 dec 2018", locked=True))
    section.body.addWidget(FieldRow("Ansvarig", "Gruppchef, lokalpolisområde Arvika, Säffle"))
    log = Foldable("Insatser", count="17", link="Logga insats")
    log.body.addWidget(Text("14 sep   Stortorget, belysning påtalad"))
    folded = Foldable("Historik", count="3")
    folded.set_open(False)
    fill(body, [section, log, folded])
    body.addWidget(QuietNote("”Bidra till” går inte att följa upp. De fem åtgärderna bär löftet."))
    body.addWidget(IconText("lock", "Texten låst, version 1. Undertecknat 14 dec 2017."))
    body.addStretch(1)
    return panel


def fields() -> QVBoxLayout:
    layout = QVBoxLayout()
    combo = QComboBox()
    combo.addItems(["Polis", "Kommun"])
    off = QLineEdit("Låst")
    off.setEnabled(False)
    bad = QLineEdit("31 februari")
    bad.setProperty("invalid", True)
    tick = QCheckBox("Intern")
    tick.setChecked(True)
    some = QCheckBox("Delvis")
    some.setTristate(True)
    some.setCheckState(some.checkState().PartiallyChecked)
    radio = QRadioButton("Offentlig")
    radio.setChecked(True)
    note = QPlainTextEdit()
    note.setPlaceholderText("Vad hände, vad påtalades?")
    note.setMaximumHeight(64)
    found = SearchField("Sök", large=True)
    found.setText("fot")
    found.set_note("3 träffar")
    layout.addLayout(row(SearchField("Sök eller kör kommando", keys="Ctrl+K"), found))
    layout.addLayout(row(combo, off, bad))
    layout.addLayout(row(tick, some, QCheckBox("Tom"), radio, QRadioButton("Annan")))
    layout.addWidget(note)
    swatch = Swatch()
    swatch.show_colour("#14406B")
    file = FileField("Certifikat", "Certifikat (*.p12)")
    file.setAccessibleName("Certifikat")
    layout.addLayout(row(swatch, LogotypeView(), file, stretch=False))
    return layout


def gallery() -> QWidget:
    """One window with everything."""
    window = QWidget()
    window.setProperty("surface", "bg")
    outer = QVBoxLayout(window)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(Banner("log", "Exempeldata.", "Boken visar läget lördag 15 september 2018.",
                           "Visa dagens datum i stället", closable="Stäng"))  # fmt: skip
    columns = QHBoxLayout()
    columns.addWidget(sidebar())
    main = QVBoxLayout()
    main.setContentsMargins(16, 16, 16, 16)
    main.setSpacing(12)
    columns.addLayout(main, 1)
    columns.addWidget(inspector())
    outer.addLayout(columns, 1)
    header = PageHeader("Översikt", subtitle="Säffle kommun och lokalpolisområde Arvika")
    header.add(Button("Ny statusrapport…", icon="report"))
    counts = (
        (FollowUp.ON_TRACK, "1 i fas"),
        (FollowUp.AT_RISK, "1 risk"),
        (FollowUp.LATE, "1 sen"),
    )
    section = SectionHeader("Löften")
    section.add(SegmentedControl(((2018, "2018"), (2017, "2017"), (0, "Alla")), 2018, "År"))
    section.add_link("Öppna Granskning")
    disabled = Button("Avstängd", icon="pencil")
    disabled.setEnabled(False)
    off = PrimaryButton("Avstängd", icon="plus")
    off.setEnabled(False)
    fill(main, [
        header,
        row(Tile("Löften i fas", number="1", of="av 3", counts=counts),
            Tile("Sena åtgärder", number="1", of="av 12", note="92 dagar förbi slutdatum"),
            Tile("Insatser senaste 30 dagar", number="12", note="30 dagar dessförinnan: 9"),
            stretch=False),
        section,
        promise_card(),
        chips(),
        row(PrimaryButton("Logga insats", icon="plus", keys="Ctrl+L"),
            Button("Ändra ägare…", icon="person", keys="Ä"),
            Button("Vy: Mest bråttom först", opens_menu=True),
            Button("Avmarkera", kind="flat", keys="Esc"),
            Button("Meny", kind="flat", icon="menu"), disabled, off,
            IconButton("drawer", "Fäll ihop"), KeyHint("↑")),
        row(*(StatusMark(s) for s in ActionStatus), Tag("Pågår")),
        row(*(StatusMark(s) for s in PromiseStatus)),
        row(*(FollowUpPill(f) for f in FollowUp), *(FollowUpSymbol(f) for f in FollowUp),
            *(FollowUpPill(f, size=TITLE_PILL) for f in FollowUp)),
        TabStrip(["Åtgärdsplan", "Spår", "Effekt", "Avvikelser 0", "Återkoppling 1"]),
        fields(),
        Notice("Varför den är här:", "ingen insats sedan 26 maj, 112 dagar, och 2 för få."),
        icon_flow(),
    ])  # fmt: skip
    card = Card()
    card.body.addWidget(EmptyState("log", "Inga insatser än", "Här samlas det som gjorts. Logga "
                                   "den första så syns den i Översikt.", "Logga insats",
                                   action_icon="plus", keys="Ctrl+L"))  # fmt: skip
    main.addWidget(card)
    status = StatusBar()
    status.set_state(["saffle.loftesbok", "sparad 14:02", "säkerhetskopia i dag 08:00"])
    status.show_message("Insatsen loggad", can_undo=True)
    outer.addWidget(status)
    window.resize(1440, 1480)
    return window


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of the action table, as the example has it."""

    id: int
    number: str
    name: str
    party: Party
    owner: str
    due: Deadline
    progress: Progress
    status: ActionStatus


def action_columns() -> tuple[Column[ActionRow], ...]:
    return (
        Column("tick", "", get=lambda row: None, width=40, delegate=TickCell),
        Column("number", "Nr", get=lambda row: row.number, width=48, tone="text2"),
        Column("name", "Åtgärd", get=lambda row: row.name, weight="medium", stretch=True),
        Column("party", "Part", get=lambda row: row.party, width=130, delegate=PartyCell,
               sort_key="party"),
        Column("owner", "Ägare", get=lambda row: row.owner, width=130),
        Column("due", "Slutdatum", get=lambda row: row.due, width=140, delegate=DeadlineCell,
               sort_key="due"),
        Column("count", "Gjort", get=lambda row: row.progress, width=90, align="right",
               delegate=CountCell),
        Column("bar", "Mot plan", get=lambda row: row.progress, width=132, delegate=BarCell),
        Column("follow_up", "Uppföljning", get=lambda row: row.progress.follow_up, width=110,
               delegate=FollowUpCell, sort_key="urgency", descending_first=True),
        Column("status", "Status", get=lambda row: row.status, width=170, delegate=StatusCell),
    )  # fmt: skip


def action_rows() -> list[ActionRow]:
    rows = []
    for index, (party, name, progress) in enumerate(PROGRESSES * 2):
        due = Deadline(progress.deadline or date(2017, 6, 15), late=progress.overdue)
        if progress.single:
            due = Deadline(due.due, changed="31 maj 2018, väntar på förstudien")
        status = ActionStatus.ONGOING if progress.follow_up else ActionStatus.PARTLY_DONE
        rows.append(ActionRow(index, f"5.{index}", name, party, "Gruppchef", due, progress, status))
    return rows


def action_table() -> TableView[ActionRow]:
    model = RowsModel(action_columns(), lambda row: row.id)
    model.set_rows(action_rows())
    model.set_sorted_by("urgency", True)
    view = TableView(model, "Åtgärder", several=True)
    model.setParent(view)
    view.select_ids([1, 3])
    return view


def lists() -> QHBoxLayout:
    promises = RowList("Löften")
    promises.set_rows([
        ListRow(0, "Pågår 2018", heading=True),
        ListRow(5, "Levande stadskärna", lead="L5", follow_up=FollowUp.LATE, note="5 åtgärder"),
        ListRow(4, "Unga och ANDT", lead="L4", follow_up=FollowUp.AT_RISK, note="4 åtgärder"),
        ListRow(3, "Trafik- och levnadsmiljö", lead="L3", follow_up=FollowUp.ON_TRACK,
                note="3 åtgärder"),
        ListRow(0, "Utkast", heading=True),
        ListRow(6, "Ökad trygghet", lead="L6", note="3 saker saknas", note_icon="info"),
    ])  # fmt: skip
    promises.choose(5)
    queue = RowList("Granskning", row_height=60, lines=True)
    queue.set_rows([
        ListRow(1, "Röja två återstående stråk", lead="5.5", party=Party.MUNICIPALITY,
                follow_up=FollowUp.LATE, note="92 dagar"),
        ListRow(2, "Ungdomsinsatser med fältgruppen och skolan", lead="4.2", party=Party.POLICE,
                follow_up=FollowUp.AT_RISK, note="112 dagar utan insats"),
    ])  # fmt: skip
    queue.choose(2)
    books = RowList("Senaste böcker", row_height=64, lines=True)
    books.set_rows([
        ListRow(1, "Säffle", icon="book", note="S:\\Trygghet\\Löften\\saffle.loftesbok",
                right=(Run("i dag 14:02", tone="text2"),), keys="Enter"),
        ListRow(2, "Säffle och Åmål", icon="book", note="S:\\Trygghet\\saffle-amal.loftesbok",
                right=(Run("i går 16:40", tone="text2"),), right_icon="lock",
                right_note="öppen hos kommunpolisen, läsläge"),
        ListRow(3, "Fotpatrullering, pass fre/lör kväll", party=Party.POLICE, matched=3,
                note="L5 Levande stadskärna · gruppchef",
                right=(Run("17 av 30", strong=True),), keys="Enter"),
    ])  # fmt: skip
    books.choose(1)
    layout = QHBoxLayout()
    layout.addWidget(promises, 216)
    layout.addWidget(queue, 264)
    layout.addWidget(books, 576)
    return layout


def tables() -> QWidget:
    """One window with tables and lists."""
    window = QWidget()
    window.setProperty("surface", "bg")
    layout = QVBoxLayout(window)
    layout.addWidget(action_table(), 3)
    empty = TableView(RowsModel(action_columns(), lambda row: row.id, window), "Tom")
    empty.set_empty_state(EmptyState("action", "Inga träffar", "Ingen åtgärd passar filtret.",
                                     "Rensa filter", primary=False))  # fmt: skip
    layout.addWidget(empty, 2)
    layout.addLayout(lists(), 2)
    window.resize(1280, 1200)
    return window


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme = Theme(app, "light")
    windows = {"widgets": gallery(), "tables": tables()}
    for window in windows.values():
        window.show()
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        app.processEvents()
        for name, window in windows.items():
            path = folder / f"{name}-{mode}-{window.devicePixelRatio():g}x.png"
            window.grab().save(str(path))


if __name__ == "__main__":
    main()
