"""Which standing facts hang on topics and posts, for many of them at once."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection

from belong.community.discussions.commands.fetching import post_ref
from belong.ground.ledger.public import (
    AnswerAccepted,
    AnswerPosted,
    Fact,
    PostEdited,
    PostVoted,
    ReplyPosted,
    TopicAsked,
    TopicStarted,
)

# Of the acceptances of a topic's answers the one that counts: the latest of what the topic says is accepted.
_OVER = """
select s.id
from discussions_topic t
join discussions_post p on p.topic_id = t.id and p.kind = 'answer'
join ledger_standing s on s.about = 'discussions.post:' || p.id and s.word = 'accepted'
where t.id = any(%(topics)s) and (
    t.accepted_id is distinct from p.id
    or exists (select from ledger_standing n where n.about = s.about and n.word = 'accepted' and n.id > s.id))
order by s.id
"""

# What was said, accepted and voted in topics.
_OF_TOPICS = """
select s.id
from (
    select 'discussions.topic:' || t.id as about from discussions_topic t where t.id = any(%(topics)s)
    union all
    select 'discussions.post:' || p.id from discussions_post p where p.topic_id = any(%(topics)s)
) a
join ledger_standing s on s.about = a.about
where s.word = any(%(words)s)
order by s.id
"""
_WORDS = [
    kind.word for kind in (TopicAsked, TopicStarted, AnswerPosted, ReplyPosted, AnswerAccepted, PostVoted, PostEdited)
]

_OF_POSTS = "select id from ledger_standing where about = any(%(abouts)s) and word = %(word)s order by id"

# Facts of a batch that is not complete yet do not stand, but will.
_VOTES = """
select f.id
from ledger_fact f
join ledger_kind k on k.kind = f.kind and k.word = 'voted'
left join ledger_batch b on b.id = f.batch_id
where f.about = %(about)s and f.actor = %(person)s and f.id is distinct from %(besides)s::bigint
    and (b.state is null or b.state <> 'withdrawn')
    and not exists (select from ledger_withdrawal w where w.fact_id = f.id and w.batch_id is null)
order by f.id
"""


def votes_of(person: int, post: int, *, besides: int | None) -> list[int]:
    """The facts by which the person voted on the post, also those that stand when their batch is complete."""
    return _ids(_VOTES, {"about": post_ref(post), "person": person, "besides": besides})


def counting_in(topics: Collection[int]) -> list[int]:
    """The standing facts of asking, starting, answering, replying, accepting, voting and editing in these topics."""
    return _ids(_OF_TOPICS, {"topics": list(topics), "words": _WORDS})


def acceptances_over(topics: Collection[int]) -> list[int]:
    """The standing acceptances in these topics that no longer are what the topic says is accepted."""
    return _ids(_OVER, {"topics": list(topics)})


def of_posts(kind: type[Fact], posts: Collection[int]) -> list[int]:
    """The standing facts of this kind about these posts."""
    return _ids(_OF_POSTS, {"abouts": [post_ref(post) for post in posts], "word": kind.word}) if posts else []


def _ids(statement: str, parameters: Mapping[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [number for (number,) in cursor.fetchall()]
