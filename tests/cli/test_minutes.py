"""A meeting's agenda and minutes, by words of its title or its day."""

from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Lofte
from tests.factory import DAY
from tests.meetings import a_meeting
from tracker.services.context import AppContext


def test_the_minutes_of_a_meeting(
    lofte: Lofte, ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    a_meeting(ctx, title="Arbetsgruppen")
    a_meeting(ctx, title="Arbetsgruppen", held=False, held_on=DAY.replace(day=29))
    path = tmp_path / "m.pdf"
    for text, title in (("", "Minutes"), ("03-29", "Agenda"), ("arbetsgruppen 03-01", "Minutes")):
        meeting = ("--meeting", text) if text else ()
        ran = lofte("report", book_path, "minutes", "-o", path, *meeting, "--lang", "en")
        assert (ran.code, ran.error) == (0, ""), text
        (sheet,) = PdfReader(path).pages
        assert f"{title} of the working group" in sheet.extract_text()
        path.unlink()
    for text in ("arbetsgruppen", "styrgruppen"):
        ran = lofte("report", book_path, "minutes", "-o", path, "--meeting", text)
        assert ran.code != 0
        assert text in ran.error
    assert lofte("report", book_path, "status", "-o", path, "--meeting", "arbets").code == 2
    assert not path.exists()
