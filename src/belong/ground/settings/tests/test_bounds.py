"""What is just within a bound is taken, and what is just beyond it is not."""

from io import BytesIO

import pytest
from PIL import Image

from belong.ground.kernel.public import Invalid, community, setting
from belong.ground.people.public import Actor
from belong.ground.settings.checks import MOST_QUESTIONS
from belong.ground.settings.commands.mark import MOST_BYTES
from belong.ground.settings.public import change, mails_a_day, set_mark


def test_as_many_mails_a_day_as_is_set(owner: Actor) -> None:
    assert mails_a_day() == 5
    change(actor=owner, values={"mails_a_day": 2})
    assert mails_a_day() == 2


def test_so_many_questions_and_no_more(owner: Actor) -> None:
    most = [f"Question {number}?" for number in range(MOST_QUESTIONS)]
    change(actor=owner, values={"questions": most})
    with pytest.raises(Invalid):
        change(actor=owner, values={"questions": [*most, "One more?"]})
    assert list(community().questions) == most


@pytest.mark.parametrize("given", ["Who are you?", 5])
def test_what_is_no_list_is_not_taken_letter_by_letter(owner: Actor, given: object) -> None:
    with pytest.raises(Invalid) as wrong:
        change(actor=owner, values={"questions": given})
    assert list(wrong.value.errors) == ["questions"]
    assert setting("questions") is None


@pytest.mark.parametrize(("beyond", "taken"), [(0, True), (1, False)])
def test_a_mark_of_four_megabytes_and_no_more(owner: Actor, beyond: int, taken: bool) -> None:
    kept = BytesIO()
    Image.new("RGB", (2, 2), "teal").save(kept, "PNG")
    data = kept.getvalue().ljust(MOST_BYTES + beyond, b"\0")
    if taken:
        set_mark(actor=owner, data=data)
    else:
        with pytest.raises(Invalid):
            set_mark(actor=owner, data=data)
    assert bool(community().mark) is taken
