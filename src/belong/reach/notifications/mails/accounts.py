"""What the owner of an address hears when somebody tries it at the door."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from belong.reach.notifications.mail import Mail

MAILS = (
    Mail(
        kind="service.unknown_address",
        title=_("There is no such account"),
        subject=_("There is no account with this address at %(community)s"),
        why=_("You get this because somebody wanted to sign in with this address, which has no account."),
        template="unknown_address",
        service=True,
        useful_for=timedelta(days=1),
    ),
)
