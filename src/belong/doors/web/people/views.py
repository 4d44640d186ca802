"""A person's page: a portrait for members, the whole relationship for hosts and the person. And all people."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from belong.care.moderation import public as moderation
from belong.community.discussions import public as discussions
from belong.community.opportunities import public as opportunities
from belong.community.profiles import public as profiles
from belong.doors.web.people.forms import ContactForm
from belong.doors.web.people.river import river
from belong.doors.web.people.words import KINDS, WROTE
from belong.doors.web.shared import addresses
from belong.doors.web.shared.guards import hosts_only, members_only
from belong.doors.web.shared.http import Request, SeeOther, page, place
from belong.doors.web.shared.known import known_as
from belong.doors.web.shared.labels import label_of
from belong.doors.web.shared.moments import CHANNELS, said
from belong.doors.web.shared.permitted import proof_said, purpose_said
from belong.doors.web.shared.roles import role_said
from belong.ground.arrivals import public as arrivals
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound
from belong.ground.ledger.public import channels_of
from belong.ground.people import public as people
from belong.insight.journey import public as journey

FIRST_MOMENTS = 20
LONGEST_NAME = 100


@members_only
@require_safe
def person(request: Request, uid: UUID) -> HttpResponse:
    """Narrowed by nothing; `after` pages through what they wrote."""
    detail = people.person(request.actor, uid)
    card = detail.card
    if card.uid != uid:
        return SeeOther(addresses.person(card.uid))
    own = request.actor.person == card.id
    inside = groups.groups_of(request.actor, card.id)
    context: dict[str, object] = {
        "detail": detail,
        "page": discussions.contributions(request.actor, card.id, place(request)),
        "worth": [] if place(request) else discussions.worth_reading(request.actor, card.id),
        "further": place(request) is not None,
        "wrote": WROTE,
        "role_said": role_said,
        "groups": [group for group in inside if group.may_read or request.actor.is_host],
        "both": _both(request, card.id, [group for group in inside if group.is_member and not own]),
        "profile": (shown := profiles.profile_of(request.actor, card.id)),
        "labels": {one.field.key: label_of(one.field) for one in shown.values},
        "told": opportunities.said_of(request.actor, card.id),
        "own": own,
        "may_see_more": request.actor.is_host or own,
    }
    if context["may_see_more"]:
        context |= _relationship(request, detail, own)
    return page(request, "people/person.jinja", context)


def _both(request: Request, person: int, shared: list[groups.GroupCard]) -> dict[str, list[tuple[str, str]]]:
    """What the reader and the person share, each as words and where they lead."""
    together = profiles.together(request.actor, person)
    return {
        "groups": [(group.name, addresses.group(group.slug)) for group in shared],
        "tags": [(one.name, "") for one in together.tags],
        "organisations": [
            (one.name, addresses.with_query("/members", organisation=one.name)) for one in together.organisations
        ],
        "topics": [(one.title, one.url) for one in discussions.topics_together(request.actor, person)],
    }


def _relationship(request: Request, detail: people.PersonDetail, own: bool) -> dict[str, object]:
    card = detail.card
    stays = journey.history_of(request.actor, card.id)
    stands = journey.explain_person(request.actor, card.id)
    return {
        "stands": stands,
        "holds": [reason for reason in stands.reasons if stands.stage and reason.stage.key == stands.stage.key],
        "belongs": journey.belonging_of(request.actor, card.id),
        "archives": people.archives_of(request.actor, card.id),
        "river": river(request.actor, card, limit=FIRST_MOMENTS, stays=stays),
        "chips": _chips(card, "", ""),
        "says": lambda word: said(CHANNELS, word),
        "known_as": known_as,
        "purpose_said": purpose_said,
        "proof_said": proof_said,
        "form": ContactForm.fresh() if request.actor.is_host and not own else None,
    }


@members_only
@require_safe
def timeline(request: Request, uid: UUID) -> HttpResponse:
    """The whole river, narrowed to a channel or to what it was about."""
    card = people.person(request.actor, uid).card
    own = request.actor.person == card.id
    if not (own or request.actor.is_host):
        raise NotFound
    kind, channel = request.GET.get("kind", ""), request.GET.get("channel", "").replace("\0", "")
    stays = journey.history_of(request.actor, card.id)
    found = river(request.actor, card, kind=kind, channel=channel, after=place(request), stays=stays)
    query = {key: value for key, value in (("kind", kind), ("channel", channel)) if value}
    return page(
        request,
        "people/timeline.jinja",
        {"card": card, "own": own, "river": found, "chips": _chips(card, kind, channel), "query": query},
    )


def _chips(card: people.PersonCard, kind: str, channel: str) -> dict[str, list[tuple[str, str, bool]]]:
    """What the river can be narrowed to: kinds, and the channels that there are in it. One that is on leads back."""
    path = f"{addresses.person(card.uid)}/timeline"
    kinds = [
        (addresses.with_query(path, kind="" if key == kind else key, channel=channel), str(label), key == kind)
        for key, (label, _words) in KINDS.items()
    ]
    channels = [
        (
            addresses.with_query(path, kind=kind, channel="" if key == channel else key),
            said(CHANNELS, key),
            key == channel,
        )
        for key in channels_of(card.id)
    ]
    return {"kinds": kinds, "channels": channels if len(channels) > 1 or channel else []}


@hosts_only
@require_safe
def everybody(request: Request) -> HttpResponse:
    """Everybody, the newest first; `show=known`: who has not joined; `q`: whose name, address or handle begins so."""
    text, show = request.GET.get("q", "").strip()[:LONGEST_NAME], request.GET.get("show", "")
    if show not in ("", "known"):
        raise NotFound
    if text:
        found = people.people_found(request.actor, text, place(request))
    else:
        found = people.people_list(request.actor, joined=not show, cursor=place(request))
    stages = journey.stages_of(request.actor, [one.card.id for one in found.items])
    ladder = journey.current_ladder()
    return page(
        request,
        "people/people.jinja",
        {
            "page": found,
            "stages": stages,
            "ladder": ladder,
            "q": text,
            "show": show,
            "decide": _decided_by_hosts(request.actor),
            "section": "people",
        },
    )


def _decided_by_hosts(actor: people.Actor) -> list[tuple[str, str, int]]:
    """Where hosts decide about people, what it is called, and how many wait there, where that is counted. Few queries:
    as many for everybody.
    """
    asking = arrivals.requests_waiting(actor)  # also of those who asked before others came in without asking
    return [
        ("/joining", _("Who asks to join"), asking),
        ("/people/claims", _("Histories that are claimed"), people.claims_waiting(actor)),
        ("/people/same", _("Perhaps the same person"), 0),
        ("/contested", _("Contested entries"), moderation.contested_waiting(actor)),
        ("/people/terms", _("Terms of office that end soon"), 0),
    ]
