"""Lists of topics and of what a person wrote."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Topic
from belong.community.discussions.tests.reading.archive import imported
from belong.community.discussions.tests.support import (
    answered,
    day,
    group,
    me,
    question,
)
from belong.ground.kernel.public import BadCursor, frozen
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import VISITOR, member

pytestmark = pytest.mark.django_db


def test_the_latest_topics_come_first_page_by_page() -> None:
    imported(answers=2, replies=0, topics=25)
    mia = member("Mia")
    first = discussions.latest(mia)
    second = discussions.latest(mia, cursor=first.next)
    assert (len(first.items), len(second.items), second.next) == (20, 5, None)
    shown = [card.id for card in (*first.items, *second.items)]
    assert shown == list(Topic.objects.order_by("-last_at", "-id").values_list("id", flat=True))
    card = first.items[0]
    assert ([tag.name for tag in card.tags], card.author and card.author.name, card.answers) == (
        ["hops", "malt"],
        "Person a",
        2,
    )
    assert len(discussions.latest(mia, limit=3).items) == 3
    with pytest.raises(BadCursor):
        discussions.latest(mia, cursor="x")


def test_lists_keep_to_a_group_to_the_unanswered_and_to_what_is_read() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    circle = group("Circle", "secret")
    waiting, done = question(mia, title="Waiting"), question(mia, title="Done")
    answered(tom, done)
    discussions.start(actor=mia, group="brewers", title="Talk", body="B")
    insider = Actor(person=me(mia), groups=frozenset({circle.id}))
    question(insider, "circle", title="Secret")

    def titles(actor: Actor, **given: object) -> set[str]:
        return {card.title for card in discussions.latest(actor, **given).items}  # type: ignore[arg-type]

    assert titles(tom) == {"Waiting", "Done", "Talk"}
    assert titles(insider) == {"Waiting", "Done", "Talk", "Secret"}
    assert titles(insider, group="circle") == {"Secret"}
    assert titles(tom, group="circle") == set()
    assert titles(tom, unanswered=True) == {"Waiting"}
    assert titles(VISITOR) == set()
    assert waiting.title == "Waiting"


def test_what_a_person_wrote_newest_first() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    with frozen(day(1)):
        asked = question(tom, body="A *long* question")
    with frozen(day(2)):
        answer = answered(tom, question(mia, title="Other"), "The answer")
    discussions.accept(actor=mia, post=answer.uid)
    page = discussions.contributions(mia, me(tom))
    assert [(card.kind, card.topic_kind, card.title, card.excerpt, card.accepted) for card in page.items] == [
        ("answer", "question", "Other", "The answer", True),
        ("opening", "question", "Why?", "A long question", False),
    ]
    assert page.items[1].url == asked.url
    assert discussions.contributions(VISITOR, me(tom)).items == []
