import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.factory import (
    YEAR,
    a_cause,
    a_problem,
    a_promise,
    action_fields,
    an_action,
    snapshot,
)
from tests.refusals import refused
from tests.services.spreadsheet.lists import codes, csv_file, take_in, told, xlsx_file
from tracker.i18n import language
from tracker.models.action import Action, ActionCause, ActionNote
from tracker.models.enums import ActionKind, ActionStatus, Party
from tracker.models.organisation import Organisation, Person
from tracker.services.actions import AddAction, add_action
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.series import occasions_of
from tracker.services.spreadsheet.words import parse_kind, parse_party, parse_status

PLAN = """Orsak;Åtgärd;Operativa mål;När;Vem;Part
1;Fotpatrullering;48 pass;2018-01-01 – 2018-12-31;Gruppchef;Polis
1 och 2;Laga armaturer;40 armaturer lagade längs stråket;30/9 2018;Gatuchef;Kommun
;Trygghetsvandring;;31 maj 2018;;Gemensam
"""


def actions(ctx: AppContext) -> list[Action]:
    with ctx.read() as session:
        return list(session.scalars(select(Action).order_by(Action.id)))


def owner(ctx: AppContext, action: Action) -> tuple[str, str] | None:
    with ctx.read() as session:
        row = session.execute(
            select(Person.role, Organisation.name)
            .join(Organisation, Organisation.id == Person.organisation_id)
            .where(Person.id == action.owner_id)
        ).one_or_none()
        return None if row is None else (row[0], row[1])


def come(ctx: AppContext, tmp_path: Path, text: str) -> list[Action]:
    """Import and look."""
    take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    return actions(ctx)


def test_bras_table_becomes_a_plan(ctx: AppContext, tmp_path: Path) -> None:
    problem = a_problem(ctx)
    a_promise(ctx, problem_ids=(problem,))
    causes = [a_cause(ctx, problem), a_cause(ctx, problem)]
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", PLAN), "actions")
    assert (result.added, result.problems) == (3, ())
    patrol, lamps, walk = actions(ctx)
    assert (patrol.planned, patrol.unit, patrol.kind) == (
        Decimal(48),
        "pass",
        ActionKind.RECURRING,
    )
    assert (patrol.start_on, patrol.deadline, patrol.party) == (*YEAR, Party.POLICE)
    assert (lamps.planned, lamps.goal) == (None, "40 armaturer lagade längs stråket")
    assert (lamps.start_on, lamps.deadline) == (None, dt.date(2018, 9, 30))
    assert (walk.party, walk.kind, walk.deadline) == (
        Party.JOINT,
        ActionKind.SINGLE,
        dt.date(2018, 5, 31),
    )
    assert [action.number for action in (patrol, lamps, walk)] == [1, 2, 3]
    with ctx.read() as session:
        links = session.execute(select(ActionCause.action_id, ActionCause.cause_id)).all()
    assert sorted(links) == [(patrol.id, causes[0]), (lamps.id, causes[0]), (lamps.id, causes[1])]
    assert check_book(ctx) == []


def test_owners_are_added_where_their_organisation_is_certain(
    ctx: AppContext, tmp_path: Path
) -> None:
    a_promise(ctx)
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", PLAN), "actions")
    patrol, lamps, walk = actions(ctx)
    assert owner(ctx, patrol) == ("Gruppchef", "Polisen")
    assert owner(ctx, lamps) == ("Gatuchef", "Säffle")
    assert walk.owner_id is None
    assert "plan.csv, rad 2, kolumn Vem: ”Gruppchef” lades till som person hos Polisen." in told(
        result
    )


