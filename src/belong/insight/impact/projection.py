"""What the health figures are made of, worked out from the standing facts; followed fact by fact, or made anew.

Each table from those before: acts (a row a fact), questions (from the acts in a topic), who is known, and the sums of
these by person, day and month. Staff and bots are in none of them, so a changed flag works their facts out again.
"""

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

from django.db import connection

from belong.ground.kernel.public import organisation_zone
from belong.ground.ledger.public import FactCard, Follower, PersonFlagged, words
from belong.insight.impact import days, givers, sums
from belong.insight.impact.batches import MERGES, people_of, slice_of
from belong.insight.impact.filling import indexed_after

FACTS_AT_ONCE = 20_000
PEOPLE = 2**62
"""Places in a batch: below, the id of the last fact worked out; from here on, that of the last person."""

DOERS = 2**62 + 2**61
"""From here on the id of the last person whose deeds are added up: by the way they were dropped."""

ACT = "not starts_with(f.kind, 'ledger.')"
"""What the ledger notes for itself (a correction, an import, two persons who are one) is nobody's act."""

LEFT_OUT = "select id from people_person where is_staff or is_bot"

ACTS = f"""
insert into impact_act (fact_id, person_id, word, occurred_at, activity, contribution, topic_id)
select f.id, f.actor, f.word, f.occurred_at, f.word = any(%(active)s),
       f.word = any(%(contributions)s) and f.actor is distinct from f.counterpart,
       coalesce((f.payload ->> 'topic')::bigint,
                case when f.about like 'discussions.topic:%%' then split_part(f.about, ':', 2)::bigint end)
from ledger_standing f
where f.word = any(%(words)s)
  and (case f.word when 'accepted' then f.counterpart else f.actor end in ({LEFT_OUT})) is not true
"""  # noqa: S608 - pieces of this file only
"""An acceptance counts by whose answer it was, everything else by who did it; nobody known is left in."""

RETURNING = "returning topic_id, person_id, occurred_at, contribution, word"

GENEROUS = "select set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '192MB', true)"
"""For one transaction: what is sorted and put in order at once."""

WAIT = "(1000000 * extract(epoch from {0} - asked_at))::bigint"

QUESTIONS = f"""
insert into impact_question
    (topic_id, asker_id, asked_at, first_answer_at, first_response_at, accepted_at, month, hour,
     answer_wait, response_wait)
select topic_id, asker_id, asked_at,
       case when first_answer_at is not null then greatest(asked_at, first_answer_at) end,
       case when first_response_at is not null then greatest(asked_at, first_response_at) end,
       case when accepted_at is not null then greatest(asked_at, accepted_at) end,
       date_trunc('month', asked_at at time zone %(zone)s)::date,
       (extract(isodow from asked_at at time zone %(zone)s)::int - 1) * 24
           + extract(hour from asked_at at time zone %(zone)s)::int,
       case when first_answer_at is not null then greatest(0, {WAIT.format("first_answer_at")}) end,
       case when first_response_at is not null then greatest(0, {WAIT.format("first_response_at")}) end
from (
select q.topic_id, q.person_id as asker_id, q.occurred_at as asked_at,
       min(a.occurred_at) filter (where a.word = 'answered' and (a.person_id = q.person_id) is not true)
           as first_answer_at,
       min(a.occurred_at) filter (where a.word in ('answered', 'replied') and (a.person_id = q.person_id) is not true)
           as first_response_at,
       min(a.occurred_at) filter (where a.word = 'accepted') as accepted_at
from (select distinct on (topic_id) topic_id, person_id, occurred_at from impact_act
      where word = 'asked' and {{topics}} order by topic_id, fact_id) q
left join impact_act a on a.topic_id = q.topic_id and a.word <> 'asked'
group by q.topic_id, q.person_id, q.occurred_at
) met
"""  # noqa: S608
"""The first answer and response are by anyone but the asker: where either is not known, it is somebody else."""

RETURNING_KNOWN = "returning person_id, known_at, joined_at, again_at"

