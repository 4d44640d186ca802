import pytest

from belong.insight.impact.public import FIGURES
from belong.insight.impact.rules import absence_factor


@pytest.mark.parametrize(
    ("contributions", "people"),
    [
        ([], 0),
        ([0, 0], 0),
        ([7], 1),
        ([5, 5], 1),
        ([1, 1, 1], 2),
        ([1, 1, 1, 1], 2),
        ([4, 1, 3, 2], 2),
        ([6, 1, 3, 2], 1),
        ([2, 2, 2, 2, 2, 1], 3),
    ],
)
def test_the_fewest_people_who_made_at_least_half(contributions: list[int], people: int) -> None:
    assert absence_factor(contributions) == people


def test_the_figures_are_those_of_the_report() -> None:
    assert len(set(FIGURES)) == 14
