from django.db import connection
from django.utils.translation import gettext as _

from belong.ground.groups.models import Group, MemberRole, Membership
from belong.ground.groups.policies import visible_to
from belong.ground.kernel.public import Invalid, NotFound, lock_number, now
from belong.ground.ledger.public import MembershipEnded, MembershipStarted, ids_of, record, standing_rows
from belong.ground.people.public import Actor


def group_for(actor: Actor, slug: str) -> Group:
    """The group, locked until the transaction ends. Raises `NotFound` where the actor may not know of it."""
    found = visible_to(actor).select_for_update(no_key=True, of=("self",)).filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def lock_slugs() -> None:
    """Groups get their names one at a time, until the transaction ends: names and addresses must be free."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number("groups.slugs")])


def check_name_is_free(actor: Actor, name: str, *, besides: int | None = None) -> None:
    """Raises `Invalid` where another group of which the actor may know has the name. Hold `lock_slugs` meanwhile.

    Of a secret group that the actor is not in a refusal would tell that it exists. Small and large letters are compared
    here: some servers know those of plain letters alone.
    """
    names = visible_to(actor).values_list("pk", "name")
    if any(pk != besides and one.casefold() == name.casefold() for pk, one in names):
        raise Invalid({"name": _("There is a group of this name already.")})


def open_role(group: Group, person: int) -> str | None:
    """The role in which the person is in the group now; a leader's weighs more."""
    roles = set(
        Membership.objects.filter(
            standing_rows("batch"), group=group, person__in=ids_of(person), until_at__isnull=True
        ).values_list("role", flat=True)
    )
    return next((role.value for role in (MemberRole.LEADER, MemberRole.MEMBER) if role.value in roles), None)


def start(group: Group, person: int, role: str, *, actor: Actor) -> int:
    """Keep that the person is in the group, with its fact. Inside a transaction that holds the group."""
    made = Membership.objects.create(group=group, person_id=person, role=role, from_at=now())
    record(
        MembershipStarted(
            actor=person,
            about=f"groups.membership:{made.pk}",
            group=group.pk,
            occurred_at=made.from_at,
            recorded_by=actor.acting,
        )
    )
    return made.pk


def end(group: Group, person: int, *, actor: Actor) -> None:
    """End the person's open intervals in the group, with the facts. Inside a transaction that holds the group.

    Also those that an import under way or undone brought: when it stands again, they stay ended.
    """
    at = now()
    open_ones = Membership.objects.filter(group=group, person__in=ids_of(person), until_at__isnull=True)
    standing = list(open_ones.filter(standing_rows("batch")).order_by("pk").values_list("pk", "person_id"))
    open_ones.update(until_at=at, ended_here=True)
    for number, member in standing:
        record(
            MembershipEnded(
                actor=member,
                about=f"groups.membership:{number}",
                group=group.pk,
                occurred_at=at,
                recorded_by=actor.acting,
            )
        )
