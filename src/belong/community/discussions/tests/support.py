"""What the tests of this room share: a group, a question, and everything that the tables hold."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from belong.community.discussions import public as discussions
from belong.community.discussions.models import (
    ImportedChange,
    ImportedRef,
    Post,
    Revision,
    Topic,
    TopicLink,
    TopicTag,
    Vote,
)
from belong.community.discussions.public import LoadedPost, LoadedTopic, PostCard, TopicCard
from belong.community.discussions.relations import counted, scored
from belong.ground.groups.public import GroupCard, found_group
from belong.ground.people.public import Actor, LoadedPerson, load_people
from belong.ground.people.tests.support import HOUSE

START = datetime(2020, 1, 1, 12, tzinfo=UTC)
SOURCE = "forum:old"

TABLES: tuple[type[Model], ...] = (Topic, Post, Revision, Vote, TopicTag, TopicLink, ImportedChange, ImportedRef)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def me(actor: Actor) -> int:
    assert actor.person is not None
    return actor.person


def group(name: str = "Brewers", audience: str = "members") -> GroupCard:
    return found_group(actor=HOUSE, name=name, kind="interest", audience=audience)


def question(actor: Actor, group: str = "brewers", title: str = "Why?", body: str = "*Because?*") -> TopicCard:
    return discussions.ask(actor=actor, group=group, title=title, body=body)


def answered(actor: Actor, topic: TopicCard, body: str = "So.") -> PostCard:
    return discussions.answer(actor=actor, topic=topic.uid, body=body)


def opening_of(topic: TopicCard) -> UUID:
    return Post.objects.get(topic=topic.id, kind="opening").uid


def state() -> dict[str, list[dict[str, object]]]:
    """All rows of the room, to see that something changed nothing."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES}


def facts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_fact")
        return int(cursor.fetchone()[0])


def standing(word: str) -> list[tuple[int | None, str, int | None]]:
    """(actor, about, counterpart) of the standing facts of a word, in the order of recording."""
    with connection.cursor() as cursor:
        cursor.execute("select actor, about, counterpart from ledger_standing where word = %s order by id", [word])
        return list(cursor.fetchall())


def check_counts() -> None:
    """Counters and scores are what the rows say."""
    for row in counted():
        assert (row["answers"], row["replies"], row["last_at"], row["score"]) == (
            row["true_answers"],
            row["true_replies"],
            row["true_last_at"],
            row["true_score"],
        ), row
    for row in scored():
        assert row["score"] == row["true_score"], row


def load_persons(batch: int, *keys: str) -> dict[str, int]:
    with transaction.atomic():
        rows = [LoadedPerson(key=key, name=f"Person {key}", joined_at=START) for key in keys]
        return load_people(batch, SOURCE, rows).ids


def a_topic(key: str = "1", group_id: int = 0, **given: object) -> LoadedTopic:
    fields: dict[str, object] = {
        "key": key,
        "kind": "question",
        "title": f"Title {key}",
        "group_id": group_id,
        "created_at": day(int(key)),
        "html": f"<p>Body {key}</p>",
        "author_key": "a",
        "score": 0,
        "tags": (),
    }
    return LoadedTopic(**{**fields, **given})  # type: ignore[arg-type]


def a_post(key: str, topic: str = "1", kind: str = "answer", **given: object) -> LoadedPost:
    fields: dict[str, object] = {
        "key": key,
        "kind": kind,
        "topic_key": topic,
        "created_at": day(int(key)),
        "html": f"<p>Body {key}</p>",
        "author_key": "b",
        "score": 0,
    }
    return LoadedPost(**{**fields, **given})  # type: ignore[arg-type]


def sent(deed: str, actor: Actor, topic: TopicCard) -> object:
    """What comes of a form that is sent under one request key: "ask", "answer" or "reply"."""
    if deed == "ask":
        return discussions.ask(actor=actor, group="brewers", title="T", body="B", request_key="k")
    command = {"answer": discussions.answer, "reply": discussions.reply}[deed]
    return command(actor=actor, topic=topic.uid, body="B", request_key="k")
