"""Seals a finished file: PAdES baseline B-B (ETSI EN 319 142-1), still PDF/UA-1 and PDF/A-2a.

The seal is appended, so that the file as it was is the beginning of the file as it becomes.
Loads pyHanko, so import it only to seal.
"""

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from tracker.i18n import _, language
from tracker.models.errors import Invalid

_FIELD = "Seal"


def seal(pdf: bytes, signer: SimpleSigner, *, name: str, at: datetime) -> bytes:
    """`pdf`, a file that `writer` made, and after it the seal of `name`, set `at` an instant.

    Raises `Invalid` for a file that has a seal: what a second one would say nobody could tell.
    """
    update = _Update(io.BytesIO(pdf))
    if "/AcroForm" in update.root and update.root["/AcroForm"].get("/Fields"):
        raise Invalid("seal.sealed_already")
    with language("en" if str(update.root["/Lang"]).startswith("en") else "sv"):
        words = _("Electronic seal of {organisation}").format(organisation=name)
    append_signature_field(update, SigFieldSpec(_FIELD, readable_field_name=words))
    _add_to_structure(update)
    metadata = PdfSignatureMetadata(field_name=_FIELD, name=name, subfilter=SigSeedSubFilter.PADES)
    sealed = _Output()
    _Sealer(metadata, signer, at).sign_pdf(update, existing_fields_only=True, output=sealed)
    return sealed.getvalue()


class _Output(io.BytesIO):
    """Ends streams as `packing` does: a line feed alone is swallowed by data that ends in a return.

    Which a seal's compressed data does now and then, and readers then find the stream too short.
    """

    def write(self, data: Any) -> int:
        return super().write(b"\r\nendstream" if data == b"\nendstream" else data)


class _Update(IncrementalPdfFileWriter):
    """An update that leaves title, author and days as they are: a seal changes no content."""

    def _update_meta(self) -> None:
        return None


class _Sealer(PdfSigner):
    """Seals at the time it is told; left to itself pyHanko would ask the machine."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(metadata, signer)
        self._at = at

    def init_signing_session(self, *args: Any, **options: Any) -> PdfSigningSession:
        """As pyHanko does."""
        session = super().init_signing_session(*args, **options)
        session.system_time = self._at
        return session


def _add_to_structure(update: IncrementalPdfFileWriter) -> None:
    """Let a Form element hold the seal's field, though it can't be seen (ISO 14289-1, 7.18.4)."""
    tree = update.root["/StructTreeRoot"]
    document = tree["/K"]
    field = update.root["/AcroForm"]["/Fields"].raw_get(0)
    key = int(tree["/ParentTreeNextKey"])
    widget = field.get_object()
    element = update.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): tree.raw_get("/K"),
                pdf_name("/Pg"): widget.raw_get("/P"),
                pdf_name("/K"): generic.DictionaryObject(
                    {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field}
                ),
            }
        )
    )
    document["/K"].append(element)
    update.update_container(document)
    widget[pdf_name("/StructParent")] = generic.NumberObject(key)
    # The parents of a long report's marks are its largest object, so they are written compressed.
    parents = generic.ArrayObject(
        [*tree["/ParentTree"]["/Nums"], generic.NumberObject(key), element]
    )
    tree[pdf_name("/ParentTree")] = update.add_object(
        generic.DictionaryObject({pdf_name("/Nums"): parents}),
        obj_stream=update.prepare_object_stream(),
    )
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(key + 1)
    update.update_container(tree)
