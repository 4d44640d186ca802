"""Saying that an entry of one's own record is not right."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from belong.care.moderation import public as moderation
from belong.doors.web.shared.facts import deeds
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound

LEDGER = "/me/ledger"
LONGEST = 2_000
MOST = 2**63


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What is not right about it?"),
        help_text=gettext_lazy("A host reads it, decides, and tells you what they found."),
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Please write something here."),
            "max_length": gettext_lazy("This text has %(show_value)d characters; %(limit_value)d are the most."),
        },
    )


@members_only
@form_view
def contest(request: Request, fact: int) -> HttpResponse:
    if fact >= MOST:
        raise NotFound
    entry = moderation.entry_for(request.actor, fact)
    waits = moderation.my_contested(request.actor, [fact]).get(fact)
    form = WordsForm(request.POST) if sent(request) else WordsForm()
    if sent(request) and form.is_valid():
        given = form.cleaned_data["words"]
        if attempt(form, lambda: moderation.contest_entry(actor=request.actor, fact=fact, words=given)):
            return done(request, LEDGER, _("A host looks at it. You are told by mail what they find."))
    return page(
        request,
        "mine/contest.jinja",
        {
            "form": form,
            "deed": deeds(request.actor, [entry], whole=True)[0],
            "fact": entry,
            "waits": waits if waits is not None and waits.state == "waiting" else None,
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
@members_only
def taken_back(request: Request, contested: UUID) -> HttpResponse:
    moderation.take_contest_back(actor=request.actor, contested=contested)
    return done(request, LEDGER, _("You no longer contest it."))
