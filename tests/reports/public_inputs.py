"""Inputs of the public report: the example, nothing, too much, and text that means to do harm."""

from dataclasses import replace
from datetime import date

from tests.bench.report_floor import many_rows
from tests.reports.saffle import saffle
from tracker.models.enums import ReportState
from tracker.services.reports.public import made_public
from tracker.services.reports.rows import Look, ProblemRow, PromiseRow, ReportInput

WORD = "ord" * 100
NASTY = (
    "<script>alert(1)</script> <b>fet</b> & \"x\" 'y' \u202eomvänt\u202c \x00\x1b\u2028 😀 "
    "👨\u200d👩\u200d👧 שלום العربية \ud800\ufffe ]]> --> </style> {0} %s "
)
AWKWARD = NASTY + WORD


def example() -> ReportInput:
    """The example Säffle."""
    return made_public(replace(saffle(), kind="public"))


def empty() -> ReportInput:
    """A book with an agreement and nothing else."""
    return replace(example(), promises=(), feedback=())


def awkward() -> ReportInput:
    """Hostile and oversized text wherever people can write."""
    data = example()
    return replace(
        data,
        municipality="R&D <i>stad</i> kommun",
        police_area=AWKWARD,
        contact=AWKWARD,
        promises=tuple(map(_awkward, data.promises)),
        feedback=tuple(replace(row, audience=AWKWARD, channel=AWKWARD) for row in data.feedback),
    )


def _awkward(row: PromiseRow) -> PromiseRow:
    return replace(
        row,
        title=AWKWARD,
        text=AWKWARD,
        expected_effect=AWKWARD,
        outcome_reason=AWKWARD,
        problems=(ProblemRow("", (AWKWARD,)),),
        actions=tuple(
            replace(action, title=AWKWARD, unit=action.unit and AWKWARD, reason=AWKWARD)
            for action in row.actions
        ),
        indicators=tuple(
            replace(indicator, name=AWKWARD, unit=AWKWARD, not_measured_reason=AWKWARD)
            for indicator in row.indicators
        ),
    )


def many() -> ReportInput:
    """2,000 actions, 500 in each promise."""
    return made_public(replace(many_rows(2000), kind="public"))


def coloured() -> ReportInput:
    """The example in a municipality's own colour, no darker than text needs."""
    return replace(example(), look=Look(None, "#7A1F3D"))


def final() -> ReportInput:
    """The example, made final."""
    return replace(
        example(),
        example=False,
        state=ReportState.FINAL,
        settled_on=date(2018, 9, 20),
        checksum="a" * 64,
    )
