import datetime as dt
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.factory import (
    DAY,
    a_person,
    a_promise,
    an_action,
    snapshot,
)
from tests.refusals import refused
from tests.services.spreadsheet.forms import (
    ACTION,
    DATE,
    FIRST,
    KEY,
    OCCASION,
    PATROL,
    PLACE,
    QUANTITY,
    Cells,
    a_form,
    a_row,
    day,
    filled_in,
    saved,
    saved_as_ods,
    sheets_of,
)
from tests.services.spreadsheet.lists import codes, take_in, told
from tracker.i18n import language
from tracker.models.action import LogEntry, Occasion
from tracker.models.enums import ActionKind, ActionStatus, OccasionState, Party
from tracker.services.actions import SetStatus, delete_action, set_status
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.log import EditLog, LogFields, edit_log
from tracker.services.spreadsheet.form_actions import FormQuery


def entries(ctx: AppContext) -> list[LogEntry]:
    with ctx.read() as session:
        return list(session.scalars(select(LogEntry).order_by(LogEntry.id)))


def test_a_form_lists_what_can_be_logged(ctx: AppContext, tmp_path: Path) -> None:
    promise = a_promise(ctx)
    an_action(ctx, promise, owner_id=a_person(ctx))
    an_action(ctx, promise, title="=HYPERLINK(1)", owner_id=a_person(ctx, "Gruppchef"))
    single = {"kind": ActionKind.SINGLE, "planned": None, "unit": ""}
    an_action(ctx, promise, title="Byt lampor", **single)
    ended = an_action(ctx, promise, title="Klar insats")
    set_status(ctx, SetStatus(((ended, 1),), ActionStatus.DONE, "Det räckte"))
    sheets = sheets_of(a_form(ctx, tmp_path / "b.xlsx"))
    assert list(sheets) == ["Insatser", "Åtgärder", "loftesboken"]
    rows = sheets["Åtgärder"][3:]
    assert [row[0] for row in rows] == [PATROL, "1.2 =HYPERLINK(1)", "1.3 Byt lampor"]
    # As the paper form says it.
    assert rows[2][4:7] == [0, 1, 1]
    assert rows[0][2:8] == ["Kommunpolis", dt.date(2018, 12, 31), 0, 30, 30, "pass"]
    only = sheets_of(a_form(ctx, tmp_path / "g.xlsx", FormQuery("gruppchef")))
    assert [row[0] for row in only["Åtgärder"][3:]] == ["1.2 =HYPERLINK(1)"]
    with refused("form.no_actions"):
        a_form(ctx, tmp_path / "x.xlsx", FormQuery(parties=frozenset({Party.OTHER})))
    assert not (tmp_path / "x.xlsx").exists()


def test_a_form_speaks_the_language_and_runs_nothing(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx, title="@SUM(A1)")
    with language("en"):
        path = a_form(ctx, tmp_path / "b.xlsx")
    assert list(sheets_of(path))[:2] == ["Log entries", "Actions"]
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        workbook = archive.read("xl/workbook.xml").decode()
        everything = archive.namelist()
    assert "<f>" not in sheet, "no cell is a formula"
    assert not [name for name in everything if "vba" in name or "external" in name.lower()]
    assert 'state="veryHidden"' in workbook
    assert "$4:$4" in workbook, "the headings are repeated on paper"
    assert "$A$1:$K$29" in workbook, "one page of rows is printed"
    assert 'fitToHeight="0"' not in sheet
    assert re.search(r'<pageSetup[^>]*paperSize="9"[^>]*orientation="landscape"', sheet)
    assert re.search(r'<pane [^>]*ySplit="4"[^>]*state="frozen"', sheet)
    rules = re.findall(r'<dataValidation type="(\w+)"[^>]*sqref="([A-Z])5:', sheet)
    assert rules == [
        ("list", "A"), ("list", "B"), ("date", "C"), ("decimal", "D"), ("decimal", "E"),
        ("whole", "F"), ("list", "J"),
    ]  # fmt: skip


