"""Reading groups: only those that the actor may know of."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, CharField, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from belong.ground.groups.cards import GroupCard, MemberCard, ToldGroup, card_of
from belong.ground.groups.counts import MEMBERS, member_counts
from belong.ground.groups.models import Audience, Group, MemberRole, Membership
from belong.ground.groups.policies import (
    SIGN_IN,
    may_bring,
    may_host,
    may_read,
    may_remove,
    readable_by,
    removed_for,
    visible_to,
)
from belong.ground.kernel.public import (
    Card,
    Decision,
    NotFound,
    Page,
    Refused,
    decode_cursor,
    in_order_of_names,
    page_of,
    place_of_name,
    prepared_cursor,
)
from belong.ground.ledger.public import ids_of, standing_rows
from belong.ground.people.public import SAME_IDS, Actor, PersonCard, canonical_of, person_cards, persons_named

PAGE = 50
_IS_CLOSED = Case(When(closed_at__isnull=True, then=0), default=1)


def groups(actor: Actor, *, cursor: str | None = None, limit: int = PAGE) -> Page[GroupCard]:
    """The groups of which the actor may know, by name; those that are closed stand last."""
    found = visible_to(actor).annotate(called=in_order_of_names("name"), closed=_IS_CLOSED)
    if cursor is not None:
        closed, name, number = decode_cursor(cursor, [int, str, int])
        there = place_of_name(str(name))
        beyond = Q(called__gt=there) | Q(called=there, pk__gt=number)
        found = found.filter(Q(closed__gt=closed) | Q(Q(closed=closed) & beyond))
    rows = list(found.order_by("closed", "called", "pk")[: limit + 1])
    page = page_of(rows, limit, lambda group: (int(group.closed_at is not None), group.name, group.pk))
    return Page(_cards(actor, page.items), page.next)


def group(actor: Actor, slug: str) -> GroupCard:
    """One group. Raises `NotFound`. One query."""
    statement, parameters = _finding(actor)
    with prepared_cursor() as cursor:
        cursor.execute(statement, [*parameters, slug])
        row = cursor.fetchone()
        columns = [column.name for column in cursor.description]
    if row is None:
        raise NotFound
    return card_of(actor, Group.from_db(connection.alias, columns[:-1], row[:-1]), members=row[-1])


@lru_cache(maxsize=1024)
def _finding(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """How a group that the actor may know of is found by its address and counted, compiled once: each page of a group
    asks it."""
    statement, parameters = visible_to(actor).filter(slug="").query.sql_with_params()
    counted = f"with found as ({statement}) select found.*, {MEMBERS.format('found.id')} from found"  # noqa: S608
    return counted, parameters[:-1]


def groups_named(actor: Actor, name: str) -> list[GroupCard]:
    """The groups of this name, however it is written in capitals, of which the actor may know."""
    return _cards(actor, visible_to(actor).filter(name__iexact=name.strip()).order_by("pk"))


def groups_of(actor: Actor, person: int) -> list[GroupCard]:
    """The groups that a person is in now, as far as the actor may know of them, by name."""
    inside = Membership.objects.filter(standing_rows("batch"), person__in=ids_of(person), until_at__isnull=True).values(
        "group"
    )
    return _cards(actor, visible_to(actor).filter(pk__in=inside).order_by(in_order_of_names("name"), "pk"))


def group_cards(actor: Actor, ids: Iterable[int]) -> dict[int, GroupCard]:
    """The cards of those of `ids` of which the actor may know, by name."""
    found = visible_to(actor).filter(pk__in=list(ids)).order_by(in_order_of_names("name"), "pk")
    return {card.id: card for card in _cards(actor, found)}


def removal(actor: Actor, slug: str) -> Decision:
    """Whether the actor may remove the group, or why it can only be closed. Raises `Refused` where it is not theirs to
    say.
    """
    found = visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound
    may_host(actor, found).or_refuse()
    return may_remove(actor, found)


def groups_told(actor: Actor, ids: Iterable[int]) -> dict[int, ToldGroup]:
    """Groups as a history tells of them: those that the actor may know of; for hosts also removed ones that were not
    secret. One query.
    """
    told = Q(pk__in=visible_to(actor).values("pk"))
    if actor.is_host:
        told |= Q(removed_at__isnull=False) & ~Q(audience=Audience.SECRET)
    rows = Group.objects.filter(told, pk__in=list(ids)).values_list("pk", "name", "slug", "removed_at")
    return {number: ToldGroup(name, "" if removed_at else slug) for number, name, slug, removed_at in rows}


def removed_among(actor: Actor, ids: Collection[int]) -> set[int]:
    """Of these, the groups that were removed and of which the actor might know, were they there still. One query, none
    where there are none."""
    return set(removed_for(actor).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def _cards(actor: Actor, found: Sequence[Group] | QuerySet[Group]) -> list[GroupCard]:
    rows = list(found)
    counts = member_counts(row.pk for row in rows)
    return [card_of(actor, row, members=counts.get(row.pk, 0)) for row in rows]


def members(actor: Actor, slug: str, *, cursor: str | None = None, limit: int = PAGE) -> Page[MemberCard]:
    """Who is in a group, those who came first at the beginning. For members of the community who read the group."""
    found = visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound
    if actor.is_anonymous:
        raise Refused(SIGN_IN)
    may_read(actor, found).or_refuse()
    held = Membership.objects.filter(standing_rows("batch"), _is_first_of_person(), group=found, until_at__isnull=True)
    if cursor is not None:
        since, number = decode_cursor(cursor, [datetime, int])
        held = held.filter(Q(from_at__gt=since) | Q(from_at=since, pk__gt=number))
    rows = list(
        held.annotate(shown=_role_of_person())
        .order_by("from_at", "pk")
        .values_list("from_at", "pk", "person", "shown")[: limit + 1]
    )
    page = page_of(rows, limit, lambda row: (row[0], row[1]))
    people = person_cards(person for _, _, person, _ in page.items)
    return Page(
        [MemberCard(people[person], role, since) for since, _, person, role in page.items if person in people],
        page.next,
    )


_OTHERS = f"""select from groups_membership o
    where o.group_id = groups_membership.group_id and o.until_at is null
        and o.person_id = any({SAME_IDS.format("groups_membership.person_id")})
        and (o.batch_id is null or o.batch_id in (select id from ledger_batch where state = 'complete'))"""  # noqa: S608
_IS_MERGED = """exists (select from person_alias m
    where m.person = groups_membership.person_id or m.canonical = groups_membership.person_id)"""


def _is_first_of_person() -> RawSQL:
    """Of the open memberships of one person in a group, under whichever ids, the first."""
    earlier = f"{_OTHERS} and (o.from_at, o.id) < (groups_membership.from_at, groups_membership.id)"
    return RawSQL(f"(not {_IS_MERGED} or not exists ({earlier}))", [], output_field=BooleanField())  # noqa: S611


def _role_of_person() -> RawSQL:
    """The role under whichever id; a leader's weighs more."""
    leads = f"({_IS_MERGED} and exists ({_OTHERS} and o.role = 'leader'))"
    return RawSQL(  # noqa: S611
        f"(case when {leads} then 'leader' else groups_membership.role end)", [], output_field=CharField()
    )


