"""`lofte archive` and `lofte handover`: what has been reported, and who has got it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_heading, say_json
from tracker.cli.report_numbers import digits, report_id, short_numbers
from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.models.enums import Party, ReportState

if TYPE_CHECKING:
    from tracker.services.reports.archive import ReportRow


def archive(book: str, *, as_json: bool) -> None:
    """List every report that has been made, newest first."""
    from tracker.services.reports.archive import data_checksums, report_rows

    with opened(book) as ctx:
        rows, data_sums = report_rows(ctx), data_checksums(ctx)
    if as_json:
        say_json([_as_json(row, data_sums.get(row.id)) for row in rows])
        return
    if not rows:
        say(_("No report has been made yet."))
    numbers = short_numbers(row.id for row in rows)
    for place, row in enumerate(rows):
        if place:
            say("")
        _show(row, numbers, data_sums.get(row.id))


def open_report(book: str, number: str, output: str) -> None:
    """Write a final report's bytes, as they were settled, to a file, and say where it is.

    A kind that can be had as a page for the web is written so where the file's name asks for it.
    """
    from tracker.models.book_file import check_target, write_file
    from tracker.reports.making import final_file
    from tracker.reports.registry import kind_of
    from tracker.services.reports.archive import frozen_report

    digits("--open", number)
    path = Path(output)
    check_target(path)
    with opened(book) as ctx:
        frozen = frozen_report(ctx, report_id(ctx, "--open", number))
        write_file(path, final_file(frozen, kind_of(frozen.row.kind).form_of(path)))
    say(_("The report is taken out of the book: {file}").format(file=path))


def handover(
    book: str, number: str, receiver: str, party: str | None, on: str | None, how: str
) -> None:
    """Note that somebody got a final report, today unless another day is given."""
    from tracker.services.reports.settling import HandOverFields, hand_over

    digits(_("ID"), number)
    if party is not None and party not in list(Party):
        choices = ", ".join(Party)
        raise WrongUsage(_("--party is one of: {choices}.").format(choices=choices))
    with opened(book) as ctx:
        handed_on = day("--date", on, ctx.today(), past=True) or ctx.today()
        fields = HandOverFields(
            report_id(ctx, _("ID"), number),
            receiver,
            None if party is None else Party(party),
            handed_on,
            how,
        )
        hand_over(ctx, fields)
    say(
        _("The hand-over is noted: {receiver}, {day}").format(
            receiver=receiver.strip(), day=format_date(handed_on, "long")
        )
    )


def _show(row: "ReportRow", numbers: Mapping[int, str], data_sum: str | None) -> None:
    is_final = row.state is ReportState.FINAL
    as_of = _("as of {date}").format(date=format_date(row.as_of))
    say_heading(f"{numbers[row.id]}  {_title(row)}, {as_of}")
    made = format_date(row.made_at.astimezone().date())
    words = _("Made final {day} by {who}") if is_final else _("Draft made {day} by {who}")
    say(f"  {words.format(day=made, who=row.made_by)} · {row.language}")
    dnr = [f"{label(number.party)} {number.number}" for number in row.dnr]
    handed = [f"{h.receiver} {format_date(h.handed_on)}" for h in row.hand_overs]
    for words, parts in (
        (_("Diary numbers: {list}"), dnr),
        (_("Superseded by {list}"), [numbers[row.superseded_by]] if row.superseded_by else []),
        (_("Handed over to: {list}"), handed),
        (_("Checksum of the data: {list}"), [data_sum] if data_sum else []),
        (_("Checksum of the file: {list}"), [row.sha256] if row.sha256 else []),
    ):
        if parts:
            say(f"  {words.format(list='; '.join(parts))}")


def _title(row: "ReportRow") -> str:
    from tracker.reports.registry import KINDS

    # A book may hold reports of a kind that a later version has.
    title = next((_(kind.title) for kind in KINDS if kind.name == row.kind), row.kind)
    limits = [row.owner] if row.owner else []
    if row.lawful:
        limits.append(_("the plan that the law asks for"))
    return ": ".join([title, ", ".join(limits)]) if limits else title


def _as_json(row: "ReportRow", data_sum: str | None) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "kind": row.kind,
        "language": row.language,
        "as_of": row.as_of,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "state": row.state.value,
        "made_at": row.made_at,
        "made_by": row.made_by,
        "owner": row.owner or None,
        "lawful": row.lawful,
        "diary_numbers": {number.party.value: number.number for number in row.dnr},
        "sha256": row.sha256,
        "data_sha256": data_sum,
        "supersedes": None if row.supersedes_id is None else str(row.supersedes_id),
        "superseded_by": None if row.superseded_by is None else str(row.superseded_by),
        "handed_over": [
            {
                "id": str(hand_over.id),
                "receiver": hand_over.receiver,
                "party": None if hand_over.party is None else hand_over.party.value,
                "date": hand_over.handed_on,
                "how": hand_over.how or None,
                "by": hand_over.handed_by,
            }
            for hand_over in row.hand_overs
        ],
    }
