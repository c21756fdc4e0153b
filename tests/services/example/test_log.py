from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from tests.services.example.reading import logged
from tracker.models.action import LogEntry
from tracker.models.enums import IndicatorKind
from tracker.models.indicator import Indicator, Measurement
from tracker.models.journal import Change, ChangeKind, Operation
from tracker.services.context import AppContext
from tracker.services.example import SHOWN_DAY

FRIDAY_AND_SATURDAY = (4, 5)


def test_one_indicator_was_not_measured(ctx: AppContext) -> None:
    with ctx.read() as session:
        missing = session.scalars(select(Measurement).where(Measurement.value.is_(None))).one()
        assert "medborgardialog" in missing.note


def test_counted_indicators_agree_with_the_log(ctx: AppContext) -> None:
    sources = {
        "Fotpatrulleringar": "2.1",
        "Skolbesök i åk 9": "2.2",
        "Nykterhetskontroller": "4.3",
        "Pass fredag och lördag kväll": "5.2",
    }
    with ctx.read() as session:
        counted = session.scalars(
            select(Indicator).where(Indicator.kind == IndicatorKind.OUTPUT)
        ).all()
        assert {indicator.name for indicator in counted} == set(sources)
        for indicator in counted:
            entries = logged(session, sources[indicator.name])
            for measurement in session.scalars(
                select(Measurement).where(Measurement.indicator_id == indicator.id)
            ):
                done = [e.quantity for e in entries if e.done_on <= measurement.measured_on]
                assert measurement.value == sum(done, Decimal(0)), indicator.name


def test_protocol_points_agree_with_the_log(ctx: AppContext) -> None:
    with ctx.read() as session:
        points = [e for e in logged(session, "1.1") if e.result.startswith("Punkt ")]
        for on, value in session.execute(
            select(Measurement.measured_on, Measurement.value)
            .join(Indicator, Indicator.id == Measurement.indicator_id)
            .where(Indicator.name == "Åtgärdade punkter i protokollet")
        ):
            assert value == round(100 * sum(e.done_on <= on for e in points) / 17)


def test_the_log_is_believable(ctx: AppContext) -> None:
    with ctx.read() as session:
        entries = session.scalars(select(LogEntry)).all()
        assert 220 <= len(entries) <= 270
        assert max(entry.done_on for entry in entries) <= SHOWN_DAY
        evenings = logged(session, "5.2") + logged(session, "4.2")
        assert all(e.done_on.weekday() in FRIDAY_AND_SATURDAY for e in evenings)
        patrols = logged(session, "2.1")
        assert all(patrol.minutes is not None and patrol.minutes >= 60 for patrol in patrols)
        weekend = sum(p.done_on.weekday() in FRIDAY_AND_SATURDAY for p in patrols)
        assert weekend >= 0.85 * len(patrols)
        for visit in logged(session, "2.2") + logged(session, "4.1"):
            assert visit.done_on.weekday() < 5
            assert visit.done_on.month not in (6, 7, 8)
        famous = next(p for p in patrols if p.done_on == date(2017, 5, 16))
        assert (famous.place, famous.minutes, famous.people) == ("Stortorget", 90, 2)
        assert (famous.result, famous.note) == ("ca 15 samtal", "belysning påtalad")


def test_entries_were_logged_on_their_day_or_imported(ctx: AppContext) -> None:
    with ctx.read() as session:
        for operation, change in session.execute(
            select(Operation, Change)
            .join(Change, Change.operation_id == Operation.id)
            .where(Change.table_name == "log_entry", Change.kind == ChangeKind.INSERT)
        ):
            done_on = date.fromisoformat((change.after or {})["done_on"])
            late = operation.at.date() - done_on
            assert timedelta(0) <= late
            assert operation.name == "import.log" or late == timedelta(0)


def test_the_imported_list_repeated_one_walk(ctx: AppContext) -> None:
    with ctx.read() as session:
        walks = logged(session, "5.3")
        imported = [walk for walk in walks if walk.source == "nattvandringar-2018.csv"]
        assert len(imported) == 6
        assert [w.source for w in walks if w.done_on == date(2018, 5, 12)] == [
            "Mejl från föreningen"
        ]
