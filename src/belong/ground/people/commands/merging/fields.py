"""What a host chooses between, field by field, when two records become one: each room that shows a field registers it.

No value is ever copied: the choice says whose record's value is shown, and ends with the merge.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from belong.ground.people.models import Person
from belong.ground.people.relations import NAME

Values = Callable[[Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class MergeField:
    """`values(persons)` gives what each of these records itself says, in words, for hosts; who says nothing is out.

    Records are rows: a merged person's are asked for one by one, each under its own id.
    """

    key: str
    label: str | Promise
    values: Values


_fields: dict[str, MergeField] = {}


def register_merge_field(key: str, label: str | Promise, values: Values) -> None:
    """A field of one value for each person. Read it for a canonical person from the record that `shown_from` gives.

    `key` is a word of at most 40 characters, `room.field`. What a person has many of (links, groups) is no such field:
    it is read under all ids of the person.
    """
    if key in _fields:
        raise ValueError(f"{key} is registered twice")
    _fields[key] = MergeField(key, label, values)


def merge_fields() -> Mapping[str, MergeField]:
    """All fields by their keys, the name first."""
    return dict(_fields)


def names(persons: Sequence[int]) -> dict[int, str]:
    found = Person.objects.filter(pk__in=persons).exclude(name="")
    return dict(found.values_list("pk", "name"))


register_merge_field(NAME, _("Name"), names)
