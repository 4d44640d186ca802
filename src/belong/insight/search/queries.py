"""Searching: the newest posts that match and that the reader may see now, the best of them first."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from belong.community.discussions.public import FoundCard, found_posts, posts_listed_for
from belong.ground.kernel.public import now
from belong.ground.people.public import Actor, PersonCard, persons_called
from belong.ground.tags.public import TagCard, tags_called
from belong.insight.search.asking import Asked, asked
from belong.insight.search.cards import BEST, NEWEST, Filters, Found, Hit
from belong.insight.search.meaning import meant
from belong.insight.search.snippets import marked

MOST = 1_000
"""As many of the posts that match are counted."""

RANKS = 500
"""As many of them are ranked: the newest."""

HITS_A_PAGE = 20
PEOPLE, TAGS = 5, 5

# Month by month from the newest on, each by the index alone, until there are enough: neither a common word nor two that
# never meet make PostgreSQL read all posts. Whether the reader may see a post is asked of discussions for each of them.
FOUND = """
with recursive months (month) as (
    (select month from search_post where month <= %(last)s order by month desc limit 1)
    union all
    select (select month from search_post where month < m.month order by month desc limit 1) from months m
    where m.month > %(first)s
), found as materialized (
    select s.post_id, s.topic_id, s.created_at, s.words
    from (select month from months where month >= %(first)s) m
    cross join lateral (
        select i.post_id, i.topic_id, i.created_at, i.words from search_post i
        where i.words @@ ({match} && ('''m ' || m.month || '''')::tsquery) and i.group_id = any(%(groups)s) {times}
        order by i.created_at desc, i.post_id desc
    ) s
    where (select true from ({visible}) v where v.id = s.post_id)
    limit %(most)s
)
"""

RANKED = """, ranked as (
    select *, ts_rank(words, %(words)s::tsquery, 1)
        * (0.5 + 0.5 * exp(- greatest(0, extract(epoch from %(now)s - created_at)) / 63072000.0))::float8 as score
    from (select * from found order by created_at desc, post_id desc limit {most}) n
), best as (
    select distinct on (topic_id) topic_id, post_id, created_at, score, count(*) over (partition by topic_id) as posts
    from ranked order by topic_id, {order} desc, post_id desc
)
select (select count(*) from found), count(*) over (), post_id, posts - 1
from best order by {order} desc, post_id desc
limit %(limit)s offset %(offset)s
"""
"""The best post of each topic; half of a post's worth goes in some two years, half stays."""

ANY = "select exists (select from found)"


class Place(NamedTuple):
    """A post that was found, and how many others of its topic were."""

    post: int
    more: int


def search(actor: Actor, text: str, filters: Filters | None = None, sort: str = BEST, page: int = 1) -> Found:
    """The posts in which `text` is found, one for each topic, that the actor may see at this moment.

    Words are looked for in all their forms; "words in quotes" stand together, `-word` is left out, `or` lets either
    be. With filters and no text, all that they let through, newest first. People and subjects that are called so come
    with the first page. Odd input finds little or nothing, and raises nothing.
    """
    filters = filters or Filters()
    query = asked(actor, text, filters)
    found = Found(filters=filters, page=page)
    if query is None:
        return found
    if not query.words and not filters:
        return replace(found, words=False)
    people, tags = _called(actor, query.text) if page == 1 and not filters else ((), ())
    found = replace(found, people=people, tags=tags, words=bool(query.words) or not query.text)
    if not query.groups or not query.match:
        return found
    return _page(actor, query, found, sort if query.words else NEWEST)


def _called(actor: Actor, text: str) -> tuple[tuple[PersonCard, ...], tuple[TagCard, ...]]:
    return tuple(persons_called(actor, text, PEOPLE)), tuple(tags_called(actor, text, TAGS))


def _page(actor: Actor, query: Asked, found: Found, sort: str) -> Found:
    posts, topics, places = _places(actor, query, sort, found.page)
    if not posts:
        return replace(found, meant=meant(actor, query.text, lambda text: _finds(actor, text, found.filters)))
    cards = found_posts(actor, [place.post for place in places])
    return replace(
        found,
        hits=_hits(query, [(cards[place.post], place.more) for place in places if place.post in cards]),
        posts=min(posts, MOST),
        topics=topics,
        capped=posts > RANKS,
        pages=max(1, -(-topics // HITS_A_PAGE)),
    )


def _places(actor: Actor, query: Asked, sort: str, page: int) -> tuple[int, int, list[Place]]:
    """How many posts (one more than `MOST`, if there are) and topics were found, and the places of a page."""
    order = "created_at" if sort == NEWEST else "score"
    more = {"words": query.words, "now": now(), "limit": HITS_A_PAGE, "offset": (page - 1) * HITS_A_PAGE}
    rows = _run(actor, query, RANKED.format(order=order, most=RANKS), more | {"most": MOST + 1})
    if not rows:
        return 0, 0, []
    return rows[0][0], rows[0][1], [Place(post, others) for _, _, post, others in rows]


def _finds(actor: Actor, text: str, filters: Filters) -> bool:
    query = asked(actor, text, filters)
    return bool(query and query.words and query.groups and _run(actor, query, ANY, {"most": 1})[0][0])


def _run(actor: Actor, query: Asked, ending: str, more: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    visible, named = _visible(actor)
    times = ""
    if query.begin is not None:
        times += " and i.created_at >= %(begin)s"
    if query.end is not None:
        times += " and i.created_at < %(end)s"
    first, last = query.months
    statement = FOUND.format(
        match="%(match)s::tsquery",
        times=times,
        visible=visible,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement + ending,
            {
                **named,
                "match": query.match,
                "groups": list(query.groups),
                "begin": query.begin,
                "end": query.end,
                "first": first,
                "last": last,
                **more,
            },
        )
        return list(cursor.fetchall())


@lru_cache(maxsize=512)
def _visible(actor: Actor) -> tuple[str, Mapping[str, Any]]:
    """What discussions let the actor see, as SQL with named parameters: only put together once, asked each time."""
    statement, given = posts_listed_for(actor).values("id").query.sql_with_params()
    named = {f"visible_{place}": value for place, value in enumerate(given)}
    return statement % tuple(f"%({name})s" for name in named), named


def _hits(query: Asked, found: list[tuple[FoundCard, int]]) -> tuple[Hit, ...]:
    texts = marked(query, [card for card, _ in found])
    return tuple(Hit(card, *texts[card.id], more) for card, more in found)
