"""What people are to the community beside their stage: customer, member, builder, or none of these."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from belong.ground.kernel.public import NotFound, Page, day_of, organisation_zone, page_of
from belong.ground.ledger.public import canonical, ids_of
from belong.ground.people.public import Actor, person_cards
from belong.ground.segments.public import All, Explanation, explain
from belong.insight.journey.cards import (
    BelongingCard,
    BelongingCohort,
    BelongingFigures,
    PersonInState,
    StateCard,
    StateFigure,
    clause_card,
)
from belong.insight.journey.policies import may_see_ladder, may_see_stage
from belong.insight.journey.queries.reading import AT, COUNTED, PAGE, after, instant_of
from belong.insight.journey.states import State, belonging_days, belonging_states, state_of

IN_PERSON = ("visit", "event", "meeting", "person")
"""Channels of contact moments at which people saw each other."""

BELONGS_AT = f"s.aspect = 'belonging' and {AT}"


def state_cards() -> list[StateCard]:
    """The states of belonging, the lowest first."""
    return [_card(state) for state in belonging_states()]


def belonging_of(actor: Actor, person: int, day: date | None = None) -> BelongingCard:
    """What the person is to the community at the end of the day (None: now), with the evidence. Theirs and hosts' to
    see, else `NotFound`.

    Looks back 180 days. Whoever reads, votes, opens or pays does not belong the more for it.
    """
    person = canonical(person)
    card = person_cards([person]).get(person)
    if card is None or not may_see_stage(actor, person):
        raise NotFound
    at = instant_of(day)
    states = belonging_states()
    told = explain(All(tuple(state.criterion for state in states)), person, at).clauses
    since, cause, stored = _stored(person, at)
    shown = state_of(stored) if stored else None
    following = next((place for place, state in enumerate(states) if state.rank > 1 and not told[place].ok), None)
    return BelongingCard(
        person=card,
        at=at,
        days=belonging_days(),
        state=_card(shown) if shown is not None else None,
        since=since,
        cause=cause,
        met_in_person=_met(person, at),
        reasons=tuple((_card(state), clause_card(each)) for state, each in zip(states, told, strict=True)),
        next=_card(states[following]) if following is not None else None,
        missing=_missing(told[following]) if following is not None else "",
    )


def _missing(told: Explanation) -> str:
    return told.missing


def _stored(person: int, at: datetime) -> tuple[datetime | None, tuple[int, ...], str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select s.from_at, s.cause, s.value from journey_span s where s.person_id = %(person)s and {BELONGS_AT}",  # noqa: S608
            {"person": person, "at": at},
        )
        found = cursor.fetchone()
    return (None, (), "") if found is None else (found[0], tuple(found[1]), found[2])


def _met(person: int, at: datetime) -> tuple[int, ...]:
    """The facts by which somebody saw others, in the days that belonging looks back over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select f.id from ledger_standing f where (f.actor_recorded = any(%(ids)s)"
            " or f.counterpart_recorded = any(%(ids)s)) and f.occurred_at < %(at)s and f.occurred_at >= %(since)s"
            " and (f.word in ('attended', 'spoke', 'hosted') or f.word = 'contacted' and f.channel = any(%(channels)s))"
            " order by f.occurred_at, f.id",
            {
                "ids": ids_of(person),
                "at": at,
                "since": at - timedelta(days=belonging_days()),
                "channels": list(IN_PERSON),
            },
        )
        return tuple(number for (number,) in cursor.fetchall())


def belonging_figures(actor: Actor, as_of: date | None = None) -> BelongingFigures:
    """How many people are in each state at the end of the day, of all who stand on the ladder, and of those who joined
    in each year. Hosts only. Two queries."""
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select s.value, count(*) from journey_span s where {BELONGS_AT} and {COUNTED} group by 1",  # noqa: S608
            {"at": at},
        )
        counts: dict[str, int] = dict(cursor.fetchall())
        cursor.execute(
            f"select extract(year from j.from_at at time zone %(zone)s)::int, b.value, count(*) from ("  # noqa: S608
            f"select s.person_id, s.from_at from journey_span s where s.aspect = 'joined' and s.from_at < %(at)s"
            f" and {COUNTED}) j left join (select s.person_id, s.value from journey_span s where {BELONGS_AT}) b"
            " on b.person_id = j.person_id group by 1, 2 order by 1",
            {"at": at, "zone": organisation_zone().key},
        )
        cohorts: dict[int, dict[str, int]] = {}
        for year, state, people in cursor.fetchall():
            cohorts.setdefault(year, {})[state or ""] = people
    joined = sum(sum(each.values()) for each in cohorts.values())
    return BelongingFigures(
        as_of=as_of or day_of(at),
        days=belonging_days(),
        joined=joined,
        states=tuple(StateFigure(_card(state), counts.get(state.key, 0)) for state in reversed(belonging_states())),
        cohorts=tuple(
            BelongingCohort(
                year=year,
                people=sum(of_year.values()),
                states={state.key: of_year.get(state.key, 0) for state in belonging_states()},
            )
            for year, of_year in cohorts.items()
        ),
    )


def people_in_state(
    actor: Actor, state: str, as_of: date | None = None, *, cursor: str | None = None, limit: int = PAGE
) -> Page[PersonInState]:
    """Who is in a state at the end of the day, the latest come first, with the `total`. Hosts only.

    Raises `NotFound` for an unknown state, `BadCursor`.
    """
    may_see_ladder(actor).or_refuse()
    if state_of(state) is None:
        raise NotFound
    given: dict[str, Any] = {"at": instant_of(as_of), "state": state, "limit": limit + 1}
    further = after(given, cursor)
    body = f"from journey_span s where s.value = %(state)s and {BELONGS_AT} and {COUNTED}"
    with connection.cursor() as sql:
        sql.execute(f"select count(*) {body}", given)
        total = sql.fetchone()[0]
        sql.execute(
            f"select s.from_at, s.person_id, s.cause {body} and {further}"
            " order by s.from_at desc, s.person_id desc limit %(limit)s",
            given,
        )
        rows: list[tuple[datetime, int, list[int]]] = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1]), total=total)
    people = person_cards([person for _, person, _ in page.items])
    items = [PersonInState(people[person], since, tuple(cause)) for since, person, cause in page.items]
    return Page(items, page.next, None, total)


def _card(state: State) -> StateCard:
    return StateCard(state.key, state.name, state.about, state.sentence)
