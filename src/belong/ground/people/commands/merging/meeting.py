"""An address that somebody showed they read, and by which another record is known: the one merge without a host."""

from collections.abc import Sequence

from django.db.models import Q

from belong.ground.ledger.public import canonical
from belong.ground.people.actor import Actor
from belong.ground.people.commands.fetching import person_for
from belong.ground.people.commands.merging.act import make_one
from belong.ground.people.commands.merging.deciding import Side, side
from belong.ground.people.commands.merging.fields import merge_fields
from belong.ground.people.commands.merging.proposing import keep_proposals
from belong.ground.people.models import Merge, SamePerson

HOUSE = Actor.system_run("the same address")


def meet(holder: int, known: int) -> bool:
    """Whether the holder of an account is who is known by an address that they showed they read.

    A record without account and powers becomes theirs at once: whoever had it wrote from that address. One that
    somebody signs in to, that has powers, or that a host told apart from them before, is a host's to decide:
    addresses of offices pass from hand to hand. It is proposed. Inside a transaction.
    """
    kept, other = canonical(holder), canonical(known)
    if kept == other:
        return True
    rows = {person: person_for(HOUSE, person) for person in sorted({kept, other})}
    mine, theirs = side(rows[kept]), side(rows[other])
    if _is_clear(mine, theirs):
        make_one(mine, theirs, actor=HOUSE, why=Merge.Why.MAIL, fields=said_only_by_the_other(kept, other))
        return True
    keep_proposals(SamePerson.Reason.MAIL, [(kept, other)])
    return False


def _is_clear(mine: Side, theirs: Side) -> bool:
    if theirs.has_account or theirs.powers or theirs.person.is_bot or mine.person.is_bot:
        return False
    if theirs.person.is_staff and not mine.person.is_staff:
        return False
    parted = Merge.objects.filter(_between(mine.ids, theirs.ids, "person", "into"), parted_at__isnull=False)
    apart = SamePerson.objects.filter(
        _between(mine.ids, theirs.ids, "person", "other"), state=SamePerson.State.DIFFERENT
    )
    return not (parted.exists() or apart.exists())


def _between(mine: Sequence[int], theirs: Sequence[int], one: str, other: str) -> Q:
    return Q(**{f"{one}__in": mine, f"{other}__in": theirs}) | Q(**{f"{one}__in": theirs, f"{other}__in": mine})


def said_only_by_the_other(keep: int, other: int) -> list[str]:
    """The fields of which only `other` says anything: those whose values would be lost from sight."""
    found = []
    for key, field in merge_fields().items():
        values = field.values([keep, other])
        if values.get(other) and not values.get(keep):
            found.append(key)
    return found
