"""What the mailbox says of a mail."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import Told

STATES = {
    "waiting": _("It waits to be sent."),
    "sending": _("It is being sent."),
    "sent": _("It has left."),
    "failed": _("It could not be sent."),
    "stopped": _("It is not sent."),
}

TABS = {"": _("All"), "waiting": _("Waiting"), "failed": _("Not sent"), "sent": _("Sent")}

ACTS = {
    "again": _("had it sent again"),
    "held": _("held it back"),
    "freed": _("had this address written to again"),
}
"""What a host did with a mail."""

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
    "The reader wants no mails of this kind.": _("The reader wants no mails of this kind."),
    "The reader's account was closed.": _("The reader's account was closed."),
    "Whoever it was for is not known here any more.": _("Whoever it was for is not known here any more."),
    "What it tells of is not there any more, or not for its reader.": _(
        "What it tells of is not there any more, or not for its reader."
    ),
    "The reader got as many mails today as one person gets in a day: it goes tomorrow.": _(
        "The reader got as many mails today as one person gets in a day: it goes tomorrow."
    ),
    "The reader got as many mails of this kind today as one person gets in a day: it goes tomorrow.": _(
        "The reader got as many mails of this kind today as one person gets in a day: it goes tomorrow."
    ),
    "It named somebody who has left; its words were forgotten.": _(
        "It named somebody who has left; its words were forgotten."
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
    if isinstance(says, Told):
        return says
    return _t("The server said: %(says)s") % {"says": says} if says else ""
