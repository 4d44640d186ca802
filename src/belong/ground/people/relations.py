"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

`who` is always the canonical person; only what stands is there. Intervals are [from_at, until_at), open where null.
"""

from typing import Any

from django.db.models import BigIntegerField, F, Func, QuerySet

from belong.ground.ledger.public import standing_rows
from belong.ground.people.models import Identity, Permission, Person, RoleHeld

Rows = QuerySet[Any, Any]


class canonical_of(Func):
    """The canonical person behind a column that holds a person: `canonical_of("person_id")`."""

    template = "coalesce((select a.canonical from person_alias a where a.person = %(expressions)s), %(expressions)s)"
    arity = 1
    output_field = BigIntegerField()


def person_rows() -> Rows:
    """id, uid, name, is_staff, is_bot, joined_at, who: every row that stands, also of those who were merged."""
    return (
        Person.objects.filter(standing_rows("batch"))
        .annotate(who=canonical_of("pk"))
        .values("id", "uid", "name", "is_staff", "is_bot", "joined_at", "who")
    )


def identity_rows() -> Rows:
    """who, source, key."""
    return (
        Identity.objects.filter(standing_rows("batch")).values("source", "key").annotate(who=canonical_of("person_id"))
    )


def permission_rows() -> Rows:
    """who, channel, purpose, from_at, until_at."""
    return (
        Permission.objects.filter(standing_rows("batch"))
        .values("channel", "purpose", from_at=F("granted_at"), until_at=F("withdrawn_at"))
        .annotate(who=canonical_of("person_id"))
    )


def role_rows() -> Rows:
    """who, role, from_at, until_at."""
    return (
        RoleHeld.objects.filter(standing_rows("batch"))
        .values("role", "from_at", "until_at")
        .annotate(who=canonical_of("person_id"))
    )
