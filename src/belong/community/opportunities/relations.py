"""Unevaluated querysets for joins inside SQL by matching and care. Never for doors: nobody is told some of it."""

from typing import Any

from django.db.models import QuerySet

from belong.community.opportunities.models import Motivation, Offer
from belong.community.opportunities.policies import current
from belong.ground.people.public import canonical_of

Rows = QuerySet[Any, Any]


def motivation_rows() -> Rows:
    """who, kind, strength: what each (canonical) person hopes for now, told or not."""
    return current(Motivation).annotate(who=canonical_of("person_id")).values("who", "kind", "strength")


def offer_rows() -> Rows:
    """who, kind, visibility: what each (canonical) person offers now."""
    return current(Offer).annotate(who=canonical_of("person_id")).values("who", "kind", "visibility")
