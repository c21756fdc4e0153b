"""Typer with our words: help and usage errors in the program's language.

Typer's own help speaks the language of the process's environment, and Click's errors only English.
Help texts and metavars are written as message ids and translated when they are shown.
"""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from tracker.i18n import _


class WrongUsage(typer.TyperException):
    """Something is wrong with the words on the command line; the message is translated."""

    exit_code = 2


class Command(TyperCommand):
    """One of `lofte`'s commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what it does, and what each word means."""
        usage = [_word(p) if p.required else f"[{_word(p)}]" for p in _arguments(self)]
        usage += [_option(p) for p in _options(self) if p.required] + [_("[OPTIONS]")]
        formatter.write_usage(ctx.command_path, " ".join(usage), prefix=_usage_prefix())
        _write_text(formatter, self.help)
        rows = [(_word(p), _translated(p.help)) for p in _arguments(self)]
        if rows:
            with formatter.section(_("Arguments")):
                formatter.write_dl(rows)
        options = [(_option(p), _translated(p.help)) for p in _options(self)]
        with formatter.section(_("Options")):
            formatter.write_dl([*options, _help_row()])


class Group(TyperGroup):
    """`lofte` itself."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what the program is, and its commands."""
        usage = _("[--lang sv|en] COMMAND …")
        formatter.write_usage(ctx.command_path, usage, prefix=_usage_prefix())
        _write_text(formatter, self.help)
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _translated(c.help)) for name, c in self.commands.items()])
        with formatter.section(_("Options")):
            formatter.write_dl(
                [("--lang sv|en", _("The language of what is printed.")), _help_row()]
            )

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer, but says in the program's language that there is nothing to do."""
        if not args:
            raise WrongUsage(_("Say what to do. “lofte --help” lists the commands."))
        return super().parse_args(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """As Typer, but an unknown command is told in the program's language."""
        found = super().get_command(ctx, cmd_name)
        if found is None:
            raise WrongUsage(
                _("There is no command “{name}”. “lofte --help” lists the commands.").format(
                    name=cmd_name
                )
            )
        return found


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with the words on the command line, in the program's language."""
    if isinstance(error, WrongUsage):
        return error.message
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "lofte"
    hint = _("See “{command}”.").format(command=f"{path} --help")
    return f"{_problem(error)} {hint}"


def _problem(error: typer.TyperException) -> str:
    param, option = getattr(error, "param", None), getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter" if param is not None:
            name = _word(param) if param.param_type_name == "argument" else param.opts[0]
            return _("{name} is missing.").format(name=name)
        case "NoSuchOption":
            return _("There is no option {name}.").format(name=option)
        case "BadOptionUsage" if "requires" in error.message:
            return _("{name} needs a value.").format(name=option)
        case "BadOptionUsage":
            return _("{name} takes no value.").format(name=option)
    extra = re.fullmatch(r"Got unexpected extra argument\(s\) \((.*)\)", error.message, re.DOTALL)
    if extra:
        return _("Too many words: {words}. Put quotation marks around text with spaces.").format(
            words=extra[1]
        )
    return error.message


def _arguments(command: TyperCommand) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "argument"]


def _options(command: TyperCommand) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "option"]


def _word(param: Any) -> str:
    return _translated(param.metavar)


def _option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {_word(param)}"


def _usage_prefix() -> str:
    return _("Usage: ")


def _help_row() -> tuple[str, str]:
    return "--help", _("Show this help.")


def _write_text(formatter: Any, text: str | None) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_translated(text))


def _translated(text: str | None) -> str:
    return _(text) if text else ""
