"""Reads: what somebody's link leads to, one's own invitations, and who asks to be let in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Q, When

from belong.ground.arrivals.cards import (
    INVITATION,
    REQUEST,
    InvitationCard,
    OpenInvitation,
    RequestCard,
    WayIn,
)
from belong.ground.arrivals.models import Invitation, Request, Wish
from belong.ground.arrivals.periods import CODE_GOOD_FOR, WISH_GOOD_FOR, is_open, lets_in
from belong.ground.arrivals.policies import lets_people_in, may_decide, may_invite
from belong.ground.arrivals.secrets import token_digest
from belong.ground.arrivals.sending import shown_to_holder
from belong.ground.kernel.public import Card, NotFound, Page, cards, community, decode_cursor, now, page_of
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Account, Actor, PersonCard, canonical_of, person_cards, readers_of

PAGE = 50


def is_wish(token: str) -> bool:
    """Whether this link still asks its reader something."""
    return Wish.objects.filter(digest=token_digest(token), asked_at__gt=now() - WISH_GOOD_FOR).exists()


def open_invitation(token: str) -> OpenInvitation:
    """The invitation behind a link. Raises `NotFound` where it ran out, was taken back, was used or refused."""
    found = Invitation.objects.select_related("group").filter(is_open(), digest=token_digest(token)).first()
    if found is None:
        raise NotFound
    thing = shown_to_holder(found.about) if found.about else None
    into = found.group if found.group is not None and lets_people_in(found.group) else None
    return OpenInvitation(
        uid=found.uid,
        inviter=_person(found.inviter_id),
        line=found.line,
        group=into.name if into is not None else "",
        group_summary=into.summary if into is not None else "",
        title=thing.title if thing is not None else "",
        url=thing.url if thing is not None else "",
        has_account=Account.objects.filter(email=found.address, is_active=True).exists(),
    )


def granted_request(token: str) -> WayIn:
    """The way in that a host's yes opened. Raises `NotFound` where it was used or is too old."""
    found = Request.objects.filter(lets_in(), digest=token_digest(token)).first()
    if found is None:
        raise NotFound
    return _way_of_request(found)


def way_in(kind: str, uid: UUID) -> WayIn | None:
    """What somebody who followed a link may do still: None where it was taken back, used or ran out since."""
    if kind == INVITATION:
        invited = Invitation.objects.filter(is_open(), uid=uid).first()
        if invited is None:
            return None
        return WayIn(INVITATION, invited.uid, invited.address, inviter=_person(invited.inviter_id))
    if kind == REQUEST:
        found = Request.objects.filter(lets_in(), uid=uid).first()
        return _way_of_request(found) if found is not None else None
    return None


def _way_of_request(found: Request) -> WayIn:
    return WayIn(REQUEST, found.uid, found.address, found.name)


def is_asking(uid: UUID) -> bool | None:
    """Of a request: True while its code can be typed, False once it was proved, None where there is none."""
    found = Request.objects.filter(uid=uid).values_list("proved_at", "asked_at").first()
    if found is None:
        return None
    proved, asked = found
    if proved is not None:
        return False
    return True if asked > now() - CODE_GOOD_FOR else None


def my_invitations(actor: Actor, *, cursor: str | None = None, limit: int = PAGE) -> Page[InvitationCard]:
    """Whom the actor invited and what became of it, the newest first."""
    if actor.person is None:
        raise NotFound
    found = Invitation.objects.select_related("group").filter(inviter__in=ids_of(actor.person)).order_by("-pk")
    if cursor is not None:
        (number,) = decode_cursor(cursor, [int])
        found = found.filter(pk__lt=number)
    page = page_of(list(found[: limit + 1]), limit, lambda one: (one.pk,))
    people = person_cards(one.person_id for one in page.items if one.person_id and one.joined_at)
    titles = cards(actor, [one.about for one in page.items if one.about])
    at = now()
    return Page([_invitation(one, people, titles, at) for one in page.items], page.next)


