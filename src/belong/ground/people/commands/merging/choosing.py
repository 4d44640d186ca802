"""Whose value of each field is shown of merged persons: worked out from the merges that stand, in their order."""

from collections.abc import Collection, Iterable, Mapping

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


def shown_of(person: int, below: Mapping[int, Iterable[tuple[int, list[str]]]]) -> Shown:
    """What is shown of a person, of whose merges `below` tells: a later choice takes the place of an earlier one."""
    shown: Shown = {}
    for other, fields in below.get(person, ()):
        if fields:
            theirs = shown_of(other, below)
            shown |= {field: theirs.get(field, other) for field in fields}
    return {field: source for field, source in shown.items() if source != person}
