"""What the library of passkeys and codes asks of Belong: names, and that nothing readable lies in the database."""

from base64 import urlsafe_b64encode
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.main import QRCode

from belong.doors.web.accounts.device import device
from belong.ground.kernel.public import community, keyed_hash
from belong.ground.people.public import Account, person_cards

UNREADABLE = _("What was kept for your second step cannot be read any more. Ask a host for help.")


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]
    """Wired in by the setting `MFA_ADAPTER`."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it has run out. Take the one that is shown now."),
        "cannot_generate_recovery_codes": _("Recovery codes come with the second step. Turn it on first."),
        "unreadable": UNREADABLE,
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Refused where it was kept under another key of the installation: an empty secret would be anybody's."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise self.validation_error("unreadable") from None

    def get_totp_issuer(self) -> str:
        return community().name

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        return device(context.request.headers.get("User-Agent", "")) or gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": community().name}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """No number of ours is in it beside the account's, which the passkey hands back."""
        made: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        who = person_cards([user.person_id])[user.person_id]
        return {**made, "display_name": who.name if who.named else user.email}


def _lock() -> Fernet:
    return Fernet(urlsafe_b64encode(keyed_hash("", purpose="accounts.second_step")))


def qr_path(text: str) -> tuple[int, str]:
    """A QR code of `text`: how many squares wide it is, its border included, and the path of its dark ones."""
    code = QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), "".join(squares)