def test_owners_who_are_there_are_found_by_role_or_name(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    chief = add_person(ctx, PersonFields("Gruppchef", "Polisen", Party.POLICE, "Kim Ek"))
    text = (
        "Åtgärd;Part;Ägare\nA;Polis;gruppchef\nB;Polis;Kim Ek\nC;Gemensam;Gruppchef\nD;;Gruppchef\n"
    )
    found = come(ctx, tmp_path, text)
    assert {action.owner_id for action in found} == {chief}
    assert found[-1].party is Party.POLICE, "the owner's party, where the list has none"


def test_somebody_who_has_left_owns_nothing_new(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    gone = PersonFields("Gruppchef", "Polisen", Party.POLICE, active_to=dt.date(2017, 12, 31))
    former = add_person(ctx, gone)
    (action,) = come(ctx, tmp_path, "Åtgärd;Part;Ägare\nA;Polis;Gruppchef\n")
    assert action.owner_id not in (None, former)


def test_an_owner_is_never_given_an_employer_by_guessing(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    text = "Åtgärd;Part;Ägare;Organisation\nA;Gemensam;Samordnare;\nB;Annan;Förvaltare;\n"
    text += "C;Annan;Värd;Bostadsbolaget\n"
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    a, b, c = actions(ctx)
    assert (a.owner_id, b.owner_id) == (None, None)
    assert owner(ctx, c) == ("Värd", "Bostadsbolaget")
    assert sum("lades till utan ägare" in line for line in told(result)) == 2


def test_another_row_may_tell_where_an_owner_works(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    text = "Åtgärd;Part;Ägare\nA;Gemensam;Samordnare\nB;Kommun;Samordnare\n"
    found = come(ctx, tmp_path, text)
    assert {owner(ctx, action) for action in found} == {("Samordnare", "Säffle")}
    with ctx.read() as session:
        assert len(session.scalars(select(Person)).all()) == 1


def test_several_owners_become_one_and_those_who_take_part(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    text = "Åtgärd;Part;Ägare;Stöd\nA;Kommun;Gatuchef + kommunpolis;ideell förening\n"
    (action,) = come(ctx, tmp_path, text)
    assert owner(ctx, action) == ("Gatuchef", "Säffle")
    assert action.support == "ideell förening, kommunpolis"


def test_how_often_it_comes_back_in_words(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    text = (
        "Löfte;Åtgärd;Part;Start;Slutdatum;Antal;Hur ofta\n"
        "1;Notis;Kommun;2018-01-01;2018-12-31;12;en i månaden\n"
        "1;Träffa oss;Gemensam;;2018-12-31;4;31/3, 31/5, 30/9, 30/11\n"
        "1;Patrull;Polis;;2018-12-31;;fre och lör ibland\n"
    )
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    notice, meet, patrol = actions(ctx)
    assert (notice.recurrence, notice.kind) == (
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        ActionKind.RECURRING,
    )
    days = [f"{row.due_on:%d/%m}" for row in occasions_of(ctx, meet.id)]
    assert (meet.recurrence, days) == (None, ["31/03", "31/05", "30/09", "30/11"])
    assert (patrol.recurrence, occasions_of(ctx, patrol.id)) == (None, [])
    said = told(result)
    assert any("lästes som: sista dagen varje månad (12 tillfällen)" in line for line in said)
    assert any("”fre och lör ibland” gick inte att läsa" in line for line in said)


@pytest.mark.parametrize("text", ["=1+1", "<b>fet</b> & co", "Chef, LPO Arvika", "A/B-gruppen 2"])
def test_odd_text_is_one_owner(ctx: AppContext, tmp_path: Path, text: str) -> None:
    a_promise(ctx)
    (action,) = come(ctx, tmp_path, f"Åtgärd;Part;Ägare\nA;Kommun;{text}\n")
    assert owner(ctx, action) == (text, "Säffle")
    assert action.support == ""


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("L1;;Polis;;;", "input.required"),
        ("5.2;A;Polis;;;", "promise.none"),
        (";A;Polis;;;", "import.promise_missing"),
        ("L1;A;;;;", "import.party_missing"),
        ("L1;A;Marsianer;;;", "input.choice"),
        ("L1;A;Polis;31/2 2018;;", "input.date"),
        ("L1;A;Polis;2018-05-01 – 2018-04-01;;", "input.end_before_start"),
        ("L1;A;Polis;;-5;", "action.planned"),
        ("L1;A;Polis;;många;", "input.number"),
        ("L1;A;Polis;;;Ej genomförd", "input.reason_required"),
        ("L1;A;Polis;;;kanske", "input.choice"),
    ],
)
def test_rows_that_can_not_be_read(ctx: AppContext, tmp_path: Path, row: str, code: str) -> None:
    a_promise(ctx, "Ett")
    a_promise(ctx, "Två")
    text = f"Löfte;Åtgärd;Part;När;Antal;Status\n{row}\nL2;God;Polis;;;\n"
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    assert codes(result) == [(2, code)]
    assert [action.title for action in actions(ctx)] == ["God"]
    assert "Ingenting" not in told(result)[0], "the other rows were imported"


def test_status_and_its_reason(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    text = """Åtgärd;Part;Status;Kommentar;Orsak
A;Polis;Klar;;
B;Polis;ej genomförd;personal omfördelad;
C;Polis;Utgår;;Marken är såld
D;Polis;Försenad;ring gatukontoret;
E;Polis;;;sju
"""
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    found = actions(ctx)
    assert [(action.status, action.status_reason) for action in found] == [
        (ActionStatus.DONE, ""),
        (ActionStatus.NOT_DONE, "personal omfördelad"),
        (ActionStatus.DROPPED, "Marken är såld"),
        (ActionStatus.ONGOING, ""),
        (ActionStatus.PLANNED, ""),
    ]
    with ctx.read() as session:
        notes = [(n.action_id, n.text, n.internal) for n in session.scalars(select(ActionNote))]
    assert notes == [(found[3].id, "ring gatukontoret", True)]
    assert [line.partition(": ")[2] for line in told(result)] == [
        "”Försenad” användes inte: om något är sent räknas ut från datumen.",
        "”sju” är ingen orsak till löftets problem och kopplades inte.",
    ]


def test_the_same_file_twice_adds_nothing(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    path = csv_file(tmp_path / "plan.csv", PLAN)
    take_in(ctx, path, "actions")
    before = snapshot(ctx)
    again = take_in(ctx, path, "actions")
    assert (again.added, again.duplicates) == (0, 3)
    assert snapshot(ctx) == before


def test_an_action_entered_by_hand_is_recognised(ctx: AppContext, tmp_path: Path) -> None:
    promise = a_promise(ctx)
    an_action(ctx, promise)
    moved = PLAN.replace("2018-12-31", "2018-11-30")
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", PLAN), "actions")
    assert (result.added, result.duplicates) == (2, 1)
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", moved), "actions")
    assert (result.added, result.duplicates) == (0, 3)
    assert any("med andra datum: L1, Fotpatrullering." in line for line in told(result))
    assert actions(ctx)[0].deadline == YEAR[1], "an import changes nothing that is there"


def test_namesakes_with_dates_of_their_own_are_actions_of_their_own(
    ctx: AppContext, tmp_path: Path
) -> None:
    promise = a_promise(ctx)
    for day in (dt.date(2018, 3, 31), dt.date(2018, 5, 31)):
        fields = action_fields("Träffa oss", deadline=day, planned=None)
        add_action(ctx, AddAction(promise, fields))
    text = "Åtgärd;Part;Slutdatum\n" + "".join(
        f"Träffa oss;Polis;{day}\n" for day in ("31/3 2018", "31/5 2018", "30/9 2018", "30/11 2018")
    )
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", text), "actions")
    assert (result.added, result.duplicates) == (2, 2)


def test_it_is_one_operation_that_can_be_undone(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    before = snapshot(ctx)
    take_in(ctx, csv_file(tmp_path / "plan.csv", PLAN), "actions")
    assert undo(ctx) == "import.actions"
    assert snapshot(ctx) == before


def test_a_dry_run_adds_no_owner_either(ctx: AppContext, tmp_path: Path) -> None:
    a_promise(ctx)
    before = snapshot(ctx)
    result = take_in(ctx, csv_file(tmp_path / "plan.csv", PLAN), "actions", dry_run=True)
    assert (result.added, snapshot(ctx)) == (3, before)


def test_merged_promises_and_numbers_in_excel(ctx: AppContext, tmp_path: Path) -> None:
    for title in ("Ett", "Två"):
        a_promise(ctx, title)
    rows: list[list[Any]] = [
        ["Löfte", "Åtgärd", "Part", "Antal", "Enhet", "Start", "Slutdatum", "Lagens åtgärdsplan"],
        [2, "A", "P", 12, "besök", dt.date(2018, 1, 1), dt.date(2018, 12, 31), "x"],
    ]
    take_in(ctx, xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows}), "actions")
    (action,) = actions(ctx)
    assert (action.planned, action.unit, action.lawful) == (Decimal(12), "besök", True)
    assert (action.start_on, action.deadline) == YEAR


@pytest.mark.parametrize(
    ("written", "party"),
    [
        ("Polisens", Party.POLICE),
        ("K", Party.MUNICIPALITY),
        ("Polis och kommun", Party.JOINT),
        ("Annan part", Party.OTHER),
        ("Joint", Party.JOINT),
        ("police", Party.POLICE),
    ],
)
def test_parties(written: str, party: Party) -> None:
    assert parse_party(written) is party
    with language("en"):
        assert parse_party(written) is party


def test_kinds_and_statuses() -> None:
    assert parse_kind("Återkommande") is ActionKind.RECURRING
    assert parse_kind("engångsinsats") is ActionKind.SINGLE
    assert parse_status("Delvis genomförd") is ActionStatus.PARTLY_DONE
    with refused("input.choice") as caught:
        parse_status("kanske")
    assert caught.value.params["choices"] == (
        "Planerad",
        "Pågår",
        "Genomförd",
        "Delvis genomförd",
        "Ej genomförd",
        "Utgått",
    )
