"""The face of notifications: what mails there are, and how each reads."""

from belong.reach.notifications.mail import Mail
from belong.reach.notifications.mails import MAILS

__all__ = ["MAILS", "Mail"]
