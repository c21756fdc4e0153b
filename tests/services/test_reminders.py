"""What to be reminded of, in words, and as letters that are ready to send."""

import datetime as dt
import email
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.factory import action_fields, an_action, version_of
from tests.services.test_due_calendar import a_meeting
from tracker.i18n import language
from tracker.messages.remarks import remark_on_address
from tracker.messages.reminders import counted, owners_parts, reminder_lines
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionKind, Party, PromiseStatus
from tracker.models.organisation import Person
from tracker.models.promise import Promise
from tracker.services.actions import AddAction, add_action
from tracker.services.context import AppContext
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.reminders import ReminderQuery, forecast, reminders
from tracker.services.reminder_mail import Letters, reminder_letters, write_letters

WEDNESDAY = dt.date(2018, 10, 3)


def running(ctx: AppContext) -> int:
    """A promise that runs, whose one action has no owner and was due a fortnight ago."""
    action_id = an_action(ctx, title="Belysning", deadline=WEDNESDAY - dt.timedelta(14))
    with ctx.write("promise.status") as tx:
        promise = tx.session.query(Promise).one()
        assert action_id
        promise.status, promise.signed_on = PromiseStatus.RUNNING, dt.date(2018, 1, 15)
        return promise.id


def owned(ctx: AppContext, promise_id: int, owner_id: int, day: dt.date, title: str) -> int:
    """An action of somebody's that is due on a day."""
    fields = action_fields(title, owner_id=owner_id, deadline=day)
    return add_action(ctx, AddAction(promise_id, fields))


@pytest.fixture
def town(ctx: AppContext, clock: WalkingClock) -> AppContext:
    """A Wednesday on which something is late, due today, this week and later."""
    promise = running(ctx)
    chief = add_person(
        ctx,
        PersonFields("gatuchef", "Säffle kommun", Party.MUNICIPALITY, "Åsa Öst", "asa@saffle.se"),
    )
    officer = add_person(ctx, PersonFields("Kommunpolis", "Polisen", Party.POLICE))
    for days, title in ((-3, "Häck"), (0, "Lampor"), (4, "Bänkar"), (5, "Stråk"), (40, "Skylt")):
        owned(ctx, promise, chief, WEDNESDAY + dt.timedelta(days), title)
    fields = action_fields(
        "Fotpatrullering",
        owner_id=officer,
        kind=ActionKind.RECURRING,
        occasions=tuple(WEDNESDAY + dt.timedelta(7 * n) for n in range(-3, 2)),
    )
    add_action(ctx, AddAction(promise, fields))
    a_meeting(ctx, WEDNESDAY + dt.timedelta(1), chief, starts_at=dt.time(9))
    a_meeting(ctx, WEDNESDAY - dt.timedelta(1))
    clock.walk_to(WEDNESDAY)
    return ctx


def test_late_first_then_today_this_week_and_later(town: AppContext) -> None:
    found = reminders(town, ReminderQuery())
    with language("en"):
        told = [
            (
                theirs.owner,
                [(part.heading, [line.text for line in part.lines]) for part in theirs.parts],
            )
            for theirs in owners_parts(found)
        ]
        words = counted(found)
        assert counted(forecast(town, ReminderQuery())) == words
        lines = reminder_lines(found, "Säffle")
    assert told == [
        (
            "Gatuchef",
            [
                ("Late", ["Deadline: 1.2 Häck, 3 days late (30 Sep)"]),
                ("Today", ["Deadline: 1.3 Lampor, today"]),
                ("This week", ["Deadline: 1.4 Bänkar, Sunday 7 Oct"]),
                ("Until 17 October", ["Deadline: 1.5 Stråk, 8 Oct"]),
            ],
        ),
        (
            "Kommunpolis",
            [
                ("Late", ["1.7 Fotpatrullering, nothing is logged for 3 dates, the first 12 Sep"]),
                ("Today", ["1.7 Fotpatrullering, today"]),
                ("Until 17 October", ["1.7 Fotpatrullering, 10 Oct"]),
            ],
        ),
        ("For everybody", [("This week", ["Meeting: Arbetsgruppen, Thursday 4 Oct at 09:00"])]),
        ("Without an owner", [("Late", ["Deadline: 1.1 Belysning, 14 days late (19 Sep)"])]),
    ]
    assert words == "3 late, 4 due this week"
    assert lines[:2] == ["What falls due – Säffle, 3 October 2018", "3 late, 4 due this week."]


