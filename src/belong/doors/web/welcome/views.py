"""Being received: what there is to say, one step a page, each for later if they like, and then a first step."""

from collections import Counter
from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.community.discussions import public as discussions
from belong.community.opportunities import public as opportunities
from belong.community.opportunities.public import Step
from belong.doors.web.shared.accepting import AcceptForm
from belong.doors.web.shared.foot import TEXTS
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.receiving import STEPS
from belong.doors.web.welcome.first import first_steps
from belong.doors.web.welcome.forms import HopesForm, OffersForm, TicksForm
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound
from belong.ground.settings import public as settings
from belong.ground.tags import public as tags

ORDER = list(STEPS)
SUBJECTS, LATELY, GROUPS = 24, 200, 50


@members_only
@require_safe
def overview(request: Request) -> HttpResponse:
    """All that is asked, and how far they are."""
    left = _left(request)
    return page(
        request,
        "welcome/welcome.jinja",
        {"steps": [(one, one.key not in left) for one in STEPS.values()], "begin": left[0] if left else ""},
    )


@form_view
@members_only
def step(request: Request, key: str) -> HttpResponse:
    if key not in STEPS:
        raise NotFound
    return _VIEWS[key](request)


@members_only
@require_POST
def later(request: Request, key: str) -> HttpResponse:
    opportunities.put_off(actor=request.actor, step=key)
    return done(request, _after(request, key) if request.POST.get("walking") else "/")


@members_only
@require_POST
def over(request: Request) -> HttpResponse:
    opportunities.end_reception(actor=request.actor)
    return done(request, "/", _("You will be asked no more. From your own page you can still say all of it."))


def _left(request: Request) -> list[str]:
    """What is not answered yet, in order."""
    actor = request.actor
    answered = set() if settings.texts_to_accept(actor) else {Step.VALUES.value}
    if discussions.first_words(actor, [actor.person or 0]):
        answered.add(Step.FIRST.value)
    return [one.value for one in opportunities.open_steps(opportunities.reception(actor), answered, again=True)]


def _after(request: Request, key: str) -> str:
    """The next step; after the last one the first page."""
    place = ORDER.index(key) + 1
    if place == len(ORDER):
        return "/"
    return f"/welcome/{ORDER[place]}"


def _show(request: Request, key: str, context: dict[str, object], *, wrong: bool = False) -> HttpResponse:
    place = ORDER.index(key)
    known = {"step": STEPS[key], "steps": list(STEPS.values()), "place": place}
    return page(request, f"welcome/{key}.jinja", known | context, status=422 if wrong else 200)


def _values(request: Request) -> HttpResponse:
    """What they have still to accept, in full."""
    waiting = settings.texts_to_accept(request.actor)
    form = AcceptForm(waiting, TEXTS, request.POST if sent(request) else None)
    if form.is_valid():
        if waiting:
            attempt(form, lambda: settings.accept(actor=request.actor, versions=form.versions))
        if form.is_valid():
            return done(request, _after(request, Step.VALUES))
    if form.is_bound:
        form.show_anew(waiting)
    context = {"waiting": [(TEXTS[card.key], card) for card in waiting], "form": form}
    return _show(request, Step.VALUES, context, wrong=form.is_bound)


def _interests(request: Request) -> HttpResponse:
    following = tags.followed_tags(request.actor, request.actor.person or 0)
    followed = [one.slug for one in following]
    form = TicksForm(_subjects(request, following), followed, request.POST if sent(request) else None)
    if form.is_valid():
        chosen = form.cleaned_data["ticked"]
        attempt(form, lambda: tags.follow_only(actor=request.actor, tags=chosen, of=followed))
        if form.is_valid():
            return done(request, _after(request, Step.INTERESTS))
    return _show(request, Step.INTERESTS, {"form": form}, wrong=form.is_bound)


def _subjects(request: Request, followed: list[tags.TagCard]) -> list[tuple[str, str]]:
    """What they follow, then what is most written about lately, then what else there is."""
    lately = discussions.latest(request.actor, limit=LATELY).items
    used = Counter((tag.slug, tag.name) for card in lately for tag in card.tags)
    offered = {one.slug: one.name for one in followed}
    offered |= dict(sorted(used, key=lambda one: (-used[one], one))[:SUBJECTS])
    for one in tags.tags(request.actor, limit=SUBJECTS).items:
        if len(offered) < SUBJECTS:
            offered.setdefault(one.slug, one.name)
    return list(offered.items())


def _groups(request: Request) -> HttpResponse:
    """Groups that they may join, the largest first, else by name; those that they are in stand above."""
    found = groups.groups(request.actor, limit=GROUPS).items
    open_ones = sorted((one for one in found if one.may_join), key=lambda one: -(one.members or 0))
    form = TicksForm([(one.slug, one.name) for one in open_ones], (), request.POST if sent(request) else None)
    if form.is_valid():
        attempt(form, lambda: groups.join_groups(actor=request.actor, slugs=form.cleaned_data["ticked"]))
        if form.is_valid():
            return done(request, _after(request, Step.GROUPS))
    context = {"form": form, "groups": open_ones, "inside": [one for one in found if one.is_member]}
    return _show(request, Step.GROUPS, context, wrong=form.is_bound)


def _hopes(request: Request) -> HttpResponse:
    form = HopesForm(opportunities.own_hopes(request.actor), request.POST if sent(request) else None)
    if form.is_valid():
        attempt(form, lambda: form.said(lambda: opportunities.say_hopes(actor=request.actor, hopes=form.hopes)))
        if form.is_valid():
            return done(request, _after(request, Step.HOPES))
    return _show(request, Step.HOPES, {"form": form}, wrong=form.is_bound)


def _offers(request: Request) -> HttpResponse:
    form = OffersForm(opportunities.own_offers(request.actor), request.POST if sent(request) else None)
    if form.is_valid():
        attempt(form, lambda: form.said(lambda: opportunities.say_offers(actor=request.actor, offers=form.offers)))
        if form.is_valid():
            return done(request, _after(request, Step.OFFERS))
    return _show(request, Step.OFFERS, {"form": form}, wrong=form.is_bound)


def _first(request: Request) -> HttpResponse:
    """What suits them best, and quieter what else does; sent, it leads to the first page."""
    if sent(request):
        return done(request, "/")
    found = first_steps(request.actor)
    return _show(request, Step.FIRST, {"first": found[0], "further": found[1:3]})


_VIEWS: dict[str, Callable[[Request], HttpResponse]] = {
    Step.VALUES: _values,
    Step.INTERESTS: _interests,
    Step.GROUPS: _groups,
    Step.HOPES: _hopes,
    Step.OFFERS: _offers,
    Step.FIRST: _first,
}
