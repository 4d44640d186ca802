"""Reading persons: cards for everybody, addresses for the person and hosts."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import connection
from django.db.models import Min

from belong.ground.kernel.public import Card, NotFound, Page, decode_cursor, encode_cursor, keyed_hash
from belong.ground.ledger.public import canonical, ids_of, standing_rows
from belong.ground.people.actor import OWNER, Actor
from belong.ground.people.cards import (
    IdentityCard,
    KnownAt,
    PermissionCard,
    PersonCard,
    PersonDetail,
    RoleCard,
    SamePersonCard,
    card_of,
)
from belong.ground.people.models import MAIL, Account, Identity, Permission, Person, RoleHeld, SamePerson
from belong.ground.people.policies import may_see_addresses, visible_to
from belong.ground.people.relations import SHOWN_NAME, permission_until, shown_name

OURS = "belong"
"""The source of those who are known nowhere else: their key is their outside id."""

DIGITS = 12


def person(actor: Actor, uid: UUID) -> PersonDetail:
    """A person's own page; somebody who was merged is shown as who they are. Raises `NotFound`."""
    asked = visible_to(actor).annotate(shown=shown_name()).filter(uid=uid).first()
    if asked is None:
        raise NotFound
    ids = ids_of(asked.pk)
    top = canonical(asked.pk)
    found = asked if top == asked.pk else visible_to(actor).annotate(shown=shown_name()).filter(pk=top).first()
    if found is None:
        raise NotFound
    shown = bool(may_see_addresses(actor, found.pk))
    return PersonDetail(
        card=card_of(found),
        joined_at=found.joined_at if len(ids) == 1 else _joined_at(ids),
        roles=tuple(
            RoleCard(role.pk, role.role, role.from_at, role.until_at)
            for role in RoleHeld.objects.filter(standing_rows("batch"), person__in=ids).order_by("from_at", "pk")
        ),
        identities=_identities(ids) if shown else (),
        permissions=_permissions(ids) if shown else (),
        has_account=Account.objects.filter(person__in=ids, is_active=True).exists(),
    )


def _joined_at(ids: Sequence[int]) -> datetime | None:
    """When the person joined: the earliest that any of their records tells that stands."""
    told = Person.objects.filter(standing_rows("batch"), pk__in=ids)
    earliest: datetime | None = told.aggregate(at=Min("joined_at"))["at"]
    return earliest


def _identities(ids: Sequence[int]) -> tuple[IdentityCard, ...]:
    found = Identity.objects.filter(standing_rows("batch"), person__in=ids).order_by("source", "key")
    return tuple(IdentityCard(one.pk, one.source, one.key, one.verified_at) for one in found)


def _permissions(ids: Sequence[int]) -> tuple[PermissionCard, ...]:
    held = Permission.objects.filter(standing_rows("batch"), person__in=ids).annotate(until=permission_until())
    found = held.order_by("granted_at", "pk")
    return tuple(
        PermissionCard(one.pk, one.channel, one.purpose, one.granted_at, one.until, one.proof) for one in found
    )


