"""Who sends what: a delivery claims some messages, and whoever finds it dead may take them again.

A delivery has a number and holds the advisory lock of this number on its own connection. The lock goes with the
connection, so that messages of a killed worker are free at once, and no clock decides who is alive.
"""

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet

from belong.ground.kernel.clock import now
from belong.ground.kernel.db import lock_number
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.holding import Due, put_off
from belong.ground.kernel.telling import kept_text

ROOM = lock_number("kernel.outbox") & 0x7FFFFFFF
"""The first half of the locks' names; PostgreSQL shows both halves."""

BATCH = 20
LOOKED_AT = 500
"""How many of those that wait longest are looked at to fill a batch: some of them go to a domain that must wait."""

AHEAD = timedelta(minutes=1)
"""How far a domain may be ahead of its pace: a minute's mails go at once."""

State = OutboxMessage.State

FREE_THE_DEAD = """
update kernel_outboxmessage m set state = 'waiting', claim = null,
       last_error = 'The worker that was sending it ended.',
       due_at = case when attempts > 3 then %(later)s else due_at end
where state = 'sending' and not exists (
    select from pg_locks l
    where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = %(room)s and l.objid = m.claim
      and l.database = (select oid from pg_database where datname = current_database()))
"""

IN_STEP_AGAIN = "delete from kernel_pace where free_at <= %(at)s"
"""Says the same as no row, and a domain can be somebody's own."""

WAITING = """
select m.id, split_part(m.address, '@', -1) as domain,
       greatest(0, coalesce(extract(epoch from p.free_at - %(at)s), 0)) as ahead, m.kind, m.person
from kernel_outboxmessage m left join kernel_pace p on p.domain = split_part(m.address, '@', -1)
where m.state = 'waiting' and m.due_at <= %(at)s
  and (p.free_at is null or p.free_at <= %(latest)s)
order by m.due_at, m.id limit %(looked_at)s
"""

TAKE = """
update kernel_outboxmessage set state = 'sending', claim = %(number)s
where id in (select id from kernel_outboxmessage where id = any(%(ids)s) and state = 'waiting'
             for update skip locked)
returning id, split_part(address, '@', -1)
"""

STEP_AHEAD = """
insert into kernel_pace as p (domain, free_at) select domain, %(at)s + count * make_interval(secs => %(apart)s)
from unnest(%(domains)s::text[], %(counts)s::int[]) as each (domain, count) order by domain
on conflict (domain) do update set free_at = greatest(p.free_at, %(at)s) + (excluded.free_at - %(at)s)
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One run of sending, alive for as long as its connection."""

    number: int


@contextmanager
def delivery() -> Iterator[Delivery]:
    """A delivery that may claim messages; what it has not dealt with at its end waits again."""
    made = Delivery(secrets.randbelow(2**31 - 1) + 1)
    with connection.cursor() as cursor:
        # a machine that vanishes leaves its connection behind: PostgreSQL asks for it, and then lets go of the lock
        cursor.execute("set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3")
        cursor.execute("select pg_advisory_lock(%s, %s)", [ROOM, made.number])
    try:
        yield made
    finally:
        give_back(made)
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s, %s)", [ROOM, made.number])


def claim(delivery: Delivery) -> Sequence[OutboxMessage]:
    """Some messages that are due, those that wait longest first; of each domain as many as its pace allows.

    What has to wait is put off, batch by batch, each in a transaction of its own; others take its place.
    """
    taken: Sequence[OutboxMessage] | None = None
    while taken is None:
        taken = _claimed(delivery)
    return taken


def _claimed(delivery: Delivery) -> Sequence[OutboxMessage] | None:
    """What of the next batch may go now; None where all of it was put off."""
    at, apart = now(), AHEAD / settings.MAIL_PACE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number("kernel.outbox.claim")])
        cursor.execute(FREE_THE_DEAD, {"room": ROOM, "later": at + timedelta(minutes=10)})
        cursor.execute(IN_STEP_AGAIN, {"at": at})
        cursor.execute(WAITING, {"at": at, "latest": at + AHEAD - apart, "looked_at": LOOKED_AT})
        found = {row[0]: row for row in cursor.fetchall()}
        batch = in_step([row[:3] for row in found.values()], most=BATCH, pace=settings.MAIL_PACE)
        if not batch:
            return []
        held = put_off([Due(each, *found[each][3:]) for each in batch])
        chosen = [each for each in batch if each not in held]
        if not chosen:
            return None
        cursor.execute(TAKE, {"number": delivery.number, "ids": chosen})
        taken = cursor.fetchall()
        counts = Counter(domain for _, domain in taken)
        cursor.execute(
            STEP_AHEAD, {"at": at, "apart": apart.total_seconds(), "domains": [*counts], "counts": [*counts.values()]}
        )
        return list(OutboxMessage.objects.filter(pk__in=[number for number, _ in taken]).order_by("due_at", "id"))


def in_step(waiting: Sequence[tuple[int, str, float]], *, most: int, pace: int) -> list[int]:
    """Which of the messages (id, domain, seconds that this domain is ahead) may go now.

    Of each domain `pace` may go at once, and as many each minute from then on.
    """
    left: dict[str, int] = {}
    chosen: list[int] = []
    for identifier, domain, ahead in waiting:
        free = left.setdefault(domain, int(pace - float(ahead) * pace / 60 + 1e-6))
        if free > 0 and len(chosen) < most:
            chosen.append(identifier)
            left[domain] = free - 1
    return chosen


def begin(message: OutboxMessage, delivery: Delivery) -> bool:
    """Count the try before it is made; False where the message is not this delivery's any more (it was erased)."""
    return bool(_mine(message, delivery).update(attempts=F("attempts") + 1))


def end(
    message: OutboxMessage,
    delivery: Delivery,
    state: str,
    *,
    says: object = "",
    due_at: datetime | None = None,
    put_off_since: datetime | None = None,
    forget: bool = False,
) -> None:
    """What became of the message. With `forget` its parameters go."""
    changed: dict[str, object] = {"state": state, "claim": None, "last_error": kept_text(says)}
    if due_at is not None:
        changed["due_at"] = due_at
    if put_off_since is not None:
        changed["put_off_since"] = put_off_since
    if state == State.SENT:
        changed["sent_at"] = now()
    if forget:
        changed["parameters"] = {}
    _mine(message, delivery).update(**changed)


def _mine(message: OutboxMessage, delivery: Delivery) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk=message.pk, state=State.SENDING, claim=delivery.number)


def give_back(delivery: Delivery) -> None:
    """What was claimed and not dealt with waits again."""
    OutboxMessage.objects.filter(state=State.SENDING, claim=delivery.number).update(state=State.WAITING, claim=None)
