"""`lofte report --sign`: where the password comes from, and that a failure leaves no file."""

import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.certificates import PASSWORD, p12, signature_of, stamp, verified
from tests.cli.conftest import ROOT, Lofte
from tests.factory import opened
from tracker.cli.sealing import PASSWORD_VARIABLE
from tracker.models.clock import SystemClock
from tracker.services.reports.archive import report_rows

# The command line asks the machine's clock, so the certificates hold today.
NOW = SystemClock().now().replace(microsecond=0)
DAY = dt.timedelta(1)


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return p12(tmp_path / "stämpel.p12", stamp(period=(NOW - DAY, NOW + DAY)))


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "lösenord.txt"
    path.write_text(f"\ufeff{PASSWORD}\r\nmer\n", "utf-8")
    return path


def is_sealed(path: Path) -> bool:
    return verified(path.read_bytes(), NOW).bottom_line


def test_a_report_is_sealed(
    lofte: Lofte, own: Path, certificate: Path, password_file: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "läge.pdf"
    words = ("report", own, "status", "-o", pdf, "--sign", certificate)
    ran = lofte(*words, "--password-file", password_file)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.splitlines() == [
        f"Rapporten är gjord: {pdf}",
        "Den är stämplad av Säffle kommun.",
        "Den är fortfarande ett utkast, och det står på varje sida.",
    ]
    assert is_sealed(pdf)
    ctx = opened(own)
    assert report_rows(ctx)[0].sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
    ctx.close()


def test_the_seal_has_the_machines_time_although_the_book_shows_another_day(
    lofte: Lofte, own: Path, certificate: Path, password_file: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "x.pdf"
    words = ("report", own, "status", "-o", pdf, "--sign", certificate)
    assert lofte(*words, "--password-file", password_file).code == 0
    ctx = opened(own)
    assert ctx.today().year == 2018
    ctx.close()
    assert str(signature_of(pdf.read_bytes()).sig_object["/M"]).startswith(f"D:{NOW:%Y%m%d}")


def test_the_password_from_the_environment(
    lofte: Lofte, own: Path, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    pdf = tmp_path / "x.pdf"
    assert lofte("report", own, "status", "-o", pdf, "--sign", certificate).code == 0
    assert is_sealed(pdf)


def test_the_password_is_asked_for_and_not_shown(
    own: Path, certificate: Path, tmp_path: Path
) -> None:
    pty = pytest.importorskip("pty")
    pdf = tmp_path / "x.pdf"
    ours, theirs = pty.openpty()
    words = ["report", own, "status", "-o", pdf, "--sign", certificate]
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", *map(str, words)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while b"p12: " not in shown:
        shown += os.read(ours, 1000)
    os.write(ours, f"{PASSWORD}\n".encode())
    assert process.wait() == 0
    shown += os.read(ours, 1000)
    os.close(ours)
    assert shown.decode().startswith(f"Lösenord till {certificate}: ")
    assert PASSWORD not in shown.decode()
    assert is_sealed(pdf)


def test_what_can_not_seal_leaves_the_older_report(
    lofte: Lofte, own: Path, certificate: Path, password_file: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "fel.txt"
    wrong.write_text("fel\n")
    empty = tmp_path / "tom.txt"
    empty.write_bytes(b"")
    binary = tmp_path / "bin.txt"
    binary.write_bytes(b"\xff\xfe\x00")
    old = p12(tmp_path / "gammal.p12", stamp(period=(NOW - 9 * DAY, NOW - DAY)))
    older = tmp_path / "äldre.pdf"
    older.write_bytes(b"%PDF older")
    for given, password, code, sentence in (
        (certificate, wrong, 1, "Lösenordet passar inte till"),
        (certificate, empty, 1, "Lösenordet passar inte till"),
        (certificate, binary, 1, "går inte att läsa"),
        (certificate, tmp_path / "ingen.txt", 1, "Det finns ingen fil som heter"),
        (old, password_file, 1, "gick ut"),
        (password_file, password_file, 1, "är skadad eller inget certifikat"),
        (tmp_path / "ingen.p12", password_file, 1, "Det finns ingen fil som heter"),
    ):
        for pdf in (older, tmp_path / "ny.pdf"):
            words = ("report", own, "status", "-o", pdf, "--sign", given)
            ran = lofte(*words, "--password-file", password)
            assert (ran.code, ran.out) == (code, "")
            assert sentence in ran.error
            assert ran.error.count("\n") == 1
    assert older.read_bytes() == b"%PDF older"
    assert not (tmp_path / "ny.pdf").exists()
    ctx = opened(own)
    assert {row.sha256 for row in report_rows(ctx)} == {""}
    ctx.close()


def test_words_that_do_not_go_together(
    lofte: Lofte, own: Path, certificate: Path, password_file: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "x.pdf"
    ran = lofte("report", own, "status", "-o", pdf, "--password-file", password_file)
    assert (ran.code, ran.out) == (2, "")
    assert "--password-file behövs bara med --sign." in ran.error
    ran = lofte("report", own, "status", "-o", pdf, "--sign", certificate)
    assert (ran.code, ran.out) == (2, "")
    assert "finns ingen terminal" in ran.error
    assert PASSWORD_VARIABLE in ran.error
    assert not pdf.exists()
