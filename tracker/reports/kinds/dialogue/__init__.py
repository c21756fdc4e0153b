"""For those who live here: what they said when they were asked, and what that does not show."""

from tracker.reports import style
from tracker.reports.kinds.dialogue.asked import asked_section, uncovered_section
from tracker.reports.kinds.dialogue.figures import figures_section, years_section
from tracker.reports.kinds.dialogue.front import front
from tracker.reports.kinds.dialogue.groups import group_section, place_section
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Page, flow
from tracker.reports.registry import Progress
from tracker.services.reports.dialogue_rows import DialogueInput
from tracker.services.reports.public import made_public
from tracker.services.reports.rows import ReportInput

_BETWEEN = 8 * style.MM


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages. What is not public has been taken out, whoever hands the input in."""
    data = made_public(data)
    told = data.dialogue or DialogueInput()
    sections = (
        years_section(told),
        place_section(told),
        group_section(told),
        figures_section(told),
        asked_section(told),
        uncovered_section(told, data),
    )
    blocks: list[Block] = front(data, told)
    for number, section in enumerate(sections):
        if section:
            section[0].before = _BETWEEN
        blocks += section
        progress((number + 1) / (len(sections) + 1))
    return flow(blocks, style.first_frame(data.look))
