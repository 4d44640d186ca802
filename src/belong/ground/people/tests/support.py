"""What the tests of the rooms of people share: a small cast, and the facts that a deed recorded."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.ground.ledger.public import complete_batch, open_batch, withdraw_batch
from belong.ground.people.models import Appointment, Edit, Identity, Note, Person, RoleHeld
from belong.ground.people.public import HOST, Account, Actor, add_person, give_role, open_account, set_flags

HOUSE = Actor.system_run("tests")
PASSWORD = "seven quiet herons"
VISITOR = Actor()


def on(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def member(name: str = "Mia", **given: object) -> Actor:
    """A member of the community without an account, as an Actor."""
    person = add_person(actor=HOUSE, name=name, joined=True)
    return Actor(person=person.id, name=name, **given)  # type: ignore[arg-type]


def host(name: str = "Hanna") -> Actor:
    """A member who is a host in the tests' eyes."""
    return member(name, roles=frozenset({HOST}))


def account(email: str = "mia@example.org", name: str = "Mia") -> Account:
    return open_account(email=email, password=PASSWORD, name=name)


def someone(name: str, *roles: str, staff: bool = False) -> Actor:
    """A person who signs in, with roles."""
    made = account(f"{name.lower()}@example.org", name)
    for role in roles:
        give_role(actor=HOUSE, person=made.person_id, role=role)
    if staff:
        set_flags(actor=HOUSE, person=made.person_id, staff=True)
    return Actor(person=made.person_id, account=made.pk, name=name, roles=frozenset(roles), staff=staff)


def pk(actor: Actor) -> int:
    assert actor.person is not None
    return actor.person


def queries(call: Callable[[], object]) -> int:
    """How many statements a call takes."""
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def wait_for_a_lock() -> None:
    """Until another connection to this database waits for a lock, for five seconds at most."""
    with connection.cursor() as cursor:
        for _ in range(50):
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
            cursor.execute("select pg_stat_clear_snapshot(), pg_sleep(0.1)")
    raise AssertionError("nobody waited")


def everything() -> list[object]:
    """All that rooms of people keep of persons, to see that nothing changed."""
    kept = (Person, Identity, Account, RoleHeld, Appointment, Edit, Note)
    return [list(model.objects.order_by("pk").values()) for model in kept]


@dataclass
class Recorded:
    """The facts recorded inside the block, in their order."""

    rows: list[dict[str, object]] = field(default_factory=list)

    @property
    def words(self) -> list[object]:
        return [row["word"] for row in self.rows]

    def __getitem__(self, place: int) -> dict[str, object]:
        return self.rows[place]


COLUMNS = (
    "word",
    "actor",
    "counterpart",
    "about",
    "group",
    "channel",
    "direction",
    "turf",
    "purpose",
    "occurred_at",
    "recorded_by",
    "batch",
    "backfill",
    "payload",
)


@contextmanager
def recording() -> Iterator[Recorded]:
    """Collect what is recorded inside the block."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from ledger_fact")
        before = cursor.fetchone()[0]
        kept = Recorded()
        yield kept
        cursor.execute(
            "select k.word, actor, counterpart, about, grp, channel, direction, turf, purpose, occurred_at,"
            " recorded_by, batch_id, backfill, payload from ledger_fact f join ledger_kind k using (kind)"
            " where id > %s order by id",
            [before],
        )
        kept.rows = [{**dict(zip(COLUMNS, row, strict=True)), "payload": json.loads(row[-1])} for row in cursor]


def batch(source: str = "tests") -> int:
    with transaction.atomic():
        return open_batch(source, "an archive of the tests")


def complete(number: int) -> None:
    with transaction.atomic():
        complete_batch(number)


def undo(number: int) -> None:
    with transaction.atomic():
        withdraw_batch(number, reason="undone")
