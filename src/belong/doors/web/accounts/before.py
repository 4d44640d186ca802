"""Whoever signs up with an address may be another one than who reads mail there, and may prepare ways in for later."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from belong.ground.people.public import Account


def forget_who_was_before(account: Account) -> None:
    """Void the ways in that were added before the address was proved. Call it before it is proved by somebody who did
    not need them; an account whose address is proved loses nothing."""
    if account.must_prove:
        Authenticator.objects.filter(user=account).delete()
        SocialAccount.objects.filter(user=account).delete()
