"""Asking to be let in: answers, a code, a host's yes or no."""

from datetime import timedelta
from uuid import UUID

import pytest

from belong.ground.arrivals import public as arrivals
from belong.ground.arrivals.models import Request
from belong.ground.arrivals.tests.support import facts, mails, token_in
from belong.ground.kernel.public import Invalid, NotFound, Refused, erasers, frozen, now, settled, uuid7
from belong.ground.people.models import Person
from belong.ground.people.public import Actor, add_person, open_account, prove_address

HOUSE = Actor.system_run("test")
CODE, KNOWN, DECIDED = "service.address_code", "service.known_address", "service.join_decided"
ASKED = ("Who are you?", "Why here?")


def ask(address: str = "ana@example.org", answers: tuple[str, ...] = ("A baker.", "The oven.")) -> UUID:
    with settled(joining="approval", questions=ASKED):
        return arrivals.ask_to_join(name="Ana", address=address, answers=answers, request_key=uuid7())


def code() -> str:
    return str(mails(CODE)[0].parameters["code"])


def asked_and_proved() -> UUID:
    uid = ask()
    arrivals.prove_request(uid=uid, code=code())
    return uid


def test_hosts_see_a_request_once_its_address_is_proved(host: Actor) -> None:
    uid = ask()
    assert (arrivals.requests_waiting(host), arrivals.is_asking(uid)) == (0, True)
    assert code().replace(" ", "") not in str(Request.objects.values().get())
    arrivals.prove_request(uid=uid, code=code().replace(" ", "-"))
    [card] = arrivals.requests(host).items
    assert (card.uid, card.name, card.address) == (uid, "Ana", "ana@example.org")
    assert card.answers == (("Who are you?", "A baker."), ("Why here?", "The oven."))
    assert (arrivals.is_asking(uid), Person.objects.filter(name="Ana").count()) == (False, 0)


def test_signs_that_nobody_typed_are_no_part_of_an_answer(host: Actor) -> None:
    ask(answers=("A ba\x00ker.", "The oven,\r\nand bread."))
    assert [said for _question, said in Request.objects.get().answers] == ["A baker.", "The oven,\nand bread."]


def test_members_neither_see_nor_decide(member: Actor) -> None:
    uid = asked_and_proved()
    assert arrivals.requests_waiting(member) == 0
    with pytest.raises(NotFound):
        arrivals.requests(member)
    with pytest.raises(Refused):
        arrivals.decide_request(actor=member, uid=uid, granted=True)
    assert (Request.objects.get().granted, mails(DECIDED), facts("request_decided")) == (None, [], [])


def test_five_wrong_codes_are_the_most_and_asking_again_helps(host: Actor) -> None:
    uid = ask()
    right = code()
    for _try in range(5):
        with pytest.raises(Invalid):
            arrivals.prove_request(uid=uid, code="0000 0000" if right != "0000 0000" else "1111 1111")
    with pytest.raises(Invalid):
        arrivals.prove_request(uid=uid, code=right)
    assert arrivals.requests_waiting(host) == 0
    asked_and_proved()
    assert arrivals.requests_waiting(host) == 1
    assert Request.objects.count() == 1  # the older one went


def test_a_code_proves_its_own_request_for_an_hour(host: Actor) -> None:
    start = now()
    with frozen(start):
        first = ask()
        old = code()
        second = ask("ben@example.org")
        with pytest.raises(Invalid):
            arrivals.prove_request(uid=second, code=old)
    with frozen(start + timedelta(hours=1)):
        with pytest.raises(Invalid):
            arrivals.prove_request(uid=first, code=old)
        assert arrivals.is_asking(first) is None
    with frozen(start + timedelta(days=7)):
        assert arrivals.forget_overdue() == 2


def test_a_known_address_gets_the_same_answer_and_its_owner_a_mail(member: Actor, host: Actor) -> None:
    uid = ask("mia@example.org")
    assert arrivals.is_asking(uid) is True
    assert (mails(CODE), [one.address for one in mails(KNOWN)]) == ([], ["mia@example.org"])
    for tried in ("", "0000 0000"):
        with pytest.raises(Invalid):
            arrivals.prove_request(uid=uid, code=tried)
    assert arrivals.requests_waiting(host) == 0


