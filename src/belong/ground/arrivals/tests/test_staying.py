"""An address, a mail, a yes: and nothing before it."""

from datetime import timedelta

import pytest

from belong.ground.arrivals import public as arrivals
from belong.ground.arrivals.models import Refusal, Wish
from belong.ground.arrivals.tests.support import facts, mails, token_in
from belong.ground.kernel.public import Invalid, NotFound, frozen, now, stop_address
from belong.ground.people.models import Identity, Permission, Person
from belong.ground.people.public import Actor, add_person, reader_of

HOUSE = Actor.system_run("test")
SAYS = "The mill may write to me."
ASKS, THANKS = "service.stay_in_touch", "service.in_touch"
WORDS = ("joined", "identity_added", "permission_granted", "permission_withdrawn", "account_opened")


def ask(address: str = "ana@example.org") -> None:
    arrivals.ask_to_stay_in_touch(address=address, sentence=SAYS, language="de")


def test_an_address_that_nobody_confirmed_is_no_person_and_no_fact(db: None) -> None:
    ask(" Ana@Example.org ")
    assert (Person.objects.count(), Identity.objects.count(), facts(*WORDS)) == (0, 0, [])
    [mail] = mails(ASKS)
    assert (mail.address, mail.person, mail.secret) == ("ana@example.org", None, True)
    token = token_in(ASKS)
    assert arrivals.is_wish(token) and not arrivals.is_wish(token[:-1])
    assert token not in str(Wish.objects.values().get())


def test_a_yes_makes_a_person_with_a_permission_and_its_proof(db: None) -> None:
    ask()
    person = arrivals.stay_in_touch(token=token_in(ASKS))
    [identity] = Identity.objects.filter(person=person)
    assert (identity.source, identity.key, identity.verified_at is not None) == ("mail", "ana@example.org", True)
    [permission] = Permission.objects.filter(person=person)
    assert (permission.channel, permission.purpose, permission.withdrawn_at) == ("mail", "news", None)
    assert SAYS in permission.proof and "by the link in a mail" in permission.proof
    assert [(one.word, one.actor) for one in facts(*WORDS)] == [
        ("identity_added", person),
        ("permission_granted", person),
    ]
    assert Person.objects.get(pk=person).joined_at is None
    assert Wish.objects.count() == 0
    assert [one.person for one in mails(THANKS)] == [person]
    with pytest.raises(NotFound):
        arrivals.stay_in_touch(token=token_in(ASKS))


def test_whoever_is_known_by_the_address_is_the_one_who_says_yes(db: None) -> None:
    known = add_person(actor=HOUSE, name="Ana", identities=(("mail", "ana@example.org"),)).id
    ask()
    assert arrivals.stay_in_touch(token=token_in(ASKS)) == known
    assert Person.objects.count() == 1
    assert Identity.objects.get().verified_at is not None


def test_it_was_not_me_leaves_a_number_and_nothing_else(db: None) -> None:
    for address in ("ana@example.org", "ben@example.org"):
        ask(address)
        arrivals.not_me(token=token_in(ASKS))
    assert (Wish.objects.count(), Person.objects.count(), mails(ASKS), facts(*WORDS)) == (0, 0, [], [])
    assert [row.count for row in Refusal.objects.all()] == [2]


def test_three_mails_are_the_most_and_an_hour_lies_between_them(db: None) -> None:
    start = now()
    with frozen(start):
        ask()
        ask()
    assert len(mails(ASKS)) == 1
    first = token_in(ASKS)
    for hours in (2, 4, 6, 8):
        with frozen(start + timedelta(hours=hours)):
            ask()
    assert len(mails(ASKS)) == 3
    with frozen(start + timedelta(hours=9)):
        assert not arrivals.is_wish(first) and arrivals.is_wish(token_in(ASKS))


def test_after_a_week_the_address_is_forgotten_with_its_mail(db: None) -> None:
    start = now()
    with frozen(start):
        ask()
    with frozen(start + timedelta(days=7) - timedelta(seconds=1)):
        assert arrivals.is_wish(token_in(ASKS)) and arrivals.forget_overdue() == 0
    with frozen(start + timedelta(days=7)):
        assert not arrivals.is_wish(token_in(ASKS))
        with pytest.raises(NotFound):
            arrivals.stay_in_touch(token=token_in(ASKS))
        assert arrivals.forget_overdue() == 1
    assert (Wish.objects.count(), mails(ASKS)) == (0, [])


def test_what_is_no_address_is_said_so(db: None) -> None:
    with pytest.raises(Invalid) as wrong:
        ask("nobody")
    assert list(wrong.value.errors) == ["address"]
    assert Wish.objects.count() == 0


def test_a_stopped_address_gets_nothing(db: None) -> None:
    stop_address("ana@example.org", reason="no")
    ask()
    assert [one.state for one in mails(ASKS)] == ["stopped"]


def test_the_signed_link_ends_it_and_no_other_does(db: None) -> None:
    ask()
    person = arrivals.stay_in_touch(token=token_in(ASKS))
    reader = reader_of("ana@example.org")
    assert reader is not None
    _empty, leave, uid, channel, purpose, signed = str(mails(THANKS)[0].parameters["path"]).split("/")
    assert (leave, uid, channel, purpose) == ("leave", str(reader.uid), "mail", "news")
    for wrong in ({"purpose": "survey"}, {"channel": "phone"}, {"signed": signed[:-1] + "x"}, {"signed": "\u00e4"}):
        with pytest.raises(NotFound):
            arrivals.leave(
                **{"person": reader.uid, "channel": channel, "purpose": purpose, "signed": signed, **wrong}  # type: ignore[arg-type]
            )
    assert Permission.objects.get(person=person).withdrawn_at is None
    for _twice in range(2):
        arrivals.leave(person=reader.uid, channel=channel, purpose=purpose, signed=signed)
    assert Permission.objects.get(person=person).withdrawn_at is not None
    assert [one.actor for one in facts("permission_withdrawn")] == [person]


def test_the_link_to_leave_is_sent_to_whom_we_know_only(db: None) -> None:
    ask()
    person = arrivals.stay_in_touch(token=token_in(ASKS))
    for address in ("ana@example.org", "nobody@example.org"):
        arrivals.ask_to_leave(address=address)
    assert [(one.address, one.person) for one in mails("service.leave")] == [("ana@example.org", person)]
