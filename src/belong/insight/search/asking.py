"""What somebody typed, as a query for the index: what is asked for, by whom, where and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from belong.ground.groups.public import readable_by
from belong.ground.kernel.public import (
    NotFound,
    community,
    end_of_day,
    folded,
    one_line,
    prepared_cursor,
    start_of_day,
)
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, person_ids, persons_called
from belong.ground.tags.public import tag
from belong.insight.search.cards import ANSWERED, WAITS, Filters
from belong.insight.search.rules import across, all_of, any_of, configuration, configuration_sql, facet, month_of

LONGEST = 200
"""Characters of a query that are looked at."""

_NEXT_TO = re.compile(r" <(?:-|\d+)> ")

FIRST, LAST = 0, 12 * 10_000

PARSED = """
select configuration, groups, query::text, numnode(query)
from (
    select configuration, array_agg(id order by id) as groups
    from (select id, {configuration} as configuration from ({readable}) r where %s::text in ('', slug)) g
    group by configuration
) c
cross join lateral websearch_to_tsquery(configuration::regconfig, %s::text) query
order by configuration
"""
"""The groups of each language, and what is searched for in them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the index takes it.

    `groups`: those that are looked into, by id, with the configuration of their language. `words`: what is searched
    for, as PostgreSQL writes a tsquery; empty where nothing is. `match`: that, narrowed by the filters.
    """

    text: str
    groups: Mapping[int, str]
    words: str
    match: str
    begin: datetime | None
    end: datetime | None

    @property
    def loose(self) -> str:
        """What must hold for `match` to hold, by words alone; not to be had where a phrase is left out."""
        loosened = _NEXT_TO.sub(" & ", self.match)
        return loosened if loosened != self.match and "!" not in self.match else ""

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month that is looked at."""
        return (month_of(self.begin) if self.begin else FIRST, month_of(self.end) if self.end else LAST)


def asked(actor: Actor, text: str, filters: Filters) -> Asked | None:
    """The query; None where a filter names what the actor does not see, so that nothing can be found."""
    filters = replace(
        filters, group=one_line(filters.group), tag=one_line(filters.tag), person=one_line(filters.person)
    )
    narrowed = _narrowed(actor, filters)
    if narrowed is None:
        return None
    text = one_line(text)[:LONGEST]
    groups, parsed = _parsed(actor, filters.group, text)
    conditions = [*([across(parsed)] if parsed else []), *narrowed]
    if (filters.group or not conditions) and groups:
        conditions.append(any_of(facet("g", group) for group in groups))
    return Asked(
        text=text,
        groups=groups,
        words=any_of(dict.fromkeys(parsed.values())),
        match=all_of(conditions),
        begin=start_of_day(filters.begin) if filters.begin else None,
        end=end_of_day(filters.end) if filters.end else None,
    )


def _narrowed(actor: Actor, filters: Filters) -> list[str] | None:
    """What the index must hold beside the words; None where that can be nothing."""
    conditions = []
    if filters.tag:
        try:
            conditions.append(facet("t", tag(actor, filters.tag).id))
        except NotFound:
            return None
    if filters.person:
        authors = _authors(actor, filters.person)
        if not authors:
            return None
        conditions.append(any_of(facet("u", author) for author in sorted(authors)))
    if filters.answered in (ANSWERED, WAITS):
        conditions.append(facet(filters.answered))
    return conditions


def _authors(actor: Actor, person: str) -> set[int]:
    """All ids of the person under this outside id, or of those who are called so."""
    try:
        return set(person_ids(actor, UUID(person)))
    except ValueError:
        return {id for card in persons_called(actor, person) for id in ids_of(card.id)}


def _parsed(actor: Actor, slug: str, text: str) -> tuple[dict[int, str], dict[str, str]]:
    """The groups that the actor reads at this moment, the one with this slug alone where it is given, each with the
    configuration of its language; and by configuration what is searched for, where anything is left of it.
    """
    statement, given = _reading(actor)
    default = configuration("", community().language)
    with prepared_cursor() as cursor:
        cursor.execute(statement, [default, *given, slug, folded(text)])
        rows = cursor.fetchall()
    groups = {group: name for name, members, _, _ in rows for group in members}
    return groups, {name: query for name, _, query, nodes in rows if nodes}


@lru_cache(maxsize=512)
def _reading(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """The statement for this actor's groups, as groups say them: only put together once, asked each time."""
    readable, given = readable_by(actor).values("id", "slug", "language").query.sql_with_params()
    return PARSED.format(configuration=configuration_sql("language"), readable=readable), given
