"""What the health figures are made of, worked out from the standing facts; followed fact by fact, or made anew.

Each table from those before: acts (a row a fact), questions (from the acts in a topic), who is known, and the sums of
these by person and month. Staff and bots are in none of them, so a changed flag works their facts out again.
"""

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

from django.db import connection

from belong.ground.kernel.public import organisation_zone
from belong.ground.ledger.public import FactCard, Follower, PersonFlagged, by_word, words
from belong.insight.impact import givers, sums
from belong.insight.impact.filling import indexed_after

FACTS_AT_ONCE = 20_000
MERGES = ("merged", "unmerged")
"""Facts after which the other facts of both persons count differently; after `flagged`, those of who was flagged."""

PEOPLE = 2**62
"""Places in a batch: below, the id of the last fact worked out; from here on, that of the last person."""

MONTHS = 2**62 + 2**61
"""From here on the number of months done, whose sums were dropped by the way."""

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

RETURNING = "returning topic_id, person_id, occurred_at, contribution"

GENEROUS = "select set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '192MB', true)"
"""For one transaction: what is sorted and put in order at once."""

WAIT = "(1000000 * extract(epoch from {0} - asked_at))::bigint"

QUESTIONS = f"""
insert into impact_question
    (topic_id, asker_id, asked_at, first_answer_at, first_response_at, accepted_at, hour, answer_wait, response_wait)
select met.*,
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
returning person_id, joined_at, again_at
"""  # noqa: S608
"""The same from the first facts of each of their ids alone."""


class Impact(Follower):
    """Keeps the tables of the health figures: what a fact touches is worked out anew from all standing facts."""

    name = "impact"
    version = 3
    tables = ("impact_act", "impact_question", "impact_person", *sums.TABLES, *givers.TABLES)

    def fold(self, facts: Sequence[FactCard]) -> None:
        changed = {person for fact in facts for person in _changed(fact)}
        actors = {person for fact in facts for person in (fact.actor, fact.actor_recorded) if person is not None}
        sums.renew(_work_out([fact.id for fact in facts], actors, changed))

    def fold_batch(self, batch: int, place: int, seconds: float) -> int | None:
        """Facts first, then people, then the months: their sums are dropped by the way and worked out once."""
        ends = monotonic() + seconds
        size = FACTS_AT_ONCE // 8
        while place < MONTHS:
            begun = monotonic()
            if place < PEOPLE:
                facts, actors, changed = _slice(batch, place, size)
                sums.forget(_work_out(facts, actors, changed))
                place = facts[-1] if facts else PEOPLE
            else:
                last, elsewhere = _people(batch, place - PEOPLE, size)
                sums.forget(_work_out((), elsewhere, ()))
                place = MONTHS if last is None else PEOPLE + last
            if monotonic() > ends:
                return place
            if monotonic() - begun < seconds / 4:
                size = min(2 * size, FACTS_AT_ONCE)
        done = sums.complete(place - MONTHS, ends)
        return MONTHS + done if done is not None else None

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
        givers.make()


def _work_out(facts: Iterable[int], actors: Iterable[int], changed: Iterable[int]) -> sums.Touched:
    """Make the rows of these facts, of the topics they are in and of their actors what the ledger now says.

    `changed` are people all of whose facts count differently now. Returns whose sums are others now.
    """
    touched, known = set(facts), set(actors)
    if changed := list(changed):
        numbers, others = _facts_of(changed)
        touched |= numbers
        known |= others
    other = sums.Touched()
    with connection.cursor() as cursor:
        cursor.execute(f"delete from impact_act where fact_id = any(%s) {RETURNING}", [list(touched)])  # noqa: S608
        gone = cursor.fetchall()
        cursor.execute(f"{ACTS} and f.id = any(%(facts)s) {RETURNING}", {**_words(), "facts": list(touched)})
        new = cursor.fetchall()
        givers.renew(_given(gone), _given(new))
        acts = gone + new
        other.acts = {at for _, _, at, _ in acts}
        other.people = {person for _, person, _, _ in acts if person is not None}
        asked = {"topics": [topic for topic in {topic for topic, *_ in acts} if topic is not None], **_zone()}
        if asked["topics"]:
            cursor.execute("delete from impact_question where topic_id = any(%(topics)s) returning asked_at", asked)
            other.asked = {at for (at,) in cursor.fetchall()}
            cursor.execute(QUESTIONS.format(topics="topic_id = any(%(topics)s)") + " returning asked_at", asked)
            other.asked |= {at for (at,) in cursor.fetchall()}
        if known:
            cursor.execute(
                "select t.id, coalesce(a.canonical, t.id) from unnest(%s::bigint[]) t (id)"
                " left join person_alias a on a.person = t.id",
                [list(known)],
            )
            rows = cursor.fetchall()
            cursor.execute(
                "delete from impact_person where person_id = any(%s) returning person_id, joined_at, again_at",
                [[*known, *(top for _, top in rows)]],
            )
            before = set(cursor.fetchall())
            cursor.execute(KNOWN_OF_SOME, {"tops": list({top for _, top in rows}), **_zone()})
            other.joined = {at for _, at, _ in before ^ set(cursor.fetchall()) if at is not None}
    return other


def _given(acts: Iterable[tuple[Any, ...]]) -> list[givers.Given]:
    return [(person, at) for _, person, at, contribution in acts if contribution and person is not None]


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


def _slice(batch: int, after: int, size: int) -> tuple[list[int], set[int], set[int]]:
    """The next facts of a batch, their actors, and the people whose other facts count differently because of them."""
    merges = {by_word(word).kind for word in MERGES}
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, actor, counterpart, kind from ledger_fact where batch_id = %s and id > %s order by id limit %s",
            [batch, after, size],
        )
        rows = cursor.fetchall()
    return (
        [row[0] for row in rows],
        {actor for _, actor, _, _ in rows if actor is not None},
        {actor for _, actor, _, kind in rows if kind in merges and actor is not None}
        | {other for _, _, other, kind in rows if kind in {*merges, PersonFlagged.kind} and other is not None},
    )


def _people(batch: int, after: int, size: int) -> tuple[int | None, list[int]]:
    """The last of the next people whom a batch brings, and those of them who may be known by facts outside of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.id, exists (select from ledger_fact f where f.actor = p.id and f.batch_id is distinct from %s)"
            " or exists (select from person_alias a where a.canonical = p.id)"
            " from (select id from people_person where batch_id = %s and id > %s order by id limit %s) p order by p.id",
            [batch, batch, after, size],
        )
        rows = cursor.fetchall()
    return rows[-1][0] if rows else None, [person for person, elsewhere in rows if elsewhere]
