"""Scores, votes and links of an archive that keeps them apart from the posts."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from belong.community.discussions.commands.counting import rescore
from belong.community.discussions.commands.fetching import post_ref
from belong.community.discussions.commands.load.changing import Changes
from belong.community.discussions.commands.load.given import NO_TIME, OURS, Known, Tally, authors_of, known_rows
from belong.community.discussions.models import DUPLICATE, RELATED
from belong.community.discussions.rows import Loaded, LoadedLink, LoadedScore, LoadedVote
from belong.ground.kernel.public import now, require_transaction, told_lazy
from belong.ground.ledger.public import Fact, PostVoted, record_many

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_POST = told_lazy("The post is missing.")
NO_PERSON = told_lazy("The person is missing.")
OWN_POST = told_lazy("Nobody votes on their own post.")
NO_VALUE = told_lazy("A vote is 1 or -1.")
NO_TOPIC = told_lazy("The topic is missing.")
NO_TARGET = told_lazy("The topic it points to is missing.")
ITSELF = told_lazy("It points to itself.")
NO_KIND = told_lazy("A link is related or duplicate.")

SCORES = """
update discussions_post p set score_loaded = n.score
from unnest(%s::bigint[], %s::int[]) as n (id, score) where p.id = n.id
"""
VOTES = """
insert into discussions_vote as v (post_id, person_id, value, at, batch_id)
select n.post, n.person, n.value, n.at, %(batch)s
from unnest(%(posts)s::bigint[], %(persons)s::bigint[], %(values)s::smallint[], %(times)s::timestamptz[])
    as n (post, person, value, at)
on conflict (post_id, person_id) do update
    set value = excluded.value, at = excluded.at, batch_id = excluded.batch_id, fact = null
    where v.batch_id in (select id from ledger_batch where state = 'withdrawn')
returning v.post_id, v.person_id
"""
LINKS = """
insert into discussions_topiclink as l (topic_id, target_id, kind, created_at, batch_id)
select n.topic, n.target, n.kind, n.at, %(batch)s
from unnest(%(topics)s::bigint[], %(targets)s::bigint[], %(kinds)s::text[], %(times)s::timestamptz[])
    as n (topic, target, kind, at)
on conflict (topic_id, target_id, kind) do update
    set created_at = excluded.created_at, batch_id = excluded.batch_id, author_id = null
    where l.batch_id in (select id from ledger_batch where state = 'withdrawn')
"""


def load_scores(batch: int, source: str, rows: Iterable[LoadedScore]) -> Loaded:
    """Bring in the scores of records loaded before. One slice of the caller's transaction."""
    require_transaction("loading scores")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    known = known_rows(batch, source, {row.key for row in given})
    put: dict[int, int] = {}
    for index, row in enumerate(given):
        post = known.get(row.key)
        if post is None or not post.usable:
            tally.refuse(index, row.key, NO_POST)
        elif post.score_loaded == row.score:
            tally.unchanged += 1
        elif post.state == OURS:
            put[post.id] = row.score
            tally.created += 1
        else:
            changes.score(post, row.score)
            tally.changed += 1
    if put:
        with connection.cursor() as cursor:
            cursor.execute(SCORES, [list(put), list(put.values())])
        rescore(put)
    changes.store()
    return tally.loaded()


def load_votes(batch: int, source: str, rows: Iterable[LoadedVote]) -> Loaded:
    """Bring in the votes of known persons; they count beside the scores. A vote given here weighs more."""
    require_transaction("loading votes")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    known = known_rows(batch, source, {row.key for row in given})
    people = authors_of(batch, source, (row.person_key for row in given)).ids
    votes: dict[tuple[int, int], tuple[LoadedVote, Known]] = {}
    for index, row in enumerate(given):
        post, person = known.get(row.key), people.get(row.person_key)
        if wrong := _wrong_vote(row, post, person):
            tally.refuse(index, f"{row.key}:{row.person_key}", wrong)
        elif post is not None and person is not None and (post.id, person) not in votes:
            votes[post.id, person] = (row, post)
    taken = _put_votes(batch, votes)
    rescore({post for post, _ in taken if votes[post, _][1].state == OURS})
    changes.votes([(votes[pair][1].topic, pair[0]) for pair in taken if votes[pair][1].state != OURS])
    changes.store()
    tally.created = len(taken)
    tally.unchanged = len(given) - len(taken) - len(tally.refused)
    tally.facts = record_many(
        _vote_fact(batch, source, pair[1], *votes[pair])
        for pair in taken
        if not (votes[pair][1].deleted or votes[pair][1].topic_deleted)
    ).count
    return tally.loaded()


def _wrong_vote(row: LoadedVote, post: Known | None, person: int | None) -> "StrOrPromise":
    if post is None or not post.usable:
        return NO_POST
    if person is None:
        return NO_PERSON
    if person == post.author:
        return OWN_POST
    if row.value not in (1, -1):
        return NO_VALUE
    return NO_TIME if row.at.tzinfo is None else ""


def _put_votes(batch: int, votes: dict[tuple[int, int], tuple[LoadedVote, Known]]) -> list[tuple[int, int]]:
    if not votes:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            VOTES,
            {
                "batch": batch,
                "posts": [post for post, _ in votes],
                "persons": [person for _, person in votes],
                "values": [row.value for row, _ in votes.values()],
                "times": [row.at for row, _ in votes.values()],
            },
        )
        return [(post, person) for post, person in cursor.fetchall()]


def _vote_fact(batch: int, source: str, person: int, row: LoadedVote, post: Known) -> Fact:
    return PostVoted(
        actor=person,
        about=post_ref(post.id),
        counterpart=post.author,
        group=post.group,
        occurred_at=row.at,
        batch=batch,
        backfill=True,
        source=source,
        source_key=f"vote:{row.key}:{row.person_key}",
        topic=post.topic,
        value=row.value,
    )


def load_links(batch: int, source: str, rows: Iterable[LoadedLink]) -> Loaded:
    """Bring in the links between topics. They are nobody's deed: an archive does not say who made them."""
    require_transaction("loading links")
    given, tally = list(rows), Tally()
    known = known_rows(batch, source, {key for row in given for key in (row.from_key, row.to_key)})
    links: dict[tuple[int, int, str], datetime] = {}
    for index, row in enumerate(given):
        topic, target = known.get(row.from_key), known.get(row.to_key)
        if wrong := _wrong_link(row, topic, target):
            tally.refuse(index, f"{row.from_key}:{row.to_key}", wrong)
        elif topic is not None and target is not None:
            links.setdefault((topic.topic, target.topic, row.kind), row.at or now())
    tally.created = _put_links(batch, links)
    tally.unchanged = len(given) - tally.created - len(tally.refused)
    return tally.loaded()


def _wrong_link(row: LoadedLink, topic: Known | None, target: Known | None) -> "StrOrPromise":
    if topic is None or not topic.usable:
        return NO_TOPIC
    if target is None or not target.usable:
        return NO_TARGET
    if topic.topic == target.topic:
        return ITSELF
    return "" if row.kind in (RELATED, DUPLICATE) else NO_KIND


def _put_links(batch: int, links: dict[tuple[int, int, str], datetime]) -> int:
    if not links:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            LINKS,
            {
                "batch": batch,
                "topics": [topic for topic, _, _ in links],
                "targets": [target for _, target, _ in links],
                "kinds": [kind for _, _, kind in links],
                "times": list(links.values()),
            },
        )
        return int(cursor.rowcount)
