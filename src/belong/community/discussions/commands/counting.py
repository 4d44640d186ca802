"""Counters of topics and scores of posts, worked out anew from the rows, set by set."""

from collections.abc import Collection

from django.db import connection

# Each topic is counted by itself, through the indexes: of one plan for all of them the planner knows nothing while the
# first rows of a table are being brought in, and may compare every topic with every post.
TOPICS = """
update discussions_topic t
set answers = c.answers, replies = c.replies, last_at = c.last_at
from (
    select t.id, counted.answers, counted.replies, greatest(t.created_at, counted.last_at) as last_at
    from discussions_topic t
    cross join lateral (
        select count(*) filter (where p.kind = 'answer') as answers,
            count(*) filter (where p.kind = 'reply') as replies,
            max(p.created_at) as last_at
        from (
            select h.kind, h.created_at, h.deleted_at, h.batch_id
            from discussions_post h
            where h.topic_id = t.id and h.root_id is null
            union all
            select r.kind, r.created_at, r.deleted_at, r.batch_id
            from discussions_post h join discussions_post r on r.root_id = h.id
            where h.topic_id = t.id and h.root_id is null
        ) p
        where p.deleted_at is null and (
            p.batch_id is null or p.batch_id = t.batch_id
            or p.batch_id in (select id from ledger_batch where state = 'complete')
        )
    ) counted
    where t.id = any(%(ids)s)
) c
where t.id = c.id and (t.answers, t.replies, t.last_at) is distinct from (c.answers, c.replies, c.last_at)
"""

SCORES = """
with counted as (
    select p.id, p.topic_id, p.kind, p.score_loaded + given.value as score
    from discussions_post p
    cross join lateral (
        select coalesce(sum(of_one.value), 0) as value
        from (
            select distinct on (coalesce(a.canonical, v.person_id)) v.value
            from discussions_vote v left join person_alias a on a.person = v.person_id
            where v.post_id = p.id and (
                v.batch_id is null or v.batch_id = p.batch_id
                or v.batch_id in (select id from ledger_batch where state = 'complete')
            ) and (v.person_id = p.author_id or coalesce(a.canonical, v.person_id) is distinct from
                coalesce((select w.canonical from person_alias w where w.person = p.author_id), p.author_id))
            order by coalesce(a.canonical, v.person_id), v.at desc, v.id desc
        ) of_one
    ) given
    where p.id = any(%(ids)s)
), posts as (
    update discussions_post p set score = c.score from counted c where p.id = c.id and p.score <> c.score
)
update discussions_topic t set score = c.score from counted c
where t.id = c.topic_id and c.kind = 'opening' and t.score <> c.score
"""


def recount(topics: Collection[int]) -> None:
    """Set the counters of these topics to what their posts say. A topic counts the posts of its own open batch."""
    _run(TOPICS, topics)


def rescore(posts: Collection[int]) -> None:
    """Set the scores of these posts, and of topics that they open, to what the archive and the votes say.

    Of one person the latest vote counts, and none on what another record of theirs wrote.
    """
    _run(SCORES, posts)


def _run(statement: str, ids: Collection[int]) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"ids": sorted(ids)})
