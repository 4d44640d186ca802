from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.groups.cards import GroupCard, card_of
from belong.ground.groups.checks import audience_of, group_name, kind_of, summary_of
from belong.ground.groups.commands.fetching import check_name_is_free, group_for, lock_slugs, start
from belong.ground.groups.counts import member_count
from belong.ground.groups.models import REQUEST_KEY_LENGTH, SLUG_LENGTH, Group, MemberRole
from belong.ground.groups.policies import may_found, may_host, may_open, may_see
from belong.ground.kernel.public import Invalid, now
from belong.ground.ledger.public import GroupFounded, GroupOpened, record
from belong.ground.people.public import Actor, free_slug, invalid_as, slug_of

SENT_BEFORE = gettext_lazy("This form was sent before with other words. Send it again to open one more group.")


def found_group(
    *,
    actor: Actor,
    name: str,
    kind: str,
    audience: str,
    summary: str = "",
    slug: str | None = None,
    request_key: str | None = None,
) -> GroupCard:
    """A new group, led by who founds it. Hosts only. Without `slug` its address is made of its name, which no group has
    of which the actor may know.

    Sent twice with the same `request_key`, the group that it made comes back.
    """
    may_found(actor).or_refuse()
    with invalid_as("name"):
        name = group_name(name)
    with invalid_as("kind"):
        kind = kind_of(kind)
    with invalid_as("audience"):
        audience = audience_of(audience)
    with invalid_as("summary"):
        summary = summary_of(summary)
    with transaction.atomic():
        lock_slugs()
        first = _founded_before(request_key)
        is_same = first is not None and (first.name, first.kind, first.summary) == (name, kind, summary)
        if first is not None and is_same and may_see(actor, first):
            return card_of(actor, first, members=member_count(first.pk))
        check_name_is_free(actor, name)
        if first is not None:
            raise Invalid({"request_key": SENT_BEFORE})
        group = Group.objects.create(
            slug=_slug(name, slug),
            name=name,
            kind=kind,
            audience=audience,
            summary=summary,
            founded_at=now(),
            request_key=request_key,
        )
        record(
            GroupFounded(
                actor=actor.acting, about=f"groups.group:{group.pk}", group=group.pk, occurred_at=group.founded_at
            )
        )
        if actor.acting is not None:
            start(group, actor.acting, MemberRole.LEADER, actor=actor)
    return card_of(_leading(actor, group), group, members=1 if actor.person is not None else 0)


def _leading(actor: Actor, group: Group) -> Actor:
    """The actor as they are once they have founded the group."""
    within = frozenset({group.pk}) if actor.person is not None else frozenset()
    return replace(actor, groups=actor.groups | within, leads=actor.leads | within)


def _founded_before(request_key: str | None) -> Group | None:
    """The group that this form founded. Hold `lock_slugs`."""
    if request_key is None:
        return None
    if not 0 < len(request_key) <= REQUEST_KEY_LENGTH:
        raise Invalid({"request_key": _("A request key has 1 to %(most)s characters.") % {"most": REQUEST_KEY_LENGTH}})
    return Group.objects.filter(request_key=request_key).first()


def _slug(name: str, wanted: str | None) -> str:
    if not wanted:
        return new_slug(name)
    if slug_of(wanted, otherwise="", limit=SLUG_LENGTH) != wanted:
        raise Invalid({"slug": _("Use small letters, digits and hyphens.")})
    if Group.objects.filter(slug=wanted).exists():
        raise Invalid({"slug": _("Another group has this address already.")})
    return wanted


def new_slug(name: str) -> str:
    """A free address made of a group's name. Hold `lock_slugs` meanwhile."""
    slug = slug_of(name, otherwise="group", limit=SLUG_LENGTH)
    return free_slug(slug, limit=SLUG_LENGTH, taken=lambda tried: Group.objects.filter(slug=tried).exists())


def open_group(*, actor: Actor, slug: str, audience: str) -> GroupCard:
    """Change who may read a group: its leaders and hosts; an import's group is opened wider by hosts only."""
    with transaction.atomic():
        group = group_for(actor, slug)
        may_host(actor, group).or_refuse()
        with invalid_as("audience"):
            audience = audience_of(audience)
        may_open(actor, group, audience).or_refuse()
        if group.audience != audience:
            group.audience = audience
            group.save(update_fields=["audience"])
            record(GroupOpened(actor=actor.acting, about=f"groups.group:{group.pk}", group=group.pk))
    return card_of(actor, group, members=member_count(group.pk))
