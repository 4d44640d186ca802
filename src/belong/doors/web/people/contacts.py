"""Recording a contact moment with a person, and taking one back: hosts."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from belong.doors.web.people.forms import ContactForm, TakeBackForm
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import CreatingForm, attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.moments import CHANNELS, said
from belong.ground.kernel.public import NotFound
from belong.ground.people import public as people
from belong.ground.touches import public as touches


@hosts_only
@form_view
def record(request: Request, uid: UUID) -> HttpResponse:
    card = people.person(request.actor, uid).card
    if card.id == request.actor.person:
        raise NotFound
    if not sent(request):
        return page(request, "people/contact.jinja", {"card": card, "form": _fresh(request)})
    form = ContactForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        kept = attempt(
            form,
            lambda: touches.record_touch(
                actor=request.actor,
                persons=[card.id],
                channel=given["channel"],
                direction=given["direction"],
                turf=given["turf"],
                purpose=given["purpose"],
                note=given["note"],
                at=form.at,
                request_key=str(given["request_key"]),
            ),
        )
        if kept is not None:
            return done(request, f"{addresses.person(card.uid)}#river", _("Kept. It stands in the river below."))
    return page(request, "people/contact.jinja", {"card": card, "form": form}, status=422)


def _fresh(request: Request) -> CreatingForm:
    """For greeting a newcomer (`for=welcome`), what it was for is filled in."""
    return ContactForm.fresh(**({"purpose": "welcome"} if request.GET.get("for") == "welcome" else {}))


@hosts_only
@form_view
def take_back(request: Request, uid: UUID, contact: UUID) -> HttpResponse:
    card = people.person(request.actor, uid).card
    moment = touches.touch(request.actor, contact)
    if card.id not in {person.id for person in moment.persons}:
        raise NotFound
    form = TakeBackForm(request.POST) if sent(request) else TakeBackForm()
    if sent(request) and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(form, lambda: touches.withdraw_touch(actor=request.actor, uid=contact, reason=reason))
        if not form.errors:
            return done(request, f"{addresses.person(card.uid)}#river", _("Taken back. It counts nowhere any more."))
    return page(
        request,
        "people/take_back.jinja",
        {"card": card, "moment": moment, "how": said(CHANNELS, moment.channel), "form": form},
        status=422 if form.errors else 200,
    )
