"""Codes and links that let somebody in, and what their owner should know about their account."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from belong.reach.notifications.mail import Mail

MAILS = (
    Mail(
        kind="service.address_code",
        title=_("A code that proves an address"),
        subject=_("%(code)s is your code for %(community)s"),
        why=_("You get this because somebody typed this address at %(community)s."),
        template="address_code",
        parameters=("code", "path"),
        service=True,
        secret=True,
        useful_for=timedelta(hours=1),
    ),
    Mail(
        kind="service.sign_in_code",
        title=_("A code to sign in"),
        subject=_("%(code)s signs you in to %(community)s"),
        why=_("You get this because somebody asked for a code to sign in with this address."),
        template="sign_in_code",
        parameters=("code",),
        service=True,
        secret=True,
        useful_for=timedelta(hours=1),
    ),
    Mail(
        kind="service.password_reset",
        title=_("A link to a new password"),
        subject=_("Choose a new password for %(community)s"),
        why=_("You get this because somebody said that they forgot the password of this address."),
        template="password_reset",
        parameters=("path",),
        service=True,
        secret=True,
        useful_for=timedelta(days=1),
    ),
    Mail(
        kind="service.known_address",
        title=_("There is an account already"),
        subject=_("You have an account at %(community)s already"),
        why=_("You get this because somebody wanted to open an account with this address, which has one."),
        template="known_address",
        service=True,
        useful_for=timedelta(days=1),
    ),
    Mail(
        kind="service.account_changed",
        title=_("A change of an account"),
        subject=_("Your account at %(community)s was changed"),
        why=_("You get this because it is your account: a change that you did not make should not stay unseen."),
        template="account_changed",
        parameters=("what",),
        service=True,
    ),
)