def test_what_is_filled_in_comes_in(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    rows = [
        a_row(3, quantity=2, hours=dt.time(1, 30), people=2, place="Torget", note="Lugnt"),
        {},
        a_row(5, note="=1+1", internal="ja", logged_by="Gruppchef"),
    ]
    path = filled_in(a_form(ctx, tmp_path / "b.xlsx"), tmp_path / "i.xlsx", rows, writer="Kim")
    result = take_in(ctx, path, "log", dry_run=True)
    assert (result.added, entries(ctx)) == (2, [])
    result = take_in(ctx, path, "log")
    assert (result.added, result.problems, result.notes) == (2, (), ())
    first, second = entries(ctx)
    assert (first.action_id, first.done_on, first.quantity) == (action, day(3), Decimal(2))
    assert (first.minutes, first.people, first.place) == (90, 2, "Torget")
    assert (first.logged_by, second.logged_by) == ("Kim", "Gruppchef")
    assert (second.note, second.internal, second.quantity) == ("=1+1", True, Decimal(1))
    assert check_book(ctx) == []


def test_a_form_that_is_empty_is_refused(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    with refused("form.blank"):
        take_in(ctx, a_form(ctx, tmp_path / "b.xlsx"), "log")


def test_the_same_form_twice_adds_nothing(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    blank = a_form(ctx, tmp_path / "b.xlsx")
    # A copied row has its key twice; the second deed is one of its own.
    rows = [a_row(3), a_row(4), a_row(5)]

    def copied(sheets: dict[str, Cells]) -> None:
        form = sheets["Insatser"]
        form[FIRST + 3] = list(form[FIRST + 2])

    path = filled_in(blank, tmp_path / "i.xlsx", rows, change=copied)
    assert take_in(ctx, path, "log").added == 4
    before = snapshot(ctx)

    def turned(sheets: dict[str, Cells]) -> None:
        copied(sheets)
        form = sheets["Insatser"]
        form[FIRST : FIRST + 4] = form[FIRST : FIRST + 4][::-1]

    again = take_in(ctx, filled_in(blank, tmp_path / "s.xlsx", rows, change=turned), "log")
    assert (again.added, again.duplicates, again.updated) == (0, 4, 0)

    def cells_turned(sheets: dict[str, Cells]) -> None:
        """Sorted without the hidden column."""
        turned(sheets)
        form = sheets["Insatser"]
        keys = [row[KEY] for row in form[FIRST : FIRST + 4]]
        for row, key in zip(form[FIRST : FIRST + 4], reversed(keys), strict=True):
            row[KEY] = key

    again = take_in(ctx, filled_in(blank, tmp_path / "t.xlsx", rows, change=cells_turned), "log")
    assert (again.added, again.duplicates, again.updated) == (0, 4, 0)
    assert take_in(ctx, filled_in(blank, tmp_path / "d.xlsx", rows[1:2]), "log").added == 0
    assert snapshot(ctx) == before


def test_a_corrected_row_changes_its_entry(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    blank = a_form(ctx, tmp_path / "b.xlsx")
    take_in(ctx, filled_in(blank, tmp_path / "i.xlsx", [a_row(3), a_row(4)]), "log")
    before = snapshot(ctx)
    mended = [a_row(3), a_row(4, quantity="2 st", place="Torget"), a_row(6)]
    path = filled_in(blank, tmp_path / "j.xlsx", mended)
    result = take_in(ctx, path, "log")
    assert (result.added, result.updated, result.duplicates) == (1, 1, 1)
    assert told(result) == [
        "j.xlsx, flik Insatser, rad 6: Ändrad sedan den hämtades in, så insatsen i boken ändras "
        "till: 1.1 Fotpatrullering, 4 feb 2018, antal 2, Torget."
    ]
    assert [(row.quantity, row.place) for row in entries(ctx)] == [
        (Decimal(1), ""),
        (Decimal(2), "Torget"),
        (Decimal(1), ""),
    ]
    again = take_in(ctx, path, "log")
    assert (again.added, again.updated, again.duplicates) == (0, 0, 3)
    undo(ctx)
    assert snapshot(ctx) == before
    redo(ctx)
    assert check_book(ctx) == []


def test_what_was_changed_in_the_book_stays(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    blank = a_form(ctx, tmp_path / "b.xlsx")
    take_in(ctx, filled_in(blank, tmp_path / "i.xlsx", [a_row(3), a_row(4)]), "log")
    entry = entries(ctx)[1]
    edit_log(ctx, EditLog(entry.id, entry.version, LogFields(action, day(4), Decimal(7))))
    before = snapshot(ctx)
    assert take_in(ctx, tmp_path / "i.xlsx", "log").duplicates == 2
    mended = filled_in(blank, tmp_path / "j.xlsx", [a_row(3), a_row(4, quantity=2)])
    result = take_in(ctx, mended, "log")
    assert (result.added, result.updated, result.held_back) == (0, 0, 1)
    assert [finding.code for finding in result.notes] == ["form.changed"]
    assert snapshot(ctx) == before


def test_two_people_fill_in_their_own_copies(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    blank = a_form(ctx, tmp_path / "blank.xlsx")

    def sent(name: str, rows: list[dict[int, Any]], writer: str = "") -> tuple[int, int, int]:
        path = filled_in(blank, tmp_path / f"{name}.xlsx", rows, writer=writer)
        result = take_in(ctx, path, "log")
        return result.added, result.updated, result.held_back

    assert sent("a", [a_row(3), a_row(4)], "Kim") == (2, 0, 0)
    assert sent("b", [a_row(3, quantity=2), a_row(10)], "Robin") == (2, 0, 0)
    assert sent("a", [a_row(3), a_row(4), a_row(5)], "Kim") == (1, 0, 0)
    assert sent("b", [a_row(3, quantity=3), a_row(10)], "Robin") == (0, 1, 0)
    assert [(row.done_on.day, int(row.quantity)) for row in entries(ctx)] == [
        (3, 1), (4, 1), (3, 3), (10, 1), (5, 1),
    ]  # fmt: skip
    # Sam was there too, and wrote the same in the same row; what follows is still another's.
    assert sent("g", [a_row(3), a_row(4, quantity=2)], "Sam") == (1, 0, 0)
    # One who begins on the blank form again next month overwrites nothing.
    assert sent("c", [a_row(17), a_row(18)], "Kim") == (2, 0, 0)
    # A form with a single row repeats none when it is corrected: the name tells whose it is.
    assert sent("d", [a_row(17, quantity=4)], "Kim") == (0, 1, 0)
    assert sent("e", [a_row(3, quantity=9)]) == (0, 0, 1), "anybody's, so left out"
    assert sent("f", [a_row(27, quantity=9)]) == (1, 0, 0)


def test_a_row_that_was_used_anew_overwrites_nothing(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    blank = a_form(ctx, tmp_path / "b.xlsx")
    take_in(ctx, filled_in(blank, tmp_path / "i.xlsx", [a_row(3), a_row(4)]), "log")
    other = filled_in(blank, tmp_path / "j.xlsx", [a_row(3), a_row(24, place="Ån")])
    result = take_in(ctx, other, "log")
    assert (result.added, result.updated) == (1, 0)
    assert [finding.code for finding in result.notes] == ["form.row_reused"]
    mistyped = filled_in(blank, tmp_path / "k.xlsx", [a_row(3), a_row(25, place="Ån")])
    assert take_in(ctx, mistyped, "log").updated == 1
    assert [row.done_on.day for row in entries(ctx)] == [3, 4, 25]


def test_that_only_the_day_differs_is_said(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    blank = a_form(ctx, tmp_path / "b.xlsx")
    take_in(ctx, filled_in(blank, tmp_path / "i.xlsx", [a_row(3)], writer="Kim"), "log")
    result = take_in(ctx, filled_in(blank, tmp_path / "j.xlsx", [a_row(12)], writer="Kim"), "log")
    (note,) = result.notes
    on = entries(ctx)[0].done_on
    assert (result.added, note.code, note.params["date"], on.day) == (1, "form.other_day", on, 3)
    more = filled_in(blank, tmp_path / "k.xlsx", [a_row(20, quantity=2)], writer="Kim")
    assert take_in(ctx, more, "log").notes == ()


def test_rows_are_read_as_people_write_them(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    an_action(ctx, a_promise(ctx, "Trygga unga"), title="Nattvandring")
    rows: list[dict[int, Any]] = [
        {ACTION: "2,1", DATE: "2018-02-03", QUANTITY: "1,5"},
        {ACTION: "fotpatrull", DATE: "3/2 2018", QUANTITY: "2 st"},
        {ACTION: "1.1 Fotpatruling", DATE: 43134.0},
        {ACTION: PATROL, DATE: day(4), QUANTITY: "ca 10"},
        {ACTION: PATROL, DATE: day(5), QUANTITY: "många"},
        {ACTION: PATROL, QUANTITY: 1},
        {DATE: day(5)},
        {ACTION: PATROL, DATE: DAY + dt.timedelta(1)},
        {ACTION: "Simning", DATE: day(5)},
        {ACTION: PATROL, DATE: day(6), QUANTITY: -1},
        {ACTION: PATROL, DATE: day(6), OCCASION: "kväll"},
    ]
    path = filled_in(a_form(ctx, tmp_path / "b.xlsx"), tmp_path / "i.xlsx", rows)
    result = take_in(ctx, path, "log")
    assert result.added == 3
    assert codes(result) == [
        (8, "input.number"),
        (9, "input.number"),
        (10, "input.required"),
        (11, "input.required"),
        (12, "dates.future"),
        (13, "action.none"),
        (14, "number.negative"),
        (15, "input.date"),
    ]
    assert "i.xlsx, flik Insatser, rad 8, kolumn Antal: " in told(result)[0]
    assert [(row.done_on.day, row.quantity) for row in entries(ctx)] == [
        (3, Decimal("1.5")), (3, 2), (3, 1),
    ]  # fmt: skip


def test_a_form_that_was_pulled_about_is_still_read(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    an_action(ctx, a_promise(ctx, "Andra"), title="Fotpatrullering")
    blank = a_form(ctx, tmp_path / "b.xlsx")
    rows = [a_row(3, quantity=2, place="Torget")]

    def renamed(sheets: dict[str, Cells]) -> None:
        heads = sheets["Insatser"][FIRST - 1]
        heads[ACTION], heads[DATE], heads[KEY] = "Vad vi gjorde", "Vilken dag", "x"

    def moved(sheets: dict[str, Cells]) -> None:
        for row in sheets["Insatser"][FIRST - 1 :]:
            row[QUANTITY], row[PLACE], row[KEY] = row[KEY], row[QUANTITY], row[PLACE]

    def bare(sheets: dict[str, Cells]) -> None:
        del sheets["loftesboken"], sheets["Åtgärder"]

    def doubled(sheets: dict[str, Cells]) -> None:
        sheets["Insatser (2)"] = sheets["Insatser"]

    for change in (renamed, moved, bare, doubled, None):
        for save, ending in ((saved, ".xlsx"), (saved_as_ods, ".ods")):
            path = tmp_path / f"f{ending}"
            filled_in(blank, path, rows, writer="Kim", change=change, save=save)
            result = take_in(ctx, path, "log")
            assert not result.problems, told(result)
            assert not result.notes, told(result)
    (entry,) = entries(ctx)
    assert (entry.done_on, entry.quantity, entry.place) == (day(3), Decimal(2), "Torget")
    assert entry.logged_by == "Kim"


def test_an_action_that_has_ended_or_gone(ctx: AppContext, tmp_path: Path) -> None:
    promise = a_promise(ctx)
    ended = an_action(ctx, promise)
    gone = an_action(ctx, promise, title="Möten")
    an_action(ctx, promise, title="Föräldramöten")
    path = filled_in(
        a_form(ctx, tmp_path / "b.xlsx"),
        tmp_path / "i.xlsx",
        [
            a_row(3),
            {ACTION: "1.2 Möten", DATE: day(3)},
            {ACTION: "1.3 Föräldramöten", DATE: day(3)},
        ],
    )
    set_status(ctx, SetStatus(((ended, 1),), ActionStatus.DONE, "Det räckte"))
    delete_action(ctx, gone, 1)
    result = take_in(ctx, path, "log")
    assert (result.added, codes(result)) == (2, [(6, "form.action_gone")])
    assert [finding.code for finding in result.notes] == ["form.action_ended"]


def test_a_chosen_occasion_is_the_one_done(ctx: AppContext, tmp_path: Path) -> None:
    dates = tuple(day(number) for number in (1, 8, 15, 22))
    action = an_action(ctx, kind=ActionKind.RECURRING, occasions=dates, planned=Decimal(4))
    blank = a_form(ctx, tmp_path / "b.xlsx")
    assert [row[4] for row in sheets_of(blank)["loftesboken"][2:6]] == list(dates)
    rows = [a_row(9, occasion=day(22)), a_row(10), a_row(23, occasion=day(22))]
    path = filled_in(blank, tmp_path / "i.xlsx", rows)
    result = take_in(ctx, path, "log")
    assert [finding.code for finding in result.notes] == ["form.occasion_not_open"]

    def done() -> dict[int, int]:
        with ctx.read() as session:
            found = session.execute(
                select(Occasion.due_on, LogEntry.done_on)
                .join(LogEntry, LogEntry.id == Occasion.log_entry_id)
                .where(Occasion.action_id == action, Occasion.state == OccasionState.DONE)
            )
            return {due_on.day: done_on.day for due_on, done_on in found}

    assert done() == {22: 9, 8: 10, 15: 23}
    rows[1] = a_row(10, occasion=day(1))
    assert take_in(ctx, filled_in(blank, tmp_path / "j.xlsx", rows), "log").updated == 1
    assert done() == {22: 9, 1: 10, 15: 23}
    assert check_book(ctx) == []
