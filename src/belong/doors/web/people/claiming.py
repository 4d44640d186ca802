"""Claiming a history: asked by somebody with an account, decided by a host. The claimant is shown nobody."""

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.people.merging import LONGEST_NAME, SIDES
from belong.doors.web.shared.forms import attempt, line_field, sent
from belong.doors.web.shared.guards import form_view, hosts_only, members_only
from belong.doors.web.shared.http import Request, done, page, place
from belong.ground.kernel.public import NotFound
from belong.ground.people import public as people

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 2_000


def words_field(label: "StrOrPromise", help_text: "StrOrPromise" = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Please write something here."),
            "max_length": gettext_lazy("This text has %(show_value)d characters; %(limit_value)d are the most."),
        },
    )


class ClaimForm(forms.Form):
    place = line_field(
        gettext_lazy("Where was it?"),
        gettext_lazy("The forum, mailing list or list of members that you wrote in or stood on."),
        max_length=200,
    )
    called = line_field(
        gettext_lazy("What were you called there?"),
        gettext_lazy("A name, a handle or an address that you used then."),
        max_length=200,
    )
    reason = words_field(
        gettext_lazy("How can a host tell that it is you?"),
        gettext_lazy("Something that you wrote there, somebody who knows you, since when you were there."),
    )


class AnswerForm(forms.Form):
    answer = words_field(
        gettext_lazy("What do you say to the person who asked?"),
        gettext_lazy("It is sent to them by mail. Needed where you say no."),
        required=False,
    )


@members_only
@form_view
def claim(request: Request) -> HttpResponse:
    """What was claimed, and the form of a further claim while none waits."""
    mine = people.my_claims(request.actor)
    waits = any(one.state == "waiting" for one in mine)
    form = ClaimForm(request.POST) if sent(request) else ClaimForm()
    if sent(request) and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: people.claim_history(actor=request.actor, **given)):
            return done(request, "/claim", _("A host looks at it. You are told by mail what they find."))
    return page(
        request,
        "people/claim.jinja",
        {"form": form, "mine": mine, "waits": waits},
        status=422 if form.is_bound else 200,
    )


@require_POST
@members_only
def taken_back(request: Request, claim: UUID) -> HttpResponse:
    people.take_claim_back(actor=request.actor, claim=claim)
    return done(request, "/claim", _("You no longer ask for it."))


@hosts_only
@require_safe
def claims(request: Request) -> HttpResponse:
    return page(request, "people/claims.jinja", {"page": people.claims(request.actor, place(request))})


@form_view
@hosts_only
def decided(request: Request, claim: UUID) -> HttpResponse:
    """A claim, a search for whom it means, both sides of whoever was chosen (`person`), and the decision."""
    card = people.claim_card(request.actor, claim)
    name = request.GET.get("q", card.called).strip()[:LONGEST_NAME]
    chosen = _uuid(request.GET.get("person", ""))
    both = people.compare(request.actor, card.person.uid, chosen) if chosen else None
    form = AnswerForm(request.POST) if sent(request) else AnswerForm()
    if sent(request) and form.is_valid() and attempt(form, lambda: _decide(request, card, both, form)):
        return done(request, "/people/claims", _("It is decided, and the person is told."))
    found = [] if both else people.persons_called(request.actor, name)
    return page(
        request,
        "people/decide.jinja",
        {
            "claim": card,
            "q": name,
            "found": [one for one in found if one.id != card.person.id],
            "both": both,
            "form": form,
            **SIDES,
        },
        status=422 if form.is_bound else 200,
    )


def _decide(request: Request, card: people.ClaimCard, both: people.Comparison | None, form: forms.Form) -> bool:
    answer = form.cleaned_data["answer"]
    if request.POST.get("is_theirs") == "yes" and both is not None:
        fields = [one.key for one in both.fields if request.POST.get(one.key) == "other"]
        people.grant_claim(
            actor=request.actor, claim=card.uid, person=both.other.person.id, fields=fields, answer=answer
        )
    else:
        people.refuse_claim(actor=request.actor, claim=card.uid, answer=answer)
    return True


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
