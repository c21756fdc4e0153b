"""Keeps the translation catalogues in step with the source.

    python tools/i18n.py update          read tracker/, write the .po and .mo files
    python tools/i18n.py set FILE.json   update, then fill in Swedish: {msgid: text | [one, many]}
    python tools/i18n.py missing         list what has no Swedish yet; exit 1 when there is any
    python tools/i18n.py check           exit 1 unless everything is complete and up to date

A message with a context is written ``context|msgid`` in the JSON file. English is the source
language, so its catalogue is filled in by `update`.
"""

import argparse
import io
import json
import os
import re
import string
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "en")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?\d*(?:\.\d+)?[sdifr]\b")

Words: TypeAlias = str | tuple[str, ...]
Key: TypeAlias = tuple[str | None, str]


class _Catalogue(Catalog):
    """A catalogue whose header says nothing that changes from run to run."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "loftesboken"),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]


class SourceError(Exception):
    """A source file that can't be read, so that nothing may be concluded from it."""


def _key(message: Message) -> Key:
    msgid = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, msgid


def _entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _words(message: Message) -> Words:
    words = message.string or ""
    return words if isinstance(words, str) else tuple(words)


def _is_translated(message: Message) -> bool:
    words = _words(message)
    return bool(words) if isinstance(words, str) else len(words) == 2 and all(words)


def extract(source: Path) -> list[tuple[Key, str | tuple[str, ...], list[str]]]:
    """Every message under `source` once, as (key, msgid or (one, many), translator comments)."""
    found: dict[Key, tuple[str | tuple[str, ...], list[str]]] = {}
    for file in sorted(source.rglob("*.py")):
        try:
            messages = list(extract_from_file("python", file, KEYWORDS, comment_tags=("i18n:",)))
        except (SyntaxError, tokenize.TokenError, UnicodeDecodeError) as error:
            raise SourceError(f"{file}: {error}") from error
        for _line, msgid, comments, context in messages:
            one = msgid if isinstance(msgid, str) else msgid[0]
            if not one:
                continue
            known, notes = found.setdefault((context, one), (msgid, []))
            if isinstance(known, str) and not isinstance(msgid, str):
                # The same text is used alone and as a plural's singular; gettext merges the two.
                found[context, one] = (msgid, notes)
            notes.extend(note for note in comments if note not in notes)
    return [(key, msgid, notes) for key, (msgid, notes) in sorted(found.items(), key=_by_text)]


def _by_text(item: tuple[Key, object]) -> tuple[str, str]:
    (context, msgid), _rest = item
    return msgid, context or ""


def _po(folder: Path, lang: str) -> Path:
    return folder / lang / "LC_MESSAGES" / "loftesboken.po"


def _read(path: Path, lang: str) -> dict[Key, Words]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    return {_key(m): _words(m) for m in _entries(catalogue) if _is_translated(m)}


def _fitting(words: Words | None, msgid: str | tuple[str, ...]) -> Words | None:
    """`words` if they have as many forms as `msgid`, else None."""
    plural = not isinstance(msgid, str)
    return words if words is not None and isinstance(words, tuple) == plural else None


def build(source: Path, lang: str, words: dict[Key, Words]) -> Catalog:
    """The catalogue of `lang` for what `source` says today. English speaks for itself."""
    catalogue = _Catalogue(locale=lang, project="loftesboken", fuzzy=False)
    catalogue.header_comment = "# Translations of Löftesboken. Written by tools/i18n.py."
    for key, msgid, notes in extract(source):
        text = msgid if lang == "en" else _fitting(words.get(key), msgid)
        catalogue.add(msgid, text, context=key[0], auto_comments=notes)
    return catalogue


def _po_bytes(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=100, no_location=True, ignore_obsolete=True)
    return out.getvalue()


