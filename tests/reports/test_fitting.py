"""Where a part begins, so that no page is left with next to nothing on it."""

from tracker.reports import style
from tracker.reports.fitting import fewest_pages, well_ended
from tracker.reports.pdf.blocks import Block, Space
from tracker.reports.pdf.document import Frame, Page

FRAME = Frame(0, style.WIDTH, 0, 0, 100)


def part(*heights: float) -> list[Block]:
    """A heading, kept with what follows it, and blocks of these heights."""
    return [Space(5).spaced(keep_with_next=True), *(Space(high) for high in heights)]


def heights(pages: list[Page]) -> list[list[float]]:
    return [[placed.block.height(style.WIDTH) for placed in page] for page in pages]


def test_what_fits_is_left_as_it_is() -> None:
    assert heights(well_ended([*part(40), *part(40)], FRAME)) == [[5, 40, 5, 40]]
    assert heights(well_ended([*part(40), *part(60)], FRAME)) == [[5, 40], [5, 60]]


def test_a_thin_last_page_gets_the_whole_of_its_part() -> None:
    blocks = [*part(40), *part(20, 20, 20)]
    assert heights(well_ended(blocks, FRAME)) == [[5, 40], [5, 20, 20, 20]]


def test_a_part_longer_than_a_page_is_not_moved() -> None:
    blocks = [*part(10), *part(30, 30, 30, 10)]
    assert heights(well_ended(blocks, FRAME)) == [[5, 10, 5, 30, 30], [30, 10]]
    blocks = [*part(10), *part(30, 30, 15, 20, 10)]
    assert heights(well_ended(blocks, FRAME)) == [[5, 10, 5, 30, 30, 15], [20, 10]]
    blocks = part(50, 40, 10)
    assert heights(well_ended(blocks, FRAME)) == [[5, 50, 40], [10]]


def test_a_section_says_its_name_again_over_its_later_pages() -> None:
    room = style.NEXT_FRAME.bottom - style.NEXT_FRAME.top

    def section(_airiness: float) -> list[Block]:
        return [Space(room * 0.9), Space(room * 0.8), Space(room * 0.9)]

    first, *others = fewest_pages(section, "L5 Ljus (forts.)")
    assert len(first) == 1
    assert [len(page) for page in others] == [2, 2]
    for name, block in others:
        assert name.y == style.NEXT_FRAME.top
        assert block.y > name.y + name.block.height(style.WIDTH)
    assert [len(page) for page in fewest_pages(section)] == [1, 1, 1]
