"""Searching: the newest posts that match and that the reader may see now, the best of them first."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from belong.community.discussions.public import FoundCard, found_posts, posts_listed_for
from belong.ground.kernel.public import now, planned_cursor
from belong.ground.people.public import Actor, PersonCard, persons_called
from belong.ground.tags.public import TagCard, tags_called
from belong.insight.search.asking import Asked, asked
from belong.insight.search.cards import BEST, NEWEST, Filters, Found, Hit
from belong.insight.search.meaning import meant
from belong.insight.search.snippets import marked

MOST = 500
"""As many of the posts that match are counted and ranked: the newest."""

HITS_A_PAGE = 20
PEOPLE, TAGS = 5, 5

LOOKED_THROUGH = 4_000
"""As many of the newest posts that hold all words of a phrase are looked through for it: the index knows words only."""

MONTHS, MONTHS_FOR_PHRASES = 3, 6

# From the newest on, in steps, each by the index alone, until there are enough: some months one by one, then two years,
# then all others. A common word is met often enough in the first steps, one that is not is rare enough for the last, so
# that neither makes PostgreSQL read all posts. Whether the reader may see a post is asked of discussions for each.
STEPS = """
with recursive steps (number, facet, low, before) as (
    (select 1, quote_literal('m ' || month)::tsquery, month, month + 1
     from search_post where month <= %(last)s::int order by month desc limit 1)
    union all
    select s.number + 1, next.facet, next.low, s.low
    from steps s
    cross join lateral (
        select
            case when s.number < {months} then quote_literal('m ' || month)::tsquery
                 when s.number = {months}
                 then quote_literal('y ' || month / 12)::tsquery || quote_literal('y ' || (month / 12 - 1))::tsquery
            end as facet,
            case when s.number < {months} then month when s.number = {months} then month / 12 * 12 - 12 else -1
            end as low
        from search_post where month < s.low and month >= %(first)s::int order by month desc limit 1
    ) next
), matching as {kept} (
    select s.post_id, s.topic_id, s.created_at
    from steps
    cross join lateral (
        select i.post_id, i.topic_id, i.created_at from search_post i
        where i.words @@ case when steps.facet is null then %(match)s::tsquery
                              else %(match)s::tsquery && steps.facet end
            and i.month + 0 < steps.before and i.group_id = any(%(groups)s::bigint[]) {times}
        order by i.created_at desc, i.post_id desc
        offset 0
    ) s
    {within}
), found as materialized (
    select c.post_id, c.topic_id, c.created_at from matching c
    where {phrase} (select true from ({visible}) v where v.id = c.post_id)
    limit %(most)s::bigint
)
"""
"""`+ 0`: so that the index of months, which would tell that nearly all posts are older, stays out of it."""

PHRASE = "(select w.words @@ %(phrase)s::tsquery from search_post w where w.post_id = c.post_id) and"

RANKED = """, ranked as (
    select n.*, ts_rank(w.words, %(words)s::tsquery, 1)
        * (0.5 + 0.5 * exp(- greatest(0, extract(epoch from %(now)s::timestamptz - n.created_at)::float8) / 63072000.0))
        as score
    from (select * from found order by created_at desc, post_id desc limit {most}) n
    cross join lateral (select words from search_post where post_id = n.post_id offset 0) w
), best as (
    select distinct on (topic_id) topic_id, post_id, created_at, score, count(*) over (partition by topic_id) as posts
    from ranked order by topic_id, {order} desc, post_id desc
), page as (
    select post_id, posts - 1 as more, row_number() over (order by {order} desc, post_id desc) as place
    from best order by place limit %(limit)s::bigint offset %(offset)s::bigint
)
select n.posts, n.topics, n.looked, page.post_id, page.more
from (select (select count(*) from found) as posts, (select count(*) from best) as topics, {looked} as looked) n
left join page on true
order by place
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
    found = replace(found, people=people, tags=tags, words=bool(query.words) or not (query.text and query.groups))
    if not query.groups or not query.match:
        return found
    return _page(actor, query, found, sort if query.words else NEWEST)


def _called(actor: Actor, text: str) -> tuple[tuple[PersonCard, ...], tuple[TagCard, ...]]:
    return tuple(persons_called(actor, text, PEOPLE)), tuple(tags_called(actor, text, TAGS))


def _page(actor: Actor, query: Asked, found: Found, sort: str) -> Found:
    posts, topics, looked, places = _places(actor, query, sort, found.page)
    found = replace(found, partial=looked == LOOKED_THROUGH and posts <= MOST)
    if not posts:
        return replace(found, meant=meant(actor, query.text, lambda text: _finds(actor, text, found.filters)))
    cards = found_posts(actor, [place.post for place in places])
    return replace(
        found,
        hits=_hits(query, [(cards[place.post], place.more) for place in places if place.post in cards]),
        posts=min(posts, MOST),
        topics=topics,
        capped=posts > MOST,
        pages=max(1, -(-topics // HITS_A_PAGE)),
    )


def _places(actor: Actor, query: Asked, sort: str, page: int) -> tuple[int, int, int, list[Place]]:
    """How many posts (one more than `MOST`, if there are) and topics were found, how many were looked through for a
    phrase, and the places of a page."""
    order = "created_at" if sort == NEWEST else "score"
    looked = "(select count(*) from matching)" if query.loose else "0"
    more = {"words": query.words, "now": now(), "limit": HITS_A_PAGE, "offset": (page - 1) * HITS_A_PAGE}
    rows = _run(actor, query, RANKED.format(order=order, most=MOST, looked=looked), more | {"most": MOST + 1})
    posts, topics, seen = rows[0][:3]
    return posts, topics, seen, [Place(post, others) for *_, post, others in rows if post is not None]


def _finds(actor: Actor, text: str, filters: Filters) -> bool:
    query = asked(actor, text, filters)
    return bool(query and query.words and query.groups and _run(actor, query, ANY, {"most": 1})[0][0])


def _run(actor: Actor, query: Asked, ending: str, more: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    visible, named = _visible(actor)
    times = ""
    if query.begin is not None:
        times += " and i.created_at >= %(begin)s::timestamptz"
    if query.end is not None:
        times += " and i.created_at < %(end)s::timestamptz"
    statement = STEPS.format(
        times=times,
        visible=visible,
        kept="materialized" if query.loose else "not materialized",
        months=MONTHS_FOR_PHRASES if query.loose else MONTHS,
        within=f"limit {LOOKED_THROUGH}" if query.loose else "",
        phrase=PHRASE if query.loose else "",
    )
    first, last = query.months
    with planned_cursor() as cursor:  # how rare the words are decides
        cursor.execute(
            statement + ending,
            {
                **named,
                "match": query.loose or query.match,
                "phrase": query.match,
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
