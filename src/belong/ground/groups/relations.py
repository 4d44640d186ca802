"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

`who` is always the canonical person; only what stands is there. Intervals are [from_at, until_at), open where null.
"""

from django.db.models import F

from belong.ground.groups.models import Group, Membership
from belong.ground.groups.policies import groups_that_stood, standing_groups
from belong.ground.ledger.public import standing_rows
from belong.ground.people.public import Rows, canonical_of


def group_rows() -> Rows:
    """id, uid, slug, name, kind, audience."""
    return standing_groups().values("id", "uid", "slug", "name", "kind", "audience")


def language_rows() -> Rows:
    """id, language of every group, whether it stands or not; empty: the organisation's language."""
    return Group.objects.values("id", "language")


def membership_rows() -> Rows:
    """who, group_id, kind, role, from_at, until_at: `kind` is the group's, `role` the person's in it.

    Also those in groups that were removed, which all ended: as of a day before, people were in them.
    """
    return (
        Membership.objects.filter(standing_rows("batch"), group__in=groups_that_stood())
        .values("group_id", "role", "from_at", "until_at", kind=F("group__kind"))
        .annotate(who=canonical_of("person_id"))
    )
