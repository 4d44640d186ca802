"""What is mine: where I stand and why, what I gave and received, and my whole record."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from belong.care.moderation import public as moderation
from belong.doors.web.mine.words import GAVE, RECEIVED, STATES
from belong.doors.web.shared import addresses
from belong.doors.web.shared.facts import DEEDS, deeds
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, page, place
from belong.ground.kernel.public import NotFound
from belong.ground.ledger.public import facts, history, is_behind, tallied, words
from belong.ground.people import public as people
from belong.insight.journey import public as journey

LEDGER = "/me/ledger"
SIDES = {"did": "actor", "received": "counterpart"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of entries in words, and where each of them stands."""

    says: str
    href: str


@members_only
@require_safe
def mine(request: Request) -> HttpResponse:
    me = request.actor.person or 0
    counted = tallied(me)
    return page(
        request,
        "mine/mine.jinja",
        {
            "card": people.person_cards([me])[me],
            "stands": (stands := journey.explain_person(request.actor, me)),
            "being_worked_out": stands.stage is None and is_behind("journey"),
            "holds": [one for one in stands.reasons if stands.stage and one.stage.key == stands.stage.key],
            "belongs": journey.belonging_of(request.actor, me),
            "gave": _sums(counted, GAVE, did=True),
            "received": _sums(counted, RECEIVED, did=False),
            "entries": sum(counted.values()),
        },
    )


def _sums(counted: dict[tuple[str, bool], int], said: Mapping[str, object], *, did: bool) -> list[Sum]:
    side = "did" if did else "received"
    return [
        Sum(str(sentence % {"count": count}), addresses.with_query(LEDGER, kind=word, side=side))  # type: ignore[operator]
        for word, sentence in said.items()
        if (count := counted.get((word, did)))
    ]


@members_only
@require_safe
def ledger(request: Request) -> HttpResponse:
    """Every entry that names me, the newest first; only one `kind`, only what I did or what was done towards me."""
    me = request.actor.person or 0
    kind, side = request.GET.get("kind", ""), request.GET.get("side", "")
    if (kind and kind not in words()) or (side and side not in SIDES):
        raise NotFound
    found = history(person=me, words=[kind] if kind else None, side=SIDES.get(side), after=place(request))
    contests = moderation.contests_of(request.actor) if place(request) is None and not (kind or side) else []
    meant = {fact.id: fact for fact in facts([one.fact.id for one in contests])}
    said = deeds(request.actor, [meant[one.fact.id] for one in contests], whole=True)
    return page(
        request,
        "mine/ledger.jinja",
        {
            "page": found,
            "entries": list(zip(found.items, deeds(request.actor, found.items, whole=True), strict=True)),
            "contested": moderation.my_contested(request.actor, [fact.id for fact in found.items]),
            "contests": list(zip(contests, said, strict=True)),
            "states": STATES,
            "chips": _chips(kind, side),
            "query": {key: value for key, value in (("kind", kind), ("side", side)) if value},
        },
    )


def _chips(kind: str, side: str) -> list[tuple[str, str, bool]]:
    """What the record can be narrowed to. One that is on leads back."""
    sides = {"did": _("What you did"), "received": _("What others did towards you")}
    chips = [
        (addresses.with_query(LEDGER, kind=kind, side="" if key == side else key), says, key == side)
        for key, says in sides.items()
    ]
    if kind:
        chips.append((addresses.with_query(LEDGER, side=side), str(DEEDS.get(kind, kind)), True))
    return chips
