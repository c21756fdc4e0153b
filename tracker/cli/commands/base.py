"""What every command of `lofte` is declared with."""

from typing import Annotated

import typer

from tracker.cli.framework import Group
from tracker.i18n import N_

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=N_("Löftesboken on the command line: plan, log, follow up and report."),
)


@app.callback()
def _lofte() -> None:
    """Exists so that Typer makes a group, whose help is given above."""


Book = Annotated[str, typer.Argument(metavar=N_("BOOK"), help=N_("The book: NAME.loftesbok."))]
Json = Annotated[bool, typer.Option("--json", help=N_("Print JSON for other programs."))]
