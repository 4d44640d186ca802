"""Saying what one hopes for and offers: what stands, what is a fact, what is refused, what is forgotten."""

from dataclasses import replace

import pytest
from django.db import transaction

from belong.community.opportunities.models import Motivation, Offer, PutOff, Received
from belong.community.opportunities.public import (
    end_reception,
    motivation_rows,
    offer_rows,
    own_hopes,
    own_offers,
    put_off,
    said_of,
    say_hopes,
    say_offers,
)
from belong.community.opportunities.tests.support import HOUSE, VISITOR, hope, member, number, offer
from belong.ground.kernel.public import Invalid, Refused, cards, erasers, exporters
from belong.ground.ledger.public import history, remove_alias, set_alias
from belong.ground.people.public import HOST, Actor

pytestmark = pytest.mark.django_db


def facts_of(actor: Actor) -> list[tuple[str, str]]:
    """Words and what they are about, the oldest first, without how the person came."""
    told = ["hope_told", "offered", "offer_ended"]
    return [(fact.word, fact.about) for fact in reversed(history(person=actor.person, words=told).items)]


def test_a_hope_that_nobody_is_told_is_kept_for_the_engine_and_is_no_fact() -> None:
    mia = member()
    say_hopes(actor=mia, hopes=[hope("clients", strength=3, words="Two a year"), hope("belong")])
    assert own_hopes(mia) == [hope("belong"), hope("clients", strength=3, words="Two a year")]
    assert {(row["who"], row["kind"], row["strength"]) for row in motivation_rows()} == {
        (mia.person, "clients", 3),
        (mia.person, "belong", 2),
    }
    assert facts_of(mia) == []


def test_what_is_told_is_a_fact_once_and_again_when_it_is_told_otherwise() -> None:
    mia = member()
    say_hopes(actor=mia, hopes=[hope("clients", "hosts"), hope("belong")])
    about = f"opportunities.motivation:{Motivation.objects.get(kind='clients').pk}"
    say_hopes(actor=mia, hopes=[hope("clients", "hosts"), hope("belong")])
    assert facts_of(mia) == [("hope_told", about)]
    say_hopes(actor=mia, hopes=[hope("clients", "members")])
    assert facts_of(mia) == [("hope_told", about)] * 2
    say_hopes(actor=mia, hopes=[hope("clients", "engine")])
    say_hopes(actor=mia, hopes=[])
    assert facts_of(mia) == [("hope_told", about)] * 2
    assert not Motivation.objects.exists()
    assert list(motivation_rows()) == []