@pytest.mark.parametrize(
    ("answers", "field"),
    [(("A baker.", "  "), "answer_2"), (("x" * 1001, "The oven."), "answer_1"), (("A baker.",), "request_key")],
)
def test_each_question_wants_an_answer(host: Actor, answers: tuple[str, ...], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        ask(answers=answers)
    assert list(wrong.value.errors) == [field]
    assert (Request.objects.count(), mails(CODE)) == (0, [])


@pytest.mark.parametrize("joining", ["open", "invitation"])
def test_where_nobody_is_let_in_nobody_asks(db: None, joining: str) -> None:
    with settled(joining=joining), pytest.raises(NotFound):
        arrivals.ask_to_join(name="Ana", address="ana@example.org", answers=[], request_key=uuid7())
    assert Request.objects.count() == 0


def test_a_yes_lets_in_whoever_follows_its_link(host: Actor) -> None:
    add_person(actor=HOUSE, name="Ana Ash", identities=(("mail", "ana@example.org"),))
    uid = asked_and_proved()
    [waiting] = arrivals.requests(host).items
    assert waiting.known is not None and waiting.known.name == "Ana Ash"
    arrivals.decide_request(actor=host, uid=uid, granted=True, words="Welcome!")
    arrivals.decide_request(actor=host, uid=uid, granted=True)  # the button was pressed twice
    [mail] = mails(DECIDED)
    assert (mail.parameters["yes"], mail.parameters["reason"], mail.secret) == (True, "Welcome!", True)
    [fact] = facts("request_decided")
    assert (fact.actor, fact.counterpart, fact.payload) == (host.person, None, {"granted": True})
    with pytest.raises(Refused, match=r"^A host has decided on this already"):  # it may have been who asks again
        arrivals.decide_request(actor=host, uid=uid, granted=False)
    assert facts("joined")[-1].actor != waiting.known.id

    way = arrivals.granted_request(token_in(DECIDED))
    assert (way.kind, way.uid, way.address, way.name) == ("request", uid, "ana@example.org", "Ana")
    account = open_account(name="Ana", email=way.address, password="three words and a lamp", must_prove=True)
    arrivals.arrive(way=way, person=account.person_id)
    prove_address(actor=HOUSE, account=account.pk, email=account.email)
    arrivals.settle(account=account.pk)
    assert arrivals.way_in("request", uid) is None
    [decided] = arrivals.requests(host, decided=True).items
    assert (decided.joined, decided.decided_by and decided.decided_by.name) == (True, "Hal")
    with pytest.raises(NotFound):
        arrivals.granted_request(token_in(DECIDED))


def test_a_no_sends_words_and_no_link(host: Actor) -> None:
    uid = asked_and_proved()
    arrivals.decide_request(actor=host, uid=uid, granted=False, words="Try the bakers' guild.")
    [mail] = mails(DECIDED)
    assert dict(mail.parameters) == {"yes": False, "reason": "Try the bakers' guild.", "path": ""}
    assert (arrivals.way_in("request", uid), arrivals.requests_waiting(host)) == (None, 0)
    with frozen(now() + timedelta(days=30)):
        assert arrivals.forget_overdue() == 1


@pytest.mark.parametrize("taken", [False, True])
def test_who_goes_leaves_no_mail_at_the_address_that_they_asked_from(host: Actor, taken: bool) -> None:
    uid = asked_and_proved()
    arrivals.decide_request(actor=host, uid=uid, granted=True, words="Welcome, Ana!")
    way = arrivals.granted_request(token_in(DECIDED))
    account = open_account(name="Ana", email="ana@post.example", password="three words and a lamp", must_prove=True)
    arrivals.arrive(way=way, person=account.person_id)
    prove_address(actor=HOUSE, account=account.pk, email=account.email)
    arrivals.settle(account=account.pk)
    if taken:
        add_person(actor=HOUSE, name="Ben Birch", identities=(("mail", "ana@example.org"),))
    assert {one.address for one in mails(DECIDED)} == {"ana@example.org"}
    erasers()["arrivals"][1](account.person_id)
    assert len(mails(DECIDED)) == taken
    assert Request.objects.count() == 0
