"""Belonging: who paid is a customer; knowing people, helping and being helped makes a member; shaping a builder."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from belong.ground.kernel.public import NotFound, Refused, frozen
from belong.ground.ledger.public import (
    PurchaseMade,
    ReviewWritten,
    TermRenewed,
    facts,
)
from belong.ground.people.public import Actor, add_person, give_role
from belong.insight.journey import states
from belong.insight.journey.public import belonging_figures, belonging_of, people_in_state
from belong.insight.journey.tests.lives import (
    HOUSE,
    Following,
    accepted,
    answered,
    assert_rebuilt,
    contacted,
    day,
    joined,
    replied,
    somebody,
    tell,
    voted,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 31)
HALF = timedelta(days=180)


def bought(person: int, when: str) -> int:
    return tell(PurchaseMade(actor=person, about="membership.purchase:1", occurred_at=day(when), cents=1200))


def reviewed(person: int, towards: int, when: str) -> int:
    return tell(ReviewWritten(actor=person, counterpart=towards, about="library.review:1", occurred_at=day(when)))


def state(person: int, on: date = DAY) -> str | None:
    found = belonging_of(HOUSE, person, on).state
    return None if found is None else found.key


@pytest.fixture
def payer() -> int:
    """Somebody who paid, bought five times and looked often: votes stand for whatever costs nothing."""
    person, other = somebody("Paula"), somebody("Otto")
    joined(person, day("2020-01-01"))
    tell(TermRenewed(actor=person, about="membership.term:1", occurred_at=day("2020-01-02")))
    for number in range(5):
        bought(person, f"2020-01-{10 + number}")
    for number in range(12):
        voted(person, other, day(f"2020-02-{1 + number:02}"))
    return person


def become_member(person: int) -> list[int]:
    """Three exchanges, one answer given and one received; the answers are to and from others, both accepted."""
    moved = []
    for number in range(3):
        friend = somebody(f"Friend {number}")
        moved.append(replied(person, friend, day(f"2020-03-0{1 + number}")))
        moved.append(replied(friend, person, day(f"2020-03-0{4 + number}")))
    asker, helper = somebody("Asker"), somebody("Helper")
    moved.append(answered(person, asker, day("2020-03-10"), topic=7))
    accepted(asker, person, day("2020-03-11"), topic=7)
    moved.append(answered(helper, person, day("2020-03-12"), topic=8))
    accepted(person, helper, day("2020-03-13"), topic=8)
    return moved


def test_who_pays_is_a_customer_and_who_meets_people_a_member(payer: int, follow: Following) -> None:
    follow()
    assert state(payer) == "customer"
    moved = become_member(payer)
    follow()
    card = belonging_of(HOUSE, payer, DAY)
    assert card.state is not None and card.state.key == "member"
    assert card.since == day("2020-03-12")
    assert list(card.cause) == sorted(moved)
    assert (card.next.key if card.next else "", "role board" in card.missing) == ("builder", True)
    assert state(payer, date(2020, 3, 11)) == "customer"
    assert_rebuilt()


def test_a_member_who_shapes_is_a_builder_for_180_days(payer: int, follow: Following) -> None:
    become_member(payer)
    shaped = reviewed(payer, somebody("Author"), "2020-03-20")
    follow()
    card = belonging_of(HOUSE, payer, DAY)
    assert (card.state.key if card.state else "", card.cause, card.next) == ("builder", (shaped,), None)
    first_exchange = day("2020-03-01") + HALF
    assert state(payer, first_exchange.date() - timedelta(days=1)) == "builder"
    assert state(payer, first_exchange.date()) is None, "the purchases are older than 180 days by then"


def test_a_role_on_the_board_shapes_too(payer: int, follow: Following) -> None:
    become_member(payer)
    with frozen(day("2020-03-15")):
        give_role(actor=HOUSE, person=payer, role="board")
    follow()
    assert (state(payer, date(2020, 3, 14)), state(payer)) == ("member", "builder")


@pytest.mark.parametrize("lacking", ["given", "received", "partner"])
def test_each_of_the_three_is_needed(follow: Following, lacking: str) -> None:
    person = somebody()
    for number in range(2 if lacking == "partner" else 3):
        friend = somebody(f"Friend {number}")
        replied(person, friend, day("2020-03-01"))
        replied(friend, person, day("2020-03-02"))
    if lacking != "given":
        answered(person, somebody("Asker"), day("2020-03-10"))
    if lacking != "received":
        answered(somebody("Helper"), person, day("2020-03-10"))
    follow()
    card = belonging_of(HOUSE, person, DAY)
    assert card.state is None
    needs = {"given": "helped", "received": "who helps", "partner": "two-way relation"}
    assert card.next is not None and needs[lacking] in card.missing


def test_meeting_in_person_is_shown_and_not_counted(follow: Following) -> None:
    person, host = somebody(), somebody("Host")
    seen = contacted(host, person, day("2020-03-01"))
    follow()
    card = belonging_of(HOUSE, person, DAY)
    assert (card.state, card.met_in_person) == (None, ())
    assert facts([seen])[0].channel == "site"


def test_figures_are_the_lists_and_cohorts_add_up(payer: int, follow: Following) -> None:
    become_member(payer)
    late = somebody("Late")
    joined(late, day("2020-02-01"))
    bought(late, "2020-02-02")
    early = somebody("Early")
    joined(early, day("2019-12-31"))
    staff = somebody("Staff", staff=True)
    joined(staff, day("2020-02-01"))
    bought(staff, "2020-02-02")
    follow()
    figures = belonging_figures(HOUSE, DAY)
    assert {one.state.key: one.people for one in figures.states} == {"builder": 0, "member": 1, "customer": 1}
    assert figures.joined == 3
    assert [(each.year, each.people, each.states["member"], each.states["customer"]) for each in figures.cohorts] == [
        (2019, 1, 0, 0),
        (2020, 2, 1, 1),
    ]
    for one in figures.states:
        assert people_in_state(HOUSE, one.state.key, DAY).total == one.people
    assert [row.person.id for row in people_in_state(HOUSE, "customer", DAY).items] == [late]


def test_only_the_person_and_hosts_see_it(payer: int) -> None:
    own = belonging_of(Actor(person=payer, roles=frozenset()), payer, DAY)
    assert own.person.id == payer
    other = Actor(person=add_person(actor=HOUSE, name="Other").id, roles=frozenset())
    with pytest.raises(NotFound):
        belonging_of(other, payer, DAY)
    with pytest.raises(Refused):
        belonging_figures(other, DAY)
    with pytest.raises(NotFound):
        people_in_state(HOUSE, "king", DAY)


def test_likes_reading_and_money_stand_in_no_criterion_of_belonging() -> None:
    written = json.loads(Path(states.WRITTEN).read_text())
    for each in written["states"]:
        if each["key"] != "customer":
            assert not {"voted", "bought", "renewed"} & set(json.dumps(each["criterion"]).replace('"', " ").split())
