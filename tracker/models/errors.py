"""Everything that can go wrong, as codes with parameters; words are put to them at the edge.

A code names its sentence in `tracker.messages`; parameters fill it. Nothing here is shown as it is.
"""


class TrackerError(Exception):
    """An error a user can meet: a code, and what the sentence about it needs to know."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        inside = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({inside})"


class Invalid(TrackerError):
    """What was asked breaks a rule of the domain. `field` names the value at fault, if one is."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


class NotFound(TrackerError):
    """The row is not in the book, perhaps because somebody removed it."""


class Ambiguous(TrackerError):
    """A text fits several rows. `candidates` lists them, best first."""

    def __init__(self, code: str, *, candidates: tuple[str, ...], **params: object) -> None:
        super().__init__(code, **params)
        self.candidates = candidates


class Conflict(TrackerError):
    """Somebody else changed the row after the user saw it."""


class StaleUndo(TrackerError):
    """The operation can't be taken back: what it wrote has been changed since."""


class BookError(TrackerError):
    """The book itself can't be used: no book, damaged, too new, read-only, busy, disk full …"""
