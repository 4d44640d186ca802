"""What stands between a good password and being signed in."""

from typing import Any

from allauth.account.stages import EmailVerificationStage
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest


class ProveAddress(EmailVerificationStage):  # type: ignore[misc]
    """Asked of those who signed up by themselves and have not shown yet that they read mail at their address.

    Accounts from before, and those that hosts and the command line open, go on without.
    """

    def handle(self) -> Any:
        holder = self.login.user
        if holder is not None and not holder.must_prove:
            return None, True
        return super().handle()


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """Asked of those who want two steps: a passkey alone is another way in and makes the password no harder to use."""

    def _should_handle(self, request: HttpRequest) -> bool:
        holder = self.login.user
        if holder is None or did_use_passwordless_login(request, holder):
            return False
        return bool(is_mfa_enabled(holder, [Authenticator.Type.TOTP]))
