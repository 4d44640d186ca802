"""How far somebody has been received, and how newcomers came."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.community.opportunities.public import (
    Step,
    arrivals,
    end_reception,
    open_steps,
    put_off,
    reception,
    say_hopes,
    say_offers,
)
from belong.community.opportunities.queries.reception import COMES_BACK, NEW
from belong.community.opportunities.tests.support import HOUSE, hope, member, number, offer
from belong.ground.kernel.public import NotFound, frozen, now
from belong.ground.ledger.public import ReferralMade, ThanksGiven, record
from belong.ground.people.public import HOST, Actor, merge, open_account
from belong.ground.tags.public import follow_tag, tags_by_names
from belong.ground.touches.public import record_touch

pytestmark = pytest.mark.django_db


def asked(actor: object, *answered: str, again: bool = False) -> list[str]:
    return [step.value for step in open_steps(reception(actor), set(answered), again=again)]  # type: ignore[arg-type]


def test_what_is_answered_is_asked_no_more_and_what_is_left_comes_back() -> None:
    start = now()
    with frozen(start):
        mia = member()
        assert asked(mia) == [step.value for step in Step]
        tags_by_names(["beer"])
        follow_tag(actor=mia, tag="beer")
        say_hopes(actor=mia, hopes=[hope()])
        assert asked(mia, "values") == ["groups", "offers", "first"]
        put_off(actor=mia, step="groups")
        put_off(actor=mia, step="groups")
        assert asked(mia, "values") == ["offers", "first"]
        assert asked(mia, "values", again=True) == ["groups", "offers", "first"]
        say_offers(actor=mia, offers=[offer()])
        assert asked(mia, "values", "first") == []
    with frozen(start + COMES_BACK - timedelta(seconds=1)):
        assert asked(mia, "values", "first") == []
    with frozen(start + COMES_BACK):
        assert asked(mia, "values", "first") == ["groups"]
        end_reception(actor=mia)
        end_reception(actor=mia)
        assert asked(mia) == []
        assert asked(mia, "values", "first", again=True) == ["groups"]


def test_who_joined_long_ago_is_asked_only_once_they_began() -> None:
    start = now()
    with frozen(start):
        mia = member()
    with frozen(start + NEW + timedelta(seconds=1)):
        assert asked(mia) == []
        put_off(actor=mia, step="first")
        assert asked(mia, "values") == ["interests", "groups", "hopes", "offers"]
    with pytest.raises(NotFound):
        put_off(actor=mia, step="nonsense")


def test_whom_an_archive_told_of_is_received_when_they_open_an_account() -> None:
    start = now()
    with frozen(start):
        before = member()
    with frozen(start + 40 * NEW):
        account = open_account(email="mia@example.org", password="three words and a lamp", name="Mia")
        merge(actor=HOUSE, keep=number(before), other=account.person_id)
        mia = Actor(person=account.person_id, name="Mia")
        assert asked(mia) == asked(before) == [step.value for step in Step]
    with frozen(start + 41 * NEW + timedelta(seconds=1)):
        assert asked(mia) == []


def test_of_who_is_back_only_greetings_since_then_count() -> None:
    host, ben, mia = member("Host", roles=frozenset({HOST})), member("Ben"), member()
    start = now()
    with frozen(start - 40 * NEW), transaction.atomic():
        record(ReferralMade(actor=ben.person, counterpart=mia.person, about="people.person:1"))
        record(ThanksGiven(actor=ben.person, counterpart=mia.person, about="people.person:1"))
    [before], [since] = (arrivals(host, [number(mia)], back).values() for back in ({}, {number(mia): start}))
    assert (before.way, before.greeted_by and before.greeted_by.name) == ("invited", "Ben")
    assert (since.way, since.greeted_by, since.greeted_at) == ("alone", None, None)
    record_touch(actor=host, persons=[number(mia)], channel="phone", direction="out", purpose="welcome")
    [greeted] = arrivals(host, [number(mia)], {number(mia): start}).values()
    assert greeted.greeted_by and greeted.greeted_by.name == "Host"


def test_it_is_one_statement() -> None:
    mia = member()
    put_off(actor=mia, step="first")
    reception(mia)
    with CaptureQueriesContext(connection) as queries:
        reception(mia)
    assert len(queries) == 1


def test_hosts_are_told_how_newcomers_came_and_who_was_first_to_greet_them() -> None:
    host, ben = member("Host", roles=frozenset({HOST})), member("Ben")
    invited, alone, thanked = member("Ann"), member("Zoe"), member("Tom")
    people = [number(one) for one in (invited, alone, thanked)]
    with transaction.atomic():
        record(ReferralMade(actor=ben.person, counterpart=invited.person, about="people.person:1"))
        record(ThanksGiven(actor=ben.person, counterpart=thanked.person, about="people.person:1"))
        record(ThanksGiven(actor=alone.person, counterpart=ben.person, about="people.person:1"))
    record_touch(actor=host, persons=[number(invited)], channel="phone", direction="out", purpose="welcome")
    record_touch(actor=host, persons=[number(thanked)], channel="phone", direction="out", purpose="welcome")
    record_touch(actor=host, persons=[number(alone)], channel="phone", direction="in", purpose="ask")
    found = arrivals(host, people)
    assert [(found[one].way, getattr(found[one].brought_by, "name", None)) for one in people] == [
        ("invited", "Ben"),
        ("alone", None),
        ("alone", None),
    ]
    assert [getattr(found[one].greeted_by, "name", None) for one in people] == ["Host", None, "Ben"]
    assert found[people[1]].greeted_at is None
    assert arrivals(ben, people) == {}
    with CaptureQueriesContext(connection) as few:
        arrivals(host, people[:1])
    with CaptureQueriesContext(connection) as many:
        arrivals(host, people)
    assert len(few) == len(many) == 3
    assert HOUSE.is_host
