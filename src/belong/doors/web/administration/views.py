"""The record of a person: what hosts keep of them, and who changed what."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from belong.doors.web.administration.forms import NoteForm
from belong.doors.web.administration.words import CHANGED, value_said
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, page, place
from belong.doors.web.shared.known import known_as
from belong.doors.web.shared.roles import role_said
from belong.ground.people import public as people

FEW = 5
SAID = {"changed": CHANGED, "known_as": known_as, "role_said": role_said, "value_said": value_said}


@hosts_only
@require_safe
def record(request: Request, uid: UUID) -> HttpResponse:
    found = people.record_of(request.actor, uid)
    return page(
        request,
        "administration/record.jinja",
        {
            **SAID,
            "record": found,
            "card": found.card,
            "own": request.actor.person == found.card.id,
            "notes": people.notes_about(request.actor, found.card.id, limit=FEW),
            "edits": people.edits_of(request.actor, found.card.id, limit=FEW),
            "form": NoteForm.fresh(),
        },
    )


@hosts_only
@require_safe
def history(request: Request, uid: UUID) -> HttpResponse:
    card = people.record_of(request.actor, uid).card
    edits = people.edits_of(request.actor, card.id, place(request))
    return page(request, "administration/history.jinja", {**SAID, "card": card, "edits": edits})
