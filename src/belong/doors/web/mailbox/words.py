"""What the mailbox says of a mail."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

STATES = {
    "waiting": _("It waits to be sent."),
    "sending": _("It is being sent."),
    "sent": _("It has left."),
    "failed": _("It could not be sent."),
    "stopped": _("It is not sent."),
}

TABS = {"": _("All"), "waiting": _("Waiting"), "failed": _("Not sent"), "sent": _("Sent")}

REASONS = {
    "refused": _("A server said that nobody is at this address."),
    "bounced": _("A mail to this address came back."),
    "complained": _("Its reader took a mail of ours for spam."),
    "Nothing is sent to this address any more.": _("Nothing is sent to this address any more."),
    "The reader gave no permission for this.": _("The reader gave no permission for this."),
    "It was of use for a short time only, and that is over.": _(
        "It was of use for a short time only, and that is over."
    ),
    "Nobody is known at this address, so nobody can have allowed this.": _(
        "Nobody is known at this address, so nobody can have allowed this."
    ),
    "Whoever reads there asked for no mails.": _("Whoever reads there asked for no mails."),
    "A host held it back.": _("A host held it back."),
    "The worker that was sending it ended.": _("The worker that was sending it ended."),
}
"""Why a mail did not leave, where that is for us to say; else it is in a server's words."""


def reason(says: str) -> str:
    """Why it did not leave, for hosts: our reasons in their language, others as they came."""
    known = REASONS.get(says)
    if known is not None:
        return str(known)
    return _t("The server said: %(says)s") % {"says": says} if says else ""
