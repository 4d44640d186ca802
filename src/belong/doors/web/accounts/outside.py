"""Signing in by somebody else's word: providers of OpenID Connect and SAML that the operator named."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from belong.doors.web.accounts.accepted import accept_kept, keep_accepted
from belong.doors.web.accounts.adapter import came_by, proved
from belong.doors.web.accounts.before import forget_who_was_before
from belong.doors.web.accounts.providers import TRUSTED
from belong.doors.web.shared.arriving import kept_way
from belong.doors.web.shared.http import page
from belong.doors.web.shared.languages import read_in
from belong.ground.kernel.public import community
from belong.ground.people.public import Account, open_account

FIELDS = ("provider_id", "name", "client_id", "secret", "settings")


@dataclass(frozen=True, slots=True)
class WayIn:
    """A provider that one can sign in with: what it is called, and where the button leads."""

    number: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Connection:
    """An outside account that signs somebody in."""

    number: int
    name: str
    known_as: str


def apps(provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
    """All providers, or those of a kind or with an id: from the settings, never from a table."""
    made = [
        SocialApp(provider=kind, **{name: one[name] for name in FIELDS if name in one})
        for kind, given in _given().items()
        for one in given["APPS"]
    ]
    return [
        app for app in made if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
    ]


def _given() -> dict[str, dict[str, list[dict[str, Any]]]]:
    return settings.SOCIALACCOUNT_PROVIDERS  # type: ignore[return-value]


def ways_in() -> list[WayIn]:
    return [WayIn(app.provider_id, app.name, _begins_at(app)) for app in apps()]


def _begins_at(app: SocialApp) -> str:
    if app.provider == "saml":
        return reverse("saml_login", kwargs={"organization_slug": app.client_id})
    return reverse("openid_connect_login", kwargs={"provider_id": app.provider_id})


def connections(account: int) -> list[Connection]:
    """What outside accounts sign this account in; one whose provider was taken away is called by its id."""
    names = {app.provider_id: app.name for app in apps()}
    return [
        Connection(one.pk, names.get(one.provider, one.provider), one.extra_data.get("email") or one.uid)
        for one in SocialAccount.objects.filter(user=account).order_by("pk")
    ]


class Outside(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Wired in by the setting `SOCIALACCOUNT_ADAPTER`."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> Any:
        return apps(provider, client_id)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Only whom the operator trusts may prove an address: it makes somebody the person who is known by it."""
        if not sociallogin.provider.app.settings[TRUSTED]:
            for one in sociallogin.email_addresses:
                one.verified = False
        elif sociallogin.is_existing and not sociallogin.account.pk:
            # found by the address alone: whoever signed up with it before may have been somebody else
            forget_who_was_before(sociallogin.user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Where the way in is closed, a provider's word opens no account either, but for who was invited or let in."""
        if not community().is_open and kept_way(request) is None:
            raise ImmediateHttpResponse(page(request, "accounts/sign_up_closed.jinja", {}))
        return True

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """One page for all that can go wrong on the way; somebody who turned back has their own."""
        if error != "cancelled":
            found = {"name": getattr(provider, "name", "")}
            raise ImmediateHttpResponse(page(request, "accounts/outside_failed.jinja", found, status=422))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Form | None = None) -> Account:
        """The person and their account; an address that the provider vouches for is proved in the same transaction."""
        email = form.cleaned_data["email"] if form else sociallogin.user.email
        with transaction.atomic():
            account = open_account(
                email=email,
                name=form.cleaned_data["name"] if form else told_name(sociallogin),
                must_prove=True,
                language=read_in(request),
            )
            keep_accepted(request, account, form.accepted if form else {})  # type: ignore[attr-defined]
            came_by(request, account)
            sociallogin.user = account
            sociallogin.save(request)
            if EmailAddress.objects.filter(user=account, email=account.email, verified=True).exists():
                proved(account.pk, account.email)
                account.must_prove = False
                accept_kept(request, account.pk)
        return account

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Without a name we ask for one."""
        return bool(told_name(sociallogin)) and bool(super().is_auto_signup_allowed(request, sociallogin))

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        return {"name": told_name(sociallogin), "email": sociallogin.user.email or ""}

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Account:
        """Of what the provider told we keep the name, until there is a person, and as whom they know them."""
        user: Account = super().populate_user(request, sociallogin, data)
        parts = [data.get("first_name") or "", data.get("last_name") or ""]
        name = (data.get("name") or " ".join(filter(None, parts))).strip()[:100]
        sociallogin.account.extra_data = {"name": name, "email": user.email}
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")


def told_name(sociallogin: SocialLogin) -> str:
    """What the provider calls the person, if it told."""
    return str(sociallogin.account.extra_data.get("name", ""))
