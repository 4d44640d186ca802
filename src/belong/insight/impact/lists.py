"""The list behind each health figure: as many items as the figure says (for waits: the waits that it was made of)."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.groups.public import removed_among
from belong.ground.kernel.public import Card, NotFound, Page, cards, day_of, decode_cursor, page_of, start_of_day
from belong.ground.ledger.public import FactCard, facts
from belong.ground.people.public import Actor, PersonCard, person_cards
from belong.insight.impact import told
from belong.insight.impact.bounds import bounds, period
from belong.insight.impact.cards import Evidence
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.rules import HOURS_OF_WEEK
from belong.insight.impact.waiting import UNANSWERED, Shut, shut

PAGE = 50


@dataclass(frozen=True, slots=True)
class _Listing:
    """Rows (at, id, person, topic, fact, amount); `ordered_by` is `at` or `amount`, greatest first.

    `total` tells how many there are; where it is empty, each is counted. Both may name what was `made` before.
    """

    sql: str
    ordered_by: str = "at"
    total: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    at: datetime
    id: int
    person: int | None
    topic: int | None
    fact: int | None
    amount: int | None


def _met(what: str) -> str:
    return f"select coalesce(sum(number), 0)::bigint from ({told.MET_BY_THEN}) c where what = '{what}'"  # noqa: S608


_ASKED = f"select coalesce(sum(asked), 0)::bigint from ({told.MONTHS}) q"  # noqa: S608


def _questions(total: str, also: str = "true", wait: str = "") -> _Listing:
    return _Listing(
        f"""select asked_at as at, topic_id as id, asker_id as person, topic_id as topic, null::bigint as fact,
                   {wait or "null::bigint"} as amount
            from impact_question where {told.ASKED} and {also}{f" and {wait} is not null" if wait else ""}""",  # noqa: S608
        "amount" if wait else "at",
        total,
    )


def _acts(which: str, what: str) -> _Listing:
    return _Listing(
        f"""select occurred_at as at, fact_id as id, person_id as person, topic_id as topic, fact_id as fact,
                   null::bigint as amount
            from impact_act where {which} and {told.ACTED}""",  # noqa: S608
        total=f"select coalesce(sum(number), 0)::bigint from ({told.acts(what)}) a",  # noqa: S608
    )


def _people(found: str) -> _Listing:
    """Those of `found` (id, at)."""
    return _Listing(
        f"""select at, id, id as person, null::bigint as topic, null::bigint as fact, null::bigint as amount
            from ({found}) p"""  # noqa: S608
    )


def _joined(at: str, also: str = "true") -> _Listing:
    return _people(
        f"""select {at} as at, person_id as id from impact_person
            where joined_at >= %(start)s::timestamptz and joined_at < %(until)s and {also}"""  # noqa: S608
    )


def _givers(given: str, at: str) -> _Listing:
    """Of those who have `given` (id, number) most, the fewest who made at least half of it together."""
    return _Listing(
        f"""select ({at}) as at, id, id as person, null::bigint as topic, null::bigint as fact, number as amount
            from (select * from given where number >= (select min(number) from half)
                  order by number desc, id desc limit (select sum(people) from half)) most""",  # noqa: S608
        "amount",
        "select coalesce(sum(people), 0)::bigint from half",
        f"""given as materialized ({given}), half as (
                select number, least(people, (made - 2 * before + 2 * number - 1) / (2 * number)) as people
                from (select number, people, (sum(number * people) over ())::bigint as made,
                             (sum(number * people) over (order by number desc))::bigint - number * people as before
                      from (select number, count(*) as people from given group by number) each) running
                where 2 * before < made), """,  # noqa: S608
    )


_ANSWERED = "first_answer_at < %(end)s"

_LISTINGS = {
    "people": _people("select known_at as at, person_id as id from impact_person where known_at < %(end)s"),
    "questions": _questions(_ASKED),
    "answers": _acts("word = 'answered'", "what = 'acts answered'"),
    "replies": _acts("word = 'replied'", "what = 'acts replied'"),
    "answered": _questions(_met("answered"), _ANSWERED, "answer_wait"),
    "accepted": _questions(_met("accepted"), "accepted_at < %(end)s"),
    "unanswered": _questions(f"select ({_ASKED}) - ({_met('answered')})", UNANSWERED),
    "median_seconds_to_first_answer": _questions(_met("answered"), _ANSWERED, "answer_wait"),
    "p90_seconds_to_first_answer": _questions(_met("answered"), _ANSWERED, "answer_wait"),
    "median_seconds_to_first_response": _questions(_met("responded"), "first_response_at < %(end)s", "response_wait"),
    "asked_by_hour_of_week": _questions(_ASKED),
    "absence_factor": _givers(
        told.GIVEN,
        "select given_at[width_bucket(%(until)s - %(tick)s, given_at)] from impact_doer where person_id = most.id",
    ),
    "active_people_30": _people(told.active("%(month)s")),
    "active_people_365": _people(told.active("%(year)s")),
    "active_people": _people(told.active("%(start)s::timestamptz", "%(until)s")),
    "contributions": _acts("contribution", "what like 'given %%'"),
    "joined": _joined("joined_at"),
    "joined_again": _joined("again_at", "again_at < joined_at + %(again)s and again_at < %(end)s"),
}

_IN_A_MONTH = {
    "absence_factor": _givers(
        f"""select person_id as id, count(*) as number from impact_act
            where contribution and person_id is not null and {told.ACTED} group by person_id""",  # noqa: S608
        f"""select max(occurred_at) from impact_act
            where contribution and person_id = most.id and {told.ACTED}""",  # noqa: S608
    ),
    "active_people": _people(
        f"""select person_id as id, max(occurred_at) as at from impact_act
            where activity and person_id is not null and {told.ACTED} group by person_id"""  # noqa: S608
    ),
}
"""The same lists from each act."""

_HOUR = "hour = %(hour)s"
_KIND = _acts("contribution and word = %(kind)s", "what = 'given ' || %(kind)s")

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
    given = {**bounds(asked, month).named, "hour": hour, "kind": kind, "limit": limit + 1}
    listing = _listing(figure, hour=hour is not None, month=month is not None, kind=kind is not None)
    if figure == "unanswered":
        closed = shut(asked.end)
        listing, given = _without(listing, closed), {**given, **closed.named}
    rows, total = _read(listing, given, cursor)
    page = page_of(
        rows,
        limit,
        lambda row: (row.at if listing.ordered_by == "at" else row.amount or 0, row.id),
        total=total,
    )
    return Page(_shown(actor, page.items, listing), page.next, page.previous, page.total)


def _listing(figure: str, *, hour: bool, month: bool, kind: bool) -> _Listing:
    listing = _LISTINGS[figure]
    if hour:
        return replace(listing, sql=f"{listing.sql} and {_HOUR}", total="")
    if kind:
        return _KIND
    return _IN_A_MONTH.get(figure, listing) if month else listing


def _without(listing: _Listing, closed: Shut) -> _Listing:
    """Unanswered questions, but for those that nobody can answer any more."""
    return replace(listing, sql=f"{listing.sql} and {closed.waits}", total=f"({listing.total}) - ({closed.number})")


def _read(listing: _Listing, given: dict[str, Any], cursor: str | None) -> tuple[list[_Row], int]:
    """A page of rows and the total, in one look where each is counted."""
    order = listing.ordered_by
    after = "true"
    if cursor is not None:
        kind: type[datetime] | type[int] = datetime if order == "at" else int
        given["seen"], given["seen_id"] = decode_cursor(cursor, [kind, int])
        after = f"({order}, id) < (%(seen)s, %(seen_id)s)"
    kept = "not materialized" if listing.total else "materialized"
    total = listing.total or "select count(*) from item"
    with connection.cursor() as sql:
        sql.execute(
            f"""with {listing.made}item as {kept} ({listing.sql}), page as (
                    select * from item where {after} order by {order} desc, id desc limit %(limit)s)
                select ({total}), at, id, person, topic, fact, amount from (select) one left join page on true
                order by {order} desc, id desc""",  # noqa: S608 - pieces of this file only
            given,
        )
        rows = sql.fetchall()
    return [_Row(*row[1:]) for row in rows if row[1] is not None], rows[0][0]


def _shown(actor: Actor, rows: Sequence[_Row], listing: _Listing) -> list[Evidence]:
    people = person_cards([row.person for row in rows if row.person is not None])
    told = {fact.id: fact for fact in facts([row.fact for row in rows if row.fact is not None])}
    refs = {row.id: _ref(row, told) for row in rows}
    found = cards(actor, [ref for ref in refs.values() if ref])
    dark = [one for one in told.values() if one.group is not None and one.about not in found]
    gone = removed_among(actor, {one.group for one in dark if one.group is not None})
    removed = {one.id for one in dark if one.group in gone}
    return [_evidence(row, people, found.get(refs[row.id] or ""), listing, removed) for row in rows]


def _ref(row: _Row, told: dict[int, FactCard]) -> str | None:
    if row.fact is not None:
        return told[row.fact].about if row.fact in told else None
    return f"discussions.topic:{row.topic}" if row.topic is not None else None


def _evidence(
    row: _Row, people: dict[int, PersonCard], card: Card | None, listing: _Listing, removed: Set[int]
) -> Evidence:
    waits = listing.ordered_by == "amount" and row.topic is not None
    hidden = card is None and (row.topic is not None or row.fact is not None)
    return Evidence(
        at=start_of_day(day_of(row.at)) if hidden else row.at,
        person=people.get(row.person) if row.person is not None and not hidden else None,
        card=card,
        fact=None if hidden else row.fact,
        hidden=hidden,
        gone=hidden and row.fact in removed,
        seconds=row.amount / 1_000_000 if waits and row.amount is not None else None,
        contributions=row.amount if not waits else None,
    )
