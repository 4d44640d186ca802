"""Records that may be one person: proposed, compared field by field, made one, parted. For hosts."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.people.words import REASONS, WHY, did
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, SeeOther, done, page, place
from belong.doors.web.shared.known import known_as
from belong.ground.kernel.public import NotFound
from belong.ground.people import public as people

LONGEST_NAME = 100
SAME = "/people/same"
MERGED = "/people/merged"


@hosts_only
@require_safe
def proposed(request: Request) -> HttpResponse:
    """Who may be one person, each pair with both sides and why; and how many claims wait."""
    return page(
        request,
        "people/same.jinja",
        {
            "page": people.proposals(request.actor, place(request)),
            "claims": people.claims_waiting(request.actor),
            "reasons": REASONS,
            **SIDES,
        },
    )


@require_POST
@hosts_only
def told_apart(request: Request, proposal: int) -> HttpResponse:
    """They are two: nobody proposes it again."""
    people.decide_proposal(actor=request.actor, proposal=proposal, same=False)
    return done(request, SAME, _("They stay two people, and are not proposed again."))


@form_view
@hosts_only
def compared(request: Request, uid: UUID, other: UUID) -> HttpResponse:
    """Two records side by side, what follows, and a choice for each field in which they differ."""
    both = people.compare(request.actor, uid, other)
    proposal = _number(request.GET.get("proposal", ""))
    if sent(request):
        fields = [one.key for one in both.fields if request.POST.get(one.key) == "other"]
        keep, merged = both.keep.person.id, both.other.person.id
        if proposal is None:
            people.merge(actor=request.actor, keep=keep, other=merged, fields=fields)
        else:
            people.decide_proposal(actor=request.actor, proposal=proposal, same=True, keep=keep, fields=fields)
        says = _("They are one person now. It can be taken back.")
        return done(request, addresses.person(both.keep.person.uid), says)
    return page(
        request,
        "people/compare.jinja",
        {"both": both, "proposal": proposal, "refused": both.refused, **SIDES},
    )


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise NotFound
    return int(text)


@hosts_only
@require_safe
def looked_for(request: Request, uid: UUID) -> HttpResponse:
    """Whom else a person may be: found by name, to be compared."""
    card = people.person(request.actor, uid).card
    name = request.GET.get("q", "").strip()[:LONGEST_NAME]
    found = people.persons_called(request.actor, name) if name else []
    others = [one for one in found if one.id != card.id]
    return page(request, "people/look_for.jinja", {"card": card, "q": name, "found": others})


@hosts_only
@require_safe
def merged(request: Request) -> HttpResponse:
    """Who became one person, and who was parted again, the latest first."""
    return page(request, "people/merged.jinja", {"page": people.merges(request.actor, place(request)), "why": WHY})


@form_view
@hosts_only
def parted(request: Request, merge: UUID) -> HttpResponse:
    """Taking a merge back, with what follows from it. Sent twice, it is so already; there is nothing to ask."""
    card = people.merge_card(request.actor, merge)
    if card.parted_at is not None:
        if sent(request):
            return SeeOther(MERGED)
        raise NotFound
    if sent(request):
        people.unmerge(actor=request.actor, merge=merge, different="different" in request.POST)
        return done(request, MERGED, _("They are two people again, each with what was theirs."))
    return page(request, "people/part.jinja", {"merge": card, "why": WHY})


SIDES: dict[str, object] = {"did": did, "known_as": known_as}
"""What the two sides of a pair are told with."""