COUNTED = (
    "not p.is_staff and not p.is_bot"
    " and (p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete'))"
)
"""Of a row of people_person: a person who is there, and neither staff nor a bot."""

AGAIN = """
left join lateral (
    select min(a.occurred_at) as again_at from impact_act a
    where a.activity and a.person_id = joined.person_id and a.occurred_at >= (
        date_trunc('day', joined.joined_at at time zone %(zone)s) + interval '1 day') at time zone %(zone)s
) later on true
"""
"""The first activity on a day after the one of joining; where nobody joined, there is none."""

KNOWN = f"""
insert into impact_person (person_id, known_at, joined_at, again_at)
select joined.person_id, joined.known_at, joined.joined_at, later.again_at from (
    select f.actor as person_id, min(f.occurred_at) as known_at,
           min(f.occurred_at) filter (where f.word = 'joined') as joined_at
    from ledger_standing f join people_person p on p.id = f.actor
    where {ACT} and {COUNTED}
    group by f.actor
) joined {AGAIN}
"""  # noqa: S608

KNOWN_OF_SOME = f"""
insert into impact_person (person_id, known_at, joined_at, again_at)
select joined.person_id, joined.known_at, joined.joined_at, later.again_at from (
    select same.top as person_id, min(first.occurred_at) as known_at, min(way_in.occurred_at) as joined_at
    from people_person p
    join (select top, top as id from unnest(%(tops)s::bigint[]) t (top)
          union all select canonical, person from person_alias where canonical = any(%(tops)s)) same
        on same.top = p.id
    cross join lateral (select f.occurred_at from ledger_standing f where f.actor_recorded = same.id and {ACT}
                        order by f.occurred_at limit 1) first
    left join lateral (select f.occurred_at from ledger_standing f
                       where f.actor_recorded = same.id and f.word = 'joined' order by f.occurred_at limit 1) way_in
        on true
    where {COUNTED}
    group by same.top
) joined {AGAIN}
{RETURNING_KNOWN}
"""  # noqa: S608
"""The same from the first facts of each of their ids alone."""


class Impact(Follower):
    """Keeps the tables of the health figures: what a fact touches is worked out anew from all standing facts."""

    name = "impact"
    version = 4
    tables = (
        "impact_act",
        "impact_question",
        "impact_person",
        "impact_doer",
        "impact_day",
        *sums.TABLES,
        *givers.TABLES,
    )

    def fold(self, facts: Sequence[FactCard]) -> None:
        changed = {person for fact in facts for person in _changed(fact)}
        actors = {person for fact in facts for person in (fact.actor, fact.actor_recorded) if person is not None}
        days.renew_doers(_work_out([fact.id for fact in facts], actors, changed))

    def fold_batch(self, batch: int, place: int, seconds: float) -> int | None:
        """Facts first, then people, then what they did: its sums are dropped by the way and worked out once."""
        ends = monotonic() + seconds
        size = FACTS_AT_ONCE // 8
        while True:
            begun = monotonic()
            if place < PEOPLE:
                facts, actors, changed = slice_of(batch, place, size)
                days.forget_doers(_work_out(facts, actors, changed))
                place = facts[-1] if facts else PEOPLE
            elif place < DOERS:
                last, elsewhere = people_of(batch, place - PEOPLE, size)
                days.forget_doers(_work_out((), elsewhere, ()))
                place = DOERS if last is None else PEOPLE + last
            else:
                done = days.complete(place - DOERS, size)
                if done is None:
                    return None
                place = DOERS + done
            if monotonic() > ends:
                return place
            if monotonic() - begun < seconds / 4:
                size = min(2 * size, FACTS_AT_ONCE)

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(GENEROUS)
            with indexed_after("impact_act"):
                cursor.execute(ACTS, _words())
            cursor.execute("analyze impact_act")
            with indexed_after("impact_question"):
                cursor.execute(QUESTIONS.format(topics="true"), _zone())
            cursor.execute("analyze impact_question")
            cursor.execute(KNOWN, _zone())
            cursor.execute("analyze impact_person")
        sums.make()
        days.make()
        givers.make()


