"""Reading the record of a person as hosts administer it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from belong.ground.kernel.public import NotFound, Page, decode_cursor, now, page_of
from belong.ground.ledger.public import canonical, ids_of, standing_rows
from belong.ground.people.actor import HOST, OWNER, Actor
from belong.ground.people.administering.cards import AccountCard, EditCard, KnownCard, RecordDetail, TermCard
from belong.ground.people.administering.policies import HOSTS_ONLY, may_appoint, may_change_record, may_look_as
from belong.ground.people.administering.standing import archives_among, why_it_stays
from belong.ground.people.cards import IdentityCard, PersonCard
from belong.ground.people.models import Account, Appointment, Edit, Identity, RoleHeld
from belong.ground.people.policies import visible_to
from belong.ground.people.queries import person_cards

PAGE = 50
SOON = timedelta(days=60)
MOST_TERMS = 500


def record_of(actor: Actor, uid: UUID) -> RecordDetail:
    """The record of a person, for hosts. Raises `NotFound`. A fixed number of statements."""
    if not actor.is_host:
        raise NotFound
    found = visible_to(actor).filter(uid=uid).values_list("pk", flat=True).first()
    if found is None or (card := person_cards([found]).get(found)) is None:
        raise NotFound
    person = canonical(found)
    ids = ids_of(person)
    accounts = list(Account.objects.filter(person__in=ids).order_by("opened_at", "pk"))
    held = RoleHeld.objects.filter(standing_rows("batch"), person__in=ids).order_by("from_at", "pk")
    terms = [_term(role, card) for role in held]
    to_come = Appointment.objects.filter(person__in=ids).order_by("from_at", "pk")
    open_ones = {role.pk for role in held if role.until_at is None}
    return RecordDetail(
        card=card,
        known=tuple(_known(ids, {account.email for account in accounts})),
        terms=(*(one for one in terms if one.id in open_ones), *(_to_come(one, card) for one in to_come)),
        past=tuple(one for one in terms if one.id not in open_ones),
        accounts=tuple(AccountCard(one.email, one.opened_at, one.closed_at, one.must_prove) for one in accounts),
        no_change=may_change_record(actor, person).reason,
        no_look=may_look_as(actor, person).reason,
        no_role={role: may_appoint(actor, role).reason for role in {OWNER, HOST, *(one.role for one in terms)}},
    )


def _term(role: RoleHeld, card: PersonCard) -> TermCard:
    until = role.until_at or role.term_until
    return TermCard(role.pk, card, role.role, role.from_at, until, role.continues)


def _to_come(one: Appointment, card: PersonCard) -> TermCard:
    return TermCard(one.pk, card, one.role, one.from_at, one.until_at, is_to_come=True)


def _known(ids: Sequence[int], signs_in: Collection[str]) -> Iterable[KnownCard]:
    rows = list(Identity.objects.filter(standing_rows("batch"), person__in=ids).order_by("source", "key"))
    archives = archives_among({row.source for row in rows})
    for row in rows:
        card = IdentityCard(row.pk, row.source, row.key, row.verified_at)
        yield KnownCard(card, why_it_stays(row, signs_in, archives))


def edits_of(actor: Actor, person: int, cursor: str | None = None, limit: int = PAGE) -> Page[EditCard]:
    """What hosts changed about a person, newest first. For hosts; others see none. Two statements."""
    if not actor.is_host:
        return Page([])
    found = Edit.objects.filter(person__in=ids_of(person))
    if cursor is not None:
        at, number = decode_cursor(cursor, [datetime, int])
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=number))
    page = page_of(list(found.order_by("-at", "-pk")[: limit + 1]), limit, lambda one: (one.at, one.pk))
    people = person_cards(one.by_id for one in page.items if one.by_id is not None)
    return Page([_edit(one, people.get(one.by_id or 0)) for one in page.items], page.next)


def _edit(one: Edit, by: PersonCard | None) -> EditCard:
    return EditCard(one.pk, one.what, one.role, one.before, one.after, one.reason, by, one.at)


def terms_ending(actor: Actor, within: timedelta = SOON) -> list[TermCard]:
    """The roles whose terms end within that time, the first to end first. For hosts. Two statements."""
    if not actor.is_host:
        raise NotFound(HOSTS_ONLY)
    found = RoleHeld.objects.filter(
        standing_rows("batch"), until_at__isnull=True, term_until__isnull=False, term_until__lte=now() + within
    )
    rows = list(found.order_by("term_until", "pk")[:MOST_TERMS])
    people = person_cards(row.person_id for row in rows)
    return [_term(row, card) for row in rows if (card := people.get(row.person_id))]


def terms_to_come(actor: Actor) -> list[TermCard]:
    """The roles that somebody takes over on a day to come, the first to begin first. For hosts. Two statements."""
    if not actor.is_host:
        raise NotFound(HOSTS_ONLY)
    rows = list(Appointment.objects.order_by("from_at", "pk")[:MOST_TERMS])
    people = person_cards(row.person_id for row in rows)
    return [_to_come(row, card) for row in rows if (card := people.get(row.person_id))]


def role_words(limit: int = 100) -> list[str]:
    """The roles that anybody has or had here, for the field in which one is written. For hosts' pages."""
    found = RoleHeld.objects.filter(standing_rows("batch")).exclude(role__in=(OWNER, HOST))
    return sorted(found.values_list("role", flat=True).distinct()[:limit])
