"""`may_see` and the querysets are one rule: for every role, audience and state of the archive, on every thing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from belong.community.discussions import policies
from belong.community.discussions import public as discussions
from belong.community.discussions.commands.counting import recount
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.public import PostCard, Thread, TopicPage
from belong.community.discussions.tests.support import SOURCE, START, group, me
from belong.ground.groups import policies as group_policies
from belong.ground.groups.models import Group
from belong.ground.groups.public import LoadedGroup, group_stands, load_group
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


ORIGINS = ("ours", *STATES)


def build() -> Cast:
    """Topics of every origin, some deleted, in groups of every audience and origin; posts of every origin on each."""
    writer, asker, other = member("Writer"), member("Asker"), member("Other")
    batches: dict[str, int | None] = {name: batch(SOURCE) for name in STATES}
    batches["ours"] = None
    groups = [_group(audience, origin, batches[origin]) for audience in AUDIENCES for origin in ORIGINS]
    topics = [
        _topic(group_id, batches[origin], me(asker), deleted=deleted)
        for group_id in groups
        for origin, deleted in [*((origin, False) for origin in ORIGINS), ("ours", True), ("complete", True)]
    ]
    _save(topics)
    _write_on(topics, batches, me(writer), me(other))
    recount([topic.pk for topic in topics])
    for name in ("complete", "withdrawn"):
        complete(batches[name] or 0)
    undo(batches["withdrawn"] or 0)
    everywhere = frozenset(groups)
    actors = {
        "visitor": VISITOR,
        "house": HOUSE,
        "other": other,
        "writer": writer,
        "writer inside": Actor(person=me(writer), groups=everywhere),
        "asker": asker,
        "asker seen by a host": replace(asker, seen_by=me(other)),
        "writer seen by a host inside": Actor(person=me(writer), groups=everywhere, seen_by=me(other)),
        "other inside": Actor(person=me(other), groups=everywhere),
        "host": member("Host", roles=frozenset({HOST})),
        "host inside": member("Host", roles=frozenset({HOST}), groups=everywhere),
        "owner who wrote": Actor(person=me(writer), roles=frozenset({OWNER})),
    }
    return Cast(actors)


def _group(audience: str, origin: str, number: int | None) -> int:
    name = f"{audience} {origin}"
    if number is None:
        return group(name, audience).id
    with transaction.atomic():
        id = load_group(number, SOURCE, LoadedGroup(key=name, name=name, audience="members"))
    Group.objects.filter(pk=id).update(audience=audience)
    return id


_keys = count()


def _origin(number: int | None) -> dict[str, object]:
    if number is None:
        return {"batch_id": None}
    return {"batch_id": number, "source": SOURCE, "source_key": f"k{next(_keys)}"}


def _topic(group_id: int, number: int | None, author: int, *, deleted: bool) -> Topic:
    return Topic(
        kind="question",
        title="T",
        group_id=group_id,
        author_id=author,
        created_at=START,
        last_at=START,
        deleted_at=START if deleted else None,
        **_origin(number),
    )


def _post(topic: Topic, kind: str, number: int | None, author: int | None, **given: Any) -> Post:
    if given.pop("deleted", False):
        given |= {"deleted_at": START, "deleted_reason": "R"}
    fields = {**_origin(number), **given}
    return Post(topic=topic, kind=kind, author_id=author, html="<p>B</p>", html_version=1, created_at=START, **fields)


def _save(topics: list[Topic]) -> None:
    """The topics with their opening posts, which are of the same origin."""
    Topic.objects.bulk_create(topics)
    openings = []
    for topic in topics:
        opening = _post(topic, "opening", topic.batch_id, topic.author_id, deleted=topic.deleted_at is not None)
        opening.batch_id, opening.source, opening.source_key = topic.batch_id, topic.source, topic.source_key
        openings.append(opening)
    for topic, opening in zip(topics, Post.objects.bulk_create(openings), strict=True):
        topic.opening = opening
    Topic.objects.bulk_update(topics, ["opening"])


def _write_on(topics: list[Topic], batches: dict[str, int | None], writer: int, other: int) -> None:
    """Answers of every origin and a deleted one, under each replies of both members and of every origin."""
    heads, replies = [], []
    for topic in topics:
        for origin, deleted in [*((origin, False) for origin in ORIGINS), ("ours", True), ("complete", True)]:
            heads.append(_post(topic, "answer", batches[origin], writer, deleted=deleted))
        replies.append(_post(topic, "reply", None, writer))
        replies.append(_post(topic, "reply", batches["withdrawn"], other))
    for head in Post.objects.bulk_create(heads):
        under = {"root": head, "parent": head}
        replies += [_post(head.topic, "reply", None, author, **under) for author in (writer, other)]
        replies.append(_post(head.topic, "reply", batches["complete"], other, **under))
        replies.append(_post(head.topic, "reply", None, writer, deleted=True, **under))
    Post.objects.bulk_create(replies)


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    """The world is built once; it goes with the transaction around all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _groups_stand_as_they_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a group stands is asked of the database once, not for each of thousands of posts."""
    known: dict[int, bool] = {}

    def asked_once(group: Group) -> bool:
        if group.pk not in known:
            known[group.pk] = group_stands(group)
        return known[group.pk]

    monkeypatch.setattr(policies, "group_stands", asked_once)
    monkeypatch.setattr(group_policies, "group_stands", asked_once)


def test_the_world_has_everything_in_it(cast: Cast) -> None:
    assert Topic.objects.count() == len(AUDIENCES) * len(ORIGINS) * 6
    assert Post.objects.filter(batch=None, topic__batch__state="withdrawn").count() > 100
    assert Post.objects.filter(batch=None, root__batch__state="withdrawn", topic__batch__state="complete").count() > 10


ROLES = (
    "visitor", "house", "other", "writer", "writer inside", "asker", "other inside", "host", "host inside",
    "owner who wrote", "asker seen by a host", "writer seen by a host inside",
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
    assert {card.id for card in discussions.latest(actor, limit=1000).items} == listed
    groups = Group.objects.values_list("slug", flat=True)
    assert {card.id for slug in groups for card in discussions.latest(actor, slug, limit=1000).items} == listed


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


def test_a_host_who_looks_as_the_author_enters_no_secret_group_that_is_lost(cast: Cast) -> None:
    asker, seen = cast.actors["asker"], cast.actors["asker seen by a host"]
    own, shown = (
        set(policies.topics_visible_to(one).values_list("group__audience", flat=True)) for one in (asker, seen)
    )
    assert own - shown == {"secret"}


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
