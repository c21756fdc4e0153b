"""Reminders as letters that are ready to send (RFC 5322), one for each owner with an address.

Nothing is sent from here: whoever opens a letter, or a scheduler, is its sender.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import _
from tracker.messages.reminders import reminder_lines, reminder_subject
from tracker.models.book import Book
from tracker.models.book_file import file_error, write_file
from tracker.models.meeting import Attendance
from tracker.models.organisation import Person
from tracker.paths import file_name
from tracker.services.calendar_file import printable
from tracker.services.context import AppContext
from tracker.services.due_calendar import due_calendar
from tracker.services.people import is_address
from tracker.services.queries.due import DueKind, DueQuery, DueRow
from tracker.services.queries.reminders import ReminderQuery, Reminders, reminders_in


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as a file: the same owner gets the same name and Message-ID all day."""

    owner: str
    address: str
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters, and the roles of those who would have got one."""

    letters: tuple[Letter, ...] = ()
    without_address: tuple[str, ...] = ()
    unusable: tuple[tuple[str, str], ...] = ()
    """Roles with an address that no letter can be sent to, and that address."""
    post_ended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Receiver:
    id: int
    role: str
    name: str
    email: str
    active_to: date | None


def reminder_letters(ctx: AppContext, query: ReminderQuery) -> Letters:
    """One letter per owner of what `query` finds, in the current language, with a calendar file."""
    today = ctx.today()
    with ctx.read() as session:
        book = session.scalars(select(Book.name)).one()
        found = reminders_in(session, query, today)
        people = _receivers(session, (*found.late, *found.coming), query.owner_ids)
        own = {
            person.id: reminders_in(
                session, replace(query, owner_ids=frozenset({person.id})), today
            )
            for person in people
        }
    letters, homeless, unusable, ended = [], [], [], []
    names = _file_names(people, today)
    for person in people:
        address = person.email.strip()
        if not own[person.id]:
            continue
        if person.active_to is not None and person.active_to < today:
            ended.append(person.role)
        elif not address:
            homeless.append(person.role)
        elif not is_address(address):
            unusable.append((person.role, address))
        else:
            content = _letter(ctx, person, own[person.id], query, book)
            letters.append(Letter(person.role, address, names[person.id], content))
    return Letters(tuple(letters), tuple(homeless), tuple(unusable), tuple(ended))


def _receivers(session: Session, rows: Iterable[DueRow], asked: Collection[int]) -> list[_Receiver]:
    """Those who own any of it or are called to it, by role."""
    rows = tuple(rows)
    meetings = [row.id for row in rows if row.kind is DueKind.MEETING]
    called = select(Attendance.person_id).where(Attendance.meeting_id.in_(meetings))
    ids = {row.owner_id for row in rows} | set(session.scalars(called))
    if asked:
        ids &= set(asked)
    statement = select(Person.id, Person.role, Person.name, Person.email, Person.active_to).where(
        Person.id.in_(ids - {None})
    )
    people = [
        _Receiver(row.id, row.role, row.name or "", row.email or "", row.active_to)
        for row in session.execute(statement)
    ]
    return sorted(people, key=lambda person: (person.role.casefold(), person.id))


def _file_names(people: Iterable[_Receiver], today: date) -> dict[int, str]:
    """A name that stays the same when others come and go: the id is in it."""
    day = today.isoformat()
    return {
        person.id: f"{day} {file_name(_line(person.role))} {person.id % 10_000:04}.eml"
        for person in people
    }


def _letter(
    ctx: AppContext, person: _Receiver, found: Reminders, query: ReminderQuery, book: str
) -> bytes:
    message = EmailMessage(policy=SMTP)
    user, _at, domain = person.email.strip().rpartition("@")
    shown = ", ".join(filter(None, (_line(person.name), _line(person.role))))
    message["To"] = Address(shown, user, domain)
    message["Subject"] = _line(reminder_subject(found, book))
    message["Date"] = format_datetime(ctx.clock.now().astimezone())
    message["Message-ID"] = f"<{found.today.isoformat()}.{person.id}@loftesboken>"
    # Outlook then opens it as a draft with a Send button.
    message["X-Unsent"] = "1"
    text = printable("\n".join(_text(person, found, book)))
    message.set_content(f"{text}\n", cte="quoted-printable")
    theirs = DueQuery(
        first=found.today,
        last=found.last,
        owner_ids=frozenset({person.id}),
        parties=query.parties,
    )
    if found.coming:
        message.add_attachment(
            due_calendar(ctx, theirs, alarm_days=1, title=person.role),
            maintype="text",
            subtype="calendar",
            filename=_("due.ics"),
        )
    return message.as_bytes()


def _text(person: _Receiver, found: Reminders, book: str) -> list[str]:
    lines = [_("Hello {name},").format(name=_line(person.name) or _line(person.role)), ""]
    lines += reminder_lines(found, book)
    if found.coming:
        lines += ["", _("The attached file puts the coming days into your calendar.")]
    return lines


def _line(text: str) -> str:
    """On one line: a line break in a header would begin another header."""
    return " ".join(printable(text).split())


def write_letters(letters: Letters, folder: Path) -> list[Path]:
    """Write each as a file in `folder`, which is made; a letter of the same day is replaced."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(error, folder) from error
    paths = [folder / letter.file_name for letter in letters.letters]
    for letter, path in zip(letters.letters, paths, strict=True):
        write_file(path, letter.content)
    return paths
