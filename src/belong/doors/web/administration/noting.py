"""Notes for hosts about a person."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.doors.web.administration.asking import record_address
from belong.doors.web.administration.forms import NoteForm
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, done, page, place
from belong.ground.people import public as people


@hosts_only
@form_view
def notes(request: Request, uid: UUID) -> HttpResponse:
    """All notes about a person, and the form for another."""
    card = people.record_of(request.actor, uid).card
    form = NoteForm(request.POST) if sent(request) else NoteForm.fresh()
    if sent(request) and form.is_valid():
        given = form.cleaned_data
        written = attempt(
            form,
            lambda: people.write_note(
                actor=request.actor, person=card.id, body=given["body"], request_key=str(given["request_key"])
            ),
        )
        if written is not None:
            return done(request, f"{record_address(card.uid)}#notes", _("The note is kept."))
    context = {
        "card": card,
        "form": form,
        "notes": people.notes_about(request.actor, card.id, place(request)),
        "own": request.actor.person == card.id,
    }
    return page(request, "administration/notes.jinja", context, status=422 if form.errors else 200)


@hosts_only
@require_POST
def take(request: Request, uid: UUID, note: UUID) -> HttpResponse:
    card = people.record_of(request.actor, uid).card
    people.take_note(actor=request.actor, person=card.id, note=note)
    return done(request, f"{record_address(card.uid)}#notes", _("The note is gone."))
