"""The mailbox of the house: who may read and handle mails, and what becomes of them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import transaction

from belong.ground.arrivals.public import leaving_path, without_leaving_paths
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.public import (
    NotFound,
    Refused,
    cards,
    erasers,
    exporters,
    frozen,
    message,
    messages,
    now,
    post,
    settled,
    stop_address,
    stopped_because,
    uuid7,
)
from belong.ground.ledger.public import history
from belong.ground.people.public import (
    Actor,
    add_identity,
    add_person,
    make_owner,
    open_account,
    person_cards,
)
from belong.ground.settings.public import keepers
from belong.reach.notifications import public as notifications

HOUSE = Actor.system_run("test")


@pytest.fixture(autouse=True)
def _community(settings: LazySettings) -> Iterator[None]:
    settings.SITE_URL = "https://club.example"
    with settled(name="The <Club>", sender="hall@club.example"):
        yield


def host_and_owner() -> tuple[Actor, Actor]:
    owner = make_owner("owner@example.org", "three words and a lamp", "Owner")
    return (
        Actor(person=add_person(actor=HOUSE, name="Host").id, roles=frozenset({"host"})),
        Actor(person=owner.person_id, roles=frozenset({"owner"})),
    )


def test_hosts_see_every_mail_but_no_code(db: None, settings: LazySettings) -> None:
    host, owner = host_and_owner()
    mia = open_account(email="mia@example.org", password="three words and a lamp", name="Mia").person_id
    member = Actor(person=mia)
    post(kind="service.sign_in_code", address="mia@example.org", parameters={"code": "412 907"}, person=mia)
    post(kind="service.account_changed", address="other@example.org", parameters={"what": "A passkey."})
    changed, code = notifications.mailbox(host).items
    assert (changed.title, changed.may_read) == ("Your account at The <Club> was changed", True)
    assert (code.title, code.may_read) == ("A code to sign in", False)
    assert notifications.mail(host, code.uid).letter is None
    read = notifications.mail(owner, code.uid)
    assert read.letter is not None
    assert "412 907" in read.letter.text
    for uid in (changed.uid, code.uid):
        with pytest.raises(NotFound):
            notifications.mail(member, uid)
    with pytest.raises(NotFound):
        notifications.mailbox(member)
    settings.DEMO = True
    assert [card.title for card in notifications.mailbox(member).items] == ["412 907 signs you in to The <Club>"]
    with pytest.raises(NotFound):
        notifications.mail(member, changed.uid)
    with pytest.raises(NotFound):
        notifications.mailbox(Actor.anonymous())


def test_nobody_but_the_reader_finds_the_link_that_ends_mails(db: None, settings: LazySettings) -> None:
    host, owner = host_and_owner()
    card = person_cards([host.person or 0])[host.person or 0]
    link = leaving_path(card.uid, "mail", "news")
    for person in (host.person, None):
        post(kind="service.leave", address="host@example.org", parameters={"path": link}, person=person)
    theirs, somebodys = (notifications.mail(host, one.uid).letter for one in reversed(messages()))
    assert theirs is not None and link in theirs.text and link in theirs.html
    for letter in (somebodys, *(notifications.mail(owner, one.uid).letter for one in messages())):
        assert letter is not None and "/leave/…" in letter.text and "/leave/…" in letter.html
        assert str(card.uid) not in letter.text + letter.html
    settings.DEMO = True
    shown = notifications.mail(owner, messages()[0].uid).letter
    assert shown is not None and link in shown.text


def test_a_mail_for_others_keeps_all_but_the_link() -> None:
    link = f"{leaving_path(uuid7(), 'mail', 'conversations')}?kind=conversations.replied"
    for before, after in (
        ("See https://club.example", " and more"),
        ('<a href="https://club.example', '">no more</a>'),
    ):
        kept = without_leaving_paths(f"{before}{link}{after}")
        assert kept.startswith(f"{before}/leave/…") and link not in kept
        assert kept.endswith(after)


def test_the_mailbox_has_pages_and_ways_to_narrow_it(db: None) -> None:
    for number in range(35):
        post(kind="service.known_address", address=f"a{number}@example.org", parameters={})
    OutboxMessage.objects.filter(address="a3@example.org").update(state="failed")
    first = notifications.mailbox(HOUSE)
    second = notifications.mailbox(HOUSE, cursor=first.next)
    assert [card.address for card in [*first.items, *second.items]] == [f"a{n}@example.org" for n in range(34, -1, -1)]
    assert second.next is None
    assert [card.address for card in notifications.mailbox(HOUSE, "failed").items] == ["a3@example.org"]
    assert notifications.mailbox_counts(HOUSE) == {"waiting": 34, "failed": 1, "sent": 0}


def test_hosts_hold_back_send_again_and_free_an_address(db: None) -> None:
    host, _ = host_and_owner()
    post(kind="service.known_address", address="a@example.org", parameters={})
    [card] = notifications.mailbox(host).items
    notifications.hold_mail_back(actor=host, uid=card.uid)
    assert notifications.mail(host, card.uid).card.state == "stopped"
    with pytest.raises(Refused):
        notifications.hold_mail_back(actor=host, uid=card.uid)
    with transaction.atomic():
        stop_address("a@example.org", reason="refused")
    shown = notifications.mail(host, card.uid)
    assert (shown.may_send_again, shown.may_hold_back, shown.may_free) == (False, False, True)
    with pytest.raises(Refused):
        notifications.send_mail_again(actor=host, uid=card.uid)
    notifications.free_mail_address(actor=host, uid=card.uid)
    assert stopped_because("a@example.org") is None
    notifications.send_mail_again(actor=host, uid=card.uid)
    assert notifications.mail(host, card.uid).card.state == "waiting"
    member = Actor(person=1)
    for command in (notifications.hold_mail_back, notifications.send_mail_again, notifications.free_mail_address):
        with pytest.raises(Refused):
            command(actor=member, uid=card.uid)
        with pytest.raises(NotFound):
            command(actor=host, uid=uuid7())


def test_what_hosts_do_with_a_mail_is_kept_with_who_and_when(db: None) -> None:
    host, owner = host_and_owner()
    mia = open_account(email="mia@example.org", password="three words and a lamp", name="Mia").person_id
    post(kind="service.account_changed", address="mia@example.org", parameters={"what": "x"}, person=mia)
    add_identity(actor=HOUSE, person=mia, source="mail", key="mia@example.org")
    post(kind="service.known_address", address="mia@example.org", parameters={})
    post(kind="service.known_address", address="nobody@example.org", parameters={})
    [unknown, known, own] = notifications.mailbox(host).items
    start = now()
    for hours, (actor, command) in enumerate(
        [(host, notifications.hold_mail_back), (owner, notifications.send_mail_again)], start=1
    ):
        for card in (own, known, unknown):
            with frozen(start + timedelta(hours=hours)):
                command(actor=actor, uid=card.uid)
    notifications.free_mail_address(actor=host, uid=own.uid)  # it was not stopped: nothing is done, nothing is told
    for card, reader in ((own, mia), (known, mia), (unknown, None)):
        handled = notifications.mail(host, card.uid).handled
        assert [(one.act, one.who.id if one.who else None, one.at) for one in handled] == [
            ("again", owner.person, start + timedelta(hours=2)),
            ("held", host.person, start + timedelta(hours=1)),
        ]
        done = history(about=f"notifications.mail:{card.id}").items
        assert [(one.word, one.actor, one.counterpart) for one in done] == [
            ("mail_handled", owner.person, reader),
            ("mail_handled", host.person, reader),
        ]
    with transaction.atomic(), frozen(start + timedelta(hours=3)):
        stop_address("mia@example.org", reason="refused")
        notifications.free_mail_address(actor=host, uid=own.uid)
    assert notifications.mail(host, own.uid).handled[0].act == "freed"
    refs = [f"notifications.mail:{card.id}" for card in (own, unknown)]
    found = cards(host, refs)
    assert [found[ref].title for ref in refs] == ["A change of an account", "There is an account already"]
    assert cards(Actor(person=mia), refs) == {}


def test_a_secret_that_has_left_cannot_be_sent_again(db: None) -> None:
    post(kind="service.sign_in_code", address="a@example.org", parameters={"code": "1"})
    OutboxMessage.objects.update(state="failed", parameters={})
    [card] = notifications.mailbox(HOUSE).items
    shown = notifications.mail(HOUSE, card.uid)
    assert (shown.letter, shown.may_send_again) == (None, False)


@pytest.mark.parametrize("people_first", [False, True])
def test_erasing_somebody_takes_their_mails_whoever_is_asked_first(db: None, people_first: bool) -> None:
    mia = add_person(actor=HOUSE, name="Mia").id
    add_identity(actor=HOUSE, person=mia, source="mail", key="mia@example.org")
    decided: dict[str, object] = {"what": "There is a new password."}
    post(kind="service.account_changed", address="old@example.org", parameters=decided, person=mia)
    post(kind="service.stay_in_touch", address="Mia@example.org", parameters={"path": "/x"})
    post(kind="service.known_address", address="ben@example.org", parameters={})
    told = exporters()["notifications"](mia)
    assert [(one["kind"], one["parameters"]) for one in told["mails"]] == [  # type: ignore[attr-defined]
        ("service.account_changed", decided)
    ]
    order = ["people", "notifications"] if people_first else ["notifications", "people"]
    for room in order:
        erasers()[room][1](mia)
    assert [kept.address for kept in messages()] == ["ben@example.org"]


def test_what_is_over_expires(db: None) -> None:
    with frozen(now() - timedelta(days=40)):
        for state, claim in (("sent", None), ("waiting", None), ("failed", None), ("sending", 7)):
            post(kind="service.known_address", address=f"{state}@example.org", parameters={})
            OutboxMessage.objects.filter(address=f"{state}@example.org").update(state=state, claim=claim)
    post(kind="service.known_address", address="new@example.org", parameters={})
    OutboxMessage.objects.filter(address="new@example.org").update(state="sent")
    kept_for = keepers()["mail"]
    assert kept_for.forget(now() - timedelta(days=30)) == 3
    assert {kept.address for kept in messages()} == {"sending@example.org", "new@example.org"}
    assert message(uuid7()) is None
