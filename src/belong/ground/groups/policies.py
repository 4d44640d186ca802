"""Who may see, read, write in and lead which group. One rule for the single answer and for the queryset.

| audience | knows that it exists | reads it |
|---|---|---|
| public | everybody | everybody |
| members | members of the community | members of the community |
| private | members of the community | its members, hosts |
| secret | its members | its members |

Where strangers see the first page only, everybody means: every member of the community.
The house itself (a run of the command line, an import) sees all. A group that only unfinished or undone imports
brought exists for nobody; neither does one that was removed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from belong.ground.groups.contents import has_contents
from belong.ground.groups.models import Audience, Group, GroupUse
from belong.ground.kernel.public import YES, Decision, no
from belong.ground.ledger.public import Batch, standing_rows
from belong.ground.people.public import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HIDDEN = _("There is no such group here.")
ITS_MEMBERS = _("Only the members of this group read it.")
SIGN_IN = _("Sign in as a member to take part.")
LEADERS = _("Only the leaders of this group and hosts may do this.")
HOSTS_ONLY = _("Only hosts may do this.")
BY_INVITATION = _("This group is joined by invitation: ask one of its leaders.")
CLOSED = _("This group is closed: what was written can be read, nobody writes or joins here any more.")
HAS_CONTENTS = _("Somebody wrote in this group, so it can be closed, not removed: their words would be lost with it.")
HAS_ARCHIVE = _("An archive brought this group, or speaks of it, so it can be closed, not removed.")
HOSTS_OPEN = _("An import brought this group: only hosts let more people read it.")

WIDTH = {Audience.SECRET.value: 0, Audience.PRIVATE.value: 1, Audience.MEMBERS.value: 2, Audience.PUBLIC.value: 3}
"""How many read a group of an audience, as an order."""

OPEN = frozenset({Audience.PUBLIC.value, Audience.MEMBERS.value})
"""The audiences whose groups everybody of the community may join."""


def standing_groups() -> QuerySet[Group]:
    """The groups that exist: made here, or spoken of by an import that is complete; and not removed."""
    return groups_that_stood().filter(removed_at__isnull=True)


def groups_that_stood() -> QuerySet[Group]:
    """Those that exist, and those that were removed: what happened in them while they were there did happen."""
    uses = GroupUse.objects.filter(standing_rows("batch"), group=OuterRef("pk"))
    return Group.objects.filter(Q(batch__isnull=True) | Exists(uses))


def group_stands(group: Group) -> bool:
    if group.removed_at is not None:
        return False
    return group.batch_id is None or GroupUse.objects.filter(standing_rows("batch"), group=group).exists()


def visible_to(actor: Actor) -> QuerySet[Group]:
    """The groups of which `actor` may know."""
    return _allowed(actor, _sees)


def removed_for(actor: Actor) -> QuerySet[Group]:
    """The groups that were removed and of which `actor` might know, were they there still."""
    return _allowed(actor, _sees, groups_that_stood().filter(removed_at__isnull=False))


def readable_by(actor: Actor) -> QuerySet[Group]:
    """The groups whose content `actor` may read; each of them is visible to them too."""
    return _allowed(actor, _reads)


def may_see(actor: Actor, group: Group) -> Decision:
    return _decide(actor, group, _sees, HIDDEN)


def may_read(actor: Actor, group: Group) -> Decision:
    if seen := may_see(actor, group):
        return _decide(actor, group, _reads, SIGN_IN if actor.is_anonymous else ITS_MEMBERS)
    return seen


def may_post(actor: Actor, group: Group) -> Decision:
    """Writing is for persons who read the group, while it is not closed: groups of the whole community need no joining
    first."""
    if read := may_read(actor, group):
        if group.closed_at is not None:
            return no(CLOSED)
        return YES if actor.is_member else no(SIGN_IN)
    return read


def may_host(actor: Actor, group: Group) -> Decision:
    """Changing the group and who is in it: its leaders, and hosts where they see it."""
    if seen := may_see(actor, group):
        return YES if actor.is_host or group.pk in actor.leads else no(LEADERS)
    return seen


def may_open(actor: Actor, group: Group, audience: str) -> Decision:
    """Changing who reads it, as `may_host`; but letting more people read what an import brought is for hosts."""
    if (allowed := may_host(actor, group)) and not actor.is_host and WIDTH[audience] > WIDTH[group.audience]:
        brought = GroupUse.objects.filter(group=group, batch__isnull=False).exists() or group.batch_id is not None
        return no(HOSTS_OPEN) if brought else YES
    return allowed


def may_remove(actor: Actor, group: Group) -> Decision:
    """As `may_host`, of a group in which nothing stands and of which no archive speaks."""
    allowed = may_host(actor, group)
    if allowed and has_contents(group.pk):
        return no(HAS_CONTENTS)
    if allowed and (
        group.batch_id is not None
        or GroupUse.objects.filter(group=group).exclude(batch__state=Batch.State.WITHDRAWN).exists()
    ):
        return no(HAS_ARCHIVE)
    return allowed


def may_join(actor: Actor, group: Group) -> Decision:
    """Joining of one's own accord; into private and secret groups its leaders and hosts bring people, into closed ones
    nobody."""
    if seen := may_see(actor, group):
        if group.closed_at is not None:
            return no(CLOSED)
        if not actor.is_member:
            return no(SIGN_IN)
        return YES if group.audience in OPEN else no(BY_INVITATION)
    return seen


def may_bring(actor: Actor, group: Group) -> Decision:
    """Bringing in somebody else."""
    if group.closed_at is not None and may_see(actor, group):
        return no(CLOSED)
    return may_host(actor, group)


def may_found(actor: Actor) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


Rule = Callable[[Actor, str], bool | None]
"""Of an actor and an audience: yes, no, or None: for those who are in the group."""


def _sees(actor: Actor, audience: str) -> bool | None:
    if actor.system is not None or audience == Audience.PUBLIC:
        return not actor.is_outside
    if audience == Audience.SECRET:
        return None
    return actor.is_member


def _reads(actor: Actor, audience: str) -> bool | None:
    if audience == Audience.PRIVATE and not actor.is_host:
        return None
    return _sees(actor, audience)


def _allowed(actor: Actor, rule: Rule, among: QuerySet[Group] | None = None) -> QuerySet[Group]:
    found = standing_groups() if among is None else among
    answers = {audience: rule(actor, audience) for audience in Audience}
    if all(answers.values()):
        return found
    # no audience is "": of nothing allowed, too, others make a part of their statements
    allowed = Q(audience__in=[audience.value for audience, answer in answers.items() if answer] or [""])
    inside = [audience.value for audience, answer in answers.items() if answer is None]
    if inside and actor.groups:
        allowed |= Q(audience__in=inside, pk__in=sorted(actor.groups))
    return found.filter(allowed)


def _decide(actor: Actor, group: Group, rule: Rule, reason: "StrOrPromise") -> Decision:
    return YES if _allows(actor, group, rule) and group_stands(group) else no(reason)


def _allows(actor: Actor, group: Group, rule: Rule) -> bool:
    answer = rule(actor, group.audience)
    return group.pk in actor.groups if answer is None else answer


def reads_standing(actor: Actor, group: Group) -> bool:
    """`may_read` of a group that is known to stand: no query, so that lists can ask it of each row."""
    return _allows(actor, group, _reads)
