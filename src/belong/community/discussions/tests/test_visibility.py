"""`may_see` and the querysets are one rule: for every role, audience and state of the archive, on every thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction

from belong.community.discussions import policies
from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.public import PostCard, Thread, TopicPage
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    group,
    load_persons,
    me,
)
from belong.ground.groups.models import Group
from belong.ground.groups.public import LoadedGroup, load_group
from belong.ground.kernel.public import NotFound
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import HOST, OWNER, Actor
from belong.ground.people.tests.support import HOUSE, VISITOR, batch, complete, member, undo

pytestmark = pytest.mark.django_db

AUDIENCES = ("public", "members", "private", "secret")
STATES = ("open", "complete", "withdrawn")


@dataclass(frozen=True)
class Cast:
    """Every role that sees differently. The writer and the asker wrote what is orphaned."""

    actors: dict[str, Actor]


def build() -> Cast:
    """Topics of every kind of origin in groups of every audience and origin, with posts of members on all of them.

    Of each topic's posts some are deleted; of each group one topic is. Archives are complete while members write.
    """
    writer, asker, other = member("Writer"), member("Asker"), member("Other")
    house = [writer, asker, other]
    batches: dict[str, list[int]] = {name: [] for name in STATES}
    inside: set[int] = set()
    number = 0
    for audience in AUDIENCES:
        for group_state in ("ours", *STATES):
            group_id = _group(audience, group_state, batches)
            inside.add(group_id)
            insiders = [Actor(person=me(actor), groups=frozenset({group_id})) for actor in house]
            slug = Group.objects.get(pk=group_id).slug
            _ours(slug, insiders)
            for topic_state in STATES:
                number += 10
                _loaded(number, group_id, topic_state, batches, insiders)
    _settle(batches)
    everywhere = frozenset(inside)
    actors = {
        "visitor": VISITOR,
        "house": HOUSE,
        "other": other,
        "writer": writer,
        "writer inside": Actor(person=me(writer), groups=everywhere),
        "asker": asker,
        "other inside": Actor(person=me(other), groups=everywhere),
        "host": member("Host", roles=frozenset({HOST})),
        "host inside": member("Host", roles=frozenset({HOST}), groups=everywhere),
        "owner who wrote": Actor(person=me(writer), roles=frozenset({OWNER})),
    }
    return Cast(actors)


def _batch(state: str, batches: dict[str, list[int]]) -> int:
    """A batch that will have this state; until everything is written it is open, then complete, for members to see."""
    number = batch(SOURCE)
    batches[state].append(number)
    return number


def _settle(batches: dict[str, list[int]]) -> None:
    for number in batches["withdrawn"]:
        undo(number)


def _group(audience: str, group_state: str, batches: dict[str, list[int]]) -> int:
    if group_state == "ours":
        return group(f"{audience} ours", audience).id
    with transaction.atomic():
        number = _batch(group_state, batches)
        row = LoadedGroup(key=f"{audience} {group_state}", name=f"{audience} {group_state}", audience="members")
        id = load_group(number, SOURCE, row)
        Group.objects.filter(pk=id).update(audience=audience)
    if group_state != "open":
        complete(number)
    return id


def _ours(slug: str, insiders: list[Actor]) -> None:
    """A question of a member, with answers, a reply, deleted ones; and a deleted question."""
    writer, asker, other = insiders
    try:
        topic = discussions.ask(actor=asker, group=slug, title="Ours", body="B")
    except NotFound:
        return
    _written_on(topic.uid, [writer, other])
    gone = discussions.ask(actor=asker, group=slug, title="Deleted", body="B")
    discussions.answer(actor=writer, topic=gone.uid, body="B")
    discussions.delete(actor=HOUSE, post=Post.objects.get(topic=gone.id, kind="opening").uid, reason="R")


def _written_on(topic: UUID, writers: list[Actor]) -> None:
    writer, other = writers
    answer = discussions.answer(actor=writer, topic=topic, body="B")
    discussions.reply(actor=other, post=answer.uid, body="B")
    discussions.reply(actor=writer, topic=topic, body="B")
    removed = discussions.answer(actor=writer, topic=topic, body="B")
    discussions.reply(actor=writer, post=removed.uid, body="B")
    discussions.delete(actor=writer, post=removed.uid, reason="R")


def _loaded(number: int, group_id: int, topic_state: str, batches: dict[str, list[int]], insiders: list[Actor]) -> None:
    """A question of an archive; members write on it, and on an answer that another archive brings."""
    writer, _, other = insiders
    first = _batch(topic_state, batches)
    load_persons(first, "a", "b")
    key = str(number)
    with transaction.atomic():
        discussions.load_topics(first, SOURCE, [a_topic(key, group_id)])
        discussions.load_posts(first, SOURCE, [a_post(str(number + 1), key)])
    if topic_state == "open":
        return
    complete(first)
    topic = Topic.objects.get(source_key=key)
    later = _batch("withdrawn", batches)
    with transaction.atomic():
        discussions.load_posts(later, SOURCE, [a_post(str(number + 2), key)])
    complete(later)
    for post in Post.objects.filter(topic=topic, kind="answer", batch__isnull=False):
        for actor in (writer, other):
            try:
                discussions.reply(actor=actor, post=post.uid, body="B")
            except NotFound:
                return
    _written_on(topic.uid, [writer, other])


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    """The world is built once; it goes with the transaction around all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build()
        transaction.set_rollback(True)