def person_cards(ids: Iterable[int]) -> dict[int, PersonCard]:
    """The cards of those of `ids` who stand, under the ids that were asked for; a merged person has the card of who
    they are. Names are shown wherever what they wrote is shown, so this asks for no actor. One query.
    """
    wanted = list(set(ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"select w.id, p.id, p.uid, {SHOWN_NAME.format('p')}, p.is_staff, p.is_bot, p.erased_at"  # noqa: S608
            " from unnest(%s::bigint[]) w (id) left join person_alias a on a.person = w.id"
            " join people_person p on p.id = coalesce(a.canonical, w.id)"
            " where p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete')",
            [wanted],
        )
        return {
            asked: card_of(Person(id=number, uid=uid, name=name, is_staff=staff, is_bot=bot, erased_at=erased))
            for asked, number, uid, name, staff, bot, erased in cursor
        }


PROPOSALS_A_PAGE = 50


def same_persons(actor: Actor, cursor: str | None = None) -> Page[SamePersonCard]:
    """Those who may be one person and about whom nobody has decided, oldest proposal first. For hosts; others see none.

    Whoever is one person already, by a merge, is left out. Two statements.
    """
    if not actor.is_host:
        return Page([])
    seen = visible_to(actor)
    after = decode_cursor(cursor, (int,))[0] if cursor else 0
    waiting = SamePerson.objects.filter(
        standing_rows("batch"), state=SamePerson.State.UNDECIDED, person__in=seen, other__in=seen, pk__gt=after
    )
    rows = list(waiting.order_by("pk")[: PROPOSALS_A_PAGE + 1])
    people = person_cards(one for row in rows for one in (row.person_id, row.other_id))
    shown = rows[:PROPOSALS_A_PAGE]
    cards = [
        SamePersonCard(row.pk, one, other, row.reason, str(row.get_reason_display()), row.state)
        for row in shown
        if (one := people.get(row.person_id)) and (other := people.get(row.other_id)) and one.id != other.id
    ]
    return Page(cards, encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None)


def person_of_account(account: int) -> int | None:
    """The person who signs in by this account."""
    return Account.objects.filter(pk=account).values_list("person", flat=True).first()


def cards_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`people.person:ID` for timelines and evidence: those that the actor may see."""
    seen = visible_to(actor).filter(pk__in=ids).annotate(shown=shown_name()).values_list("pk", "uid", "shown")
    return {number: Card(f"people.person:{number}", name, f"/people/{uid}") for number, uid, name in seen}


def permissions_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`people.permission:ID`: for the person and hosts."""
    held = Permission.objects.filter(standing_rows("batch"), pk__in=ids, person__in=visible_to(actor))
    if not actor.is_host:
        held = held.filter(person__in=[] if actor.person is None else ids_of(actor.person))
    return {
        number: Card(f"people.permission:{number}", f"{channel}: {purpose}", f"/people/{uid}")
        for number, channel, purpose, uid in held.values_list("pk", "channel", "purpose", "person__uid")
    }


def roles_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`people.role:ID`: for all who may know of the person."""
    held = RoleHeld.objects.filter(standing_rows("batch"), pk__in=ids, person__in=visible_to(actor))
    return {
        number: Card(f"people.role:{number}", role, f"/people/{uid}")
        for number, role, uid in held.values_list("pk", "role", "person__uid")
    }


def identity_label(source: str, key: str) -> str:
    """How an identity is printed: `source:key`, an e-mail address as `mail:` and 12 hex digits of its keyed hash."""
    return f"{MAIL}:{_digest(key)}" if source == MAIL else f"{source}:{key}"


def _digest(address: str) -> str:
    return keyed_hash(address, purpose="people.mail").hex()[:DIGITS]


def identity_labels(person_ids: Iterable[int]) -> dict[int, str]:
    """One label for each person, always the same for the same state: the first by the alphabet of their identities,
    those of sources before addresses (that of their account too); who has none is `belong:` and their outside id.
    Merged persons count as one.
    """
    wanted = list(set(person_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            "with w as (select p.id, coalesce(a.canonical, p.id) as top from people_person p"
            " left join person_alias a on a.person = p.id where p.id = any(%s)),"
            " same as (select id, top as person from w union select w.id, a.person from w"
            " join person_alias a on a.canonical = w.top)"
            " select s.id, p.uid, i.source, i.key from same s join people_person p on p.id = s.person"
            " left join people_identity i on i.person_id = s.person and (i.batch_id is null or i.batch_id in"
            " (select id from ledger_batch where state = 'complete')) where i.id is not null or s.id = s.person"
            " union all select s.id, null, %s, c.email from same s join people_account c on c.person_id = s.person",
            [wanted, MAIL],
        )
        best: dict[int, tuple[int, str]] = {}
        for number, uid, source, key in cursor:
            if source is None:
                rank = (2, f"{OURS}:{uid}")
            else:
                rank = (1 if source == MAIL else 0, identity_label(source, key))
            best[number] = min(best.get(number, rank), rank)
    return {number: label for number, (_, label) in best.items()}


def find_identity(text: str) -> int | None:
    """The canonical person who is known as `source:key`; of an address the whole, with or without `mail:`, or `mail:`
    and its 12 digits.

    For the command line and reports: it asks for no actor, so doors must not answer members by it.
    """
    found = _find_identity(text.strip())
    return None if found is None else canonical(found)


def _find_identity(text: str) -> int | None:
    pairs = [(text[:place], text[place + 1 :]) for place in (m.start() for m in re.finditer(":", text))]
    if not pairs and "@" in text:
        return _by_mail(text.lower())
    for source, key in reversed(pairs):
        if source == MAIL:
            return _by_mail(key.strip().lower())
        if source == OURS:
            return _by_uid(key)
        number = (
            Identity.objects.filter(standing_rows("batch"), standing_rows("person__batch"), source=source, key=key)
            .values_list("person", flat=True)
            .first()
        )
        if number is not None:
            return number
    return None


def _by_mail(key: str) -> int | None:
    known = Identity.objects.filter(standing_rows("batch"), standing_rows("person__batch"), source=MAIL)
    if re.fullmatch(rf"[0-9a-f]{{{DIGITS}}}", key):
        every = chain(
            known.values_list("key", "person").order_by("pk").iterator(),
            Account.objects.values_list("email", "person").order_by("pk").iterator(),
        )
        return next((number for address, number in every if _digest(address) == key), None)
    number = known.filter(key=key).values_list("person", flat=True).first()
    if number is not None:
        return number
    return Account.objects.filter(email=key).values_list("person", flat=True).first()


def _by_uid(key: str) -> int | None:
    try:
        uid = UUID(key)
    except ValueError:
        return None
    return Person.objects.filter(standing_rows("batch"), uid=uid).values_list("pk", flat=True).first()


def known_at(source: str, *, after: int = 0, limit: int = 1000) -> list[KnownAt]:
    """Who stands as known at `source`, in the order of identities, after one. For imports: it asks for no actor."""
    found = (
        Identity.objects.filter(standing_rows("batch"), standing_rows("person__batch"), source=source, pk__gt=after)
        .filter(person__erased_at__isnull=True)
        .order_by("pk")
    )
    return [KnownAt(*row) for row in found.values_list("pk", "key", "person__name", "person")[:limit]]


def is_owned() -> bool:
    """Whether anybody is owner here."""
    return RoleHeld.objects.filter(standing_rows("batch"), role=OWNER, until_at__isnull=True).exists()
