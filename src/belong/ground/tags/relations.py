"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

`who` is always the canonical person. Intervals are [from_at, until_at), open where null.
"""

from django.db.models import F

from belong.ground.ledger.public import standing_rows
from belong.ground.people.public import Rows, canonical_of
from belong.ground.tags.models import Follow, Tag


def tag_rows() -> Rows:
    """id, uid, slug, name."""
    return Tag.objects.values("id", "uid", "slug", "name")


def follow_rows() -> Rows:
    """who, tag_id, name, from_at, until_at: `name` is the tag's."""
    return (
        Follow.objects.filter(standing_rows("batch"))
        .values("tag_id", "from_at", "until_at", name=F("tag__name"))
        .annotate(who=canonical_of("person_id"))
    )
