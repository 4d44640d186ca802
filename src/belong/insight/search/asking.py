"""What somebody typed, as a query for the index: what is asked for, by whom, where and when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from belong.ground.groups.public import readable_by
from belong.ground.kernel.public import NotFound, end_of_day, folded, one_line, start_of_day
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, person_ids, persons_called
from belong.ground.tags.public import tag
from belong.insight.search.cards import ANSWERED, WAITS, Filters
from belong.insight.search.rules import across, all_of, any_of, configuration, facet, month_of

LONGEST = 200
"""Characters of a query that are looked at."""

FIRST, LAST = 0, 12 * 10_000


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
    def months(self) -> tuple[int, int]:
        """The first and the last month that is looked at."""
        return (month_of(self.begin) if self.begin else FIRST, month_of(self.end) if self.end else LAST)


def asked(actor: Actor, text: str, filters: Filters) -> Asked | None:
    """The query; None where a filter names what the actor does not see, so that nothing can be found."""
    filters = replace(
        filters, group=one_line(filters.group), tag=one_line(filters.tag), person=one_line(filters.person)
    )
    groups = _groups(actor, filters.group)
    narrowed = _narrowed(actor, filters)
    if narrowed is None:
        return None
    text = one_line(text)[:LONGEST]
    parsed = _parsed(text, set(groups.values()))
    conditions = [*([across(parsed)] if parsed else []), *narrowed]
    if filters.group and groups:
        conditions.append(any_of(facet("g", group) for group in groups))
    return Asked(
        text=text,
        groups=groups,
        words=any_of(dict.fromkeys(parsed.values())),
        match=all_of(conditions),
        begin=start_of_day(filters.begin) if filters.begin else None,
        end=end_of_day(filters.end) if filters.end else None,
    )


def _groups(actor: Actor, slug: str) -> dict[int, str]:
    """The groups that the actor reads at this moment; the one with this slug alone, where it is given."""
    readable = readable_by(actor).filter(slug=slug) if slug else readable_by(actor)
    rows = readable.values_list("id", "language")
    return {group: configuration(language, settings.CONTENT_LANGUAGE) for group, language in rows}


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


def _parsed(text: str, configurations: Collection[str]) -> dict[str, str]:
    """What is searched for in texts of each language; a language in which nothing is left of it is missing."""
    if not text or not configurations:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, query::text from unnest(%s::text[]) name"
            " cross join lateral websearch_to_tsquery(name::regconfig, %s) query where numnode(query) > 0",
            [sorted(configurations), folded(text)],
        )
        return dict(cursor.fetchall())
