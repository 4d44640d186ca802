"""What somebody asked to have of their own."""

from django.utils.translation import gettext_lazy as _

from belong.reach.notifications.mail import Mail

MAILS = (
    Mail(
        kind="service.export_ready",
        title=_("Data that are ready"),
        subject=_("Your data at %(community)s are ready"),
        why=_("You get this because you asked for all that %(community)s keeps about you."),
        template="export_ready",
        parameters=("path",),
        service=True,
    ),
)
