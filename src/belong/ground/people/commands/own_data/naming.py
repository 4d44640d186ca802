"""What somebody is called, while it is still known: for rooms that look for it when they forget the person."""

from collections.abc import Sequence

from belong.ground.kernel.public import Names
from belong.ground.ledger.public import ids_of
from belong.ground.people.commands.sourced import ERASED
from belong.ground.people.models import Account, Erasure, Identity, Person, Renamed

INSTEAD = "[former member]"
"""Stands where somebody named themselves in what they wrote and left here."""


def running_erasure(person: int) -> Erasure | None:
    """The person's going that is under way."""
    return Erasure.objects.filter(person__in=ids_of(person), finished_at__isnull=True).first()


def names_of(person: int) -> Names:
    """Names, handles and addresses of the person under each of their ids, also while they are being erased."""
    found = running_erasure(person)
    return Names.of([*(found.traces if found is not None else ()), *_known(ids_of(person))])


def _known(ids: Sequence[int]) -> list[str]:
    handles = Identity.objects.filter(person__in=ids).exclude(key__startswith=ERASED).values_list("key", flat=True)
    renamed = Renamed.objects.filter(person__in=ids).values_list("before", "after")
    return [
        *Person.objects.filter(pk__in=ids).exclude(name="").values_list("name", flat=True),
        *Account.objects.filter(person__in=ids).values_list("email", flat=True),
        *(key for key in handles if not key.removeprefix("id:").isdecimal()),
        *(name for both in renamed for name in both if name),
    ]


def words_stay(person: int) -> bool:
    """Whether what the person wrote stays here under nobody's name, as they chose when they left."""
    found = running_erasure(person)
    return found is not None and found.keeps