def test_nothing_to_be_reminded_of(ctx: AppContext) -> None:
    found = reminders(ctx, ReminderQuery(days=3))
    assert not found
    with language("en"):
        assert reminder_lines(found, "Säffle")[-1] == (
            "Nothing is late, and nothing falls due until 4 March 2018."
        )
    assert reminder_letters(ctx, ReminderQuery()) == Letters()


def test_another_year_is_named(town: AppContext) -> None:
    with town.write("action.edit") as tx:
        late = tx.session.query(Action).filter(Action.title == "Häck").one()
        late.deadline, late.start_on = dt.date(2017, 12, 20), dt.date(2017, 1, 1)
    lines = reminder_lines(reminders(town, ReminderQuery()), "Säffle")
    assert any("(20 dec 2017)" in line for line in lines)
    assert not any("2018" in line for line in lines[1:])


def read(content: bytes) -> EmailMessage:
    """A letter as a mail program reads it."""
    return email.message_from_bytes(content, policy=SMTP)


def test_a_letter_goes_to_each_owner_with_an_address(town: AppContext, tmp_path: Path) -> None:
    made = reminder_letters(town, ReminderQuery())
    assert made.without_address == ("Kommunpolis",)
    (letter,) = made.letters
    message = read(letter.content)
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Åsa Öst, gatuchef", "asa@saffle.se")
    assert (message["From"], message["X-Unsent"]) == (None, "1")
    assert message["Date"].datetime == town.clock.now()
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    assert "1.2 Häck" in text
    assert "Arbetsgruppen" in text
    assert "Fotpatrullering" not in text
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    content: Any = attached.get_payload(decode=True)
    calendar = icalendar.Calendar.from_ical(content)
    titles = sorted(str(event["SUMMARY"])[-7:] for event in calendar.walk("VEVENT"))
    assert titles == [" Bänkar"[-7:], " Lampor"[-7:], "5 Stråk"[-7:], "gruppen"]
    (path,) = write_letters(made, tmp_path / "brev")
    again = reminder_letters(town, ReminderQuery())
    assert write_letters(again, tmp_path / "brev") == [path]
    assert path.read_bytes().count(b"Message-ID:") == 1
    assert read(again.letters[0].content)["Message-ID"] == message["Message-ID"]


def change(ctx: AppContext, role: str, **values: object) -> None:
    """Change a person, past what a form would let through."""
    with ctx.write("person.edit") as tx:
        person_id = tx.session.query(Person.id).filter(Person.role == role).scalar()
        person = tx.get(Person, person_id, version_of(ctx, Person, person_id))
        for name, value in values.items():
            setattr(person, name, value)


def test_no_name_or_address_writes_a_header_of_its_own(town: AppContext) -> None:
    change(town, "gatuchef", name='Åsa\r\nBcc: alla@saffle.se, "x" <y@z.se>')
    (letter,) = reminder_letters(town, ReminderQuery()).letters
    message = read(letter.content)
    assert message["Bcc"] is None
    assert [to.addr_spec for to in message["To"].addresses] == ["asa@saffle.se"]
    for address in (
        "a@b",
        "asa@saffle.se\r\nBcc: x@y.se",
        "a@b.se, c@d.se",
        "Åsa <a@b.se>",
        "åsa@b.se",
    ):
        change(town, "gatuchef", email=address)
        made = reminder_letters(town, ReminderQuery())
        assert (made.letters, made.without_address) == ((), ("Kommunpolis",)), address
        assert made.unusable == (("gatuchef", address),)
        assert remark_on_address(address)
    assert "punkt" in remark_on_address("chef@polisen")
    assert "@" in remark_on_address("chef")
    assert remark_on_address("chef@polisen.se") == remark_on_address("") == ""


def test_who_has_left_the_post_gets_no_letter(town: AppContext) -> None:
    change(town, "gatuchef", active_to=WEDNESDAY - dt.timedelta(1))
    made = reminder_letters(town, ReminderQuery())
    assert (made.letters, made.post_ended) == ((), ("gatuchef",))
