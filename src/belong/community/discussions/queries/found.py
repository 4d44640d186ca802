"""Posts that somebody found by what is in them: all that a list of them shows, for those that the actor may read."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from belong.community.discussions.cards import FoundCard, TagRef, shown_title
from belong.community.discussions.making import group_ref, person_ref, post_url, topic_url
from belong.community.discussions.models import OPENING
from belong.community.discussions.policies import posts_listed_for, topics_listed_for
from belong.community.discussions.queries.sql import author_of
from belong.ground.kernel.public import plain, prepared_cursor
from belong.ground.people.public import Actor

LONGEST_TEXT = 4_000
ENOUGH_HTML = 20_000


FOUND = f"""
select p.id, p.uid, p.kind, p.byline, left(p.html, {ENOUGH_HTML}), p.created_at,
    t.id, t.uid, t.kind, t.title, t.answers, t.replies, t.accepted_id, g.id, g.slug, g.name,
    array(select n.slug || ' ' || n.name from discussions_topictag x join tags_tag n on n.id = x.tag_id
          where x.topic_id = t.id order by n.name),
    a.id, a.uid, a.name, a.is_bot, a.is_staff
from unnest(%s::bigint[]) w (id)
join discussions_post p on p.id = w.id
join discussions_topic t on t.id = p.topic_id
join groups_group g on g.id = t.group_id
{author_of("p")}
where (select true from ({{listed}}) l where l.id = p.id)
"""  # noqa: S608 - pieces of this file only


def found_posts(actor: Actor, ids: Collection[int]) -> dict[int, FoundCard]:
    """The cards of those of `ids` that stand and that the actor reads, with the beginning of their texts. 1 query."""
    listed, given = _listed(actor)
    with prepared_cursor() as cursor:
        cursor.execute(FOUND.format(listed=listed), [list(ids), *given])
        return {row[0]: _card(row) for row in cursor.fetchall()}


@lru_cache(maxsize=512)
def _listed(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """The posts that lists show the actor, as a subquery with its parameters: compiled once, asked each time."""
    return posts_listed_for(actor).values("id").query.sql_with_params()


def _card(row: tuple[Any, ...]) -> FoundCard:
    (id, uid, kind, byline, html, at, topic, topic_uid, topic_kind, title, answers, replies, accepted) = row[:13]
    group, tags, author = row[13:16], row[16], row[17:]
    return FoundCard(
        id=id,
        kind=kind,
        topic=topic,
        topic_kind=topic_kind,
        title=shown_title(title),
        url=topic_url(topic_uid) if kind == OPENING else post_url(topic_uid, uid),
        group=group_ref(*group),
        author=person_ref(*author) if author[1] is not None else None,
        byline=byline,
        created_at=at,
        answers=answers,
        replies=replies,
        solved=accepted is not None,
        accepted=accepted == id,
        tags=tuple(TagRef(*tag.split(" ", 1)) for tag in tags),
        text=plain(html, LONGEST_TEXT),
    )


def topic_titles(actor: Actor, most: int) -> list[str]:
    """The titles of the latest topics that the actor reads, in no order that matters."""
    statement, given = _titles(actor, most)
    with prepared_cursor() as cursor:
        cursor.execute(statement, given)
        return [title for (title,) in cursor.fetchall()]


@lru_cache(maxsize=512)
def _titles(actor: Actor, most: int) -> tuple[str, tuple[Any, ...]]:
    return topics_listed_for(actor).order_by("-pk").values("title")[:most].query.sql_with_params()
