"""How a group is set, for its leaders and hosts: its words, who reads it, its language, its end."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.doors.web.groups import forms
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.groups import public as rooms
from belong.ground.kernel.public import Decision


@form_view
@members_only
def settings(request: Request, slug: str) -> HttpResponse:
    """All that can be changed about a group; what it is called and what it is for is sent to this page itself."""
    card, may_remove = rooms.group(request.actor, slug), rooms.removal(request.actor, slug)
    if not sent(request):
        return _settings(request, card, may_remove, forms.DescriptionForm.of(card))
    form = forms.DescriptionForm(request.POST)
    if form.is_valid():
        attempt(form, lambda: rooms.describe_group(actor=request.actor, slug=slug, **form.cleaned_data))
    if not form.errors:
        return done(request, addresses.group_settings(slug), _("The group is described in these words now."))
    return _settings(request, card, may_remove, form)


def _settings(
    request: Request, card: rooms.GroupCard, may_remove: Decision, form: forms.DescriptionForm
) -> HttpResponse:
    context = {
        "group": card,
        "may_remove": may_remove,
        "form": form,
        "audience_form": forms.AudienceForm(initial={"audience": card.audience}),
        "language_form": forms.LanguageForm(now=card.language, initial={"language": card.language}),
        "section": "groups",
    }
    return page(request, "groups/settings.jinja", context, status=422 if form.errors else 200)


@require_POST
@members_only
def audience(request: Request, slug: str) -> HttpResponse:
    card = rooms.open_group(actor=request.actor, slug=slug, audience=request.POST.get("audience", ""))
    return done(request, addresses.group_settings(slug), str(forms.SAYS[card.audience]))


@require_POST
@members_only
def language(request: Request, slug: str) -> HttpResponse:
    rooms.choose_language(actor=request.actor, slug=slug, language=request.POST.get("language", ""))
    return done(request, addresses.group_settings(slug), _("Searches now take its words in this language."))


@require_POST
@members_only
def close(request: Request, slug: str) -> HttpResponse:
    rooms.close_group(actor=request.actor, slug=slug)
    return done(request, addresses.group(slug), _("The group is closed."))


@require_POST
@members_only
def reopen(request: Request, slug: str) -> HttpResponse:
    rooms.reopen_group(actor=request.actor, slug=slug)
    return done(request, addresses.group(slug), _("The group is open again."))


@form_view
@members_only
def remove(request: Request, slug: str) -> HttpResponse:
    """What would happen, before it does; where somebody wrote in it, why it cannot."""
    group, may = rooms.group(request.actor, slug), rooms.removal(request.actor, slug)
    if sent(request) and may:
        rooms.remove_group(actor=request.actor, slug=slug)
        return done(request, "/groups/", _("The group %(name)s is removed.") % {"name": group.name})
    context = {"group": group, "may": may, "section": "groups"}
    return page(request, "groups/remove.jinja", context, status=403 if sent(request) else 200)