def _mo_bytes(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Write `path` in one step, so that a program starting now never sees half a catalogue."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    os.replace(temporary, path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock file; the system lets go of it even when the process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _lock(file)
        yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


class Workshop:
    """The source, the catalogues and the words of messages that have left the source."""

    def __init__(self, root: Path) -> None:
        self.source = root / "tracker"
        self.catalogues = root / "resources" / "i18n"
        self.lock = root / "build" / "i18n.lock"
        self._resting = root / "build" / "i18n-resting.json"

    def update(self, given: dict[str, Words] | None = None) -> list[str]:
        """Bring all catalogues up to date; return the keys of `given` that the source lacks."""
        unknown: list[str] = []
        for lang in LANGUAGES:
            po = _po(self.catalogues, lang)
            words = _read(po, lang)
            if lang == "sv":
                # A message that is moved is away for a moment; its words wait outside git.
                before = self._read_resting() | words
                keys = {key: msgid for key, msgid, _notes in extract(self.source)}
                named, unknown = _by_key(given or {}, keys)
                words = before | named
                self._write_resting({k: w for k, w in words.items() if k not in keys})
            catalogue = build(self.source, lang, words)
            _replace(po, _po_bytes(catalogue))
            _replace(po.with_suffix(".mo"), _mo_bytes(catalogue))
        return unknown

    def missing(self) -> list[str]:
        """The Swedish gaps, as they would be named in a JSON file for `set`."""
        catalogue = build(self.source, "sv", _read(_po(self.catalogues, "sv"), "sv"))
        return [_name(_key(m)) for m in _entries(catalogue) if not _is_translated(m)]

    def problems(self) -> list[str]:
        """Everything that keeps the catalogues from being complete and true to the source."""
        found = [f"no Swedish: {name}" for name in self.missing()]
        for lang in LANGUAGES:
            po = _po(self.catalogues, lang)
            catalogue = build(self.source, lang, _read(po, lang))
            for path, wanted in ((po, _po_bytes), (po.with_suffix(".mo"), _mo_bytes)):
                if not path.exists() or path.read_bytes() != wanted(catalogue):
                    found.append(f"out of date, run `python tools/i18n.py update`: {path}")
            for message in _entries(catalogue):
                if _is_translated(message) and not _placeholders_agree(message):
                    found.append(f"{lang}: placeholders differ: {_name(_key(message))}")
        return found

    def _read_resting(self) -> dict[Key, Words]:
        if not self._resting.exists():
            return {}
        rows = json.loads(self._resting.read_text("utf-8"))
        return {
            (context, msgid): words if isinstance(words, str) else tuple(words)
            for context, msgid, words in rows
        }

    def _write_resting(self, words: dict[Key, Words]) -> None:
        rows = [[context, msgid, text] for (context, msgid), text in words.items()]
        _replace(self._resting, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def _by_key(
    given: dict[str, Words], keys: dict[Key, str | tuple[str, ...]]
) -> tuple[dict[Key, Words], list[str]]:
    """Resolve the names of a JSON file; the second value lists those that fit no message."""
    named: dict[Key, Words] = {}
    unknown: list[str] = []
    for name, words in given.items():
        context, _bar, msgid = name.partition("|")
        key: Key = (None, name) if (None, name) in keys else (context, msgid)
        if key in keys and _fitting(words, keys[key]) is not None:
            named[key] = words
        else:
            unknown.append(name)
    return named, unknown


def _name(key: Key) -> str:
    context, msgid = key
    return msgid if context is None else f"{context}|{msgid}"


def placeholders(text: str) -> set[str]:
    """The ``{field}`` and ``%(field)s`` placeholders of a message."""
    try:
        braces = {
            f"{{{name}}}"
            for _text, name, _spec, _conv in string.Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        braces = set()
    return braces | set(PLACEHOLDER.findall(text))


def _placeholders_agree(message: Message) -> bool:
    words = _words(message)
    if isinstance(words, str):
        return isinstance(message.id, str) and placeholders(words) == placeholders(message.id)
    # "One action" may become "{n} åtgärd" and the reverse: the caller fills in both forms alike.
    allowed = placeholders(message.id[1])
    return placeholders(words[0]) <= allowed and placeholders(words[1]) == allowed


def _say(lines: Iterable[str]) -> int:
    """Print `lines` and answer the exit code: 1 when there are any."""
    said = list(lines)
    for line in said:
        print(line, file=sys.stderr)
    return 1 if said else 0


def _load(path: Path) -> dict[str, Words]:
    given = json.loads(path.read_text("utf-8-sig"))
    return {key: text if isinstance(text, str) else tuple(text) for key, text in given.items()}


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("update", "missing", "check"):
        commands.add_parser(name)
    commands.add_parser("set").add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    shop = Workshop(ROOT)
    run: dict[str, Callable[[], list[str]]] = {
        "update": shop.update,
        "set": lambda: [
            f"not in the source, or not that many forms: {name}"
            for name in shop.update(_load(options.file))
        ],
        "missing": shop.missing,
        "check": shop.problems,
    }
    with _locked(shop.lock):
        try:
            return _say(run[options.command]())
        except SourceError as error:
            return _say([str(error)])


if __name__ == "__main__":
    sys.exit(main())
