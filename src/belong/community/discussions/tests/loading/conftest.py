"""An archive that is being brought in."""

import pytest

from belong.community.discussions.tests.support import (
    SOURCE,
    group,
    load_persons,
)
from belong.ground.people.tests.support import batch


@pytest.fixture
def number() -> int:
    """An open batch with the persons a, b and c."""
    made = batch(SOURCE)
    load_persons(made, "a", "b", "c")
    return made


@pytest.fixture
def group_id() -> int:
    return group().id
