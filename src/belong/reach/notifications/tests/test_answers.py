"""Who was answered hears of it by mail: where they want that, once, and only of what is new and theirs to see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from belong.community.discussions import public as discussions
from belong.ground.groups.public import actor_for, found_group, leave_group, set_member_role
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import MessageCard, frozen, letter_of, messages, now, settled
from belong.ground.ledger.public import (
    AnswerPosted,
    complete_batch,
    drain,
    facts,
    open_batch,
    rebuild,
    record,
    record_many,
)
from belong.ground.people.public import Actor, close_account, grant_permission, withdraw_permission
from belong.ground.people.tests.support import HOUSE, account, someone
from belong.reach.gate.deciding import CLOSED, NOT_ALLOWED, NOT_WANTED
from belong.reach.gate.public import choose_mail
from belong.reach.notifications import public as notifications
from belong.reach.notifications.answers import tell_of_answer
from belong.reach.notifications.registering import NOT_THERE
from tests.post_office import PostOffice, post_office

PURPOSE = "conversations"


@pytest.fixture
def mia(db: None) -> Actor:
    return actor_for(account("mia@example.org", "Mia").pk)


@pytest.fixture
def ben(db: None) -> Actor:
    return actor_for(account("ben@example.org", "Ben").pk)


@pytest.fixture
def topic(mia: Actor) -> discussions.TopicCard:
    found_group(actor=HOUSE, name="Mill", kind="interest", audience="members")
    return discussions.ask(actor=mia, group="mill", title="How is a millstone dressed?", body="Ours is worn.")


def allow(actor: Actor) -> None:
    grant_permission(actor=actor, person=actor.person or 0, channel="mail", purpose=PURPOSE)


def newest_fact(word: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from ledger_standing where word = %s", [word])
        return int(cursor.fetchone()[0])


def told(word: str) -> None:
    """Hand the latest fact of this word to the reaction, as the runner does after the commit."""
    [fact] = facts([newest_fact(word)])
    tell_of_answer(fact)


def mails() -> list[MessageCard]:
    return [one for one in messages() if not one.kind.startswith("service.")]


def answer(ben: Actor, topic: discussions.TopicCard, body: str = "With a **mill bill**.") -> discussions.PostCard:
    made = discussions.answer(actor=ben, topic=topic.uid, body=body)
    told("answered")
    return made


def test_who_asked_hears_of_the_answer_if_they_want_to(mia: Actor, ben: Actor, topic: discussions.TopicCard) -> None:
    answer(ben, topic, "Not heard of.")
    assert mails() == []
    allow(mia)
    made = answer(ben, topic)
    [mail] = mails()
    assert (mail.kind, mail.address, mail.person) == ("conversations.answered", "mia@example.org", mia.person)
    assert mail.parameters == {"about": f"discussions.post:{made.id}", "who": ben.person}
    letter = letter_of(mail.uid)
    assert letter is not None
    assert letter.subject == "Ben answered: How is a millstone dressed?"
    for form in (letter.text, letter.html):
        assert "With a mill bill." in form and f"/topics/{topic.uid}#post-{made.uid}" in form
        assert "You get this because you want to hear by mail when somebody answers a question of yours." in form


def test_a_reply_is_told_to_whom_it_is_to(mia: Actor, ben: Actor, topic: discussions.TopicCard) -> None:
    allow(mia)
    allow(ben)
    made = answer(ben, topic)
    discussions.reply(actor=mia, post=made.uid, body="And how often?")
    told("replied")
    assert [(one.kind, one.person) for one in mails()] == [
        ("conversations.replied", ben.person),
        ("conversations.answered", mia.person),
    ]
    letter = letter_of(mails()[0].uid)
    assert letter is not None
    assert letter.subject == "Mia replied to you: How is a millstone dressed?"
    assert "And how often?" in letter.text


def test_nobody_is_told_of_what_they_did_themselves(mia: Actor, topic: discussions.TopicCard) -> None:
    allow(mia)
    answer(mia, topic)
    assert mails() == []


def test_what_happened_more_than_a_day_ago_is_told_to_nobody(
    mia: Actor, ben: Actor, topic: discussions.TopicCard
) -> None:
    with frozen(now() - timedelta(days=3)):
        allow(mia)
    with frozen(now() - timedelta(days=1, seconds=5)):
        discussions.answer(actor=ben, topic=topic.uid, body="Late.")
    told("answered")
    assert mails() == []


def test_a_kind_that_was_turned_off_is_not_posted(mia: Actor, ben: Actor, topic: discussions.TopicCard) -> None:
    allow(mia)
    choose_mail(actor=mia, kind="conversations.answered", wanted=False, proof="here")
    answer(ben, topic)
    assert mails() == []


def test_who_has_no_account_any_more_is_not_told(mia: Actor, ben: Actor, topic: discussions.TopicCard) -> None:
    allow(mia)
    close_account(actor=mia, account=mia.account or 0)
    answer(ben, topic)
    assert mails() == []


def test_a_host_reads_no_words_of_a_secret_group_in_a_mail(mia: Actor, ben: Actor) -> None:
    found_group(actor=HOUSE, name="Vault", kind="interest", audience="secret")
    for one in (mia, ben):
        set_member_role(actor=HOUSE, slug="vault", person=one.person or 0, role="member")
    mia, ben = actor_for(mia.account), actor_for(ben.account)
    allow(mia)
    answer(ben, discussions.ask(actor=mia, group="vault", title="The code?", body="I forgot it."))
    [mail] = mails()
    shown = notifications.mail(someone("Hanna", "host"), mail.uid)
    assert (shown.letter, shown.for_you, shown.card.title) == (None, False, "An answer to a question")
    assert notifications.mail(HOUSE, mail.uid).letter is not None


def test_who_left_the_group_meanwhile_is_not_told(mia: Actor, ben: Actor) -> None:
    found_group(actor=HOUSE, name="Vault", kind="interest", audience="private")
    for one in (mia, ben):
        set_member_role(actor=HOUSE, slug="vault", person=one.person or 0, role="member")
    mia, ben = actor_for(mia.account), actor_for(ben.account)
    allow(mia)
    topic = discussions.ask(actor=mia, group="vault", title="The code?", body="I forgot it.")
    leave_group(actor=mia, slug="vault")
    answer(ben, topic)
    assert mails() == []


# from here on mails leave: what is told to the ledger's readers and to a server must be committed


@pytest.fixture
def office(settings: LazySettings) -> Iterator[PostOffice]:
    settings.SITE_URL = "https://club.example"
    with post_office() as office, settled(name="The Club", sender="hall@club.example"):
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 5}
        yield office


def people_and_topic() -> tuple[Actor, Actor, discussions.TopicCard]:
    mia = actor_for(account("mia@example.org", "Mia").pk)
    ben = actor_for(account("ben@example.org", "Ben").pk)
    found_group(actor=HOUSE, name="Mill", kind="interest", audience="members")
    allow(mia)
    return mia, ben, discussions.ask(actor=mia, group="mill", title="How?", body="Ours is worn.")


@pytest.mark.usefixtures("clone")
def test_a_mail_arrives_once_whatever_is_read_or_built_anew(office: PostOffice) -> None:
    _mia, ben, topic = people_and_topic()
    drain()
    discussions.answer(actor=ben, topic=topic.uid, body="So.")
    drain()
    deliver()
    assert [one.message["Subject"] for one in office.to("mia@example.org")] == ["Ben answered: How?"]
    drain()
    rebuild()
    drain()
    deliver()
    assert len(office.to("mia@example.org")) == 1
    assert len(mails()) == 1


@pytest.mark.usefixtures("clone")
def test_history_that_an_archive_brings_is_told_to_nobody(office: PostOffice) -> None:
    mia, ben, topic = people_and_topic()
    drain()
    made = discussions.answer(actor=ben, topic=topic.uid, body="So.")
    told_by_the_archive = AnswerPosted(
        actor=ben.person,
        counterpart=mia.person,
        about=f"discussions.post:{made.id}",
        topic=topic.id,
        backfill=True,
    )
    batch = open_batch("forum:old", "a file")
    with transaction.atomic():
        record(told_by_the_archive)
        record_many([replace(told_by_the_archive, batch=batch)])
        complete_batch(batch)
    drain()
    deliver()
    assert len(mails()) == len(office.arrived) == 1


@pytest.mark.usefixtures("clone")
@pytest.mark.parametrize("since", ["withdrawn", "turned_off", "closed", "deleted"])
def test_what_changed_since_it_was_posted_is_obeyed_when_it_leaves(office: PostOffice, since: str) -> None:
    mia, ben, topic = people_and_topic()
    drain()
    made = discussions.answer(actor=ben, topic=topic.uid, body="So.")
    drain()
    if since == "withdrawn":
        withdraw_permission(actor=mia, person=mia.person or 0, channel="mail", purpose=PURPOSE)
    elif since == "turned_off":
        choose_mail(actor=mia, kind="conversations.answered", wanted=False, proof="here")
    elif since == "closed":
        close_account(actor=mia, account=mia.account or 0)
    else:
        discussions.delete(actor=ben, post=made.uid, reason="It was wrong.")
    deliver()
    assert office.arrived == []
    [mail] = mails()
    why = {"withdrawn": NOT_ALLOWED, "turned_off": NOT_WANTED, "closed": CLOSED, "deleted": NOT_THERE}[since]
    assert (mail.state, mail.says) == ("stopped", why)
    assert notifications.mail(HOUSE, mail.uid).card.says == why
    if since == "deleted":
        letter = letter_of(mail.uid)
        assert letter is not None
        assert "So." not in letter.text


@pytest.mark.usefixtures("clone")
def test_more_than_a_day_holds_comes_on_the_next_one(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 1000
    _mia, ben, topic = people_and_topic()
    drain()
    for number in range(7):
        discussions.answer(actor=ben, topic=topic.uid, body=f"Nr {number}.")
    drain()
    noon = (now() + timedelta(days=1)).replace(hour=12)  # after all that was said above, whenever the test runs
    OutboxMessage.objects.update(due_at=noon, made_at=noon)
    with frozen(noon):
        deliver()
        assert len(office.to("mia@example.org")) == 5
        waiting = notifications.mailbox(HOUSE, "waiting").items
        assert [(one.state, one.attempts) for one in waiting] == [("waiting", 0)] * 2
        assert {one.says for one in waiting} == {
            "The reader got as many mails today as one person gets in a day: it goes tomorrow."
        }
        tomorrow = (noon + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        assert {one.next_at for one in waiting} == {tomorrow}
        deliver()
        assert len(office.to("mia@example.org")) == 5
    with frozen(tomorrow):
        deliver()
    assert sorted(str(one.message.get_body(("plain",)).get_content().split("Nr ")[1][0]) for one in office.arrived) == [  # type: ignore[union-attr]
        str(number) for number in range(7)
    ]
    assert {one.says for one in mails()} == {""}


@pytest.mark.usefixtures("clone")
def test_what_does_not_go_in_the_end_takes_no_place_of_what_does(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 1000
    _mia, ben, topic = people_and_topic()
    drain()
    made = [discussions.answer(actor=ben, topic=topic.uid, body=f"Nr {number}.") for number in range(30)]
    drain()
    for one in made[:5]:
        discussions.delete(actor=ben, post=one.uid, reason="It was wrong.")
    deliver()
    assert [one.message.get_body(("plain",)).get_content().split("Nr ")[1].split(".")[0] for one in office.arrived] == [  # type: ignore[union-attr]
        str(number) for number in range(5, 10)
    ]
    assert Counter(one.state for one in mails()) == {"stopped": 5, "sent": 5, "waiting": 20}
