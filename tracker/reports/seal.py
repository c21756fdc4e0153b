"""An organisation's e-stamp on reports: certificate files, and what can be wrong with them.

Sealing needs the extra ``sign``. Nothing of it is loaded until a certificate is.
"""

import warnings
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.models.book_file import read_error
from tracker.models.errors import Invalid
from tracker.services.reports.archive import SEAL_MARK

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from pyhanko.sign.signers import SimpleSigner

_MOST_BYTES = 1_000_000
_VERSION = b"\x02\x01\x03"
"""What every PKCS #12 file holds after its length: the integer 3 (RFC 7292, 4)."""
_LEAST_RSA_BITS = 2048
_CURVES = frozenset(
    {
        "secp256r1", "secp384r1", "secp521r1",
        "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1",
    }
)  # fmt: skip
"""What ETSI TS 119 312 recommends, and readers of PDF know."""


def is_sealed(pdf: bytes) -> bool:
    """Whether one of the program's reports has a seal, whoever put it there."""
    return SEAL_MARK in pdf


def is_available() -> bool:
    """Whether the extra is installed."""
    return find_spec("pyhanko") is not None


@dataclass(frozen=True, slots=True)
class Seal:
    """A certificate with its key, open and ready."""

    organisation: str
    """As the certificate names it."""
    valid_from: datetime
    valid_until: datetime
    _file: str
    _signer: "SimpleSigner" = field(repr=False)

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """A report with the seal after it, which begins with the bytes of the report.

        `at` is an instant with a time zone, and stands in the seal. Raises `Invalid` when the
        certificate does not hold then, and for a report that has a seal. Asks nobody on the
        network.
        """
        from tracker.reports.pdf import signature

        self.check(at)
        return signature.seal(pdf, self._signer, name=self.organisation, at=at)

    def check(self, at: datetime) -> None:
        """Raise `Invalid` unless the certificate holds at that instant."""
        if at > self.valid_until:
            raise Invalid(
                "seal.expired", field="certificate", file=self._file, date=self.valid_until.date()
            )
        if at < self.valid_from:
            raise Invalid(
                "seal.not_yet_valid",
                field="certificate",
                file=self._file,
                date=self.valid_from.date(),
            )


def load_certificate(path: Path, password: str, *, at: datetime) -> Seal:
    """The certificate in a PKCS #12 file (.p12, .pfx), to be used at the instant `at`.

    Raises `BookError` when the file can't be read; `Invalid` when it is no certificate file, the
    password is wrong, it lacks the key, is not made for sealing or does not hold at that time, and
    when the extra is not installed.
    """
    if not is_available():
        raise Invalid("seal.not_installed")
    data = _read(path)
    with warnings.catch_warnings():
        # Some programs write files that can be read all the same, to grumbles on stderr.
        warnings.simplefilter("ignore")
        certificate = _checked(_unlocked(data, password, str(path)), str(path))
        signer = _signer(data, password)
    seal = Seal(
        _organisation(certificate),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        str(path),
        signer,
    )
    seal.check(at)
    return seal


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise read_error(error, path) from error
    # A sequence that begins with the version, after one to five bytes that tell its length.
    if not data.startswith(b"\x30") or _VERSION not in data[2:9] or len(data) > _MOST_BYTES:
        raise Invalid("seal.not_a_certificate", field="certificate", file=str(path))
    return data


def _unlocked(data: bytes, password: str, file: str) -> "PKCS12KeyAndCertificates":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        return load_pkcs12(data, password.encode())
    except UnsupportedAlgorithm as error:
        raise Invalid("seal.key_unsupported", field="certificate", file=file) from error
    except ValueError as error:
        raise Invalid("seal.wrong_password", field="password", file=file) from error


def _checked(inside: "PKCS12KeyAndCertificates", file: str) -> "x509.Certificate":
    """The certificate of the key, if it is one to seal with."""
    if inside.key is None or inside.cert is None:
        raise Invalid("seal.no_key", field="certificate", file=file)
    if not _is_supported(inside.key):
        raise Invalid("seal.key_unsupported", field="certificate", file=file)
    certificate = inside.cert.certificate
    if not _may_sign(certificate):
        raise Invalid("seal.not_for_signing", field="certificate", file=file)
    return certificate


def _is_supported(key: object) -> bool:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    if isinstance(key, RSAPrivateKey):
        return key.key_size >= _LEAST_RSA_BITS
    return isinstance(key, EllipticCurvePrivateKey) and key.curve.name in _CURVES


def _may_sign(certificate: "x509.Certificate") -> bool:
    """Whether it is made for signatures; one that says nothing is made for everything."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _organisation(certificate: "x509.Certificate") -> str:
    from cryptography.x509 import NameOID

    for part in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for found in certificate.subject.get_attributes_for_oid(part):
            return str(found.value)
    return certificate.subject.rfc4514_string()


def _signer(data: bytes, password: str) -> Any:
    from pyhanko.sign.signers import SimpleSigner

    return SimpleSigner.load_pkcs12_data(data, (), password.encode())
