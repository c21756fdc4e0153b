"""`lofte new`, `check`, `backup`, `restore` and `generate`: the book as a whole."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tracker.cli.books import book_path, count, day, opened, who
from tracker.cli.output import fail, say, say_json
from tracker.i18n import _, format_number, ngettext
from tracker.messages import Finding, explain
from tracker.models.errors import BookError

# What a check is there to find out, though it stops the book from being opened.
_UNREADABLE = frozenset({"book.damaged", "book.not_a_book"})


def new(
    book: str, municipality: str, police_area: str, *, start: str | None, end: str | None
) -> None:
    """Make a book, with its first agreement where a period is given, and say where it is.

    A period of which only one end is given has the other at its year's beginning or end.
    """
    from tracker.models.clock import SystemClock
    from tracker.services.agreements import first_agreement
    from tracker.services.books import NewBook, create_book

    clock = SystemClock()
    first, last = day("--from", start, clock.today()), day("--to", end, clock.today())
    agreement = None
    if first is not None or last is not None:
        year = (first or last or clock.today()).year
        period = first or date(year, 1, 1), last or date(year, 12, 31)
        agreement = first_agreement(municipality.strip(), police_area.strip(), *period)
    path = Path(book_path(book))
    create_book(path, NewBook(municipality, police_area or None, agreement), clock=clock, who=who())
    say(_("The book is made: {book}").format(book=path))
    if agreement is not None:
        say(_("It has an agreement to begin from: {title}").format(title=agreement.title))


def check(book: str, *, as_json: bool) -> int:
    """Say whether the book is sound; 1 when it is not."""
    from tracker.services.check import check_book

    findings: Sequence[Finding]
    try:
        with opened(book) as ctx:
            findings = check_book(ctx)
    except BookError as error:
        if error.code not in _UNREADABLE or not as_json:
            raise
        findings = [error]
    sentences = [explain(finding) for finding in findings]
    if as_json:
        found = [
            {"code": finding.code, "message": sentence}
            for finding, sentence in zip(findings, sentences, strict=True)
        ]
        say_json({"book": book_path(book), "sound": not findings, "findings": found})
    elif findings:
        for sentence in sentences:
            say(sentence)
    else:
        say(_("The book is sound: {book}").format(book=book_path(book)))
    return 1 if findings else 0


def backup(book: str, file: str | None) -> None:
    """Copy the book and say where the copy is."""
    from tracker.models.clock import SystemClock
    from tracker.services.backups import backup_book

    target = Path(book_path(file)) if file else None
    copy = backup_book(Path(book_path(book)), target, now=SystemClock().now())
    say(_("The backup is made: {file}").format(file=copy))


def restore(file: str, book: str) -> None:
    """Put a backup in the book's place, and say where the book that was there is kept.

    A backup that can be read but is not whole may be the best there is: that is told on stderr.
    """
    from tracker.models.clock import SystemClock
    from tracker.services.backups import restore_book
    from tracker.services.check import check_book

    path = Path(book_path(book))
    kept = restore_book(Path(book_path(file)), path, now=SystemClock().now())
    say(_("The book is restored: {book}").format(book=path))
    if kept is not None:
        say(_("The book that was there is kept: {file}").format(file=kept))
    with opened(book) as ctx:
        for finding in check_book(ctx):
            fail(explain(finding))


def generate(book: str, actions: str, log_entries: str, responses: str, seed: str) -> None:
    """Fill a book with made-up data; make the book, and say so, if it is not there."""
    from tracker.models.clock import SystemClock
    from tracker.services.books import NewBook, create_book
    from tracker.services.generate import MUNICIPALITY, POLICE_AREA, Amounts, generate_data

    amounts = Amounts(
        actions=count("--actions", actions),
        log_entries=count("--log-entries", log_entries),
        responses=count("--responses", responses),
        seed=count("--seed", seed),
    )
    path = Path(book_path(book))
    if not path.exists():
        new_book = NewBook(MUNICIPALITY, POLICE_AREA)
        create_book(path, new_book, clock=SystemClock(), who=who())
        say(_("The book is made: {book}").format(book=path))
    with opened(book) as ctx:
        amounts = generate_data(ctx, amounts)
    parts = [
        _count(ngettext("{n} action", "{n} actions", amounts.actions), amounts.actions),
        _count(
            ngettext("{n} log entry", "{n} log entries", amounts.log_entries), amounts.log_entries
        ),
        _count(ngettext("{n} answer", "{n} answers", amounts.responses), amounts.responses),
    ]
    say(_("Added to {book}: {parts}").format(book=path, parts=", ".join(parts)))


def _count(text: str, n: int) -> str:
    return text.format(n=format_number(n))
