"""Who may not: the reason is said, or nothing is known, and nothing has changed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from belong.community.discussions import policies
from belong.community.discussions import public as discussions
from belong.community.discussions.public import PostCard, TopicCard
from belong.community.discussions.tests.support import answered, facts, group, me, opening_of, question, state
from belong.ground.kernel.public import NotFound, Refused
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import VISITOR, host, member

pytestmark = pytest.mark.django_db

Call = Callable[[Actor], object]


@dataclass(frozen=True)
class World:
    """Mia asks in a group of all members, Tom answers; there is a conversation, and a secret group with a question."""

    mia: Actor
    tom: Actor
    asked: TopicCard
    answer: PostCard
    talk: TopicCard
    secret: TopicCard


@pytest.fixture
def world() -> World:
    mia, tom = member("Mia"), member("Tom")
    group()
    circle = group("Circle", "secret")
    insider = Actor(person=me(mia), name="Mia", groups=frozenset({circle.id}))
    asked = question(mia)
    talk = discussions.start(actor=mia, group="brewers", title="Hello", body="There.")
    secret = discussions.ask(actor=insider, group="circle", title="Psst", body="What?")
    return World(mia, tom, asked, answered(tom, asked), talk, secret)


def refused(call: Call, actor: Actor, reason: object) -> None:
    before = state(), facts()
    with pytest.raises(Refused) as wrong:
        call(actor)
    assert (wrong.value.reason, (state(), facts())) == (str(reason), before)


def not_found(call: Call, actor: Actor) -> None:
    before = state(), facts()
    with pytest.raises(NotFound):
        call(actor)
    assert (state(), facts()) == before


def deeds(topic: TopicCard, post: object) -> dict[str, Call]:
    """Every deed on a topic and a post of it."""
    return {
        "answer": lambda actor: discussions.answer(actor=actor, topic=topic.uid, body="B"),
        "reply": lambda actor: discussions.reply(actor=actor, topic=topic.uid, body="B"),
        "reply to": lambda actor: discussions.reply(actor=actor, post=post, body="B"),  # type: ignore[arg-type]
        "accept": lambda actor: discussions.accept(actor=actor, post=post),  # type: ignore[arg-type]
        "unaccept": lambda actor: discussions.unaccept(actor=actor, topic=topic.uid),
        "vote": lambda actor: discussions.vote(actor=actor, post=post, value="up"),  # type: ignore[arg-type]
        "edit": lambda actor: discussions.edit(actor=actor, post=post, body="B"),  # type: ignore[arg-type]
        "delete": lambda actor: discussions.delete(actor=actor, post=post, reason="R"),  # type: ignore[arg-type]
        "move": lambda actor: discussions.move(actor=actor, topic=topic.uid, group="brewers"),
        "tag": lambda actor: discussions.tag(actor=actor, topic=topic.uid, names=["x"]),
        "link": lambda actor: discussions.link(actor=actor, topic=topic.uid, target=topic.uid),
    }


@pytest.mark.parametrize("deed", list(deeds(None, None)))  # type: ignore[arg-type]
@pytest.mark.parametrize("who", ["visitor", "member", "host"])
def test_what_is_hidden_does_not_exist(world: World, deed: str, who: str) -> None:
    actor = {"visitor": VISITOR, "member": world.tom, "host": host()}[who]
    not_found(deeds(world.secret, opening_of(world.secret))[deed], actor)


@pytest.mark.parametrize("deed", list(deeds(None, None)))  # type: ignore[arg-type]
def test_what_is_for_members_does_not_exist_for_visitors(world: World, deed: str) -> None:
    not_found(deeds(world.asked, world.answer.uid)[deed], VISITOR)


def test_a_topic_that_never_was(world: World) -> None:
    for deed in deeds(world.asked, world.asked.uid).values():
        if deed.__code__.co_freevars == ("post",):
            not_found(deed, world.mia)


def test_visitors_read_public_groups_and_write_nothing(world: World) -> None:
    open_group = group("Open", "public")
    topic = question(world.mia, open_group.slug)
    answer = answered(world.tom, topic)
    calls = deeds(topic, answer.uid)
    for deed in ("answer", "reply", "reply to", "vote"):
        refused(calls[deed], VISITOR, policies.SIGN_IN)
    refused(calls["accept"], VISITOR, policies.ASKER_OR_HOST)
    refused(calls["unaccept"], VISITOR, policies.NONE_ACCEPTED)
    refused(calls["edit"], VISITOR, policies.AUTHOR_OR_HOST)
    refused(calls["delete"], VISITOR, policies.AUTHOR_OR_HOST)
    refused(calls["move"], VISITOR, policies.HOSTS_ONLY)
    refused(calls["tag"], VISITOR, policies.TOPIC_AUTHOR_OR_HOST)
    refused(calls["link"], VISITOR, policies.TOPIC_AUTHOR_OR_HOST)
    refused(
        lambda actor: discussions.ask(actor=actor, group="open", title="T", body="B"),
        VISITOR,
        "Sign in as a member to take part.",
    )


def test_members_have_no_say_over_what_others_wrote(world: World) -> None:
    ann = member("Ann")
    calls = deeds(world.asked, world.answer.uid)
    refused(calls["accept"], ann, policies.ASKER_OR_HOST)
    refused(calls["edit"], ann, policies.AUTHOR_OR_HOST)
    refused(calls["delete"], ann, policies.AUTHOR_OR_HOST)
    refused(calls["move"], ann, policies.HOSTS_ONLY)
    refused(calls["tag"], ann, policies.TOPIC_AUTHOR_OR_HOST)
    refused(calls["link"], ann, policies.TOPIC_AUTHOR_OR_HOST)
    discussions.accept(actor=world.mia, post=world.answer.uid)
    refused(calls["unaccept"], ann, policies.ASKER_OR_HOST)
    refused(calls["unaccept"], world.tom, policies.ASKER_OR_HOST)


def test_nobody_votes_for_themselves(world: World) -> None:
    refused(deeds(world.asked, world.answer.uid)["vote"], world.tom, policies.OWN_POST)


def test_a_conversation_has_no_answers_and_only_answers_are_accepted(world: World) -> None:
    calls = deeds(world.talk, opening_of(world.talk))
    refused(calls["answer"], world.tom, policies.CONVERSATION_ONLY)
    refused(calls["accept"], world.mia, policies.NOT_AN_ANSWER)
    reply = discussions.reply(actor=world.tom, topic=world.asked.uid, body="B")
    refused(deeds(world.asked, reply.uid)["accept"], world.mia, policies.NOT_AN_ANSWER)


def test_a_host_does_not_accept_their_own_answer_for_others(world: World) -> None:
    hanna = host()
    own = answered(hanna, world.asked)
    refused(lambda actor: discussions.accept(actor=actor, post=own.uid), hanna, policies.OWN_ANSWER)
    mine = answered(world.mia, world.asked)
    assert discussions.accept(actor=world.mia, post=mine.uid).accepted


def test_an_asker_does_not_delete_what_others_answered(world: World) -> None:
    opening = opening_of(world.asked)
    refused(lambda actor: discussions.delete(actor=actor, post=opening, reason="R"), world.mia, policies.OTHERS_WROTE)


def test_what_is_deleted_is_gone_for_members_and_closed_for_hosts(world: World) -> None:
    hanna = host()
    discussions.delete(actor=hanna, post=world.answer.uid, reason="spam")
    calls = deeds(world.asked, world.answer.uid)
    for deed in ("reply to", "accept", "vote", "edit", "delete"):
        not_found(calls[deed], world.tom)
        refused(calls[deed], hanna, policies.DELETED)
    discussions.delete(actor=hanna, post=opening_of(world.asked), reason="spam")
    for deed in ("answer", "reply", "move", "tag"):
        not_found(calls[deed], world.mia)
        refused(calls[deed], hanna, policies.DELETED)


def test_a_private_group_is_written_in_by_its_members(world: World) -> None:
    group("Kitchen", "private")

    def ask(actor: Actor) -> object:
        return discussions.ask(actor=actor, group="kitchen", title="T", body="B")

    refused(ask, world.mia, "Only the members of this group read it.")
    not_found(ask, VISITOR)
    not_found(lambda actor: discussions.ask(actor=actor, group="circle", title="T", body="B"), world.tom)
    not_found(lambda actor: discussions.ask(actor=actor, group="nowhere", title="T", body="B"), world.tom)


def test_a_topic_is_moved_only_to_where_the_host_reads(world: World) -> None:
    not_found(lambda actor: discussions.move(actor=actor, topic=world.asked.uid, group="circle"), host())