def test_an_offer_that_is_taken_back_or_told_to_nobody_ends() -> None:
    mia = member()
    say_offers(actor=mia, offers=[offer("mentor"), offer("hand", "engine")])
    about = f"opportunities.offer:{Offer.objects.get(kind='mentor').pk}"
    assert facts_of(mia) == [("offered", about)]
    say_offers(actor=mia, offers=[offer("mentor", "engine"), offer("hand", "engine")])
    assert facts_of(mia) == [("offered", about), ("offer_ended", about)]
    say_offers(actor=mia, offers=[offer("mentor", words="On Tuesdays")])
    say_offers(actor=mia, offers=[])
    assert facts_of(mia) == [("offered", about), ("offer_ended", about)] * 2
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (hope("riches"), "Choose one of these."),
        (hope(strength=4), "Choose one of these."),
        (hope(visibility="everyone"), "Choose one of these."),
        (hope(words="x" * 301), "This line has 301 characters; 300 are the most."),
        (hope(words="Write to me@example.org"), "An e-mail address has no place here"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_kind_and_nothing_changes(wrong: object, says: str) -> None:
    mia = member()
    say_hopes(actor=mia, hopes=[hope("belong")])
    with pytest.raises(Invalid) as caught:
        say_hopes(actor=mia, hopes=[hope("career"), wrong])  # type: ignore[list-item]
    assert caught.value.errors[wrong.kind].startswith(says)  # type: ignore[attr-defined]
    assert own_hopes(mia) == [hope("belong")]


@pytest.mark.parametrize("actor", [VISITOR, HOUSE], ids=["visitor", "house"])
def test_visitors_and_the_house_say_nothing(actor: Actor) -> None:
    with pytest.raises(Refused):
        say_hopes(actor=actor, hopes=[hope()])
    with pytest.raises(Refused):
        say_offers(actor=actor, offers=[offer()])
    with pytest.raises(Refused):
        put_off(actor=actor, step="hopes")
    with pytest.raises(Refused):
        end_reception(actor=actor)
    assert not (Motivation.objects.exists() or Offer.objects.exists())
    assert not (PutOff.objects.exists() or Received.objects.exists())


def test_the_card_of_a_hope_is_for_those_who_are_told() -> None:
    mia, host = member(), member("Host", roles=frozenset({HOST}))
    say_hopes(actor=mia, hopes=[hope("clients", "hosts"), hope("belong")])
    refs = [f"opportunities.motivation:{row.pk}" for row in Motivation.objects.order_by("kind")]
    assert set(cards(host, refs)) == {refs[1]}
    assert cards(host, refs)[refs[1]].title == "find clients"
    assert set(cards(mia, refs)) == set(refs)
    assert cards(member("Ben"), refs) == {}


def test_merged_each_record_keeps_its_own_and_the_newest_word_counts() -> None:
    mia, other = member(), member("Mia B")
    say_hopes(actor=mia, hopes=[hope("clients", "members", "Two")])
    say_hopes(actor=other, hopes=[hope("clients", "members", "Three"), hope("belong", "members")])
    say_offers(actor=other, offers=[offer("hand")])
    before = list(Motivation.objects.order_by("pk").values()), list(Offer.objects.order_by("pk").values())
    with transaction.atomic():
        set_alias(number(other), number(mia))
    reader = member("Reader")
    assert [one.words for one in said_of(reader, number(mia)).hopes] == ["", "Three"]
    assert len(motivation_rows()) == 2
    say_hopes(actor=mia, hopes=[hope("clients", "members", "Two")])
    say_offers(actor=mia, offers=[])
    told = said_of(reader, number(mia))
    assert ([one.words for one in told.hopes], told.offers) == (["Two"], ())
    assert [row["kind"] for row in motivation_rows()] == ["clients"]
    assert list(offer_rows()) == []
    with transaction.atomic():
        remove_alias(number(other))
    assert [one.words for one in said_of(reader, number(other)).hopes] == ["", "Three"]
    assert [one.words for one in said_of(reader, number(mia)).hopes] == ["Two"]
    assert said_of(reader, number(other)).offers == (offer("hand"),)
    kept = {row["id"]: row for row in before[0]}
    for row in Motivation.objects.filter(person=other.person).values():
        assert row == kept[row["id"]]


def test_who_acts_under_a_merged_record_says_it_there_and_is_heard() -> None:
    mia, other = member(), member("Mia B")
    say_hopes(actor=mia, hopes=[hope("clients", "members")])
    with transaction.atomic():
        set_alias(number(other), number(mia))
    acting = replace(mia, own=other.person)
    say_hopes(actor=acting, hopes=[hope("career", "members")])
    assert own_hopes(acting) == [hope("career", "members")]
    with transaction.atomic():
        remove_alias(number(other))
    assert own_hopes(mia) == [hope("clients", "members")]
    assert own_hopes(other) == [hope("career", "members")]


def test_erasing_takes_all_and_the_export_hands_all_to_the_person_alone() -> None:
    mia, ben = member(), member("Ben")
    for who in (mia, ben):
        say_hopes(actor=who, hopes=[hope("clients", words=f"of {who.name}")])
        say_offers(actor=who, offers=[offer(words=f"of {who.name}")])
        put_off(actor=who, step="groups")
        end_reception(actor=who)
    export = exporters()["opportunities"]
    mine = export(number(mia))
    assert [row["words"] for row in mine["hopes"]] == ["of Mia"]  # type: ignore[attr-defined]
    assert [row["words"] for row in mine["offers"]] == ["of Mia"]  # type: ignore[attr-defined]
    assert [row["step"] for row in mine["put_off"]] == ["groups"]  # type: ignore[attr-defined]
    assert len(mine["asked_no_more"]) == 1  # type: ignore[arg-type]
    assert "of Ben" not in str(mine)
    erasers()["opportunities"][1](number(mia))
    assert all(len(value) == 0 for value in export(number(mia)).values())  # type: ignore[arg-type]
    assert [one.words for one in own_offers(ben)] == ["of Ben"]
    assert Received.objects.get().person_id == ben.person
