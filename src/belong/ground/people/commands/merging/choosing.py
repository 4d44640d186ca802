"""Whose value of each field is shown of merged persons: worked out from the merges that stand, in their order."""

from collections.abc import Collection, Iterable, Mapping

from belong.ground.kernel.public import require_transaction
from belong.ground.ledger.public import ids_of
from belong.ground.people.models import Chosen, Merge

Shown = dict[str, int]
"""The record whose value is shown, by field; a field that is left out shows the person's own."""


def choose_anew(persons: Collection[int]) -> None:
    """Work out what is shown of each of these, who are all ids of one person, or were."""
    Chosen.objects.filter(person__in=persons).delete()
    standing = list(
        Merge.objects.filter(person__in=persons, parted_at__isnull=True)
        .order_by("pk")
        .values_list("person", "into", "fields")
    )
    merged = {person for person, _, _ in standing}
    below: dict[int, list[tuple[int, list[str]]]] = {}
    for person, into, fields in standing:
        below.setdefault(into, []).append((person, fields))
    Chosen.objects.bulk_create(
        Chosen(person_id=person, field=field, source_id=source)
        for person in sorted(set(persons) - merged)
        for field, source in sorted(shown_of(person, below).items())
    )


def show_own(person: int, field: str) -> None:
    """What this record says of a field is shown from now on, whatever was chosen when records became one.

    Call it with the actor's `acting` in the transaction in which they change the field: what a person says later takes
    the place of what a host chose. It ends with the merges, as every choice does.
    """
    require_transaction("showing what a record says itself")
    _choose_none(field, into=person)
    node = person
    while (merge := Merge.objects.select_for_update().filter(person=node, parted_at__isnull=True).first()) is not None:
        node = merge.into_id
        _choose_none(field, into=node)
        merge.fields = sorted({*merge.fields, field})
        merge.save(update_fields=["fields"])
    if node != person or Chosen.objects.filter(person=node, field=field).exists():
        choose_anew(ids_of(node))


def _choose_none(field: str, *, into: int) -> None:
    for merge in Merge.objects.select_for_update().filter(into=into, parted_at__isnull=True, fields__contains=[field]):
        merge.fields = [other for other in merge.fields if other != field]
        merge.save(update_fields=["fields"])


def shown_of(person: int, below: Mapping[int, Iterable[tuple[int, list[str]]]]) -> Shown:
    """What is shown of a person, of whose merges `below` tells: a later choice takes the place of an earlier one."""
    shown: Shown = {}
    for other, fields in below.get(person, ()):
        if fields:
            theirs = shown_of(other, below)
            shown |= {field: theirs.get(field, other) for field in fields}
    return {field: source for field, source in shown.items() if source != person}
