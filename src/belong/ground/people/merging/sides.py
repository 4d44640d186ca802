"""Records as hosts compare them, for many at once by a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from belong.ground.people.cards import IdentityCard
from belong.ground.people.merging.cards import RecordCard
from belong.ground.people.queries import person_cards

_SAME = """
with same as materialized (
    select w.id as top, w.id as person from unnest(%(ids)s::bigint[]) w (id)
    union all select a.canonical, a.person from person_alias a where a.canonical = any(%(ids)s)
)
"""
_ROWS = f"""{_SAME}
select s.top, min(p.joined_at),
    bool_or(exists (select from people_account c where c.person_id = p.id and c.is_active))
from same s join people_person p on p.id = s.person group by s.top
"""  # noqa: S608 - fixed text
_IDENTITIES = f"""{_SAME}
select s.top, i.id, i.source, i.key, i.verified_at
from same s join people_identity i on i.person_id = s.person
where i.batch_id is null or i.batch_id in (select id from ledger_batch where state = 'complete')
order by i.source, i.key
"""  # noqa: S608 - fixed text
_DID = f"""{_SAME}
select s.top, f.word, count(*), min(f.occurred_at), max(f.occurred_at)
from same s join ledger_standing f on f.actor_recorded = s.person
where f.word = any(%(words)s)
group by s.top, f.word order by count(*) desc, f.word
"""  # noqa: S608 - fixed text
_WORDS = "asked started answered replied accepted voted shared reviewed attended registered".split()


def records(persons: Sequence[int]) -> dict[int, RecordCard]:
    """The records of these canonical persons, who stand. Four statements; it asks for no actor."""
    cards = person_cards(persons)
    ids: dict[str, list[Any]] = {"ids": list(persons), "words": _WORDS}
    known: dict[int, list[IdentityCard]] = defaultdict(list)
    did: dict[int, list[tuple[str, int]]] = defaultdict(list)
    times: dict[int, list[datetime]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, ids)
        rows = {person: (joined_at, signs_in) for person, joined_at, signs_in in cursor.fetchall()}
        cursor.execute(_IDENTITIES, ids)
        for person, number, source, key, verified_at in cursor.fetchall():
            known[person].append(IdentityCard(number, source, key, verified_at))
        cursor.execute(_DID, ids)
        for person, word, count, first, last in cursor.fetchall():
            did[person].append((word, count))
            times[person] += [first, last]
    return {
        person: RecordCard(
            person=cards[person],
            joined_at=rows[person][0],
            identities=tuple(known[person]),
            has_account=rows[person][1],
            did=tuple(did[person]),
            first_at=min(times[person], default=None),
            last_at=max(times[person], default=None),
        )
        for person in persons
        if person in cards and person in rows
    }
