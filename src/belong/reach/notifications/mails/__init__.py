"""All kinds of mail: every file in this folder lists its own in `MAILS`."""

from importlib import import_module
from pkgutil import iter_modules

from belong.reach.notifications.mail import Mail

MAILS: tuple[Mail, ...] = tuple(
    mail for found in iter_modules(__path__) for mail in import_module(f"{__name__}.{found.name}").MAILS
)
