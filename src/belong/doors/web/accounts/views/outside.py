"""Signing in by somebody else's word: there and back again."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount import views as library
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.socialaccount.providers.saml import views as saml
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from onelogin.saml2.errors import OneLogin_Saml2_Error
from requests import RequestException

from belong.doors.web.accounts.adapter import SAID
from belong.doors.web.accounts.forms.entering import OutsideSignUpForm
from belong.doors.web.accounts.outside import apps
from belong.doors.web.accounts.views.pages import OurPage
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.ground.kernel.public import Invalid, NotFound

logger = logging.getLogger(__name__)
NO_ANSWER = (RequestException, OneLogin_Saml2_Error, OSError)
"""What the libraries raise where a provider cannot be reached or describes itself wrongly."""


def reached(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A provider that does not answer is said so, and leaves the other ways."""

    @wraps(view)
    def tried(request: HttpRequest, **given: str) -> HttpResponseBase:
        try:
            return view(request, **given)
        except NO_ANSWER:
            logger.warning("the provider %s does not answer", next(iter(given.values())), exc_info=True)
            return page(request, "accounts/outside_silent.jinja", {}, status=503)

    return tried


@never_cache
@require_POST
@reached
def openid_begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    return _leave(request, _app("openid_connect", provider_id), openid.login(request, provider_id))


@never_cache
@require_safe
@reached
def openid_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    _app("openid_connect", provider_id)
    answer: HttpResponseBase = openid.callback(request, provider_id)
    return answer


@never_cache
@require_POST
@reached
def saml_begin(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    return _leave(request, _app("saml", organization_slug), saml.login(request, organization_slug=organization_slug))


@csrf_exempt
@never_cache
@require_POST
def saml_back(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    """Where the provider's own page sends its answer; what is in it is signed, and looked at in the next step."""
    _app("saml", organization_slug)
    answer: HttpResponseBase = saml.acs(request, organization_slug=organization_slug)
    return answer


@never_cache
@require_safe
@reached
def saml_finish(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    _app("saml", organization_slug)
    answer: HttpResponseBase = saml.finish_acs(request, organization_slug=organization_slug)
    return answer


@never_cache
@require_safe
@reached
def saml_metadata(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    """What the provider has to know of us."""
    _app("saml", organization_slug)
    answer: HttpResponseBase = saml.metadata(request, organization_slug=organization_slug)
    return answer


@require_safe
def saml_leave(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Signing out takes a button: nobody is signed out from elsewhere."""
    _app("saml", organization_slug)
    return SeeOther("/sign-out")


def _app(kind: str, number: str) -> SocialApp:
    """The provider, or there is no such page."""
    found = [app for app in apps(kind) if app.provider_id == number]
    if not found:
        raise NotFound
    return found[0]


def _leave(request: HttpRequest, app: SocialApp, answer: HttpResponseBase) -> HttpResponseBase:
    """A form may lead to our own pages only (the content policy), so a page of ours leads on to the provider."""
    if not isinstance(answer, HttpResponseRedirectBase) or answer.url.startswith("/"):
        return answer
    return page(request, "accounts/leaving.jinja", {"name": app.name, "leads_to": answer.url})


class OutsideSignUp(OurPage, library.SignupView):  # type: ignore[misc]
    template_name = "accounts/outside_sign_up.jinja"
    template_name_signup_closed = "accounts/sign_up_closed.jinja"
    form_class = OutsideSignUpForm

    def get_authenticated_redirect_url(self) -> str:
        return "/account/signing-in"

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except Invalid:
            return self.form_invalid(form)
        return answer


class Cancelled(OurPage, library.LoginCancelledView):  # type: ignore[misc]
    template_name = "accounts/outside_cancelled.jinja"


@never_cache
@require_POST
@members_only
def disconnect(request: Request, number: int) -> HttpResponse:
    """An outside account signs in no more; nobody is locked out by it: a code by mail always lets its owner in."""
    raise_if_reauthentication_required(request, app="allauth.socialaccount")
    if not SocialAccount.objects.filter(pk=number, user=request.actor.account).delete()[0]:
        raise NotFound
    get_adapter().send_notification_mail("socialaccount/email/account_disconnected", request.user)
    return done(request, "/account/signing-in", str(SAID["socialaccount/messages/account_disconnected.txt"]))
