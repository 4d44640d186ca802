"""The face of notifications: what mails there are, how each reads, and the mailbox of the house."""

from belong.reach.notifications.cards import MailCard, MailDetail
from belong.reach.notifications.commands import free_mail_address, hold_mail_back, send_mail_again
from belong.reach.notifications.mail import Mail
from belong.reach.notifications.mails import MAILS
from belong.reach.notifications.queries import STATES, mail, mailbox, mailbox_counts

__all__ = [
    "MAILS",
    "STATES",
    "Mail",
    "MailCard",
    "MailDetail",
    "free_mail_address",
    "hold_mail_back",
    "mail",
    "mailbox",
    "mailbox_counts",
    "send_mail_again",
]
