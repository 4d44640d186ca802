"""What the sign-in library wants to tell by mail, as messages of ours: it names templates, we post kinds."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop

from belong.doors.web.shared import addresses
from belong.ground.kernel.public import post
from belong.ground.people.public import Account

CHANGES = {
    "account/email/email_changed": gettext_noop("The address with which you sign in is another one now."),
    "account/email/password_changed": gettext_noop("There is a new password."),
    "account/email/password_reset": gettext_noop("There is a new password, chosen by a link in a mail."),
    "account/email/password_set": gettext_noop("There is a password now."),
    "mfa/email/recovery_codes_generated": gettext_noop("There are new recovery codes; those from before are void."),
    "mfa/email/totp_activated": gettext_noop("Signing in with the password takes two steps from now on."),
    "mfa/email/totp_deactivated": gettext_noop("Signing in with the password takes one step again."),
    "mfa/email/webauthn_added": gettext_noop("There is a further passkey."),
    "mfa/email/webauthn_removed": gettext_noop("A passkey was removed."),
    "socialaccount/email/account_connected": gettext_noop("There is a further way to sign in, by an outside account."),
    "socialaccount/email/account_disconnected": gettext_noop("An outside account signs in no more."),
}
"""What was changed, by the library's template about it: said in the language of the mail when it is written."""


def post_mail(template: str, email: str, context: dict[str, Any]) -> None:
    """Post what the library would send with `template`; one that nobody wrote words for is a mistake."""
    match template:
        case "account/email/email_confirmation" | "account/email/email_confirmation_signup":
            code = str(context["code"])
            path = addresses.with_query(reverse("account_email_verification_sent"), code=code)
            _post("service.address_code", email, {"code": code, "path": path})
        case "account/email/login_code":
            _post("service.sign_in_code", email, {"code": str(context["code"])})
        case "account/email/password_reset_key":
            _post("service.password_reset", email, {"path": context["password_reset_url"]})
        case "account/email/account_already_exists":
            _post("service.known_address", email, {})
        case "account/email/unknown_account":
            _post("service.unknown_address", email, {})
        case _:
            _post("service.account_changed", email, {"what": CHANGES[template]})


def _post(kind: str, email: str, parameters: dict[str, object]) -> None:
    """The same statements for an address with an account and for one without: nobody learns from the time it takes."""
    person = Account.objects.filter(email=email.lower()).values_list("person", flat=True).first()
    with transaction.atomic():
        post(kind=kind, address=email, parameters=parameters, person=person, language=(get_language() or "")[:2])
