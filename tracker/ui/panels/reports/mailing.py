"""A letter about a report for the person's own mail program. The file is attached by hand."""

from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl

from tracker.i18n import _, format_date, language
from tracker.reports.sentences import municipality_name
from tracker.ui.panels.reports.document import Document


def letter(document: Document, path: Path) -> QUrl:
    """A ``mailto:`` address with subject and text, in the report's language.

    Line breaks and letters beyond ASCII are percent-encoded as RFC 6068 asks.
    """
    with language(document.made.language):
        subject, text = _subject(document), _text(document, path)
    lines = text.replace("\n", "\r\n")
    address = f"mailto:?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
    # As it stands: Qt would otherwise decide anew what to encode.
    return QUrl.fromEncoded(address.encode("ascii"), QUrl.ParsingMode.StrictMode)


def _subject(document: Document) -> str:
    data = document.made.data
    return _("{report}, {municipality}, as of {day}").format(
        report=document.title(),
        municipality=municipality_name(data.municipality),
        day=format_date(data.as_of, "long"),
    )


def _text(document: Document, path: Path) -> str:
    data = document.made.data
    paragraphs = [
        _("Hello,"),
        _("Here is the report “{report}” for {municipality}, as of {day}.").format(
            report=document.title(),
            municipality=municipality_name(data.municipality),
            day=format_date(data.as_of, "long"),
        ),
        _settled(document),
        _("[Attach the file {file}, and remove this line.]").format(file=path),
    ]
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def _settled(document: Document) -> str:
    settled_on = document.made.data.settled_on
    if settled_on is None:
        return _("It is a draft: it has not been made final.")
    numbers = ", ".join(number.number for number in document.made.data.diary_numbers)
    day = format_date(settled_on, "long")
    if not numbers:
        return _("It was made final on {day}.").format(day=day)
    return _("It was made final on {day}. Diary number {numbers}.").format(day=day, numbers=numbers)
