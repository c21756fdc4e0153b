"""Certificates made for the tests: a root of our own, and what it or its office has issued."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

NOW = dt.datetime(2018, 9, 15, 12, tzinfo=dt.UTC)
PASSWORD = "hemligt åäö"
ORGANISATION = "Säffle kommun"

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
Period = tuple[dt.datetime, dt.datetime]
YEARS: Period = (NOW - dt.timedelta(300), NOW + dt.timedelta(700))


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key(number: int = 0) -> ec.EllipticCurvePrivateKey:
    """A key of its own for every number."""
    return ec.generate_private_key((ec.SECP256R1(), ec.SECP384R1())[number % 2])


@dataclass(frozen=True)
class Issued:
    """A certificate and the key that belongs to it."""

    certificate: x509.Certificate
    key: PrivateKey


def subject(common: str, organisation: str | None = ORGANISATION) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if organisation is not None:
        parts.insert(0, x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


def issue(
    name: x509.Name,
    key: PrivateKey,
    by: Issued | None = None,
    *,
    period: Period = YEARS,
    is_authority: bool = False,
    signs: bool = True,
) -> Issued:
    """A certificate for `name`, issued by itself when nobody else is named."""
    usage = dict.fromkeys(
        (
            "data_encipherment", "key_agreement", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by.certificate.subject if by else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=signs and not is_authority,
                content_commitment=signs and not is_authority,
                key_encipherment=not signs,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if by is not None:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        certificate = certificate.add_extension(issuer, critical=False)
    signing = by.key if by else key
    algorithm = None if isinstance(signing, ed25519.Ed25519PrivateKey) else SHA256()
    return Issued(certificate.sign(signing, algorithm), key)


@cache
def root() -> Issued:
    return issue(subject("Testrot", "Prov"), ec_key(1), is_authority=True)


@cache
def office() -> Issued:
    """An authority below the root."""
    return issue(subject("Testutfärdare", "Prov"), ec_key(3), root(), is_authority=True)


def stamp(
    key: PrivateKey | None = None, by: Issued | None = None, *, period: Period = YEARS
) -> Issued:
    """An organisation's certificate for sealing."""
    return issue(subject("E-stämpel"), key or ec_key(), by or root(), period=period)


def signature_of(pdf: bytes) -> EmbeddedPdfSignature:
    """The one signature in a file."""
    found: list[EmbeddedPdfSignature] = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    (signature,) = found
    return signature


def verified(pdf: bytes, at: dt.datetime = NOW) -> PdfSignatureStatus:
    """What pyHanko says about it, trusting our root and nobody else."""
    trusted = root().certificate.public_bytes(Encoding.DER)
    trust = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(trusted)), moment=at, allow_fetching=False
    )
    return validate_pdf_signature(signature_of(pdf), trust)


def p12(
    path: Path,
    issued: Issued,
    chain: Sequence[Issued] = (),
    *,
    password: str | None = PASSWORD,
    with_key: bool = True,
) -> Path:
    """Write a certificate file as authorities hand them out."""
    encryption: KeySerializationEncryption = NoEncryption()
    if password is not None:
        encryption = BestAvailableEncryption(password.encode())
    others = [one.certificate for one in chain]
    data = serialize_key_and_certificates(
        b"stamp",
        issued.key if with_key else None,
        issued.certificate if with_key else None,
        others if with_key else [issued.certificate, *others],
        encryption,
    )
    path.write_bytes(data)
    return path