def _work_out(facts: Iterable[int], actors: Iterable[int], changed: Iterable[int]) -> set[int]:
    """Make the rows of these facts, of the topics they are in and of their actors what the ledger now says.

    `changed` are people all of whose facts count differently now. Returns the people who did something else now.
    """
    touched, known = set(facts), set(actors)
    if changed := list(changed):
        numbers, others = _facts_of(changed)
        touched |= numbers
        known |= others
    with connection.cursor() as cursor:
        cursor.execute(f"delete from impact_act where fact_id = any(%s) {RETURNING}", [list(touched)])  # noqa: S608
        gone = cursor.fetchall()
        cursor.execute(f"{ACTS} and f.id = any(%(facts)s) {RETURNING}", {**_words(), "facts": list(touched)})
        new = cursor.fetchall()
        givers.renew(_given(gone), _given(new))
        days.renew_acts(_counted(gone), _counted(new))
        asked = {"topics": list({topic for topic, *_ in gone + new if topic is not None}), **_zone()}
        if asked["topics"]:
            cursor.execute(
                f"delete from impact_question where topic_id = any(%(topics)s) returning {sums.ASKED}",  # noqa: S608
                asked,
            )
            before = cursor.fetchall()
            cursor.execute(QUESTIONS.format(topics="topic_id = any(%(topics)s)") + f" returning {sums.ASKED}", asked)
            sums.renew(before, cursor.fetchall())
        if known:
            _work_out_known(known)
    return {person for _, person, *_ in gone + new if person is not None}


def _work_out_known(known: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.id, coalesce(a.canonical, t.id) from unnest(%s::bigint[]) t (id)"
            " left join person_alias a on a.person = t.id",
            [list(known)],
        )
        rows = cursor.fetchall()
        cursor.execute(
            f"delete from impact_person where person_id = any(%s) {RETURNING_KNOWN}",  # noqa: S608
            [list({*known, *(top for _, top in rows)})],
        )
        before = set(cursor.fetchall())
        cursor.execute(KNOWN_OF_SOME, {"tops": list({top for _, top in rows}), **_zone()})
        after = set(cursor.fetchall())
    days.renew_known([row[1:] for row in before - after], [row[1:] for row in after - before])


def _given(acts: Iterable[tuple[Any, ...]]) -> list[givers.Given]:
    return [(person, at) for _, person, at, contribution, _ in acts if contribution and person is not None]


def _counted(acts: Iterable[tuple[Any, ...]]) -> list[days.Act]:
    return [(word, at, contribution) for _, _, at, contribution, word in acts]


def _zone() -> dict[str, Any]:
    return {"zone": organisation_zone().key}


def _words() -> dict[str, Any]:
    active, contributions = words(activity=True), words(contribution=True)
    return {
        "active": sorted(active),
        "contributions": sorted(contributions),
        "words": sorted(active | contributions | {"accepted"}),
    }


def _facts_of(persons: Sequence[int]) -> tuple[set[int], set[int]]:
    """All facts that name one of these people under any of their ids, and all these ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unnest(%(persons)s::bigint[]) union select person from person_alias"
            " where canonical = any(%(persons)s)",
            {"persons": list(persons)},
        )
        ids = [person for (person,) in cursor.fetchall()]
        cursor.execute(
            "select id from ledger_fact where actor = any(%(ids)s) union select id from ledger_fact"
            " where counterpart = any(%(ids)s)",
            {"ids": ids},
        )
        return {fact for (fact,) in cursor.fetchall()}, set(ids)


def _changed(fact: FactCard) -> frozenset[int]:
    """Whose other facts count differently after this one: not those of the host who flagged."""
    if fact.word in MERGES:
        return fact.persons
    if fact.word == PersonFlagged.word:
        return frozenset(person for person in (fact.counterpart, fact.counterpart_recorded) if person is not None)
    return frozenset()
