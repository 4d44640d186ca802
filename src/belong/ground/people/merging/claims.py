"""Claims: all that wait, for hosts; their own, for the claimant. Neither shows whom they might mean."""

from uuid import UUID

from belong.ground.kernel.public import NotFound, Page, Refused, decode_cursor, encode_cursor
from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard
from belong.ground.people.merging.cards import ClaimCard
from belong.ground.people.models import Claim
from belong.ground.people.policies import DECIDED_ALREADY, visible_to
from belong.ground.people.queries import person_cards

A_PAGE = 20
DECIDED = (Claim.State.GRANTED, Claim.State.REFUSED, Claim.State.PARTED)


def claims(actor: Actor, cursor: str | None = None) -> Page[ClaimCard]:
    """The claims that wait for a host, the oldest first. For hosts."""
    if not actor.is_host:
        raise NotFound
    found = Claim.objects.filter(state=Claim.State.WAITING, person__in=visible_to(actor)).order_by("pk")
    if cursor is not None:
        found = found.filter(pk__gt=decode_cursor(cursor, (int,))[0])
    rows = list(found[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    cards = person_cards(row.person_id for row in shown)
    return Page(
        [_card(row, cards[row.person_id]) for row in shown if row.person_id in cards],
        encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None,
    )


def claims_waiting(actor: Actor) -> int:
    """How many claims wait; none for who is no host."""
    if not actor.is_host:
        return 0
    return Claim.objects.filter(state=Claim.State.WAITING, person__in=visible_to(actor)).count()


def claim_card(actor: Actor, uid: UUID) -> ClaimCard:
    """A claim that waits, for hosts. Raises `NotFound`, and `Refused` where it was decided meanwhile."""
    if actor.is_host and Claim.objects.filter(uid=uid, state__in=DECIDED).exists():
        raise Refused(DECIDED_ALREADY)
    row = Claim.objects.filter(uid=uid, state=Claim.State.WAITING).first() if actor.is_host else None
    card = person_cards([row.person_id]).get(row.person_id) if row is not None else None
    if row is None or card is None:
        raise NotFound
    return _card(row, card)


def my_claims(actor: Actor) -> list[ClaimCard]:
    """What the actor claimed, the latest first."""
    if actor.person is None:
        return []
    rows = list(Claim.objects.filter(person__in=ids_of(actor.person)).order_by("-pk")[:A_PAGE])
    cards = person_cards(row.person_id for row in rows)
    return [_card(row, cards[row.person_id]) for row in rows if row.person_id in cards]


def _card(row: Claim, person: PersonCard) -> ClaimCard:
    return ClaimCard(
        uid=row.uid,
        person=person,
        place=row.place,
        called=row.called,
        reason=row.reason,
        asked_at=row.asked_at,
        state=row.state,
        answer=row.answer,
        decided_at=row.decided_at,
    )
