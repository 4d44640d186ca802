"""Cards of this room for timelines and evidence."""

from collections.abc import Sequence

from belong.community.profiles.models import Affiliation, Field
from belong.community.profiles.policies import shown_to
from belong.ground.kernel.public import Card
from belong.ground.people.public import Actor


def affiliation_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`profiles.affiliation:ID`: for those who are shown it."""
    rows = shown_to(actor, Affiliation).filter(pk__in=ids).values_list("pk", "organisation__name", "person__uid")
    return {
        number: Card(f"profiles.affiliation:{number}", name, f"/people/{uid}")
        for number, name, uid in rows
        if not actor.is_anonymous
    }


def field_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`profiles.field:ID`: for hosts."""
    if not actor.is_host:
        return {}
    rows = Field.objects.filter(pk__in=ids).values_list("pk", "label", "key")
    return {
        number: Card(f"profiles.field:{number}", label or key.capitalize(), f"/profiles/fields/{key}")
        for number, label, key in rows
    }
