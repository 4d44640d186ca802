"""Communities that ask before they let in."""

import pytest

from belong.doors.web.tests.cast import Cast
from belong.ground.settings.public import change


@pytest.fixture
def with_questions(cast: Cast) -> Cast:
    asked = ["What brings you here?", "Who told you of us?"]
    change(actor=cast.actor("owner"), values={"joining": "approval", "questions": asked, "strangers": "home"})
    return cast


@pytest.fixture
def by_invitation(cast: Cast) -> Cast:
    change(actor=cast.actor("owner"), values={"joining": "invitation"})
    return cast
