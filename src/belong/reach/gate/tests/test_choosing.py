"""What people want to hear of by mail: theirs to say, kept with its history, obeyed when a mail leaves."""

from datetime import timedelta

import pytest

from belong.ground.arrivals.public import leaving_path
from belong.ground.kernel.public import NotFound, Refused, erasers, exporters, frozen, now, uuid7
from belong.ground.ledger.public import history
from belong.ground.people.models import Permission, Person
from belong.ground.people.public import (
    Actor,
    close_account,
    grant_permission,
    merge,
    unmerge,
    withdraw_permission,
)
from belong.ground.people.tests.support import HOUSE, VISITOR, account, member, pk, queries, someone
from belong.reach.gate.deciding import CLOSED, GONE, NOT_ALLOWED, NOT_WANTED
from belong.reach.gate.models import Choice
from belong.reach.gate.public import choices_of, choose_mail, end_kind, may_send, my_choices, my_kinds

ADDRESS = "mia@example.org"
HERE = "here"


def choose(actor: Actor, kind: str, wanted: bool) -> None:
    choose_mail(actor=actor, kind=kind, wanted=wanted, proof=HERE)


def reason(kind: str, actor: Actor) -> str:
    return may_send(kind, actor.person, ADDRESS, now()).reason


def comes(actor: Actor) -> list[str]:
    return [one.kind for one in my_kinds(actor) if one.comes]


def said(actor: Actor) -> list[tuple[str, bool]]:
    return [(one.kind, one.wanted) for one in my_choices(actor)]


def chosen_facts(actor: Actor) -> list[object]:
    return [one.payload["wanted"] for one in history(person=actor.person, words=["mail_chosen"]).items]


def allow(actor: Actor, purpose: str) -> None:
    grant_permission(actor=HOUSE, person=pk(actor), channel="mail", purpose=purpose, proof="told us")


def link_of(actor: Actor, purpose: str) -> dict[str, object]:
    uid = Person.objects.get(pk=pk(actor)).uid
    return {"person": uid, "purpose": purpose, "signed": leaving_path(uid, "mail", purpose).split("/")[-1]}


def test_nothing_comes_before_somebody_wants_it(db: None) -> None:
    mia = member()
    assert comes(mia) == []
    assert reason("talk.answer", mia) == NOT_ALLOWED
    assert chosen_facts(mia) == []


def test_who_turns_one_kind_on_allows_its_purpose_and_gets_this_kind_alone(db: None) -> None:
    mia = member()
    choose(mia, "talk.answer", True)
    assert comes(mia) == ["talk.answer"]
    assert (reason("talk.answer", mia), reason("talk.reply", mia)) == ("", NOT_WANTED)
    [permission] = Permission.objects.filter(person=mia.person)
    assert (permission.channel, permission.purpose, permission.proof) == ("mail", "talk", HERE)
    assert [(one.kind, one.wanted, one.how) for one in my_choices(mia)] == [
        ("talk.reply", False, "rest"),
        ("talk.answer", True, "page"),
    ]
    choose(mia, "talk.reply", True)
    assert comes(mia) == ["talk.answer", "talk.reply"]
    assert chosen_facts(mia) == [True, False, True]


def test_who_allowed_a_purpose_gets_its_kinds_but_for_those_turned_off(db: None) -> None:
    mia = member()
    allow(mia, "talk")
    assert comes(mia) == ["talk.answer", "talk.reply"]
    for _twice in range(2):
        choose(mia, "talk.answer", False)
    assert comes(mia) == ["talk.reply"]
    assert (reason("talk.answer", mia), reason("talk.reply", mia)) == (NOT_WANTED, "")
    assert (said(mia), chosen_facts(mia)) == ([("talk.answer", False)], [False])
    choose(mia, "talk.answer", True)
    assert comes(mia) == ["talk.answer", "talk.reply"]
    withdraw_permission(actor=mia, person=pk(mia), channel="mail", purpose="talk")
    assert (comes(mia), reason("talk.answer", mia)) == ([], NOT_ALLOWED)
    assert said(mia) == [("talk.answer", True), ("talk.answer", False)]


@pytest.mark.parametrize("kind", ["service.x", "nothing", ""])
def test_what_nobody_chooses_is_not_there(db: None, kind: str) -> None:
    with pytest.raises(NotFound):
        choose(member(), kind, False)
    assert Choice.objects.count() == 0


def test_visitors_choose_nothing(db: None) -> None:
    for call in (lambda: choose(VISITOR, "talk.answer", True), lambda: my_kinds(VISITOR), lambda: my_choices(VISITOR)):
        with pytest.raises(Refused):
            call()
    assert Choice.objects.count() == 0


