"""A person goes: every room forgets them, step by step, in a run that can be killed anywhere and goes on."""

from uuid import UUID

from django.db import transaction

from belong.ground.kernel.public import (
    Names,
    NotFound,
    advisory_lock,
    erasers,
    now,
    require_transaction,
    setting,
    task,
    traces,
)
from belong.ground.ledger.public import PersonErased, canonical, ids_of, record
from belong.ground.people.actor import Actor
from belong.ground.people.commands.own_data.naming import names_of, running_erasure
from belong.ground.people.commands.roles import refuse_without_owner
from belong.ground.people.models import Erasure, Person
from belong.ground.people.policies import may_be_erased_by

MEMBER_CHOOSES, KEEP, DELETE = "member_chooses", "keep", "delete"
ERASING = (MEMBER_CHOOSES, KEEP, DELETE)
RULE = "erasing"
MOST_TOLD = 2_000
NO_WORDS = frozenset({"people_erasure", "search_post"})
"""The run itself, and an index of what stands elsewhere."""


def erasing_rule() -> str:
    """What becomes of the texts of who leaves: one of `ERASING`, as the hosts set it."""
    return setting(RULE) or MEMBER_CHOOSES


def begin_erasure(*, actor: Actor, person: int, keeps: bool) -> UUID:
    """The person goes, for good: theirs to say, or the house's at the command line. `keeps`: what they wrote stays
    under nobody's name, where the community's rule leaves the choice.

    A task carries it out; whoever calls may do so at once (`carry_out`). The last owner who can sign in stays.
    """
    with transaction.atomic():
        found = Person.objects.select_for_update().filter(pk=canonical(person)).first()
        if found is None:
            raise NotFound
        may_be_erased_by(actor, found.pk).or_refuse()
        for one in ids_of(found.pk):
            refuse_without_owner(without=one)
        if (begun := running_erasure(found.pk)) is not None:
            return begun.uid
        rule = erasing_rule()
        made = Erasure.objects.create(
            person=found,
            keeps=keeps if rule == MEMBER_CHOOSES else rule == KEEP,
            traces=list(names_of(found.pk).texts),
        )
        work.enqueue(once=f"people.erase:{made.pk}", uid=str(made.uid))
    return made.uid


@task("people.erase")
def work(uid: str) -> None:
    """Carry an erasure out, or on."""
    carry_out(UUID(uid))


def carry_out(uid: UUID) -> None:
    """Have every room forget the person who goes, and end the run. What is done is not done again.

    The last step looks through all tables for their names and keeps where they still stand: in others' own words.
    """
    forget_step_by_step(uid)
    with advisory_lock(f"people.erasure:{uid}"):
        found = _running(uid)
        if found is not None:
            remain = _remaining(found)
            with transaction.atomic():
                _finish(found, remain)


def forget_step_by_step(uid: UUID) -> None:
    """Have every room forget the person, each in a transaction of its own. The task that `begin_erasure` left does
    the rest, and goes on where this is killed."""
    with advisory_lock(f"people.erasure:{uid}"):
        found = _running(uid)
        if found is None:
            return
        for name, (_tables, eraser) in erasers().items():
            if name not in found.done:
                with transaction.atomic():
                    eraser(found.person_id)
                    found.done = [*found.done, name]
                    found.save(update_fields=["done"])


def _running(uid: UUID) -> Erasure | None:
    return Erasure.objects.filter(uid=uid, finished_at__isnull=True).first()


def _remaining(found: Erasure) -> list[str]:
    """Rows that still hold a name of theirs, as refs."""
    rows = traces(Names.of(found.traces))
    return [f"{row.table.replace('_', '.', 1)}:{row.key}" for row in rows if row.table not in NO_WORDS]


def _finish(found: Erasure, remain: list[str]) -> None:
    require_transaction("ending an erasure")
    record(
        PersonErased(
            actor=None, counterpart=found.person_id, about=f"people.person:{found.person_id}", kept=found.keeps
        )
    )
    found.finished_at, found.traces, found.found = now(), [], remain[:MOST_TOLD]
    found.save(update_fields=["finished_at", "traces", "found"])


def carry_erasures_on() -> None:
    """Whatever was begun and not ended goes on."""
    for uid in list(Erasure.objects.filter(finished_at__isnull=True).values_list("uid", flat=True)):
        carry_out(uid)
