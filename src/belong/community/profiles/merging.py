"""What hosts choose between when two records become one: what each of them says itself, in words.

What is shown to nobody but the person is told to be there, and no more.
"""

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from belong.community.profiles.models import Picture, Profile, Value, Visibility
from belong.ground.kernel.public import organisation_zone, plain

LENGTH = 300


def words(persons: Sequence[int]) -> dict[int, str]:
    rows = Profile.objects.filter(person__in=persons).exclude(words="").values_list("person", "html", "visibility")
    return {person: _told(plain(html, LENGTH), visibility) for person, html, visibility in rows}


def pictures(persons: Sequence[int]) -> dict[int, str]:
    """Each by when it was put up and the end of its number: two pictures are never the same."""
    rows = Picture.objects.filter(person__in=persons).values_list("person", "added_at", "uid")
    zone = organisation_zone()
    return {
        person: _("A picture, put up on %(day)s (%(number)s)")
        % {"day": f"{localtime(at, zone):%Y-%m-%d}", "number": uid.hex[-4:]}
        for person, at, uid in rows
    }


def fields(persons: Sequence[int]) -> dict[int, str]:
    """All that they say in the fields of the community, as one: they are chosen together."""
    rows = Value.objects.filter(person__in=persons, field__retired_at__isnull=True).select_related("field")
    said: dict[int, list[str]] = {}
    for row in rows.order_by("field__position", "pk"):
        if text := row.text or ", ".join(row.chosen):
            label = row.field.label or row.field.key.capitalize()
            said.setdefault(row.person_id, []).append(f"{label}: {_told(text, row.visibility)}")
    return {person: "; ".join(lines)[:LENGTH] for person, lines in said.items()}


def _told(text: str, visibility: str) -> str:
    return _("(shown to nobody)") if visibility == Visibility.ONLY_ME else text