def test_the_world_has_everything_in_it(cast: Cast) -> None:
    assert Topic.objects.count() > 70
    assert {(topic.batch.state if topic.batch else "ours") for topic in Topic.objects.select_related("batch")} == {
        "ours",
        *STATES,
    }
    assert Post.objects.filter(batch=None, topic__batch__state="withdrawn").count() >= 40
    assert Post.objects.filter(batch=None, root__batch__state="withdrawn", topic__batch__state="complete").count() > 10


ROLES = (
    "visitor", "house", "other", "writer", "writer inside", "asker", "other inside", "host", "host inside",
    "owner who wrote",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_the_single_answer_and_the_queryset_agree(cast: Cast, role: str) -> None:
    actor = cast.actors[role]
    seen = set(policies.topics_visible_to(actor).values_list("pk", flat=True))
    topics = Topic.objects.select_related("group", "batch")
    assert {topic.pk for topic in topics if policies.may_see(actor, topic)} == seen
    seen_posts = set(policies.posts_visible_to(actor).values_list("pk", flat=True))
    posts = Post.objects.select_related("topic__group", "topic__batch", "batch", "root__batch")
    assert {post.pk for post in posts if policies.may_see(actor, post)} == seen_posts
    assert 0 < len(seen_posts) < Post.objects.count()
    listed = set(policies.topics_listed_for(actor).values_list("pk", flat=True))
    assert listed <= seen


@pytest.mark.parametrize("role", ROLES)
def test_a_page_shows_what_the_policy_lets_through(cast: Cast, role: str) -> None:
    actor = cast.actors[role]
    seen = set(policies.posts_visible_to(actor).values_list("pk", flat=True))
    titled = set(policies.topics_visible_to(actor).values_list("pk", flat=True))
    for topic in Topic.objects.all():
        expected = seen & set(topic.posts.values_list("pk", flat=True))
        try:
            page = discussions.topic_page(actor, topic.uid)
        except NotFound:
            assert expected == set()
            assert topic.pk not in titled
            continue
        assert {card.id for card in shown(page) if card.html} == expected
        assert bool(page.topic.title) == (topic.pk in titled)
        for card in shown(page):
            assert card.id in expected or (card.removed and card.author is None and not card.byline)


@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_what_the_policies_allow(cast: Cast, role: str) -> None:
    actor = cast.actors[role]
    posts = Post.objects.select_related("topic__group", "topic__batch", "batch", "root__batch")
    for topic in Topic.objects.select_related("group", "batch"):
        try:
            page = discussions.topic_page(actor, topic.uid)
        except NotFound:
            continue
        assert page.may_reply == policies.may_reply(actor, topic)
        assert page.may_answer == policies.may_answer(actor, topic)
        assert page.may_tag == policies.may_tag(actor, topic)
        assert page.may_move == policies.may_move(actor, topic)
        rows = posts.in_bulk([card.id for card in shown(page) if card.html])
        for card in shown(page):
            if card.html:
                post = rows[card.id]
                assert (card.may_vote, card.may_edit, card.may_delete, card.may_accept) == (
                    policies.may_vote(actor, post).ok,
                    policies.may_edit(actor, post).ok,
                    policies.may_delete(actor, post).ok,
                    policies.may_accept(actor, post).ok,
                )
            else:
                assert not (card.may_vote or card.may_edit or card.may_delete or card.may_accept)


def shown(page: TopicPage) -> list[PostCard]:
    threads: list[Thread] = [page.opening, *page.posts] if page.opening else list(page.posts)
    return [card for thread in threads for card in (thread.post, *thread.replies)]


def test_who_was_merged_sees_what_they_wrote(cast: Cast) -> None:
    writer, again = cast.actors["writer"], member("Writer again")
    mine = set(policies.posts_visible_to(writer).values_list("pk", flat=True))
    others = set(policies.posts_visible_to(again).values_list("pk", flat=True))
    assert mine - others
    with transaction.atomic():
        set_alias(me(writer), me(again))
        assert set(policies.posts_visible_to(again).values_list("pk", flat=True)) == mine
        for topic in Topic.objects.filter(batch__state="withdrawn")[:5]:
            try:
                page = discussions.topic_page(again, topic.uid)
            except NotFound:
                continue
            assert {card.author.name for card in shown(page) if card.author} == {"Writer again"}
        transaction.set_rollback(True)
