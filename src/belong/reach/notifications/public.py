"""The face of notifications: what mails there are, how each reads, and the mailbox of the house."""

from belong.reach.notifications.cards import ChosenCard, HandledCard, MailCard, MailDetail, OfferedCard
from belong.reach.notifications.commands import free_mail_address, hold_mail_back, send_mail_again
from belong.reach.notifications.mail import Mail
from belong.reach.notifications.mails import MAILS
from belong.reach.notifications.queries import (
    STATES,
    kind_title,
    mail,
    mailbox,
    mailbox_counts,
    my_mail_history,
    my_mails,
    offered,
)

__all__ = [
    "MAILS",
    "STATES",
    "ChosenCard",
    "HandledCard",
    "Mail",
    "MailCard",
    "MailDetail",
    "OfferedCard",
    "free_mail_address",
    "hold_mail_back",
    "kind_title",
    "mail",
    "mailbox",
    "mailbox_counts",
    "my_mail_history",
    "my_mails",
    "offered",
    "send_mail_again",
]
