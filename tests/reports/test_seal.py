"""The e-stamp: what is sealed still conforms and can be verified, and what is wrong is told."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.validation.status import SignatureCoverageLevel

from tests import certificates
from tests.bench.report_floor import many_rows
from tests.certificates import (
    NOW,
    ORGANISATION,
    PASSWORD,
    Issued,
    ec_key,
    issue,
    office,
    p12,
    rsa_key,
    signature_of,
    stamp,
    subject,
    verified,
)
from tests.pictures import a_picture
from tests.refusals import refused
from tests.reports.reading import elements, page_texts, reader
from tests.reports.saffle import saffle
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.reports import seal
from tracker.reports.build import build_report
from tracker.reports.seal import Seal, load_certificate
from tracker.services.reports.logotype import printable_picture
from tracker.services.reports.rows import Logotype, Look

DAY = dt.timedelta(1)
ROOT = certificates.root().certificate.public_bytes(Encoding.DER)


@pytest.fixture(scope="session")
def stamped(tmp_path_factory: pytest.TempPathFactory, example_pdf: bytes) -> bytes:
    """The example's report, sealed."""
    path = p12(tmp_path_factory.mktemp("seal") / "stamp.p12", stamp())
    return load_certificate(path, PASSWORD, at=NOW).seal(example_pdf, at=NOW)


def loaded(folder: Path, issued: Issued, chain: Sequence[Issued] = ()) -> Seal:
    return load_certificate(p12(folder / "stamp.p12", issued, chain), PASSWORD, at=NOW)


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_what_is_sealed_still_conforms(stamped: bytes, profile: page.ValidationProfile) -> None:
    assert complaints(stamped, profile) == []


def test_the_seal_is_only_added(stamped: bytes, example_pdf: bytes) -> None:
    assert stamped.startswith(example_pdf)
    assert page_texts(stamped) == page_texts(example_pdf)
    before, after = reader(example_pdf), reader(stamped)
    assert before.metadata == after.metadata
    assert before.xmp_metadata is not None
    assert after.xmp_metadata is not None
    assert len(stamped) - len(example_pdf) < 12_000


def test_what_has_a_seal_is_not_sealed_again(
    stamped: bytes, example_pdf: bytes, tmp_path: Path
) -> None:
    assert (seal.is_sealed(example_pdf), seal.is_sealed(stamped)) == (False, True)
    with refused("seal.sealed_already"):
        loaded(tmp_path, stamp()).seal(stamped, at=NOW)


def test_its_streams_end_so_that_no_data_can_swallow_the_line_end(
    stamped: bytes, example_pdf: bytes
) -> None:
    ends = re.findall(rb"(?s)(..)endstream", stamped[len(example_pdf) :])
    assert ends
    assert set(ends) == {b"\r\n"}


def test_it_is_a_baseline_seal_that_covers_the_whole_file(stamped: bytes) -> None:
    status = verified(stamped)
    assert status.bottom_line
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    signature = signature_of(stamped)
    what = signature.sig_object
    assert what["/SubFilter"] == "/ETSI.CAdES.detached"
    assert what["/Name"] == ORGANISATION
    assert what["/M"] == "D:20180915120000Z"
    assert "/Reason" not in what
    assert "/Location" not in what
    assert signature.field_name == "Seal"


def test_the_field_is_told_to_those_who_listen(stamped: bytes) -> None:
    (form,) = [element for element in elements(stamped) if str(element["/S"]) == "/Form"]
    field = _field(stamped)
    assert field["/TU"] == "Elektronisk stämpel från Säffle kommun"
    assert field["/Rect"] == [0, 0, 0, 0]
    root: Any = reader(stamped).trailer["/Root"]
    tree = root["/StructTreeRoot"]
    parents = tree["/ParentTree"]["/Nums"]
    assert parents[-2] == field["/StructParent"] == tree["/ParentTreeNextKey"] - 1
    number = parents[-1].idnum
    assert form.indirect_reference is not None
    assert form.indirect_reference.idnum == number
    assert tree["/K"]["/K"][-1].idnum == number


def test_in_english_its_words_are_english(tmp_path: Path) -> None:
    pdf = build_report(saffle(), lang="en")
    sealed = loaded(tmp_path, stamp()).seal(pdf, at=NOW)
    assert _field(sealed)["/TU"] == "Electronic seal of Säffle kommun"


def _field(pdf: bytes) -> Any:
    annotations: Any = reader(pdf).pages[0]["/Annots"]
    (widget,) = annotations
    return widget.get_object()


def test_a_changed_byte_breaks_it(stamped: bytes) -> None:
    at = stamped.index(b"stream") + 60
    status = verified(stamped[:at] + bytes([stamped[at] ^ 1]) + stamped[at + 1 :])
    assert not status.intact
    assert not status.bottom_line


