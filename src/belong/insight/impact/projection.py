"""What the health figures are made of, worked out from the standing facts; followed fact by fact, or made anew.

Three tables, each from the one before: acts (a row a fact), questions (from the acts in a topic), and who is known.
Staff and bots are in none of them, so a changed flag works their facts out again.
"""

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

from django.db import connection

from belong.ground.ledger.public import FactCard, Follower, PersonFlagged, by_word, words

FACTS_AT_ONCE = 20_000
MERGES = ("merged", "unmerged")
"""Facts after which the other facts of both persons count differently; after `flagged`, those of who was flagged."""

PEOPLE = 2**62
"""Places in a batch: below, the id of the last fact worked out; from here on, that of the last person."""

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

QUESTIONS = """
insert into impact_question (topic_id, asker_id, asked_at, first_answer_at, first_response_at, accepted_at)
select q.topic_id, q.person_id, q.occurred_at,
       min(a.occurred_at) filter (where a.word = 'answered' and (a.person_id = q.person_id) is not true),
       min(a.occurred_at) filter (where a.word in ('answered', 'replied') and (a.person_id = q.person_id) is not true),
       min(a.occurred_at) filter (where a.word = 'accepted')
from (select distinct on (topic_id) topic_id, person_id, occurred_at from impact_act
      where word = 'asked' and {topics} order by topic_id, fact_id) q
left join impact_act a on a.topic_id = q.topic_id and a.word <> 'asked'
group by q.topic_id, q.person_id, q.occurred_at
"""
"""The first answer and response are by anyone but the asker: where either is not known, it is somebody else."""

COUNTED = (
    "not p.is_staff and not p.is_bot"
    " and (p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete'))"
)
"""Of a row of people_person: a person who is there, and neither staff nor a bot."""

KNOWN = f"""
insert into impact_person (person_id, known_at)
select f.actor, min(f.occurred_at) from ledger_standing f join people_person p on p.id = f.actor
where {ACT} and {COUNTED}
group by f.actor
"""  # noqa: S608

KNOWN_OF_SOME = f"""
insert into impact_person (person_id, known_at)
select same.top, min(first.occurred_at)
from people_person p
join (select top, top as id from unnest(%(tops)s::bigint[]) t (top)
      union all select canonical, person from person_alias where canonical = any(%(tops)s)) same
    on same.top = p.id
cross join lateral (select f.occurred_at from ledger_standing f where f.actor_recorded = same.id and {ACT}
                    order by f.occurred_at limit 1) first
where {COUNTED}
group by same.top
"""  # noqa: S608
"""The same from the first fact of each of their ids alone."""


class Impact(Follower):
    """Keeps the tables of the health figures: what a fact touches is worked out anew from all standing facts."""

    name = "impact"
    tables = ("impact_act", "impact_question", "impact_person")

    def fold(self, facts: Sequence[FactCard]) -> None:
        changed = {person for fact in facts for person in _changed(fact)}
        actors = {person for fact in facts for person in (fact.actor, fact.actor_recorded) if person is not None}
        _work_out([fact.id for fact in facts], actors, changed)

    def fold_batch(self, batch: int, place: int, seconds: float) -> int | None:
        ends = monotonic() + seconds
        size = FACTS_AT_ONCE // 8
        while True:
            begun = monotonic()
            if place < PEOPLE:
                facts, actors, changed = _slice(batch, place, size)
                _work_out(facts, actors, changed)
                place = facts[-1] if facts else PEOPLE
            else:
                last, elsewhere = _people(batch, place - PEOPLE, size)
                if last is None:
                    return None
                _work_out((), elsewhere, ())
                place = PEOPLE + last
            if monotonic() > ends:
                return place
            if monotonic() - begun < seconds / 4:
                size = min(2 * size, FACTS_AT_ONCE)

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(ACTS, _words())
            cursor.execute("analyze impact_act")
            cursor.execute(QUESTIONS.format(topics="true"))
            cursor.execute(KNOWN)


def _work_out(facts: Iterable[int], actors: Iterable[int], changed: Iterable[int]) -> None:
    """Make the rows of these facts, of the topics they are in and of their actors what the ledger now says.

    `changed` are people all of whose facts count differently now.
    """
    touched, known = set(facts), set(actors)
    if changed := list(changed):
        numbers, others = _facts_of(changed)
        touched |= numbers
        known |= others
    with connection.cursor() as cursor:
        cursor.execute("delete from impact_act where fact_id = any(%s) returning topic_id", [list(touched)])
        topics = {topic for (topic,) in cursor.fetchall()}
        cursor.execute(f"{ACTS} and f.id = any(%(facts)s) returning topic_id", {**_words(), "facts": list(touched)})
        topics |= {topic for (topic,) in cursor.fetchall()}
        asked = {"topics": [topic for topic in topics if topic is not None]}
        if asked["topics"]:
            cursor.execute("delete from impact_question where topic_id = any(%(topics)s)", asked)
            cursor.execute(QUESTIONS.format(topics="topic_id = any(%(topics)s)"), asked)
        if known:
            cursor.execute(
                "select t.id, coalesce(a.canonical, t.id) from unnest(%s::bigint[]) t (id)"
                " left join person_alias a on a.person = t.id",
                [list(known)],
            )
            rows = cursor.fetchall()
            cursor.execute("delete from impact_person where person_id = any(%s)", [[*known, *(top for _, top in rows)]])
            cursor.execute(KNOWN_OF_SOME, {"tops": list({top for _, top in rows})})


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
