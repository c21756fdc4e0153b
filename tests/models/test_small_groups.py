import pytest

from tracker.models.small_groups import may_be_told


@pytest.mark.parametrize(
    ("answers", "told"), [(0, False), (1, False), (4, False), (5, True), (31, True), (None, True)]
)
def test_a_figure_rests_on_five_or_more(answers: int | None, told: bool) -> None:
    assert may_be_told(answers) is told


def test_somebodys_answer_is_quoted_only_when_it_identifies_nobody() -> None:
    assert not may_be_told(92, quotes_a_person=True)
    assert may_be_told(92, quotes_a_person=False)
