"""What the page shows and hands out: a report just made, or a final one as it was frozen."""

from dataclasses import dataclass, replace
from pathlib import Path

from tracker.i18n import _, format_date, language, ngettext
from tracker.messages import explain
from tracker.paths import file_name
from tracker.reports.making import Made
from tracker.reports.registry import KINDS, Form, ReportKind
from tracker.reports.seal import is_sealed
from tracker.services.reports.archive import ReportRow
from tracker.services.reports.signing import AGREEMENT, to_sign


@dataclass(frozen=True, slots=True)
class Document:
    """A report, and its row in the archive if it is final."""

    made: Made
    final: ReportRow | None = None

    @property
    def is_sealed(self) -> bool:
        """Whether it has an e-stamp, as its bytes tell."""
        return is_sealed(self.made.content)

    def _kind(self) -> ReportKind:
        name = self.made.data.kind
        known = (kind for kind in KINDS if kind.name == name)
        # A later version may have made it of a kind that is not known here.
        kind = next(known, ReportKind(name, name, ""))
        return replace(kind, as_html=False) if self.is_sealed else kind

    def title(self) -> str:
        """What stands on it, as the window says it."""
        return self._kind().heading(self.made.data)

    def forms(self) -> tuple[Form, ...]:
        """What it can be saved as."""
        return self._kind().forms

    def form_of(self, path: Path) -> Form:
        """What the name of a file asks for. Raises `Invalid` for what it can't be saved as."""
        return self._kind().form_of(path)

    def file_name(self) -> str:
        """A name for its file, without the ending, in the report's own language."""
        data = self.made.data
        with language(self.made.language):
            title = kind_title(data.kind)
            sealed = _("e-stamped") if self.is_sealed else ""
        parts = (
            title,
            data.municipality,
            data.about,
            data.owner,
            data.as_of.isoformat(),
            sealed,
        )
        return file_name(" ".join(part for part in parts if part))

    def warnings(self) -> list[str]:
        """What its maker should know of it, in sentences."""
        return [explain(finding) for finding in self.made.warnings]

    def to_sign(self) -> tuple[str, ...]:
        """The promises that a final agreement puts before its signatories, while it holds.

        None once they have signed it.
        """
        data, row = self.made.data, self.final
        if row is None or row.superseded_by is not None or data.kind != AGREEMENT:
            return ()
        if row.signed_on is not None:
            return ()
        return tuple(f"L{promise.number} {promise.title}" for promise in to_sign(data))

    def facts(self, pages: int) -> str:
        """``Läget per 15 september 2018 · 9 sidor · utkast``."""
        day = _("As of {day}").format(day=format_date(self.made.data.as_of, "long"))
        count = ngettext("{count} page", "{count} pages", pages).format(count=pages)
        state = _("draft") if self.final is None else _("final")
        sealed = _("e-stamped") if self.is_sealed else ""
        return " · ".join(part for part in (day, count, state, sealed) if part)


def kind_title(name: str) -> str:
    """The title of a kind; its name where a later version made it."""
    return next((_(kind.title) for kind in KINDS if kind.name == name), name)
