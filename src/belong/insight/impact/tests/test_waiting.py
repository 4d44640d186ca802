"""Questions wait for an answer for as long as somebody can give one."""

from datetime import UTC, date, datetime

import pytest

from belong.community.discussions import public as discussions
from belong.ground.groups.public import GroupCard, close_group, found_group, reopen_group
from belong.ground.kernel.public import frozen
from belong.ground.people.public import Actor
from belong.insight.impact.public import figure_list, health, report_health
from belong.insight.impact.tests.acts import HOUSE, Following, somebody

pytestmark = pytest.mark.django_db


def noon(number: int) -> datetime:
    return datetime(2015, 5, number, 12, tzinfo=UTC)


def founded(name: str) -> GroupCard:
    with frozen(noon(1)):
        return found_group(actor=HOUSE, name=name, kind="interest", audience="members")


def asks(group: GroupCard, title: str, number: int) -> discussions.TopicCard:
    with frozen(noon(number)):
        asker = Actor(person=somebody(), name="Mia")
        return discussions.ask(actor=asker, group=group.slug, title=title, body="How?", request_key=title)


def waiting(to: int | None = None, from_: int | None = None) -> list[str]:
    """The titles behind the figure as it was at the end of a day of May, which all say the same number."""
    begin, end = (date(2015, 5, number) if number else None for number in (from_, to))
    found = figure_list(HOUSE, "unanswered", begin, end)
    told = (found.total, health(HOUSE, begin, end).unanswered, report_health(begin, end)["unanswered"])
    assert told == (len(found.items),) * 3
    return [row.card.title for row in found.items if row.card is not None]


def test_a_question_waits_until_its_group_is_closed_and_again_once_it_is_opened(follow: Following) -> None:
    bread, beer = founded("Bread"), founded("Beer")
    for group, title, number in ((bread, "Early", 2), (beer, "Beer", 3), (bread, "Late", 4)):
        asks(group, title, number)
    with frozen(noon(5)):
        helped = asks(bread, "Helped", 5)
        discussions.answer(actor=Actor(person=somebody(), name="Ben"), topic=helped.uid, body="So.", request_key="a")
    with frozen(noon(10)):
        close_group(actor=HOUSE, slug=bread.slug)
    with frozen(noon(20)):
        reopen_group(actor=HOUSE, slug=bread.slug)
    with frozen(noon(25)):
        close_group(actor=HOUSE, slug=bread.slug)
    follow()
    assert waiting(3) == ["Beer", "Early"]
    assert waiting(9) == ["Late", "Beer", "Early"]
    assert [waiting(day) for day in (10, 19, 25)] == [["Beer"]] * 3
    assert [waiting(day) for day in (20, 24)] == [["Late", "Beer", "Early"]] * 2
    assert waiting() == ["Beer"]
    assert (waiting(24, from_=4), waiting(25, from_=4)) == (["Late"], [])
    assert figure_list(HOUSE, "unanswered", month=date(2015, 5, 1)).total == 1
    assert figure_list(HOUSE, "unanswered", month=date(2015, 4, 1)).total == 0
    told = health(HOUSE)
    assert (told.questions, told.answered, told.unanswered) == (4, 1, 1)


def test_a_question_that_is_moved_into_an_open_group_waits(follow: Following) -> None:
    bread, beer = founded("Bread"), founded("Beer")
    asked = asks(bread, "Yeast", 2)
    discussions.move(actor=HOUSE, topic=asked.uid, group=beer.slug)
    close_group(actor=HOUSE, slug=bread.slug)
    follow()
    assert waiting() == ["Yeast"]
