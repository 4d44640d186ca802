"""My data: taking them with me, having them put right, and going for good."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import logout
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.shared.forms import CHOOSE, line_field, sent
from belong.doors.web.shared.guards import for_everybody, form_view, members_only
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.doors.web.shared.proof import just_proved
from belong.ground.kernel.public import Refused, cards, community
from belong.ground.people import public as people

DATA = "/me/data"
MOST_SHOWN = 200
KEEP, DELETE = "keep", "delete"


@members_only
@require_safe
def data(request: Request) -> HttpResponse:
    exports = people.my_exports(request.actor)
    return page(
        request, "mine/data.jinja", {"exports": exports, "being_made": any(one.ready_at is None for one in exports)}
    )


@require_POST
@members_only
def asked(request: Request) -> HttpResponse:
    people.ask_export(actor=request.actor)
    return done(request, DATA, _("Your data are being put together. You get a mail when they are ready."))


@members_only
@require_safe
def fetched(request: Request, export: UUID) -> FileResponse:
    """The archive, for nobody else."""
    file = people.export_file(request.actor, export)
    response = FileResponse(file, as_attachment=True, filename="my-data.zip", content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


class EraseForm(forms.Form):
    texts = forms.ChoiceField(
        label=gettext_lazy("What becomes of what you wrote?"),
        choices=[
            (KEEP, gettext_lazy("It stays for those who read it, as written by a former member")),
            (DELETE, gettext_lazy("It goes: every text is emptied")),
        ],
        error_messages=CHOOSE,
    )
    address = line_field(
        gettext_lazy("Your e-mail address"),
        gettext_lazy("Type the address that you sign in with, so that nobody goes by mistake."),
    )

    def __init__(self, email: str, rule: str, *given: Any) -> None:
        super().__init__(*given)
        self.email = email
        if rule in (KEEP, DELETE):
            del self.fields["texts"]

    def clean_address(self) -> str:
        if self.cleaned_data["address"].strip().lower() != self.email:
            raise forms.ValidationError(_("This is not the address that you sign in with."))
        return self.email


@members_only
@form_view
@just_proved
def erase(request: Request) -> HttpResponse:
    """For good and at once. Whoever has just gone reads on a page of their own what became of it."""
    rule = people.erasing_rule()
    email = request.user.email  # type: ignore[union-attr]
    form = EraseForm(email, rule, request.POST) if sent(request) else EraseForm(email, rule)
    if sent(request) and form.is_valid():
        try:
            return _go(request, keeps=form.cleaned_data.get("texts", rule) == KEEP)
        except Refused as no:
            form.add_error(None, no.reason)
    return page(request, "mine/erase.jinja", {"form": form, "rule": rule}, status=422 if form.is_bound else 200)


def _go(request: Request, *, keeps: bool) -> HttpResponse:
    going = people.begin_erasure(actor=request.actor, person=request.actor.person or 0, keeps=keeps)
    logout(request)
    people.forget_step_by_step(going)
    return SeeOther(f"/gone/{going}")


@for_everybody
@require_safe
def gone(request: Request, erasure: UUID) -> HttpResponse:
    """What became of a going, and where others still name who went. Its address is told to them alone."""
    card = people.erasure(erasure)
    shown = list(cards(request.actor, card.found[:MOST_SHOWN]).values())
    return page(
        request,
        "mine/gone.jinja",
        {"going": card, "shown": shown, "hidden": len(card.found) - len(shown), "name": community().name},
    )