def test_who_looks_as_somebody_chooses_nothing_for_them_and_reads_nothing_of_it(db: None) -> None:
    mia, hanna = member(), someone("Hanna", "host")
    choose(mia, "talk.answer", True)
    [kept, *_] = Choice.objects.filter(kind="talk.answer")
    looking = Actor(person=mia.person, seen_by=hanna.person)
    for call in (lambda: choose(looking, "talk.answer", False), lambda: my_kinds(looking), lambda: my_choices(looking)):
        with pytest.raises(Refused):
            call()
    assert (choices_of(mia, [kept.pk]), choices_of(looking, [kept.pk])) == ({kept.pk: "talk.answer"}, {})
    assert comes(mia) == ["talk.answer"]


def test_the_link_of_a_mail_ends_its_kind_and_no_other_link_does(db: None) -> None:
    mia, ben = member(), member("Ben")
    for one in (mia, ben):
        allow(one, "talk")
    link = link_of(mia, "talk")
    for wrong in (
        {"signed": "0" * 32},
        {"purpose": "news"},
        {"person": link_of(ben, "talk")["person"]},
        {"kind": "news.letter"},
        {"kind": "service.x"},
        {"kind": "nothing"},
    ):
        with pytest.raises(NotFound):
            end_kind(**{**link, "kind": "talk.answer", **wrong})  # type: ignore[arg-type]
    assert Choice.objects.count() == 0
    for _twice in range(2):
        end_kind(**link, kind="talk.answer")  # type: ignore[arg-type]
    assert (comes(mia), comes(ben)) == (["talk.reply"], ["talk.answer", "talk.reply"])
    assert [(one.kind, one.how) for one in my_choices(mia)] == [("talk.answer", "link")]
    assert chosen_facts(mia) == [False]
    with pytest.raises(NotFound):
        end_kind(person=uuid7(), purpose="talk", signed="0" * 32, kind="talk.answer")


def test_of_two_records_that_are_one_the_newest_word_counts_and_each_takes_its_own_back(db: None) -> None:
    hanna = someone("Hanna", "host")
    mia, other = someone("Mia"), member("Mia B.")
    allow(mia, "talk")
    allow(other, "talk")
    start = now()
    with frozen(start + timedelta(hours=1)):
        choose(other, "talk.answer", False)
    before = (comes(mia), comes(other))
    assert before == (["talk.answer", "talk.reply"], ["talk.reply"])
    with frozen(start + timedelta(hours=2)):
        made = merge(actor=hanna, keep=pk(mia), other=pk(other))
        assert comes(mia) == ["talk.reply"]
        assert reason("talk.answer", mia) == reason("talk.answer", other) == NOT_WANTED
    with frozen(start + timedelta(hours=3)):
        choose(mia, "talk.answer", True)
        assert comes(mia) == ["talk.answer", "talk.reply"]
        choose(mia, "talk.reply", False)
    with frozen(start + timedelta(hours=4)):
        unmerge(actor=hanna, merge=made)
        assert (comes(mia), comes(other)) == (["talk.answer"], ["talk.reply"])


def test_a_closed_account_gets_nothing_that_it_did_not_allow_since(db: None) -> None:
    signed_up = account()
    mia = Actor(person=signed_up.person_id)
    allow(mia, "talk")
    assert (reason("talk.answer", mia), reason("service.x", mia), reason("service.code", mia)) == ("", "", "")
    close_account(actor=mia, account=signed_up.pk)
    assert (reason("talk.answer", mia), reason("service.x", mia), reason("service.code", mia)) == (CLOSED, "", CLOSED)
    withdraw_permission(actor=mia, person=pk(mia), channel="mail", purpose="talk")
    allow(mia, "talk")
    assert (reason("talk.answer", mia), reason("service.code", mia)) == ("", CLOSED)
    withdraw_permission(actor=mia, person=pk(mia), channel="mail", purpose="talk")
    allow(mia, "news")
    assert reason("news.letter", mia) == ""


def test_who_was_erased_gets_nothing_at_all(db: None) -> None:
    mia = member()
    allow(mia, "talk")
    Person.objects.filter(pk=pk(mia)).update(erased_at=now(), name="", language="")
    assert (reason("talk.answer", mia), reason("service.x", mia)) == (GONE, GONE)


def test_export_and_erasure_hold_all_that_was_said(db: None) -> None:
    mia, ben = member(), member("Ben")
    for one in (mia, ben):
        allow(one, "talk")
        choose(one, "talk.answer", False)
    told = exporters()["gate"](pk(mia))
    assert [(one["kind"], one["wanted"], one["how"]) for one in told["mails_chosen"]] == [  # type: ignore[attr-defined]
        ("talk.answer", False, "page")
    ]
    erasers()["gate"][1](pk(mia))
    assert (said(mia), said(ben)) == ([], [("talk.answer", False)])


def test_the_gate_asks_as_often_for_much_as_for_little(db: None) -> None:
    mia = member()
    allow(mia, "talk")
    little = queries(lambda: may_send("talk.answer", mia.person, ADDRESS, now()))
    for wanted in (False, True) * 10:
        choose(mia, "talk.answer", wanted)
    assert queries(lambda: may_send("talk.answer", mia.person, ADDRESS, now())) == little == 3
