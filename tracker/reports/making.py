"""From a question to a file: reads the book, builds the report, and says what was made."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.i18n import LANGUAGES, Language, current_language
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.reports.build import Cancelled, build_page, build_report
from tracker.reports.registry import Form, Progress, kind_of
from tracker.reports.warnings import looked_over, warned
from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.reports.archive import FrozenReport, RecordReport, checksum, superseded
from tracker.services.reports.frozen import finalised
from tracker.services.reports.names import people_named
from tracker.services.reports.public import PUBLIC_KINDS, made_public
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import DIARY_ORDER, DiaryNumber, ReportInput
from tracker.services.reports.settling import SettleReport, settle_report
from tracker.services.reports.signing import AGREEMENT, to_sign

Seal = Callable[[bytes], bytes]
"""Puts an organisation's e-stamp on the bytes of a PDF."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report: what it was made from, and its bytes."""

    data: ReportInput
    language: Language
    content: bytes
    """The file, in `form`."""
    form: Form = Form.PDF
    warnings: tuple[Finding, ...] = ()
    """What its maker should know of it, for `tracker.messages.explain`."""

    @property
    def pdf(self) -> bytes:
        """The file, where it is a PDF."""
        if self.form is not Form.PDF:
            raise ValueError(f"a report as {self.form} is no PDF")
        return self.content

    def record(self) -> RecordReport:
        """What can be noted of it in the book."""
        data = self.data
        return RecordReport(
            kind=data.kind,
            language=self.language,
            as_of=data.as_of,
            period_start=data.period_from,
            period_end=data.period_to,
            sha256=checksum(self.content),
            owner=data.owner,
            lawful=data.lawful,
        )


def make_report(
    ctx: AppContext,
    query: ReportQuery,
    lang: Language,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    form: Form = Form.PDF,
) -> Made:
    """The report as the book now has it. Raises as `report_input`, `ReportCancelled` when told to.

    A kind about one owner raises `Invalid` when none is given. `form` must be one of the kind's.
    A page for the web takes no time worth telling of.
    """
    data = _read(ctx, query)
    names = _unfit(ctx, query)
    if form is Form.HTML:
        page = build_page(data, lang=lang)
        return Made(data, lang, page, form, looked_over(page, names))
    with warned(kind_of(query.kind), names) as warnings:
        pdf = build_report(data, lang=lang, progress=progress, cancelled=cancelled)
    return Made(data, lang, pdf, warnings=warnings.findings())


@dataclass(frozen=True, slots=True)
class Settled:
    """A final report: its id in the archive, and what was made."""

    report_id: int
    made: Made


def settle(
    ctx: AppContext,
    query: ReportQuery,
    lang: Language,
    dnr: tuple[tuple[Party, str], ...] = (),
    supersedes_id: int | None = None,
    seal: Seal | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Settled:
    """Make the report final, and keep it in the book with what it was made from.

    It is filed under the diary numbers of what it supersedes, else the agreement's, but for the
    parties in `dnr` under what stands there; an empty text leaves that party's number out. Raises
    as `make_report` and `settle_report`, and for an agreement with nothing to sign; the book is
    then as it was.
    """
    ctx.check_writable()
    data = _read(ctx, query)
    if data.kind == AGREEMENT and not to_sign(data):
        raise Invalid("report.none_to_sign")
    numbers = data.diary_numbers
    if supersedes_id is not None:
        older = superseded(ctx, supersedes_id)
        numbers = older.diary_numbers
        data = replace(data, supersedes=older)
        if data.kind in PUBLIC_KINDS:
            data = made_public(data)
    final = finalised(data, on=ctx.today(), diary_numbers=_filed(numbers, dnr))
    with warned(kind_of(query.kind), _unfit(ctx, query)) as warnings:
        pdf = build_report(final, lang=lang, progress=progress, cancelled=cancelled)
    if seal is not None:
        pdf = seal(pdf)
    report_id = settle_report(ctx, SettleReport(final, lang, pdf, supersedes_id))
    return Settled(report_id, Made(final, lang, pdf, warnings=warnings.findings()))


def final_file(frozen: FrozenReport, form: Form) -> bytes:
    """A final report as a file: its PDF as it was settled, or a page for the web of its data."""
    if form is Form.PDF:
        return frozen.pdf
    written_in = (lang for lang in LANGUAGES if lang == frozen.row.language)
    return build_page(frozen.data, lang=next(written_in, current_language()))


def _read(ctx: AppContext, query: ReportQuery) -> ReportInput:
    if kind_of(query.kind).needs_owner and not query.owner.strip():
        raise Invalid("owner.required", field="owner")
    return report_input(ctx, query)


def _unfit(ctx: AppContext, query: ReportQuery) -> tuple[str, ...]:
    """The names that should not be in the report."""
    return people_named(ctx) if kind_of(query.kind).is_public else ()


def _filed(
    default: tuple[DiaryNumber, ...], given: tuple[tuple[Party, str], ...]
) -> tuple[DiaryNumber, ...]:
    numbers = {number.party: number.number for number in default}
    numbers |= {party: text.strip() for party, text in given}
    return tuple(DiaryNumber(party, numbers[party]) for party in DIARY_ORDER if numbers.get(party))
