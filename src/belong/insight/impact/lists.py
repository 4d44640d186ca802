"""The list behind each health figure: as many items as the figure says (for waits: the waits that it was made of)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import Card, NotFound, Page, cards, day_of, decode_cursor, page_of, start_of_day
from belong.ground.ledger.public import facts
from belong.ground.people.public import Actor, PersonCard, person_cards
from belong.insight.impact.cards import Evidence
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.queries import absence_since, from_months, parameters, period
from belong.insight.impact.rules import HOURS_OF_WEEK

PAGE = 50


@dataclass(frozen=True, slots=True)
class _Listing:
    """Rows (at, id, person, topic, fact, amount); `ordered_by` is `at` or `amount`, greatest first."""

    sql: str
    ordered_by: str = "at"


@dataclass(frozen=True, slots=True)
class _Row:
    at: datetime
    id: int
    person: int | None
    topic: int | None
    fact: int | None
    amount: int | None


def _questions(also: str = "true", wait: str = "null::bigint") -> _Listing:
    return _Listing(
        f"""select asked_at as at, topic_id as id, asker_id as person, topic_id as topic, null::bigint as fact,
                   {wait} as amount
            from impact_question
            where asked_at >= coalesce(%(start)s, '-infinity'::timestamptz) and asked_at < %(until)s
              and (%(hour)s::int is null or hour = %(hour)s::int) and {also}""",  # noqa: S608 - pieces of this file only
        "amount" if wait != "null::bigint" else "at",
    )


def _acts(which: str) -> _Listing:
    return _Listing(
        f"""select occurred_at as at, fact_id as id, person_id as person, topic_id as topic, fact_id as fact,
                   null::bigint as amount
            from impact_act
            where {which}
              and occurred_at >= coalesce(%(start)s, '-infinity'::timestamptz) and occurred_at < %(until)s"""  # noqa: S608
    )


def _active(since: str, until: str = "%(end)s") -> _Listing:
    return _Listing(
        f"""select max(occurred_at) as at, person_id as id, person_id as person, null::bigint as topic,
                   null::bigint as fact, null::bigint as amount
            from impact_act
            where activity and person_id is not null and occurred_at >= {since} and occurred_at < {until}
            group by person_id"""  # noqa: S608
    )


def _joined(at: str, also: str = "true") -> _Listing:
    return _Listing(
        f"""select {at} as at, person_id as id, person_id as person, null::bigint as topic, null::bigint as fact,
                   null::bigint as amount
            from impact_person
            where joined_at >= coalesce(%(start)s, '-infinity'::timestamptz) and joined_at < %(until)s and {also}"""  # noqa: S608
    )


def _last_active(since: str) -> _Listing:
    """Who was active since, where nothing is known from after the end."""
    return _Listing(
        f"""select last_active_at as at, person_id as id, person_id as person, null::bigint as topic,
                   null::bigint as fact, null::bigint as amount
            from impact_doer where last_active_at >= {since}"""  # noqa: S608
    )


def _most_given(people: str) -> _Listing:
    """Those of `people` (id, number) who gave most, as many as the absence factor says."""
    return _Listing(
        f"""select (select max(a.occurred_at) from impact_act a
                    where a.person_id = most.id and a.contribution and a.occurred_at < %(end)s) as at,
                   most.id, most.id as person, null::bigint as topic, null::bigint as fact, most.number as amount
            from (select * from ({people}) given order by number desc, id desc limit %(factor)s) most""",  # noqa: S608
        "amount",
    )


_ANSWERED = "first_answer_at < %(end)s"

_LISTINGS = {
    "people": _Listing(
        """select known_at as at, person_id as id, person_id as person, null::bigint as topic, null::bigint as fact,
                  null::bigint as amount
           from impact_person where known_at < %(end)s"""
    ),
    "questions": _questions(),
    "answers": _acts("word = 'answered'"),
    "replies": _acts("word = 'replied'"),
    "answered": _questions(_ANSWERED, "answer_wait"),
    "accepted": _questions("accepted_at < %(end)s"),
    "unanswered": _questions(f"({_ANSWERED}) is not true"),
    "median_seconds_to_first_answer": _questions(_ANSWERED, "answer_wait"),
    "p90_seconds_to_first_answer": _questions(_ANSWERED, "answer_wait"),
    "median_seconds_to_first_response": _questions("first_response_at < %(end)s", "response_wait"),
    "asked_by_hour_of_week": _questions(),
    "absence_factor": _Listing(
        """select at, person_id as id, person_id as person, null::bigint as topic, null::bigint as fact,
                  number as amount
           from (select *, sum(number) over (order by number desc, person_id desc) - number as made_before,
                        sum(number) over () as made
                 from (select person_id, count(*) as number, max(occurred_at) as at from impact_act
                       where contribution and person_id is not null
                         and occurred_at >= coalesce(%(start)s, '-infinity'::timestamptz) and occurred_at < %(until)s
                       group by person_id) given) ranked
           where 2 * made_before < made""",
        "amount",
    ),
    "active_people_30": _active("%(month)s"),
    "active_people_365": _active("%(year)s"),
    "active_people": _active("coalesce(%(start)s, '-infinity'::timestamptz)", "%(until)s"),
    "contributions": _acts("contribution and (%(kind)s::text is null or word = %(kind)s::text)"),
    "joined": _joined("joined_at"),
    "joined_again": _joined("again_at", "again_at < joined_at + %(again)s and again_at < %(end)s"),
}
_FROM_SUMS = {
    "active_people_30": _last_active("%(month)s"),
    "active_people_365": _last_active("%(year)s"),
    "active_people": _last_active("coalesce(%(start)s, '-infinity'::timestamptz)"),
    "absence_factor": _most_given(
        """select person_id as id, count(*) as number from impact_act
           where contribution and person_id is not null and occurred_at >= %(start)s and occurred_at < %(end)s
           group by person_id"""
    ),
}
_EVER = _most_given("select person_id as id, given as number from impact_doer where given > 0")
"""The same lists for periods that the sums tell of."""

_BY_HOUR = {"questions", "answered", "asked_by_hour_of_week", "median_seconds_to_first_answer"}
_AS_OF_THE_END = {"people", "active_people_30", "active_people_365"}
"""Figures that have hours of the week; and those that have no months, as they look back from the end."""


def figure_list(
    actor: Actor,
    figure: str,
    from_: date | None = None,
    to: date | None = None,
    *,
    hour: int | None = None,
    month: date | None = None,
    kind: str | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> Page[Evidence]:
    """One page of what a figure counts in the period, with the `total` of all pages: the figure itself.

    For a median or percentile: the waits behind it, longest first. Questions can be narrowed to an `hour` of the week
    (0 is Monday 00), contributions to a `kind`, what happened in the period to the `month` of a day; it is still judged
    by what was known at the period's end. Raises `NotFound` for a name that is no figure or cannot be narrowed so,
    `Refused` unless a host asks, `BadCursor`.
    """
    may_see_health(actor).or_refuse()
    if (
        figure not in _LISTINGS
        or (hour is not None and (hour not in range(HOURS_OF_WEEK) or figure not in _BY_HOUR))
        or (kind is not None and figure != "contributions")
        or (month is not None and figure in _AS_OF_THE_END)
    ):
        raise NotFound
    asked = period(from_, to)
    given = {**parameters(asked, month), "hour": hour, "kind": kind, "limit": limit + 1}
    listing = _LISTINGS[figure]
    if figure in _FROM_SUMS and month is None and from_months(asked):
        listing = _FROM_SUMS[figure]
        if figure == "absence_factor":
            listing = _EVER if asked.start is None else listing
            given["factor"] = absence_since(asked)
    rows, total = _read(listing, given, cursor)
    page = page_of(
        rows,
        limit,
        lambda row: (row.at if listing.ordered_by == "at" else row.amount or 0, row.id),
        total=total,
    )
    return Page(_shown(actor, page.items, listing), page.next, page.previous, page.total)


def _read(listing: _Listing, given: dict[str, Any], cursor: str | None) -> tuple[list[_Row], int]:
    order = listing.ordered_by
    after = "true"
    if cursor is not None:
        kind: type[datetime] | type[int] = datetime if order == "at" else int
        given["last"], given["last_id"] = decode_cursor(cursor, [kind, int])
        after = f"({order}, id) < (%(last)s, %(last_id)s)"
    with connection.cursor() as sql:
        sql.execute(f"select count(*) from ({listing.sql}) item", given)  # noqa: S608
        total = sql.fetchone()[0]
        sql.execute(
            f"""select at, id, person, topic, fact, amount from ({listing.sql}) item
                where {after} order by {order} desc, id desc limit %(limit)s""",  # noqa: S608
            given,
        )
        return [_Row(*row) for row in sql.fetchall()], total


def _shown(actor: Actor, rows: Sequence[_Row], listing: _Listing) -> list[Evidence]:
    people = person_cards([row.person for row in rows if row.person is not None])
    abouts = {fact.id: fact.about for fact in facts([row.fact for row in rows if row.fact is not None])}
    refs = {row.id: _ref(row, abouts) for row in rows}
    found = cards(actor, [ref for ref in refs.values() if ref])
    return [_evidence(row, people, found.get(refs[row.id] or ""), listing) for row in rows]


def _ref(row: _Row, abouts: dict[int, str]) -> str | None:
    if row.fact is not None:
        return abouts.get(row.fact)
    return f"discussions.topic:{row.topic}" if row.topic is not None else None


def _evidence(row: _Row, people: dict[int, PersonCard], card: Card | None, listing: _Listing) -> Evidence:
    waits = listing.ordered_by == "amount" and row.topic is not None
    hidden = card is None and (row.topic is not None or row.fact is not None)
    return Evidence(
        at=start_of_day(day_of(row.at)) if hidden else row.at,
        person=people.get(row.person) if row.person is not None and not hidden else None,
        card=card,
        fact=None if hidden else row.fact,
        hidden=hidden,
        seconds=row.amount / 1_000_000 if waits and row.amount is not None else None,
        contributions=row.amount if not waits else None,
    )
