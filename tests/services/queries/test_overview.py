"""Översikt and the sidebar's figures: the example's, and those of books with little in them."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.factory import (
    AGREEMENT,
    DAY,
    a_clock,
    a_promise,
    a_signed_promise,
    an_action,
    opened,
    version_of,
)
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.models.promise import Promise
from tracker.services.actions import OverrideColour, SetStatus, override_colour, set_status
from tracker.services.agreements import add_agreement
from tracker.services.books import NewBook, create_book
from tracker.services.context import AppContext
from tracker.services.follow_up import AnswerDecision, AskDecision, answer_decision, ask_decision
from tracker.services.log import LogFields, delete_log, log_done
from tracker.services.promises import EndPromise, end_promise
from tracker.services.queries.overview import Counts, Overview, counts, decisions, overview


def _cards(facts: Overview) -> dict[int, list[str]]:
    return {card.row.number: [row.label for row in card.actions] for card in facts.cards}


def test_the_example_on_the_day_it_shows(example: AppContext) -> None:
    facts = overview(example)
    assert (facts.today, facts.municipality, facts.police_area) == (
        dt.date(2018, 9, 15),
        "Säffle kommun",
        "Arvika",
    )
    assert facts.period == (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    assert facts.colours == {
        FollowUp.ON_TRACK: 1,
        FollowUp.AT_RISK: 1,
        FollowUp.LATE: 1,
        FollowUp.NOT_STARTED: 0,
        FollowUp.NO_TARGET: 0,
    }
    assert (facts.promises_in_force, facts.open_actions) == (3, 12)
    assert (facts.late_actions, facts.most_days_late) == (1, 92)
    assert (facts.due_soon, facts.due_soon_days) == (2, 30)
    assert facts.next_deadline == dt.date(2018, 9, 28)
    assert (facts.logged, facts.logged_before) == (22, 6)
    assert _cards(facts) == {
        5: ["5.5", "5.1", "5.2", "5.4", "5.3"],
        4: ["4.2", "4.1", "4.3", "4.4"],
        3: ["3.1", "3.3", "3.2"],
    }
    assert [card.row.number for card in facts.cards] == [5, 4, 3]
    assert [len(card.indicators) for card in facts.cards] == [2, 3, 2]
    assert all(card.more == 0 for card in facts.cards)
    assert [row.number for row in facts.drafts] == [6]
    assert [row.number for row in facts.ended] == [2, 1]
    assert [row.due_on.isoformat() for row in facts.decisions] == [
        "2018-10-01",
        "2018-10-15",
        "2018-10-31",
    ]
    assert [row.action_label for row in facts.latest[:3]] == ["5.2", "5.3", "3.2"]


def test_a_year_that_has_ended_shows_how_it_went(example: AppContext) -> None:
    facts = overview(example, year=2017)
    assert (facts.promises_in_force, facts.open_actions, facts.late_actions) == (0, 0, 0)
    assert (facts.next_deadline, facts.most_days_late) == (None, 0)
    assert _cards(facts).keys() == {1, 2}
    assert facts.ended == ()
    assert [row.number for row in facts.drafts] == [6]


def test_a_year_without_promises_is_empty(example: AppContext) -> None:
    facts = overview(example, year=2016)
    assert (facts.cards, facts.period, facts.promises_in_force) == ((), None, 0)
    assert [row.number for row in facts.ended] == [2, 1]


def test_the_counts_of_the_example(example: AppContext) -> None:
    assert counts(example) == Counts(
        promises=6, actions=20, review=6, entries=236, surveys=15, problems=5, reports=4
    )


def test_a_new_book(ctx: AppContext) -> None:
    facts = overview(ctx)
    assert (facts.municipality, facts.police_area) == ("Säffle", "Arvika")
    assert (facts.cards, facts.drafts, facts.decisions, facts.latest) == ((), (), (), ())
    assert counts(ctx) == Counts(0, 0, 0, 0, 0, 0, 0)


def test_a_book_without_an_agreement(tmp_path: Path) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika"), clock=a_clock(), who="Kommunpolis")
    book = opened(path)
    facts = overview(book)
    assert (facts.municipality, facts.police_area, facts.period) == ("Säffle", "", None)
    book.close()


def test_the_agreement_in_force_is_the_one_named(ctx: AppContext) -> None:
    add_agreement(
        ctx,
        replace(
            AGREEMENT,
            title="Kommande",
            municipality="Åmål",
            period_start=dt.date(2019, 1, 1),
            period_end=dt.date(2020, 12, 31),
        ),
    )
    assert overview(ctx).municipality == "Säffle"


def test_what_is_late_is_counted_while_the_promise_runs(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    promise, action = a_signed_promise(anywhere)
    draft = an_action(anywhere, a_promise(anywhere))
    clock.walk_to(dt.date(2019, 1, 10))
    facts = overview(anywhere)
    assert (facts.late_actions, facts.open_actions, facts.most_days_late) == (1, 1, 10)
    override_colour(anywhere, OverrideColour(draft, 1, FollowUp.LATE, "Utkastet räknas inte"))
    override_colour(anywhere, OverrideColour(action, 1, FollowUp.ON_TRACK, "Klart på måndag"))
    facts = overview(anywhere)
    assert (facts.late_actions, facts.most_days_late) == (0, 0)
    version = version_of(anywhere, Promise, promise)
    end_promise(anywhere, EndPromise(promise, version, PromiseStatus.KEPT))
    facts = overview(anywhere)
    assert (facts.promises_in_force, facts.open_actions) == (0, 0)
    assert [card.row.status for card in facts.cards] == [PromiseStatus.KEPT]


def test_a_card_shows_eight_and_says_how_many_more(ctx: AppContext) -> None:
    promise, _ = a_signed_promise(ctx)
    for _n in range(9):
        an_action(ctx, promise)
    [card] = overview(ctx).cards
    assert (len(card.actions), card.more) == (8, 2)


def test_thirty_days_are_compared_with_the_thirty_before(ctx: AppContext) -> None:
    action = an_action(ctx, start_on=dt.date(2017, 1, 1))
    for days in (0, 29, 30, 59, 60):
        log_done(ctx, LogFields(action, DAY - dt.timedelta(days), Decimal(3)))
    facts = overview(ctx)
    assert (facts.logged, facts.logged_before) == (2, 2)


def test_entries_are_counted_as_they_come_and_go(anywhere: AppContext) -> None:
    action = an_action(anywhere)
    entries = [log_done(anywhere, LogFields(action, DAY)) for _ in range(3)]
    assert counts(anywhere).entries == 3
    delete_log(anywhere, entries[0], 1)
    assert counts(anywhere).entries == 2


def test_an_ended_action_is_no_longer_open(ctx: AppContext) -> None:
    _, action = a_signed_promise(ctx)
    version = version_of(ctx, Action, action)
    set_status(ctx, SetStatus(((action, version),), ActionStatus.DONE, "Det räckte"))
    assert overview(ctx).open_actions == 0
    assert counts(ctx).actions == 1


def test_decisions_wait_until_they_are_answered(anywhere: AppContext) -> None:
    promise, action = a_signed_promise(anywhere)
    later = ask_decision(
        anywhere,
        AskDecision("Flytta?", "Polischefen", Party.POLICE, DAY + dt.timedelta(9), "Vakans"),
    )
    first = ask_decision(
        anywhere,
        AskDecision(
            "Köpa in?",
            "Kommunalrådet",
            Party.MUNICIPALITY,
            DAY,
            "Hinner inte",
            promise_id=promise,
            action_id=action,
            options=(("Ja", Decimal(4500)), ("Nej", None)),
        ),
    )
    rows = decisions(anywhere)
    assert [row.id for row in rows] == [first, later]
    assert (rows[0].promise_number, rows[1].promise_number) == (1, None)
    assert rows[0].options == (("Ja", Decimal(4500)), ("Nej", None))
    answer_decision(anywhere, AnswerDecision(first, 1, "Ja", "Kommunalrådet", DAY))
    assert [row.id for row in decisions(anywhere)] == [later]
    answered = decisions(anywhere, open_only=False)[0]
    assert (answered.answer, answered.decided_by, answered.decided_on) == (
        "Ja",
        "Kommunalrådet",
        DAY,
    )
