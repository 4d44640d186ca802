"""Who is told what a person hopes for and offers: one rule for both tables, as SQL and as a predicate.

| visibility | who |
|---|---|
| engine | nobody but the person |
| hosts | hosts |
| my_groups | members who are now in a group with the person; hosts |
| members | members of the community |

The person reads all that is theirs, under each of their ids; who looks at the site as they see it does not. The house
itself reads as a host does. What was taken back, or said anew under another id, is told to nobody.
"""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Set
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy

from belong.community.opportunities.models import Motivation, Offer, Visibility
from belong.ground.groups.public import membership_rows
from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import SAME_IDS, Actor

Row = TypeVar("Row", Motivation, Offer)

SIGN_IN = gettext_lazy("Sign in as a member to do this.")
UNTOLD = gettext_lazy("They do not tell you this.")

FOR_MEMBERS = (Visibility.MEMBERS.value,)
FOR_HOSTS = (Visibility.HOSTS.value, Visibility.MY_GROUPS.value, *FOR_MEMBERS)


def may_see(actor: Actor, person: int, visibility: str, groups: Set[int]) -> Decision:
    """Whether the actor is told what `person` (canonical), who is in `groups` now, tells `visibility`."""
    if _reads_as(actor, person) or visibility in told(actor):
        return YES
    if visibility == Visibility.MY_GROUPS and actor.is_member and not actor.groups.isdisjoint(groups):
        return YES
    return no(UNTOLD)


def told(actor: Actor) -> tuple[str, ...]:
    """The visibilities that the actor is told of whomever."""
    if actor.is_host:
        return FOR_HOSTS
    return FOR_MEMBERS if actor.is_member else ()


def _reads_as(actor: Actor, person: int) -> bool:
    return actor.person is not None and actor.person == person and actor.seen_by is None


def visible_to(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    """What stands of `model` and is told to the actor: `may_see`, as a condition."""
    parts, given = ["s.visibility = any(%s)"], [list[Any](told(actor))]
    if actor.person is not None and actor.seen_by is None:
        parts.append(f"%s = any({SAME_IDS.format('s.person_id')})")
        given.append(actor.person)  # type: ignore[arg-type]
    if actor.is_member and actor.groups:
        mates, held = _memberships_in(sorted(actor.groups))
        inside = f"exists (select from ({mates}) m where m.who = any({SAME_IDS.format('s.person_id')}))"
        parts.append(f"(s.visibility = 'my_groups' and {inside})")
        given += held
    return current(model).filter(pk__in=_ids(model, f"({' or '.join(parts)})", given))


def current(model: type[Row]) -> QuerySet[Row]:
    """What is held, and the newest of what one person said of a kind under several ids."""
    newer = (
        f"select from {model._meta.db_table} n where n.kind = s.kind and n.id <> s.id"
        f" and n.person_id = any({SAME_IDS.format('s.person_id')}) and (n.changed_at, n.id) > (s.changed_at, s.id)"
    )
    return model._default_manager.filter(pk__in=_ids(model, f"s.held and not exists ({newer})", []))


def _ids(model: type[Row], condition: str, given: list[Any]) -> RawSQL:
    return RawSQL(f"select s.id from {model._meta.db_table} s where {condition}", given)  # noqa: S611


def _memberships_in(groups: list[int]) -> tuple[str, list[Any]]:
    rows = membership_rows().filter(group_id__in=groups, until_at__isnull=True).values("who")
    text, given = rows.query.sql_with_params()
    return text, list(given)


def may_say(actor: Actor) -> Decision:
    """Saying something of oneself, and being received."""
    return YES if actor.is_member else no(SIGN_IN)
