"""The first page: a stranger sees what this community is for, a member what waits for them, a host who needs one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from belong.care.moderation import public as moderation
from belong.community.discussions import public as discussions
from belong.community.opportunities import public as opportunities
from belong.community.opportunities.public import Step
from belong.doors.web.shared import addresses
from belong.doors.web.shared.guards import for_everybody, hosts_only
from belong.doors.web.shared.http import Request, page, place
from belong.doors.web.shared.masking import shown_to
from belong.doors.web.shared.public import Public
from belong.doors.web.shared.receiving import next_asked
from belong.doors.web.shared.whole import whole
from belong.ground.arrivals import public as arrivals
from belong.ground.groups import public as groups
from belong.ground.kernel.public import community, day_of, now, organisation_zone, start_of_day
from belong.ground.people import public as people
from belong.ground.people.public import Actor
from belong.ground.settings import public as settings

NEWEST, GROUPS, FACES = 10, 6, 12
LATELY, NEW = timedelta(days=60), timedelta(days=30)


@for_everybody
@require_safe
def home(request: Request) -> HttpResponse:
    if request.actor.is_anonymous and not community().is_set_up and not people.is_owned():
        return page(request, "home/unowned.jinja", {})
    return _home(request)


@whole()
def _home(request: Request) -> HttpResponse:
    actor = request.actor
    if actor.is_member:
        return page(request, "home/member.jinja", _for_member(actor))
    newest = shown_to(actor, discussions.latest(actor, limit=NEWEST).items)
    open_ones = [one for one in groups.groups(actor, limit=GROUPS).items if not one.is_closed]
    return page(
        request,
        "home/stranger.jinja",
        {"newest": newest, "groups": open_ones, "public": _face(request)},
    )


@require_safe
@hosts_only
def waiting(request: Request) -> HttpResponse:
    """The questions that the first page counts: asked before today and without an answer at this moment."""
    found = discussions.latest(request.actor, unanswered=True, cursor=place(request), asked=_before_today())
    return page(request, "home/waiting.jinja", {"page": found, "days": LATELY.days})


def _before_today() -> tuple[datetime, datetime]:
    today = day_of(now())
    return start_of_day(today - LATELY), start_of_day(today)


def _face(request: Request) -> Public:
    return Public(
        address=addresses.absolute(request, "/"),
        title=community().name,
        says=community().purpose,
        feed="" if request.actor.is_outside else addresses.site_feed(),
    )


def _for_member(actor: Actor) -> dict[str, object]:
    here = now()
    arrived = people.newcomers(actor, here - NEW)
    back = {one.card.id: one.at for one in arrived if one.is_back}
    words = discussions.first_words(actor, [*(one.card.id for one in arrived), actor.person or 0])
    came = opportunities.arrivals(actor, [one.card.id for one in arrived], back)
    faces = [NewFace(one, _since(one, words.get(one.card.id)), came.get(one.card.id)) for one in arrived]
    ungreeted = [one for one in faces if one.waits] if actor.is_host else []
    set_up = not community().is_set_up and bool(settings.may_change(actor))
    to_accept = settings.texts_to_accept(actor) if settings.current_versions() else []
    answered = {Step.VALUES.value, *([Step.FIRST.value] if actor.person in words else [])}
    return {
        "greeting": _greeting(actor.name),
        "answers": discussions.answers_to_you(actor, here - LATELY),
        "chances": discussions.chances(actor),
        "newcomers": sorted(faces, key=lambda one: not (one.waits if actor.is_host else one.unheard)),
        "came": discussions.came_of_yours(actor, here - LATELY),
        "newest": discussions.latest(actor, limit=NEWEST).items,
        "overdue": discussions.waiting_since(actor, *_before_today()) if actor.is_host else 0,
        "ungreeted": [one.card for one in ungreeted],
        "waiting": _for_hosts(actor) if actor.is_host else [],
        "set_up": set_up,
        "to_accept": to_accept,
        "asked": None if set_up or to_accept else next_asked(actor, answered),
    }


def _since(one: people.Newcomer, words: discussions.FirstWords | None) -> discussions.FirstWords | None:
    """What somebody who is back wrote years ago greets nobody."""
    return None if words is None or (one.is_back and words.at < one.at) else words


def _for_hosts(actor: Actor) -> list[tuple[str, str]]:
    """What waits for a host to decide: where, and how many. What does not wait is not mentioned."""
    asking = arrivals.requests_waiting(actor)  # also of those who asked before others came in without asking
    claims, entries = people.claims_waiting(actor), moderation.contested_waiting(actor)
    ending = len(people.terms_ending(actor))
    found = (
        ("/joining", asking, ngettext("%(count)s person asks to join", "%(count)s people ask to join", asking)),
        ("/people/claims", claims, ngettext("%(count)s history is claimed", "%(count)s histories are claimed", claims)),
        ("/contested", entries, ngettext("%(count)s entry is contested", "%(count)s entries are contested", entries)),
        ("/people/terms", ending, ngettext("%(count)s term of office ends", "%(count)s terms of office end", ending)),
    )
    return [(path, says % {"count": count}) for path, count, says in found if count]


@dataclass(frozen=True, slots=True)
class NewFace:
    """Somebody who came lately: since when, what they wrote first, and for hosts how they came and who greeted them."""

    person: people.Newcomer
    words: discussions.FirstWords | None
    came: opportunities.ArrivalCard | None

    @property
    def card(self) -> people.PersonCard:
        return self.person.card

    @property
    def unheard(self) -> bool:
        return self.words is not None and not self.words.heard

    @property
    def waits(self) -> bool:
        """Nobody has answered what they wrote, and nobody was in touch with them."""
        greeted = self.came is not None and self.came.greeted_at is not None
        return not greeted and not (self.words is not None and self.words.heard)


def _greeting(name: str) -> str:
    """By the time of day; nobody need have a name."""
    hour = now().astimezone(organisation_zone()).hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name} if name else _("Good morning")
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name} if name else _("Good afternoon")
    return _("Good evening, %(name)s") % {"name": name} if name else _("Good evening")
