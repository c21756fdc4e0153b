"""Runs one command: chooses the language, and turns everything that goes wrong into one line."""

import logging
import os
import sys
from collections.abc import Sequence

import typer

from tracker import i18n, settings
from tracker.cli.framework import WrongUsage, usage_sentence
from tracker.cli.output import fail
from tracker.i18n import LANGUAGES, Language, _
from tracker.models.errors import TrackerError

DONE, FAILED, USAGE = 0, 1, 2
LANGUAGE_VARIABLE = "LOFTESBOKEN_LANG"

_log = logging.getLogger(__name__)


def run_command(arguments: Sequence[str], log_file: str) -> int:
    """Run the command that `arguments` name; returns the exit code."""
    _make_printable()
    try:
        words = _choose_language(list(arguments))
        return _run(words)
    except typer.TyperException as error:
        fail(usage_sentence(error))
        return USAGE if getattr(error, "exit_code", FAILED) == USAGE else FAILED
    except TrackerError as error:
        from tracker.messages import explain

        fail(explain(error))
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough, as in `lofte show BOOK | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, typer.Abort):
        fail(_("Interrupted. Nothing unfinished has been saved."))
        return FAILED
    except Exception:
        _log.exception("lofte failed")
        fail(_unexpected(log_file))
        return FAILED


def _run(words: list[str]) -> int:
    from tracker.cli.commands import app

    code = typer.main.get_command(app).main(words, prog_name="lofte", standalone_mode=False)
    # Ctrl+C is told as a code by Typer, the shells' 128 + SIGINT.
    if code == 130:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else DONE


def _choose_language(words: list[str]) -> list[str]:
    """Speak the language asked for with --lang, in the environment or in the settings.

    Returns the other words. --lang stands before the command; after it, it is the report's.
    """
    wished = os.environ.get(LANGUAGE_VARIABLE, "")
    i18n.activate(_known(wished) or settings.load().language)
    name, _equals, value = words[0].partition("=") if words else ("", "", "")
    if name != "--lang":
        if wished:
            i18n.activate(_chosen(wished))
        return words
    rest = words[1:] if value else words[2:]
    i18n.activate(_chosen(value or (words[1] if len(words) > 1 else "")))
    return rest


def _chosen(name: str) -> Language:
    language = _known(name)
    if language is None:
        raise WrongUsage(
            _("There is no language “{name}”. Choose {choices}.").format(
                name=name, choices=", ".join(LANGUAGES)
            )
        )
    return language


def _known(name: str) -> Language | None:
    return next((language for language in LANGUAGES if language == name), None)


def _unexpected(log_file: str) -> str:
    if not log_file:
        return _("Something went wrong that should not. The book is as it was before.")
    return _(
        "Something went wrong that should not. The book is as it was before. "
        "What happened is written in {file}."
    ).format(file=log_file)


def _make_printable() -> None:
    """A terminal or file that can't show a character shows a question mark instead of stopping."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