def leaders(actor: Actor, slug: str) -> list[PersonCard]:
    """Who leads the group, for members of the community who may know of it: whom to ask to be brought in."""
    if actor.is_anonymous:
        return []
    found = visible_to(actor).filter(slug=slug)
    held = Membership.objects.filter(standing_rows("batch"), group__in=found, until_at__isnull=True)
    leading = list(held.filter(role=MemberRole.LEADER).order_by("from_at", "pk").values_list("person", flat=True))
    people = person_cards(leading)
    return list({people[person].id: people[person] for person in leading if person in people}.values())


def candidates(actor: Actor, slug: str, name: str) -> list[PersonCard]:
    """Persons of this name who are not in the group: whom its leaders and hosts may bring in."""
    group = visible_to(actor).filter(slug=slug).first()
    if group is None:
        raise NotFound
    may_bring(actor, group).or_refuse()
    held = Membership.objects.filter(standing_rows("batch"), group=group, until_at__isnull=True)
    found = persons_named(actor, name)
    those = held.annotate(who=canonical_of("person_id")).filter(who__in=[card.id for card in found])
    inside = set(those.values_list("who", flat=True))
    return [card for card in found if card.id not in inside]


def cards_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`groups.group:ID` for timelines and evidence."""
    seen = visible_to(actor).filter(pk__in=ids).values_list("pk", "name", "slug")
    return {number: Card(f"groups.group:{number}", name, f"/groups/{slug}/") for number, name, slug in seen}


def memberships_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`groups.membership:ID`: shown as the group, to those who may know who is in it."""
    if actor.is_anonymous:
        return {}
    held = Membership.objects.filter(standing_rows("batch"), pk__in=ids, group__in=readable_by(actor))
    return {
        number: Card(f"groups.membership:{number}", name, f"/groups/{slug}/")
        for number, name, slug in held.values_list("pk", "group__name", "group__slug")
    }
