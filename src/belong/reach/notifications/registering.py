"""Telling the kernel and the gate of every kind of mail."""

from functools import partial

from belong.ground.kernel.public import Decision, Outgoing, no, now, register_mail
from belong.reach.gate.public import may_send, register_terms
from belong.reach.notifications.mail import Mail
from belong.reach.notifications.mails import MAILS
from belong.reach.notifications.telling import told
from belong.reach.notifications.writing import written

TOO_OLD = "It was of use for a short time only, and that is over."
NOT_THERE = "What it tells of is not there any more, or not for its reader."


def register_all() -> None:
    for mail in MAILS:
        register_terms(mail.kind, mail.terms)
        register_mail(
            mail.kind, partial(written, mail), partial(allowed, mail), parameters=mail.parameters, secret=mail.secret
        )


def allowed(mail: Mail, outgoing: Outgoing) -> Decision:
    """What the gate says now, not when the mail was posted: a permission may have been withdrawn since."""
    at = now()
    if mail.useful_for is not None and at - outgoing.made_at > mail.useful_for:
        return no(TOO_OLD)
    may = may_send(outgoing.kind, outgoing.person, outgoing.address, at)
    if may and mail.tells_of and told(mail, outgoing) is None:
        return no(NOT_THERE)
    return may
