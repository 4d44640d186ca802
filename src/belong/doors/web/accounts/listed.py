"""The sessions of an account: on which device, since when, last used when. Ending one signs that device out."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from belong.doors.web.accounts.device import device
from belong.ground.kernel.public import now


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session. `device` is empty where the browser told nothing; `is_here`: the one that asks."""

    number: int
    device: str
    network: str
    began_at: datetime
    used_at: datetime
    is_here: bool


def sessions(request: HttpRequest) -> list[SessionCard]:
    """Those of whoever is signed in that have not run out: this one first, then by their last use."""
    found = UserSession.objects.filter(user=request.user.pk, session_key__in=_alive(request.user.pk or 0))
    cards = [
        SessionCard(
            number=one.pk,
            device=device(one.user_agent),
            network=one.ip,
            began_at=one.created_at,
            used_at=one.last_seen_at,
            is_here=one.session_key == request.session.session_key,
        )
        for one in found
    ]
    return sorted(cards, key=lambda card: (card.is_here, card.used_at), reverse=True)


def _alive(account: int) -> list[str]:
    keys = UserSession.objects.filter(user=account).values("session_key")
    return list(Session.objects.filter(session_key__in=keys, expire_date__gt=now()).values_list("pk", flat=True))


def end_session(account: int, number: int) -> bool:
    """Says whether there was such a session of that account."""
    return _end(list(UserSession.objects.filter(user=account, pk=number).values_list("session_key", flat=True))) > 0


def end_others(account: int, *, but: str | None) -> int:
    """End all sessions of the account but the one with that key; gives how many there were."""
    keys = UserSession.objects.filter(user=account).exclude(session_key=but or "")
    return _end(list(keys.values_list("session_key", flat=True)))


def end_all(account: int) -> None:
    """Nobody is signed in by the account any more, on no device."""
    end_others(account, but=None)


def _end(keys: list[str]) -> int:
    with transaction.atomic():
        Session.objects.filter(pk__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def note_use(request: HttpRequest) -> None:
    """Write down that the session was used now; one from before sessions were listed is listed from now on."""
    known = UserSession.objects.filter(session_key=request.session.session_key)
    if not known.update(last_seen_at=now()):
        UserSession.objects.create_from_request(request)
