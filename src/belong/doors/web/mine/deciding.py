"""Hosts decide on what members contest of their record."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from belong.care.moderation import public as moderation
from belong.doors.web.shared.facts import deeds
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, done, page, place

CONTESTED = "/contested"
LONGEST = 2_000


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("What do you say to the person who asked?"),
        help_text=gettext_lazy("It is sent to them by mail. Needed where the entry stands."),
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": gettext_lazy("This text has %(show_value)d characters; %(limit_value)d are the most.")
        },
    )


@hosts_only
@require_safe
def contested(request: Request) -> HttpResponse:
    found = moderation.contested_entries(request.actor, place(request))
    said = deeds(request.actor, [one.fact for one in found.items])
    return page(request, "mine/contested.jinja", {"page": found, "entries": list(zip(found.items, said, strict=True))})


@form_view
@hosts_only
def decided(request: Request, entry: UUID) -> HttpResponse:
    card = moderation.contested_entry(request.actor, entry)
    form = AnswerForm(request.POST) if sent(request) else AnswerForm()
    if sent(request) and form.is_valid() and attempt(form, lambda: _decide(request, entry, form)):
        return done(request, CONTESTED, _("It is decided, and the person is told."))
    return page(
        request,
        "mine/decide.jinja",
        {"card": card, "deed": deeds(request.actor, [card.fact])[0], "form": form},
        status=422 if form.is_bound else 200,
    )


def _decide(request: Request, entry: UUID, form: forms.Form) -> bool:
    answer = form.cleaned_data["answer"]
    if request.POST.get("decision") == "withdraw":
        moderation.withdraw_entry(actor=request.actor, contested=entry, answer=answer)
    else:
        moderation.explain_entry(actor=request.actor, contested=entry, answer=answer)
    return True
