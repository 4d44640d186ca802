"""Proposals of an archive that two persons are one. They are kept for a host to decide; nobody is merged by them."""

from collections.abc import Iterable

from django.db import connection, transaction

from belong.ground.kernel.public import told, told_lazy
from belong.ground.people.cards import Loaded, LoadedSamePerson, RefusedRow
from belong.ground.people.commands.sourced import persons_by_keys
from belong.ground.people.models import SamePerson

UNKNOWN = told_lazy("One of the two persons was refused.")

_PUT = """
insert into people_sameperson as s (person_id, other_id, reason, batch_id)
select * from unnest(%(persons)s::bigint[], %(others)s::bigint[], %(reasons)s::text[], %(batches)s::bigint[])
on conflict (person_id, other_id) do update set batch_id = excluded.batch_id, reason = excluded.reason
    where s.batch_id in (select id from ledger_batch where state = 'withdrawn')
returning 1
"""


def load_same_persons(batch: int, source: str, rows: Iterable[LoadedSamePerson]) -> Loaded:
    """Keep that persons of `source` may be one. Whoever is one person here already, by an identity, is not proposed.

    A proposal that stands stays as it is, decided or not; one of an undone import is taken over.
    """
    given = list(rows)
    reasons = set(SamePerson.Reason.values)
    with transaction.atomic():
        ids = persons_by_keys(source, {key for row in given for key in (row.person, row.other)}, batch=batch)
        pairs: dict[tuple[int, int], str] = {}
        refused = []
        for index, row in enumerate(given):
            one, other = ids.get(row.person), ids.get(row.other)
            if one is None or other is None:
                refused.append(RefusedRow(index, str(UNKNOWN)))
            elif row.reason not in reasons:
                refused.append(
                    RefusedRow(
                        index, told("%(reason)s is no reason to take two persons for one.") % {"reason": row.reason}
                    )
                )
            elif one != other:
                pairs.setdefault((min(one, other), max(one, other)), row.reason)
        created = _put(batch, pairs)
    return Loaded(created=created, matched=len(given) - created - len(refused), refused=tuple(refused))


def _put(batch: int, pairs: dict[tuple[int, int], str]) -> int:
    if not pairs:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _PUT,
            {
                "persons": [one for one, _ in pairs],
                "others": [other for _, other in pairs],
                "reasons": list(pairs.values()),
                "batches": [batch] * len(pairs),
            },
        )
        return len(cursor.fetchall())
