import datetime as dt
import errno
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.factory import (
    DAY,
    YEAR,
    a_book,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_signed_promise,
    a_survey,
    an_action,
    opened,
    snapshot,
)
from tests.files import unprivileged
from tests.refusals import refused
from tests.services.spreadsheet.lists import codes, take_in
from tracker.i18n import _, language
from tracker.models.attachment import Attachment
from tracker.models.enums import ActionKind, ActionStatus
from tracker.models.recurrence import Weekly, occasions
from tracker.models.schema import METADATA
from tracker.services.actions import AddNote, SetStatus, add_note, set_status
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.reports.archive import checksum
from tracker.services.second_coding import CodeSecond, code_second
from tracker.services.spreadsheet import exporting
from tracker.services.spreadsheet.export_sheets import columns_of
from tracker.services.spreadsheet.export_words import SHEETS
from tracker.services.spreadsheet.exporting import export_book
from tracker.services.surveys import ResponseFields, add_responses

_FORMULA = ResponseFields("=cmd|' /C calc'!A0", rating=4, themes=("a", "b"), deidentified=True)
HOSTILE = "<b>&=1+1</b> 🚓 \u202e{0} %s"


def exported(ctx: AppContext, tmp_path: Path, **more: Any) -> dict[str, list[dict[str, Any]]]:
    """The sheets of the exported book, their rows by heading."""
    path = tmp_path / "bok.xlsx"
    export_book(ctx, path, **more)
    found = {}
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names[1:]:
            head, *rows = book.get_sheet_by_name(name).to_python()
            found[name] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


