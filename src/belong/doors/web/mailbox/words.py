"""What the mailbox says of a mail."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "waiting": _("It waits to be sent."),
    "sending": _("It is being sent."),
    "sent": _("It has left."),
    "failed": _("It could not be sent."),
    "stopped": _("It is not sent."),
}

TABS = {"": _("All"), "waiting": _("Waiting"), "failed": _("Not sent"), "sent": _("Sent")}
