"""Whose actions a report is about, by what people type, and what is left in it."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factory import DAY, a_promise, a_signed_promise, an_action
from tests.refusals import refused
from tracker.i18n import language
from tracker.messages import explain
from tracker.models.clock import WalkingClock
from tracker.models.enums import Party
from tracker.models.errors import Ambiguous
from tracker.models.organisation import Person
from tracker.services.actions import SetOwner, set_owner
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.people import HandOver, PersonFields, add_person, hand_over
from tracker.services.reports.difference import What
from tracker.services.reports.owners import Owner
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import EntryRow, ReportInput


def about(ctx: AppContext, owner: str) -> ReportInput:
    return report_input(ctx, ReportQuery(kind="owner", owner=owner))


def labels(data: ReportInput) -> list[str]:
    return [f"{p.number}.{action.number}" for p in data.promises for action in p.actions]


@pytest.mark.parametrize(
    ("typed", "words", "party", "actions"),
    [
        ("Gatuchef", "Gatuchef, Säffle kommun", Party.MUNICIPALITY, ["1.2", "3.3", "5.4"]),
        ("gatu", "Gatuchef, Säffle kommun", Party.MUNICIPALITY, ["1.2", "3.3", "5.4"]),
        (" GATUCHEF,  saffle kommun ", "Gatuchef, Säffle kommun", Party.MUNICIPALITY, None),
        ("trafikingenjor", "Trafikingenjör, Säffle kommun", Party.MUNICIPALITY, ["3.1"]),
        ("bostadsbolag", "Bostadsbolaget", Party.OTHER, ["5.4"]),
        ("gruppchef polisen", "Gruppchef, Polisen", Party.POLICE, None),
        # The only organisation of a party is the party.
        ("Polisen", "Polisen", Party.POLICE, None),
        ("p", "Polisen", Party.POLICE, None),
        ("police", "Polisen", Party.POLICE, None),
        ("Kommun", "Säffle kommun", Party.MUNICIPALITY, None),
        ("säffle", "Säffle kommun", Party.MUNICIPALITY, None),
        ("gemensam", "Gemensamma", Party.JOINT, None),
        ("A", "Andra parter", Party.OTHER, ["5.3", "5.4"]),
    ],
)
def test_owners_are_found_by_what_people_type(
    example: AppContext, typed: str, words: str, party: Party, actions: list[str] | None
) -> None:
    data = about(example, typed)
    assert (data.owner, data.owner_party) == (words, party)
    assert labels(data)
    if actions is not None:
        assert labels(data) == actions
    # What stands on the report finds the same owner again.
    assert about(example, data.owner).owner == words


def test_a_party_has_what_is_done_in_its_name_and_what_its_people_own(example: AppContext) -> None:
    everything = report_input(example)
    data = about(example, "Säffle kommun")
    assert data.is_whole_party
    in_its_name = {
        f"{p.number}.{action.number}"
        for p in everything.promises
        for action in p.actions
        if action.party is Party.MUNICIPALITY
    }
    # The traffic engineer owns a joint action.
    assert set(labels(data)) - in_its_name >= {"3.1"}
    assert in_its_name < set(labels(data))
    assert data.promises[0].status == everything.promises[0].status
    assert data.changes == ()


def test_only_what_belongs_to_an_owners_actions_is_left(example: AppContext) -> None:
    data = about(example, "Trafikingenjör")
    [promise] = data.promises
    assert [row.action for row in promise.deviations] == [1]
    assert {row.promise for row in data.feedback} == {3}
    # What a party decides is for the party's own report, unless one's own action waits for it.
    assert data.decisions == ()
    assert [row.number for row in about(example, "Parkchef").decisions] == [1]
    assert [row.number for row in about(example, "P").decisions] == [2, 3]
    # So is what is measured, when the source names nobody.
    assert promise.indicators == ()
    assert about(example, "P").promises[0].indicators


def test_shared_actions_are_in_the_list_of_all_who_take_part(example: AppContext) -> None:
    def shared(owner: str) -> list[str]:
        data = about(example, owner)
        return [f"{p.number}.{a.number}" for p in data.promises for a in p.actions if a.shared]

    assert shared("Gatuchef") == ["5.4"]
    assert {"3.1", "4.1"} <= set(shared("Kommunpolis"))
    assert "3.1" in shared("P")
    assert shared("gemensam") == []


def test_a_role_is_named_in_any_form_but_not_inside_another() -> None:
    owner = Owner("Chef", Party.POLICE, frozenset(), False, (), roles=("kommunpolis",))
    for text in ("Kommunpolis", "rektor och kommunpolisen", "Kommunpoliser"):
        assert owner.is_named(text)
    for text in ("", "polis", "kommunpolischef", "vice-kommun"):
        assert not owner.is_named(text)


def test_the_latest_entries_are_the_owners_newest(example: AppContext) -> None:
    entries = about(example, "Gruppchef, Polisen").latest_entries
    assert len(entries) == 10
    days = [entry.on for entry in entries]
    assert days == sorted(days, reverse=True)
    assert days[0] <= dt.date(2018, 9, 15)
    assert {(entry.promise, entry.action) for entry in entries} <= {
        (3, 2), (4, 3), (5, 2), (1, 4)
    }  # fmt: skip
    then = report_input(example, ReportQuery(dt.date(2018, 3, 1), kind="owner", owner="gruppchef"))
    assert then.latest_entries[0].on <= dt.date(2018, 3, 1)
    assert report_input(example).latest_entries == ()


def test_several_are_refused_with_the_candidates(example: AppContext) -> None:
    with refused("owner.ambiguous") as caught:
        about(example, "chef")
    error = caught.value
    assert isinstance(error, Ambiguous)
    assert "Gatuchef, Säffle kommun" in error.candidates
    assert "”chef” stämmer på flera ägare: " in explain(error)


def test_of_several_the_one_who_owns_something_is_meant(anywhere: AppContext) -> None:
    _parks, streets = (
        add_person(anywhere, PersonFields(role, "Säffle kommun", Party.MUNICIPALITY))
        for role in ("Parkchef", "Gatuchef")
    )
    with refused("owner.ambiguous"):
        about(anywhere, "chef")
    an_action(anywhere, owner_id=streets)
    assert about(anywhere, "chef").owner == "Gatuchef, Säffle kommun"


def test_the_owner_meant_today_is_also_the_one_compared_with(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    _promise, action = a_signed_promise(anywhere)
    _parks, streets = (
        add_person(anywhere, PersonFields(role, "Säffle kommun", Party.MUNICIPALITY))
        for role in ("Parkchef", "Gatuchef")
    )
    clock.walk_to(DAY + dt.timedelta(10))
    set_owner(anywhere, SetOwner(((action, 1),), streets))
    since = ReportQuery(kind="owner", owner="chef", period_from=DAY + dt.timedelta(1))
    data = report_input(anywhere, since)
    # The day before, nobody called so owned anything.
    assert (data.owner, data.previous_on) == ("Gatuchef, Säffle kommun", DAY)
    assert data.changes[0].what is What.PROMISE_SIGNED


def test_answers_are_the_owners_too(example: AppContext) -> None:
    whole = report_input(example)
    assert whole.answers
    theirs = about(example, "Trafikingenjör").answers
    assert (3, 1) in {(row.promise, row.action) for row in theirs}
    assert {row.party for row in theirs} <= {Party.MUNICIPALITY, Party.JOINT}
    assert len(theirs) < len(whole.answers)


def test_nobody_is_told_with_who_there_is(example: AppContext) -> None:
    with refused("owner.misspelt") as caught:
        about(example, "gatuschef")
    assert "Gatuchef, Säffle kommun" in explain(caught.value)
    with refused("owner.none") as caught:
        about(example, "tomten")
    assert "Polisen" in explain(caught.value)
    with language("en"):
        assert "No owner fits “tomten”" in explain(caught.value)
    with refused("owner.required"):
        about(example, "  ")


def test_a_person_is_found_by_name_but_told_by_role(anywhere: AppContext) -> None:
    promise, _action = a_signed_promise(anywhere)
    an_action(anywhere, a_promise(anywhere, "En till"))
    data = about(anywhere, "kim ek")
    assert data.owner == "Kommunpolis, Polisen"
    assert labels(data) == ["1.1"]
    assert "Kim" not in repr(data)
    assert about(anywhere, "Polisen").promises[1].actions
    assert promise


def test_a_role_is_one_owner_whoever_holds_it(anywhere: AppContext, clock: WalkingClock) -> None:
    _promise, action = a_signed_promise(anywhere)
    clock.walk_to(DAY + dt.timedelta(10))
    log_done(anywhere, LogFields(action, DAY, Decimal(2), place="Torget"))
    with anywhere.read() as session:
        person = session.scalars(select(Person)).one()
        holder, version = person.id, person.version
    successor = PersonFields("kommunpolis", "Polisen", Party.POLICE, "Alva Bo")
    hand_over(anywhere, HandOver(holder, version, DAY + dt.timedelta(5), successor))
    for name in ("Kim Ek", "Alva", "Kommunpolis"):
        data = about(anywhere, name)
        assert (data.owner, labels(data)) == ("Kommunpolis, Polisen", ["1.1"])
        assert data.latest_entries == (EntryRow(DAY, 1, 1, Decimal(2), "Torget"),)


def test_the_words_of_a_role_do_not_repeat_its_organisation(anywhere: AppContext) -> None:
    add_person(anywhere, PersonFields("gruppchef, Polisen", "Polisen", Party.POLICE))
    assert about(anywhere, "gruppchef").owner == "Gruppchef, Polisen"
    assert about(anywhere, "gruppchef").promises == ()