def xml_of(path: Path) -> str:
    """Everything in the workbook's parts, as text."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def a_full_book(ctx: AppContext) -> int:
    """A promise with everything on it; returns its action."""
    problem = a_problem(ctx, HOSTILE)
    promise = a_promise(ctx, "Synlig polis", (problem,))
    cause = a_cause(ctx, problem)
    action = an_action(
        ctx, promise, title=HOSTILE, cause_ids=(cause,), owner_id=a_person(ctx), goal="Å" * 10_000
    )
    add_responses(ctx, a_survey(ctx), [_FORMULA])
    entry = LogFields(
        action, DAY, Decimal("1.5"), minutes=50, people=2, place="Torget", note="=1+1"
    )
    log_done(ctx, entry)
    return action


def test_every_table_is_a_sheet_with_a_name_of_its_own(ctx: AppContext, tmp_path: Path) -> None:
    assert SHEETS.keys() == METADATA.tables.keys()
    for lang in ("sv", "en"):
        with language(lang):
            titles = [_(title) for title in SHEETS.values()]
            assert len({title.casefold() for title in titles}) == len(titles)
            assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
            assert list(exported(ctx, tmp_path)) == titles


def test_every_column_has_a_heading_of_its_own() -> None:
    for lang in ("sv", "en"):
        with language(lang):
            for table in METADATA.tables.values():
                headings = [column.heading for column in columns_of(table, internal=True)]
                assert len(set(headings)) == len(headings), table.name


def test_an_action_is_readable_on_its_own(ctx: AppContext, tmp_path: Path) -> None:
    action = a_full_book(ctx)
    (row,) = exported(ctx, tmp_path)["Åtgärder"]
    assert row["Löfte"] == "L1"
    assert row["Löftets rubrik"] == "Synlig polis"
    assert (row["Nr"], row["Åtgärd"], row["Part"]) == ("1.1", HOSTILE, "Polis")
    assert (row["Ägare"], row["Ägarens namn"]) == ("Kommunpolis", "Kim Ek")
    assert (row["Start"], row["Slutdatum"]) == YEAR
    assert (row["Planerat antal"], row["Gjort"], row["Insatser"]) == (30, 1.5, 1)
    assert (row["Orsaker"], row["Senast gjort"]) == ("1", DAY)
    assert row["Uppföljning"] == "sen"
    assert row["Mål"] == "Å" * 10_000
    assert row["Id"] == str(action), "as text: a number would lose its last digits"


def test_the_log_is_readable_on_its_own(ctx: AppContext, tmp_path: Path) -> None:
    a_full_book(ctx)
    (row,) = exported(ctx, tmp_path)["Insatser"]
    assert (row["Löfte"], row["Nr"], row["Åtgärd"]) == ("L1", "1.1", HOSTILE)
    assert (row["Datum"], row["Antal"], row["Deltagare"]) == (DAY, 1.5, 2)
    assert row["Timmar"] == pytest.approx(50 / 60)
    assert (row["Plats"], row["Anteckning"], row["Loggad av"]) == ("Torget", "=1+1", "Kommunpolis")


def test_the_dates_of_a_recurrence_say_what_became_of_them(ctx: AppContext, tmp_path: Path) -> None:
    passed, coming = DAY - dt.timedelta(7), DAY + dt.timedelta(7)
    rule = "FREQ=WEEKLY;BYDAY=TH"
    action = an_action(ctx, recurrence=rule, occasions=(passed, DAY, coming))
    log_done(ctx, LogFields(action, DAY))
    sheets = exported(ctx, tmp_path)
    told = [(row["Senast"], row["Hur det gick"]) for row in sheets["Tillfällen"]]
    assert told == [(passed, "Missad"), (DAY, "Gjord"), (coming, "Kvar")]
    (row,) = sheets["Åtgärder"]
    assert (row["Hur ofta"], row["Tillfällen hittills"]) == (
        "varje torsdag",
        "1 gjord, 1 missad, 1 kvar",
    )


def test_in_english(ctx: AppContext, tmp_path: Path) -> None:
    a_full_book(ctx)
    with language("en"):
        (row,) = exported(ctx, tmp_path)["Actions"]
    assert (row["Party"], row["Follow-up"], row["Status"]) == ("Police", "late", "Ongoing")


def test_nothing_in_the_workbook_runs(ctx: AppContext, tmp_path: Path) -> None:
    a_full_book(ctx)
    sheets = exported(ctx, tmp_path)
    assert sheets["Svar"][0]["Svar"] == "=cmd|' /C calc'!A0"
    assert sheets["Svar"][0]["Teman"] == "a, b"
    xml = xml_of(tmp_path / "bok.xlsx")
    assert "<f>" not in xml
    assert "<f " not in xml
    assert "hyperlink" not in xml


def test_it_is_ready_to_filter(ctx: AppContext, tmp_path: Path) -> None:
    a_full_book(ctx)
    path = tmp_path / "bok.xlsx"
    export_book(ctx, path)
    xml = xml_of(path)
    assert xml.count("<autoFilter ") == len(SHEETS)
    assert xml.count('topLeftCell="A2"') == len(SHEETS), "the headings stay in sight"


def test_internal_notes_stay_in_the_book(ctx: AppContext, tmp_path: Path) -> None:
    action = a_full_book(ctx)
    log_done(ctx, LogFields(action, DAY, note="HEMLIGT ett", internal=True))
    add_note(ctx, AddNote(action, "HEMLIGT två"))
    add_note(ctx, AddNote(action, "öppet", internal=False))
    sheets = exported(ctx, tmp_path)
    assert "HEMLIGT" not in xml_of(tmp_path / "bok.xlsx")
    assert [row["Text"] for row in sheets["Anteckningar på åtgärder"]] == ["öppet"]
    assert "Interna anteckningar ingår inte." in xml_of(tmp_path / "bok.xlsx")


def test_internal_notes_are_labelled_when_asked_for(ctx: AppContext, tmp_path: Path) -> None:
    action = a_full_book(ctx)
    log_done(ctx, LogFields(action, DAY, note="HEMLIGT ett", internal=True))
    add_note(ctx, AddNote(action, "HEMLIGT två"))
    sheets = exported(ctx, tmp_path, internal=True)
    public, internal = sheets["Insatser"]
    column = "Intern anteckning (inte sekretesskydd)"
    assert (public["Anteckning"], public[column]) == ("=1+1", "")
    assert (internal["Anteckning"], internal[column]) == ("", "HEMLIGT ett")
    (note,) = sheets["Anteckningar på åtgärder"]
    assert (note["Text"], note["Intern"]) == ("HEMLIGT två", "Ja")


def test_files_are_named_but_not_carried(ctx: AppContext, tmp_path: Path) -> None:
    data = b"%PDF-1.7 hemlig"
    with ctx.write("log.new") as tx:
        values = {"name": "karta.pdf", "media_type": "application/pdf", "data": data}
        tx.insert(Attachment, {**values, "sha256": checksum(data), "owner_id": 1})
    (row,) = exported(ctx, tmp_path)["Bilagor"]
    assert (row["Namn"], row["Kontrollsumma"]) == ("karta.pdf", checksum(data))


def test_text_beyond_what_a_cell_holds_is_cut_and_marked(ctx: AppContext, tmp_path: Path) -> None:
    action = an_action(ctx)
    log_done(ctx, LogFields(action, DAY, note="Å" * 40_000))
    (row,) = exported(ctx, tmp_path)["Insatser"]
    assert len(row["Anteckning"]) == exporting.LONGEST_TEXT
    assert row["Anteckning"].endswith("Å…")


def test_a_table_beyond_what_a_sheet_holds_goes_on_in_another(
    ctx: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 4)
    action = an_action(ctx)
    for day in range(1, 8):
        log_done(ctx, LogFields(action, dt.date(2018, 2, day)))
    sheets = exported(ctx, tmp_path)
    names = ["Insatser", "Insatser (2)", "Insatser (3)"]
    assert [len(sheets[name]) for name in names] == [3, 3, 1]
    assert sheets["Insatser (3)"][0]["Datum"] == dt.date(2018, 2, 7)


def test_words_that_may_identify_somebody_stay_in_the_book(ctx: AppContext, tmp_path: Path) -> None:
    survey = a_survey(ctx)
    fields = [
        ResponseFields("HEMLIGT", rating=2, place="Torget", themes=("ljus",)),
        ResponseFields("öppet", deidentified=True, themes=("ljus",)),
        ResponseFields("HEMLIGT helt"),
    ]
    first, *_others = add_responses(ctx, survey, fields)
    code_second(ctx, CodeSecond(first, "Bo", ()))
    sheets = exported(ctx, tmp_path)
    xml = xml_of(tmp_path / "bok.xlsx")
    assert "HEMLIGT" not in xml
    assert _("Answers that are not de-identified are included without their words.") in xml
    rows = sheets["Svar"]
    assert [row["Svar"] for row in rows] == ["", "öppet", ""]
    assert (rows[0]["Betyg"], rows[0]["Plats"], rows[0]["Teman"]) == (2, "Torget", "ljus")
    before = snapshot(ctx)
    result = take_in(ctx, tmp_path / "bok.xlsx", "responses")
    assert (result.added, result.duplicates, result.problems) == (0, 3, ())
    assert snapshot(ctx) == before

    other = opened(a_book(tmp_path / "annan.loftesbok"))
    result = take_in(other, tmp_path / "bok.xlsx", "responses")
    assert (result.added, codes(result)) == (2, [(4, "response.empty")])
    other.close()

    exported(ctx, tmp_path, internal=True)
    xml = xml_of(tmp_path / "bok.xlsx")
    assert "HEMLIGT" in xml
    assert _("Answers are included as they were written, also those not de-identified.") in xml


def test_what_goes_out_comes_back_without_adding_anything(ctx: AppContext, tmp_path: Path) -> None:
    _promise, action = a_signed_promise(ctx)
    log_done(ctx, LogFields(action, DAY, Decimal("1.5"), minutes=50, note="<b>"))
    add_responses(ctx, a_survey(ctx), [ResponseFields(rating=4), ResponseFields(rating=4)])
    export_book(ctx, tmp_path / "bok.xlsx")
    before = snapshot(ctx)
    for kind, count in (("actions", 1), ("log", 1), ("responses", 2)):
        result = take_in(ctx, tmp_path / "bok.xlsx", kind)
        assert (result.added, result.duplicates, result.problems) == (0, count, ())
    assert snapshot(ctx) == before


def test_what_goes_out_of_one_book_fills_another(ctx: AppContext, tmp_path: Path) -> None:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    cause = a_cause(ctx, problem)
    fridays = Weekly((4,))
    action = an_action(
        ctx,
        promise,
        cause_ids=(cause,),
        owner_id=a_person(ctx),
        goal="48 pass",
        kind=ActionKind.RECURRING,
        recurrence=fridays.rule(),
        occasions=occasions(fridays, *YEAR),
    )
    log_done(ctx, LogFields(action, DAY, Decimal("1.5"), minutes=50, people=2, note="a\nb"))
    log_done(ctx, LogFields(action, DAY, note="inne", internal=True))
    set_status(ctx, SetStatus(((action, 2),), ActionStatus.NOT_DONE, "personal omfördelad"))
    add_responses(ctx, a_survey(ctx), [ResponseFields(text="=1", rating=4, themes=("x", "y"))])
    export_book(ctx, tmp_path / "bok.xlsx", internal=True)

    other = opened(a_book(tmp_path / "annan.loftesbok"))
    problem = a_problem(other)
    a_promise(other, problem_ids=(problem,))
    a_cause(other, problem)
    for kind, count in (("actions", 1), ("log", 2), ("responses", 1)):
        result = take_in(other, tmp_path / "bok.xlsx", kind)
        assert (result.added, result.problems) == (count, ()), kind

    ours, theirs = snapshot(ctx), snapshot(other)
    for table in ("action", "log_entry", "response", "response_theme", "action_cause", "theme"):
        assert len(ours[table]) == len(theirs[table]), table
    export_book(other, tmp_path / "annan.xlsx", internal=True)
    left, right = (facts(tmp_path / name) for name in ("bok.xlsx", "annan.xlsx"))
    assert left == right
    other.close()


def facts(path: Path) -> list[Any]:
    """What an exported book says of actions, log and answers, apart from keys and sources."""
    apart = ("id", "Id", "Importnyckel", "Källa", "Version")
    found = []
    with CalamineWorkbook.from_path(path) as book:
        for name in ("Åtgärder", "Insatser", "Svar"):
            head, *rows = book.get_sheet_by_name(name).to_python()
            for row in rows:
                by_heading = zip(map(str, head), row, strict=True)
                found += [(name, h, value) for h, value in by_heading if not h.endswith(apart)]
    return found


def test_progress_is_told_and_can_stop_the_work(ctx: AppContext, tmp_path: Path) -> None:
    a_full_book(ctx)
    told: list[tuple[int, int]] = []
    export_book(ctx, tmp_path / "a.xlsx", progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)

    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        export_book(ctx, tmp_path / "b.xlsx", progress=stop)
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["a.xlsx"]
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_can_not_be_written(ctx: AppContext, tmp_path: Path) -> None:
    with refused("file.no_folder"):
        export_book(ctx, tmp_path / "finns inte" / "bok.xlsx")
    folder = tmp_path / "låst"
    folder.mkdir()
    with unprivileged(folder), refused("file.not_writable"):
        export_book(ctx, folder / "bok.xlsx")


def test_a_full_disk_leaves_the_older_file(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(b"den gamla")

    def full(_done: int, _total: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    an_action(ctx)
    with refused("book.disk_full"):
        export_book(ctx, path, progress=full)
    assert path.read_bytes() == b"den gamla"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_no_room_for_the_finished_file(ctx: AppContext, tmp_path: Path) -> None:
    import resource

    path = tmp_path / "bok.xlsx"
    path.write_bytes(b"den gamla")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Room for any one sheet, but not for all of them together.
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 * 1024, limits[1]))
    try:
        with refused("file.failed"):
            export_book(ctx, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"den gamla"
    assert not list(tmp_path.glob(".*"))