def _invitation(
    one: Invitation, people: dict[int, PersonCard], titles: dict[str, Card], at: datetime
) -> InvitationCard:
    card = titles.get(one.about)
    return InvitationCard(
        uid=one.uid,
        address=one.address,
        line=one.line,
        group=one.group.name if one.group is not None and one.group.removed_at is None else "",
        title=card.title if card is not None else "",
        sent_at=one.sent_at,
        expires_at=one.expires_at,
        state=_state(one, at),
        person=people.get(one.person_id) if one.person_id else None,
    )


def _state(one: Invitation, at: datetime) -> str:
    """Whether they wanted no mails is nobody's business but theirs: it looks like one that nobody has answered."""
    if one.joined_at is not None:
        return "joined"
    if one.taken_back_at is not None:
        return "taken_back"
    return "over" if one.expires_at <= at else "open"


def requests(actor: Actor, *, decided: bool = False, cursor: str | None = None, limit: int = PAGE) -> Page[RequestCard]:
    """Who waits for a host's answer, the longest first; `decided`: who got one lately, the newest first. Hosts only."""
    if not may_decide(actor):
        raise NotFound
    found = Request.objects.filter(proved_at__isnull=False, decided_at__isnull=not decided)
    found = found.order_by("-decided_at", "-pk") if decided else found.order_by("proved_at", "pk")
    if cursor is not None:
        at, number = decode_cursor(cursor, [datetime, int])
        if decided:
            found = found.filter(Q(decided_at__lt=at) | Q(decided_at=at, pk__lt=number))
        else:
            found = found.filter(Q(proved_at__gt=at) | Q(proved_at=at, pk__gt=number))
    page = page_of(list(found[: limit + 1]), limit, _place)
    return Page(_requests(page.items), page.next)


def _place(one: Request) -> tuple[datetime, int]:
    return one.decided_at or one.proved_at or one.asked_at, one.pk


def _requests(rows: Sequence[Request]) -> list[RequestCard]:
    hosts = person_cards(one.decided_by_id for one in rows if one.decided_by_id)
    known = readers_of([one.address for one in rows])
    return [
        RequestCard(
            uid=one.uid,
            name=one.name,
            address=one.address,
            answers=tuple((question, said) for question, said in one.answers),
            asked_at=one.asked_at,
            granted=one.granted,
            decided_at=one.decided_at,
            decided_by=hosts.get(one.decided_by_id) if one.decided_by_id else None,
            words=one.words,
            joined=one.joined_at is not None,
            known=known.get(one.address),
        )
        for one in rows
    ]


def let_in(actor: Actor, people: Iterable[int]) -> set[int]:
    """Those of these (canonical) people who asked to join and were let in, for hosts; others learn nothing."""
    wanted = list(people) if may_decide(actor) else []
    asked = Request.objects.filter(granted=True, person__isnull=False).annotate(who=canonical_of("person_id"))
    return set(asked.filter(who__in=wanted).values_list("who", flat=True))


def requests_waiting(actor: Actor) -> int:
    """How many wait for a host's answer; 0 for others."""
    if not may_decide(actor):
        return 0
    return Request.objects.filter(proved_at__isnull=False, decided_at__isnull=True).count()


def can_invite(actor: Actor) -> bool:
    """Whether the page of invitations is theirs. No query."""
    return bool(may_invite(actor))


def _person(person: int) -> PersonCard | None:
    return person_cards([person]).get(person)


def invitations_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`arrivals.invitation:ID`: for whoever sent it."""
    if actor.person is None:
        return {}
    called = Case(When(group__removed_at__isnull=True, then="group__name"))
    mine = Invitation.objects.filter(pk__in=ids, inviter__in=ids_of(actor.person)).values_list("pk", called)
    return {id: Card(f"arrivals.invitation:{id}", group or community().name, "/invite") for id, group in mine}


def requests_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`arrivals.request:ID`: for hosts."""
    if not may_decide(actor):
        return {}
    found = Request.objects.filter(pk__in=ids).values_list("pk", "name")
    return {id: Card(f"arrivals.request:{id}", name, "/joining") for id, name in found}
