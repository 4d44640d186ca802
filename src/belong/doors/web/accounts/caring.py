"""What is forgotten, told and looked after of signing in: the library's tables hang on the account alone."""

from collections.abc import Mapping

import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from belong.doors.web.accounts.half_way import forget_half_way
from belong.doors.web.accounts.listed import end_others
from belong.doors.web.accounts.outside import apps
from belong.doors.web.accounts.posting import post_mail
from belong.ground.kernel.public import NotFound, Verdict
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Account, names_of

TABLES = (
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialtoken",
    "usersessions_usersession",
)
SECONDS = 5


def forget(person: int) -> None:
    """Sign the person out everywhere and forget how they signed in, also where signing in was only begun."""
    accounts = _accounts(person)
    forget_half_way(accounts, names_of(person))
    for account in accounts:
        end_others(account, but=None)
        EmailAddress.objects.filter(user=account).delete()
        Authenticator.objects.filter(user=account).delete()
        SocialAccount.objects.filter(user=account).delete()


def take_second_step(email: str) -> bool:
    """For whoever lost their phone and their recovery codes: the password alone lets them in again. They are told.

    Says whether there was one. Raises `NotFound` where nobody signs in by this address.
    """
    account = Account.objects.filter(email=email.strip().lower()).first()
    if account is None:
        raise NotFound
    held = Authenticator.objects.filter(
        user=account, type__in=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    )
    with transaction.atomic():
        if not held.delete()[0]:
            return False
        post_mail("mfa/email/totp_deactivated", email, {})
    return True


def export(person: int) -> Mapping[str, object]:
    """How the person signs in, without what would let anybody else in."""
    ids = _accounts(person)
    keys = Authenticator.objects.filter(user__in=ids).order_by("pk")
    return {
        "addresses": list(EmailAddress.objects.filter(user__in=ids).order_by("pk").values("email", "verified")),
        "second_steps_and_passkeys": [
            {"kind": one.type, "name": one.data.get("name", ""), "made": one.created_at, "used": one.last_used_at}
            for one in keys
        ],
        "outside_accounts": list(
            SocialAccount.objects.filter(user__in=ids).order_by("pk").values("provider", "uid", "extra_data")
        ),
        "sessions": list(
            UserSession.objects.filter(user__in=ids)
            .order_by("pk")
            .values("created_at", "last_seen_at", "ip", "user_agent")
        ),
    }


def _accounts(person: int) -> list[int]:
    return list(Account.objects.filter(person__in=ids_of(person)).values_list("pk", flat=True))


def check_providers() -> Verdict:
    """Whether every provider that is named answers where it should."""
    silent = [app.name for app in apps() if (address := _described_at(app.settings)) and not _answers(address)]
    if silent:
        remedy = _("Look at their addresses in BELONG_SIGN_IN_PROVIDERS, and whether this machine may reach them.")
        return Verdict(
            False, _("no answer from %(list)s: nobody can sign in by them") % {"list": ", ".join(silent)}, remedy
        )
    names = [app.name for app in apps()]
    return Verdict(
        True,
        _("further ways to sign in: %(list)s") % {"list": ", ".join(names)}
        if names
        else _("no further ways to sign in"),
    )


def _described_at(given: dict[str, object]) -> str:
    """Where the provider describes itself; nothing where all of it was written into the settings."""
    if server := given.get("server_url"):
        found = str(server)
        return found if "/.well-known/" in found else f"{found}/.well-known/openid-configuration"
    idp = given.get("idp")
    return str(idp.get("metadata_url", "")) if isinstance(idp, dict) else ""


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=SECONDS).ok
    except requests.RequestException:
        return False
