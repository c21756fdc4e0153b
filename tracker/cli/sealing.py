"""`lofte report --sign`: the certificate, and its password from where nobody can read it.

Never from the command line itself, which other users of the machine can list.
"""

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.framework import WrongUsage
from tracker.cli.output import plain, say
from tracker.i18n import _
from tracker.models.book_file import read_error
from tracker.models.enums import ReportState
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.reports.seal import Seal

PASSWORD_VARIABLE = "LOFTESBOKEN_SIGN_PASSWORD"


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals a report, given its bytes."""

    seal: "Seal"
    at: datetime

    def __call__(self, pdf: bytes) -> bytes:
        """The sealed bytes. Raises as `Seal.seal`."""
        return self.seal.seal(pdf, at=self.at)


def password_for(certificate: str | None, file: str | None) -> str:
    """The certificate's password: from the file, else the environment, else asked for.

    Empty without a certificate. Raises `WrongUsage` where there is nobody to ask.
    """
    if certificate is None:
        if file is not None:
            raise WrongUsage(_("--password-file is of use with --sign only."))
        return ""
    if file is not None:
        return _first_line(Path(file))
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(
            _(
                "--sign needs the certificate's password, and there is no terminal to ask at. "
                "Give it with --password-file, or in the variable {variable}."
            ).format(variable=PASSWORD_VARIABLE)
        )
    return getpass(_("Password for {file}: ").format(file=plain(certificate)))


def _first_line(path: Path) -> str:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise read_error(error, path) from error
    return lines[0] if lines else ""


def sealer(ctx: AppContext, certificate: str | None, password: str) -> Sealer | None:
    """Opens the certificate; None where none is given. Raises as `load_certificate`."""
    if certificate is None:
        return None
    from tracker.reports.seal import load_certificate

    # The machine's own time: a book may show another day, but a seal must not.
    at = ctx.clock.base.now()
    return Sealer(load_certificate(Path(certificate), password, at=at), at)


def say_sealed(sealer: Sealer, state: ReportState) -> None:
    """Say whose seal the report has; and of a draft, that it is one all the same."""
    say(_("It is sealed by {organisation}.").format(organisation=sealer.seal.organisation))
    if state is ReportState.DRAFT:
        say(_("It is a draft still, and says so on every page."))