@pytest.mark.parametrize(
    "make",
    [
        lambda: (stamp(rsa_key()), ()),
        lambda: (stamp(ec_key(1)), ()),
        lambda: (stamp(by=office()), (office(),)),
        lambda: (stamp(rsa_key(), by=office()), (office(), certificates.root())),
    ],
    ids=["rsa", "p384", "chain", "chain with root"],
)
def test_keys_and_chains(
    tmp_path: Path,
    example_pdf: bytes,
    make: Callable[[], tuple[Issued, Sequence[Issued]]],
) -> None:
    sealed = loaded(tmp_path, *make()).seal(example_pdf, at=NOW)
    assert verified(sealed).bottom_line
    assert [complaints(sealed, profile) for profile in PROFILES] == [[], []]


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler is not installed")
def test_another_program_finds_it_whole(stamped: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(stamped)
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True)
    assert "Signature is Valid." in told.stdout
    assert "Total document signed" in told.stdout
    assert "ETSI.CAdES.detached" in told.stdout


def test_a_report_with_a_look_and_nothing_to_tell(tmp_path: Path) -> None:
    picture = Logotype(printable_picture(a_picture()), "Ett vapen")
    bare = replace(saffle(), look=Look(picture, "#1E5C3C"), promises=(), decisions=())
    sealed = loaded(tmp_path, stamp()).seal(build_report(bare, lang="en"), at=NOW)
    assert verified(sealed).bottom_line
    assert [complaints(sealed, profile) for profile in PROFILES] == [[], []]


def test_a_long_report(tmp_path: Path) -> None:
    pdf = build_report(many_rows(2000), lang="sv")
    sealed = loaded(tmp_path, stamp()).seal(pdf, at=NOW)
    assert verified(sealed).bottom_line
    assert [complaints(sealed, profile) for profile in PROFILES] == [[], []]
    assert len(sealed) < 1.2 * len(pdf)


def test_whose_it_is(tmp_path: Path) -> None:
    ours = loaded(tmp_path, stamp())
    assert ours.organisation == ORGANISATION
    assert (ours.valid_from, ours.valid_until) == certificates.YEARS
    assert PASSWORD not in repr(ours)
    nameless = issue(subject("Stämpel 7", None), ec_key(), certificates.root())
    assert loaded(tmp_path, nameless).organisation == "Stämpel 7"


def test_a_file_without_a_password(tmp_path: Path, example_pdf: bytes) -> None:
    path = p12(tmp_path / "open.pfx", stamp(), password=None)
    assert load_certificate(path, "", at=NOW).seal(example_pdf, at=NOW).startswith(example_pdf)


def test_a_file_with_a_slip_is_read_without_a_word(tmp_path: Path) -> None:
    path = p12(tmp_path / "stamp.p12", stamp())
    path.write_bytes(path.read_bytes() + b"\0")
    assert load_certificate(path, PASSWORD, at=NOW).organisation == ORGANISATION


def told(path: Path, code: str, password: str = PASSWORD, at: dt.datetime = NOW) -> None:
    with refused(code) as error:
        load_certificate(path, password, at=at)
    assert error.value.params.get("file", str(path)) == str(path)


def test_the_file(tmp_path: Path) -> None:
    told(tmp_path / "ingen.p12", "file.missing")
    told(tmp_path, "file.folder")
    for name, content in {
        "tom": b"",
        "text": b"hej",
        "pem": b"-----BEGIN CERTIFICATE-----\n",
        "der": ROOT,
        "stor": p12(tmp_path / "a.p12", stamp()).read_bytes() + bytes(1_000_000),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        told(path, "seal.not_a_certificate")


def test_the_password(tmp_path: Path) -> None:
    path = p12(tmp_path / "stamp.p12", stamp())
    told(path, "seal.wrong_password", "fel")
    told(path, "seal.wrong_password", "")
    path.write_bytes(path.read_bytes()[:-40])
    told(path, "seal.wrong_password")


def test_the_time(tmp_path: Path, example_pdf: bytes) -> None:
    path = p12(tmp_path / "stamp.p12", stamp(period=(NOW - DAY, NOW + DAY)))
    told(path, "seal.expired", at=NOW + 2 * DAY)
    told(path, "seal.not_yet_valid", at=NOW - 2 * DAY)
    still = load_certificate(path, PASSWORD, at=NOW)
    with refused("seal.expired"):
        still.seal(example_pdf, at=NOW + 2 * DAY)


def test_the_key(tmp_path: Path) -> None:
    told(p12(tmp_path / "a.p12", stamp(), with_key=False), "seal.no_key")
    told(p12(tmp_path / "b.p12", stamp(rsa_key(1024))), "seal.key_unsupported")
    told(p12(tmp_path / "c.p12", stamp(Ed25519PrivateKey.generate())), "seal.key_unsupported")
    secret = issue(subject("Kryptering"), ec_key(), certificates.root(), signs=False)
    told(p12(tmp_path / "d.p12", secret), "seal.not_for_signing")


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seal.is_available()
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    path = p12(tmp_path / "a.p12", stamp())
    assert not seal.is_available()
    told(path, "seal.not_installed")


def test_nothing_of_it_is_loaded_before_it_is_used() -> None:
    code = (
        "import sys, tracker.reports.seal as seal\n"
        "seal.is_available()\n"
        "assert not {'pyhanko', 'cryptography', 'asn1crypto'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
