"""The e-stamp as the page uses it: whether there is one, and a certificate made ready."""

from dataclasses import replace

from tracker.models.errors import BookError, Invalid
from tracker.reports.making import Seal
from tracker.services.context import AppContext
from tracker.ui.dialogs.report_seal import Certificate
from tracker.ui.panels.reports.document import Document


def can_seal() -> bool:
    """Whether the extra that seals is installed."""
    from tracker.reports.seal import is_available

    return is_available()


def seal_with(ctx: AppContext, certificate: Certificate) -> Seal:
    """What puts the certificate's seal on a PDF. Raises `Invalid` about one of the two fields."""
    from tracker.reports.seal import load_certificate

    # The seal's time is the machine's, whatever day the book shows.
    at = ctx.clock.base.now()
    try:
        seal = load_certificate(certificate.path, certificate.password, at=at)
    except BookError as error:
        raise Invalid(error.code, field="certificate", **error.params) from error
    return lambda pdf: seal.seal(pdf, at=at)


def stamp(ctx: AppContext, document: Document, certificate: Certificate) -> Document:
    """The same report with the seal after it. Raises as `seal_with`."""
    made = document.made
    sealed = seal_with(ctx, certificate)(made.pdf)
    return replace(document, made=replace(made, content=sealed))
