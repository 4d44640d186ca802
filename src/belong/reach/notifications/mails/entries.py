"""What somebody hears of an entry of their record that they contested."""

from django.utils.translation import gettext_lazy as _

from belong.reach.notifications.mail import Mail

MAILS = (
    Mail(
        kind="service.entry_decided",
        title=_("An answer about an entry"),
        subject=_("About your record at %(community)s"),
        why=_("You get this because you said that an entry of your record is not right."),
        template="entry_decided",
        parameters=("withdrawn", "answer"),
        service=True,
    ),
)
