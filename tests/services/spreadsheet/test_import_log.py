import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.factory import DAY, a_promise, action_fields, an_action, snapshot
from tests.refusals import refused
from tests.services.spreadsheet.lists import codes, csv_file, take_in, told, xlsx_file
from tracker.models.action import Action, LogEntry
from tracker.models.enums import ActionStatus, OccasionState
from tracker.services.actions import AddAction, add_action
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.queries.series import occasions_of

LOG = """Datum;Åtgärd;Antal;Timmar;Plats;Anteckning;Deltagare
2018-02-03;Fotpatrullering;1;1,5;Stortorget;belysning påtalad;2
3/2 2018;fotpatrullering;2;;45:an;;
3 februari 2018;FOTPATRULLERING;0,5;1:30;;;2 poliser och en väktare
"""
HOSTILE = [
    "<b>fet</b> & co",
    "=1+1",
    "🚓 på torget",
    "\u202eomvänt\u202c",
    "@SUM(A1)",
    "Å" * 10_000,
]


def entries(ctx: AppContext) -> list[LogEntry]:
    with ctx.read() as session:
        return list(session.scalars(select(LogEntry).order_by(LogEntry.id)))


def test_entries_do_the_occasions_they_stand_for_once(ctx: AppContext, tmp_path: Path) -> None:
    dates = tuple(dt.date(2018, month, 28) for month in (1, 2, 3, 4))
    action = an_action(ctx, title="Notis", planned=Decimal(4), occasions=dates)
    text = "Datum;Åtgärd;Antal\n2018-02-25;Notis;1\n2018-02-01;Notis;2\n"
    file = csv_file(tmp_path / "logg.csv", text)
    take_in(ctx, file, "log")

    # The earlier entry counts for two, but the second one is still too far ahead for it.
    done = {row.due_on: row.done_on for row in occasions_of(ctx, action) if row.done_on}
    assert done == {
        dates[0]: dt.date(2018, 2, 1),
        dates[1]: dt.date(2018, 2, 25),
    }
    before = snapshot(ctx)
    assert take_in(ctx, file, "log").duplicates == 2
    assert snapshot(ctx) == before
    undo(ctx)
    assert {row.state for row in occasions_of(ctx, action)} == {OccasionState.OPEN}
    assert check_book(ctx) == []


