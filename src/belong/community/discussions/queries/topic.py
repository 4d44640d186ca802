"""The topic that a page shows, and what of it its reader may see: one statement."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from belong.community.discussions.cards import TagRef, TopicCard, shown_title
from belong.community.discussions.making import group_ref, person_ref, topic_url
from belong.community.discussions.policies import opens_to_hosts
from belong.community.discussions.queries.sql import author_of
from belong.ground.groups.public import Audience, readable_by, standing_groups
from belong.ground.kernel.public import NotFound, array_of, prepared_cursor
from belong.ground.people.public import Actor

TOPIC = """
select t.id, t.uid, t.kind, t.title, t.byline, t.created_at, t.last_at, t.answers, t.replies, t.score,
    t.deleted_at is not null, t.opening_id, t.accepted_id, t.batch_id,
    g.id, g.slug, g.name, g.audience, g.closed_at, a.id, a.uid, a.name, a.is_bot, a.is_staff,
    array(select n.slug || ' ' || n.name from discussions_topictag x join tags_tag n on n.id = x.tag_id
          where x.topic_id = t.id order by n.name),
    exists (select from discussions_topiclink l where l.topic_id = t.id)
        or exists (select from discussions_topiclink l where l.target_id = t.id),
    array(select id from ledger_batch where state = 'complete'),
    array(select person from person_alias where canonical = %s),
    g.id in ({readable})
from discussions_topic t
join groups_group g on g.id = t.group_id
{author}
where t.uid = %s
"""

STAYS = """
select count(*) filter (where p.kind = 'answer'), count(*) filter (where p.kind = 'reply'),
    coalesce(bool_or(p.id = t.accepted_id), false)
from discussions_topic t join discussions_post p on p.topic_id = t.id
where t.id = %s and p.batch_id is null and p.deleted_at is null and (%s or p.author_id = any(%s::bigint[]))
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A topic and how much of it its reader sees. `all_orphans`: on what is gone, also the posts of others.

    `others`: somebody answered or replied, whether or not the reader sees it. `closed_at`: since when the topic's group
    is closed.

    `stood`: the batches that stand; `mine`: all ids of the reader.
    """

    card: TopicCard
    opening: int
    accepted: int | None
    asker: int | None
    gone: bool
    sees_topic: bool
    all_orphans: bool
    me: int | None
    host: bool
    linked: bool
    stood: list[int]
    mine: list[int]
    others: bool
    members_read: bool
    closed_at: datetime | None


@lru_cache(maxsize=1024)
def readable_groups(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """The groups that the actor reads, as a subquery with its parameters: the groups' own queryset, compiled once."""
    return readable_by(actor).values("id").query.sql_with_params()


def read_topic(actor: Actor, uid: UUID) -> Reading:
    """The topic under `uid`; NotFound where the actor can see neither it nor, should it be gone, posts in it."""
    readable, parameters = readable_groups(actor)
    with prepared_cursor() as cursor:
        cursor.execute(TOPIC.format(readable=readable, author=author_of("t")), [actor.person, *parameters, uid])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    (id, uid, kind, title, byline, created_at, last_at, answers, replies, score, deleted, opening, accepted) = row[:13]
    batch, group, slug, group_name, audience, closed_at, *row = row[13:]
    author, *person, tags, linked, stood, aliases, readable = row
    me, host = actor.person, actor.is_host
    group_stands = readable or standing_groups().filter(pk=group).exists()
    gone = not group_stands or not (batch is None or batch in stood)
    open_to_hosts = group_stands or opens_to_hosts(actor, audience, group)
    if actor.seen_by is not None and not open_to_hosts:
        me = None  # a host looks: what is their own is not shown
    if (group_stands and not readable) or (deleted and not host) or (gone and me is None and not host):
        raise NotFound
    mine = me is not None and me == author
    sees_topic = not gone or (batch is None and not group_stands and (mine or (host and open_to_hosts)))
    aliases = [*aliases, me] if me is not None else []
    others, is_accepted = answers + replies > 0, accepted is not None
    if gone:
        answers, replies, is_accepted = _what_stays(id, all_orphans=host and open_to_hosts, mine=aliases)
    card = TopicCard(
        id=id,
        uid=uid,
        kind=kind,
        title=shown_title(title) if sees_topic else "",
        url=topic_url(uid),
        group=group_ref(group, slug, group_name),
        author=person_ref(author, *person) if person[0] is not None and sees_topic else None,
        byline=byline if sees_topic else "",
        created_at=created_at,
        last_at=last_at,
        answers=answers,
        replies=replies,
        score=score,
        accepted=is_accepted,
        deleted=deleted,
        tags=tuple(TagRef(*tag.split(" ", 1)) for tag in tags) if sees_topic else (),
    )
    return Reading(
        card,
        opening,
        accepted,
        author,
        gone,
        sees_topic,
        host and open_to_hosts,
        me,
        host,
        linked,
        stood,
        aliases,
        others,
        audience in (Audience.PUBLIC, Audience.MEMBERS),
        closed_at,
    )


def _what_stays(topic: int, *, all_orphans: bool, mine: list[int]) -> tuple[int, int, bool]:
    """Of a topic that is gone: the answers and replies that its reader still sees, and whether one is the accepted."""
    with prepared_cursor() as cursor:
        cursor.execute(STAYS, [topic, all_orphans, array_of(mine)])
        answers, replies, accepted = cursor.fetchone()
    return int(answers), int(replies), bool(accepted)
