"""Who came lately."""

from datetime import datetime

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import HOST, OWNER, Actor
from belong.ground.people.cards import Newcomer
from belong.ground.people.policies import visible_to
from belong.ground.people.queries import person_cards
from belong.ground.people.relations import FIRST_TO_JOIN, SAME_IDS

DAYS_OF_A_YEAR = 365.25
_STANDS = "({0}.batch_id is null or {0}.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))"
_BACK = f"""
select p.id, c.opened_at, (
    select max(f.occurred_at) from ledger_standing f
    where f.actor_recorded = any({SAME_IDS.format("p.id")}) and f.occurred_at < c.opened_at)
from people_account c
left join person_alias a on a.person = c.person_id
join people_person p on p.id = coalesce(a.canonical, c.person_id)
where c.opened_at >= %(since)s and c.is_active and not c.must_prove
    and p.erased_at is null and not p.is_bot and not p.is_staff and p.id <> all(%(own)s) and {_STANDS.format("p")}
    and exists (select from people_person e where e.id = any({SAME_IDS.format("p.id")})
        and e.joined_at < %(since)s and {_STANDS.format("e")})
    and not exists (select from people_account o where o.person_id = any({SAME_IDS.format("p.id")})
        and not o.must_prove and (o.opened_at, o.id) < (c.opened_at, c.id))
    and not exists (select from people_roleheld r where r.person_id = any({SAME_IDS.format("p.id")})
        and r.role = any(%(powers)s) and r.until_at is null and {_STANDS.format("r")})
order by c.opened_at desc, p.id desc limit %(limit)s
"""  # noqa: S608 - fixed text
"""Whose first account is new, and who are not: with when it was opened, and when they were last heard of before."""


def newcomers(actor: Actor, since: datetime, limit: int = 12) -> list[Newcomer]:
    """Those who came since then and whom the actor may know of, newest first; neither bots nor themselves.

    Who joined, and who joined earlier by any record of theirs and opened their first account since: they are back. Of
    these neither staff nor hosts, who opened the house to the others. A fixed number of queries.
    """
    if actor.is_anonymous:
        return []
    own = [] if actor.person is None else list(ids_of(actor.person))
    first = RawSQL(FIRST_TO_JOIN, [], output_field=BooleanField())  # noqa: S611 - a constant
    joined = visible_to(actor).filter(first, joined_at__gte=since, is_bot=False).exclude(name="").exclude(pk__in=own)
    rows = [
        (person, at, False, 0)
        for person, at in joined.order_by("-joined_at", "-pk").values_list("pk", "joined_at")[:limit]
        if at is not None
    ]
    back = _back(own, since, limit)
    among = RawSQL("people_person.id = any(%s)", [[row[0] for row in back]], output_field=BooleanField())
    seen = set(visible_to(actor).filter(among).values_list("pk", flat=True))
    rows = sorted([*rows, *(row for row in back if row[0] in seen)], key=lambda row: (row[1], row[0]), reverse=True)
    cards = person_cards(row[0] for row in rows)
    found = [
        Newcomer(cards[person], at, is_back, years)
        for person, at, is_back, years in rows
        if person in cards and cards[person].named
    ]
    return found[:limit]


def _back(own: list[int], since: datetime, limit: int) -> list[tuple[int, datetime, bool, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_BACK, {"since": since, "own": own, "powers": [HOST, OWNER], "limit": limit})
        return [
            (person, at, True, 0 if heard is None else int((at - heard).days / DAYS_OF_A_YEAR))
            for person, at, heard in cursor
        ]