def test_a_list_becomes_log_entries(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    result = take_in(ctx, csv_file(tmp_path / "logg.csv", LOG), "log")
    assert (result.added, result.duplicates, result.problems) == (3, 0, ())
    first, second, third = entries(ctx)
    assert (first.action_id, first.done_on, first.quantity) == (
        action,
        dt.date(2018, 2, 3),
        Decimal(1),
    )
    assert (first.minutes, first.people, first.place) == (90, 2, "Stortorget")
    assert (first.note, first.source, first.logged_by) == (
        "belysning påtalad",
        "logg.csv",
        "Kommunpolis",
    )
    assert (second.quantity, second.minutes, second.people) == (Decimal(2), None, None)
    assert (third.quantity, third.minutes, third.people) == (Decimal("0.5"), 90, 2)
    assert third.note == "Deltagare: 2 poliser och en väktare"
    assert check_book(ctx) == []


def test_the_action_is_under_way_from_now_on(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    take_in(ctx, csv_file(tmp_path / "logg.csv", LOG), "log")
    with ctx.read() as session:
        assert session.get_one(Action, action).status is ActionStatus.ONGOING


def test_windows_1252_with_decimal_commas(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx, title="Röjning vid ån")
    text = 'Åtgärd,Datum,Antal,Plats\nröjning vid ån,2018-02-03,"1,5",Västra Ån\n'
    path = csv_file(tmp_path / "logg.csv", text, "cp1252")
    assert take_in(ctx, path, "log").added == 1
    assert (entries(ctx)[0].quantity, entries(ctx)[0].place) == (Decimal("1.5"), "Västra Ån")


def test_excel_dates_and_numbers(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    rows: list[list[Any]] = [
        ["Insats", "Dag", "Antal", "Tid"],
        ["Fotpatrullering", dt.date(2018, 2, 3), 2, "18:00–19:30"],
        ["Fotpatrullering", 43134, 1.5, 1.5],
    ]
    assert take_in(ctx, xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows}), "log").added == 2
    first, second = entries(ctx)
    assert (first.done_on, first.minutes) == (dt.date(2018, 2, 3), 90)
    assert (second.done_on, second.quantity) == (dt.date(2018, 2, 3), Decimal("1.5"))


def test_the_same_file_twice_adds_nothing(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    path = csv_file(tmp_path / "logg.csv", LOG + LOG.splitlines()[1] + "\n")
    assert take_in(ctx, path, "log").added == 4, "two equal rows are two deeds"
    before = snapshot(ctx)
    again = take_in(ctx, path, "log")
    assert (again.added, again.duplicates, again.problems) == (0, 4, ())
    assert snapshot(ctx) == before
    renamed = path.rename(tmp_path / "kopia.csv")
    assert take_in(ctx, renamed, "log").added == 0


def test_the_same_list_as_excel_adds_nothing(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    take_in(ctx, csv_file(tmp_path / "logg.csv", LOG), "log")
    rows: list[list[Any]] = [
        ["Åtgärd", "Datum", "Antal", "Plats"],
        ["Fotpatrullering", dt.date(2018, 2, 3), 1, "stortorget"],
    ]
    again = take_in(ctx, xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows}), "log")
    assert (again.added, again.duplicates) == (0, 1)


def test_a_longer_list_adds_only_what_is_new(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    take_in(ctx, csv_file(tmp_path / "logg.csv", LOG), "log")
    longer = csv_file(tmp_path / "logg.csv", LOG + "2018-02-10;Fotpatrullering;1;;;;\n")
    result = take_in(ctx, longer, "log")
    assert (result.added, result.duplicates) == (1, 3)


def test_what_was_logged_by_hand_is_recognised_and_told(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    log_done(ctx, LogFields(action, dt.date(2018, 2, 3), Decimal(2), place="45:AN", note="egen"))
    result = take_in(ctx, csv_file(tmp_path / "logg.csv", LOG), "log")
    assert (result.added, result.duplicates) == (2, 1)
    assert told(result) == [
        "logg.csv, rad 3: Finns redan i boken och lades inte till igen: "
        "1.1 Fotpatrullering, 3 feb 2018, antal 2, 45:an."
    ]


def test_each_entry_by_hand_answers_for_one_row(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    log_done(ctx, LogFields(action, dt.date(2018, 2, 3)))
    twice = "Åtgärd;Datum\nFotpatrullering;2018-02-03\nFotpatrullering;2018-02-03\n"
    result = take_in(ctx, csv_file(tmp_path / "logg.csv", twice), "log")
    assert (result.added, result.duplicates) == (1, 1)


def test_good_rows_come_in_and_the_others_are_told(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = """Åtgärd;Datum;Antal;Timmar
Fotpatrullering;2018-02-03;1;1
Fotpatrullering;31/2 2018;många;1
Skolbesök;2018-02-03;1;1
Fotpatrullering;;1;1
Fotpatrullering;2018-02-03;-2;1
Fotpatrullering;2019-02-03;1;1
;2018-02-03;1;1
Fotpatrullering;2018-02-03;1;hela dagen
"""
    result = take_in(ctx, csv_file(tmp_path / "logg.csv", text), "log")
    assert result.added == 1
    assert codes(result) == [
        (3, "input.date"),
        (3, "input.number"),
        (4, "action.none"),
        (5, "input.required"),
        (6, "number.negative"),
        (7, "dates.future"),
        (8, "input.required"),
        (9, "input.duration"),
    ]
    assert told(result)[0] == (
        "logg.csv, rad 3, kolumn Datum: ”31/2 2018” är inget datum. "
        "Skriv till exempel 2017-05-16, 16/5 2017 eller 16 maj 2017."
    )
    assert told(result)[4].startswith("logg.csv, rad 6, kolumn Antal: ")


def test_it_is_one_operation_that_can_be_undone(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    before = snapshot(ctx)
    path = csv_file(tmp_path / "logg.csv", LOG)
    take_in(ctx, path, "log")
    assert undo(ctx) == "import.log"
    assert snapshot(ctx) == before
    assert take_in(ctx, path, "log").added == 3, "what was taken back can come in again"
    assert check_book(ctx) == []


def test_a_dry_run_says_the_same_and_changes_nothing(
    ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    an_action(ctx)
    path = csv_file(tmp_path / "logg.csv", LOG + "x;y;;;;;\n")
    before = snapshot(ctx)
    dry = take_in(ctx, path, "log", dry_run=True)
    assert snapshot(ctx) == before
    wet = take_in(ctx, path, "log")
    assert (dry.added, dry.duplicates, dry.problems) == (wet.added, wet.duplicates, wet.problems)
    assert dry.dry_run


def test_a_list_that_is_none_changes_nothing(ctx: AppContext, tmp_path: Path) -> None:
    before = snapshot(ctx)
    with refused("import.columns"):
        take_in(ctx, csv_file(tmp_path / "x.csv", "Namn;Telefon\nA;1\n"), "log")
    assert snapshot(ctx) == before


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_text_stays_as_it_was_written(
    ctx: AppContext, tmp_path: Path, text: str, ending: str
) -> None:
    an_action(ctx)
    rows = [["Åtgärd", "Datum", "Anteckning"], ["Fotpatrullering", "2018-02-03", text]]
    path = tmp_path / f"x.{ending}"
    if ending == "csv":
        csv_file(path, "\n".join(";".join(row) for row in rows))
    else:
        xlsx_file(path, {"Blad1": rows})
    assert take_in(ctx, path, "log").added == 1
    assert entries(ctx)[0].note == text


def test_columns_nobody_knows_are_named(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = "Åtgärd;Datum;Väder;Bil\nFotpatrullering;2018-02-03;sol;buss 3\n"
    result = take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert told(result) == ["Kolumnerna ”Väder” och ”Bil” användes inte."]


def test_numbers_nobody_knows_may_have_been_the_quantity(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = "Åtgärd;Datum;Väder;Varv\nFotpatrullering;2018-02-03;sol;3\n"
    result = take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert told(result) == [
        "Ingen kolumn för antal kändes igen, så varje rad räknades som 1. "
        "Oanvända kolumner: ”Väder” och ”Varv”."
    ]


@pytest.mark.parametrize("heading", ["Hur många", "Antal gånger", "St", "Stycken", "Omfattning"])
def test_a_quantity_by_other_names(ctx: AppContext, tmp_path: Path, heading: str) -> None:
    an_action(ctx)
    text = f"Åtgärd;Datum;{heading}\nFotpatrullering;2018-02-03;4\n"
    assert take_in(ctx, csv_file(tmp_path / "x.csv", text), "log").notes == ()
    assert [entry.quantity for entry in entries(ctx)] == [4]


def two_patrols(ctx: AppContext) -> tuple[int, int]:
    """Two actions with the same name, each in its own half of the year."""
    spring = (dt.date(2018, 1, 1), dt.date(2018, 1, 31))
    later = (dt.date(2018, 2, 1), dt.date(2018, 12, 31))
    ids = []
    for title, (start, deadline) in (("Trygg vinter", spring), ("Trygg vår", later)):
        fields = action_fields(start_on=start, deadline=deadline)
        ids.append(add_action(ctx, AddAction(a_promise(ctx, title), fields)))
    return ids[0], ids[1]


def test_dates_tell_namesakes_apart(ctx: AppContext, tmp_path: Path) -> None:
    first, second = two_patrols(ctx)
    text = "Åtgärd;Datum\nFotpatrullering;2018-01-20\nFotpatrullering;2018-02-20\n"
    take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert [entry.action_id for entry in entries(ctx)] == [first, second]


@pytest.mark.parametrize("promise", ["L1", "1", "Löfte 1", "L1 Trygg vinter", "trygg vinter"])
def test_a_promise_tells_namesakes_apart(ctx: AppContext, tmp_path: Path, promise: str) -> None:
    first, _second = two_patrols(ctx)
    text = f"Löfte;Åtgärd;Datum\n{promise};Fotpatrullering;2018-02-20\n"
    take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert [entry.action_id for entry in entries(ctx)] == [first]


def test_a_number_tells_namesakes_apart(ctx: AppContext, tmp_path: Path) -> None:
    promise = a_promise(ctx)
    _first, second = (an_action(ctx, promise) for _ in range(2))
    text = "Nr;Åtgärd;Datum\n1.2;Fotpatrullering;2018-02-20\n7;Fotpatrullering;2018-02-20\n"
    result = take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert [entry.action_id for entry in entries(ctx)] == [second]
    assert codes(result) == [(3, "action.ambiguous")]
    assert "1.1 Fotpatrullering (Polis, Synlig polis); 1.2" in told(result)[0]


def test_a_promise_that_is_none(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = "Löfte;Åtgärd;Datum\nL9;Fotpatrullering;2018-02-20\n"
    assert codes(take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")) == [(2, "promise.none")]


def test_internal_notes_stay_internal(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = (
        "Åtgärd;Datum;Anteckning;Intern;Intern anteckning\n"
        "Fotpatrullering;2018-02-01;a;ja;\nFotpatrullering;2018-02-02;;;b\n"
        "Fotpatrullering;2018-02-04;c;;\nFotpatrullering;2018-02-05;d;kanske;\n"
    )
    result = take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert [(e.note, e.internal) for e in entries(ctx)] == [("a", True), ("b", True), ("c", False)]
    assert codes(result) == [(5, "input.yes_no")]


def test_hours_and_minutes_in_a_column_each(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = "Åtgärd;Datum;Timmar;Minuter\nFotpatrullering;2018-02-01;1;30\n"
    take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")
    assert entries(ctx)[0].minutes == 90


def test_a_time_of_day_is_not_guessed_at(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    text = "Åtgärd;Datum;Tid\nFotpatrullering;2018-02-01;18:00\n"
    assert codes(take_in(ctx, csv_file(tmp_path / "x.csv", text), "log")) == [(2, "input.clock")]


def test_thousands_of_rows(ctx: AppContext, tmp_path: Path) -> None:
    an_action(ctx)
    lines = [f"Fotpatrullering;{DAY - dt.timedelta(days=n % 50)};{n}" for n in range(3000)]
    path = csv_file(tmp_path / "x.csv", "\n".join(["Åtgärd;Datum;Antal", *lines]))
    assert take_in(ctx, path, "log").added == 3000
    assert take_in(ctx, path, "log").duplicates == 3000
    with ctx.read() as session:
        total = session.scalar(select(func.sum(LogEntry.quantity)))
    assert total == sum(range(3000))
