"""What dialogs offer to choose from."""

import datetime as dt
from dataclasses import replace

from tests.factory import (
    AGREEMENT,
    DAY,
    a_cause,
    a_problem,
    a_promise,
    agreement_id,
    an_action,
)
from tests.refusals import refused
from tracker.models.enums import Party
from tracker.services.agreements import add_agreement
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.people import PersonFields, add_person
from tracker.services.queries import choices
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.actions import action_rows


def test_people_who_hold_their_post_on_a_day(example: AppContext) -> None:
    roles = [person.role for person in choices.persons(example)]
    assert len(roles) == 15
    assert (roles[0], roles[-1]) == ("Förvaltare", "Utvecklingsstrateg")
    assert roles.index("Socialchef") < roles.index("Säkerhetssamordnare")
    then = {p.role for p in choices.persons(example, active_on=dt.date(2018, 3, 11))}
    now = {p.role for p in choices.persons(example, active_on=dt.date(2018, 3, 12))}
    assert then - now == {"Kultursekreterare"}
    assert now - then == {"Kulturchef"}


def test_names_are_sorted_as_swedish_does(anywhere: AppContext) -> None:
    for role in ("Ökonom", "äldrechef", "Ångermästare", "zoolog", "Arkivarie"):
        add_person(anywhere, PersonFields(role, f"{role}s kontor", Party.OTHER))
    wanted = ["Arkivarie", "zoolog", "Ångermästare", "äldrechef", "Ökonom"]
    assert [person.role for person in choices.persons(anywhere)] == wanted
    names = [name for name, party in choices.organisations(anywhere) if party is Party.OTHER]
    assert names == [f"{role}s kontor" for role in wanted]
    for unit in ("återbesök", "pass", "Möten", "pass", ""):
        an_action(anywhere, unit=unit)
    assert choices.units(anywhere) == ["Möten", "pass", "återbesök"]


def test_the_examples_choices(example: AppContext) -> None:
    assert choices.municipalities(example) == ["Säffle kommun"]
    assert choices.organisations(example)[0] == ("Bostadsbolaget", Party.OTHER)
    assert [c.text for c in choices.agreements(example)] == ["Samverkansöverenskommelse 2017–2018"]
    assert [c.text for c in choices.promises(example)] == [
        "L1 Förbättra utemiljön",
        "L2 Ökad synlighet",
        "L3 Trafik- och levnadsmiljö",
        "L4 Unga och ANDT",
        "L5 Levande stadskärna",
        "L6 Ökad trygghet",
    ]
    assert choices.problems(example)[0].text == "1 Mörka och skymda stråk"
    assert choices.years(example) == [2018, 2017]
    assert choices.units(example)[:3] == ["armaturer", "besök", "bommar"]


def test_the_places_used_most_are_offered_first(example: AppContext) -> None:
    assert choices.places(example)[:2] == ["Stortorget", "Kanalstråket"]
    assert len(choices.places(example)) == 8
    assert choices.places(example, typed="STRÅKET BAK") == ["Stråket bakom Medborgarhuset"]
    visit = next(
        row
        for row in action_rows(example, action_ids(example, ActionQuery()))
        if row.label == "4.1"
    )
    assert set(choices.places(example, action_id=visit.id)) == {"Tegnérskolan", "Höglundaskolan"}


def test_a_place_left_empty_is_none(anywhere: AppContext) -> None:
    action = an_action(anywhere)
    for place in ("", "Torget", "", "Hamnen", "Torget"):
        log_done(anywhere, LogFields(action, DAY, place=place))
    assert choices.places(anywhere) == ["Torget", "Hamnen"]


def test_the_causes_of_the_problems_that_a_promise_answers(anywhere: AppContext) -> None:
    first, second, other = (a_problem(anywhere, title) for title in ("Mörkt", "Skymt", "Annat"))
    promise = a_promise(anywhere, problem_ids=(second, first))
    causes = [a_cause(anywhere, problem) for problem in (second, first, first, other)]
    assert [(c.id, c.problem_number, c.number) for c in choices.causes_for(anywhere, promise)] == [
        (causes[1], 1, 1),
        (causes[2], 1, 2),
        (causes[0], 2, 1),
    ]
    assert choices.causes_for(anywhere, 4711) == []


def test_an_agreement_comes_back_as_it_was_entered(anywhere: AppContext) -> None:
    detail = choices.agreement(anywhere, agreement_id(anywhere))
    assert detail.fields == replace(AGREEMENT, dnr=tuple(sorted(AGREEMENT.dnr)))
    with refused("row.missing"):
        choices.agreement(anywhere, 4711)


def test_the_newest_agreement_is_offered_first(anywhere: AppContext) -> None:
    add_agreement(
        anywhere,
        replace(
            AGREEMENT,
            title="Nästa",
            period_start=dt.date(2019, 1, 1),
            period_end=dt.date(2019, 12, 31),
        ),
    )
    assert [c.text for c in choices.agreements(anywhere)] == [
        "Nästa",
        "Samverkansöverenskommelse 2018",
    ]
