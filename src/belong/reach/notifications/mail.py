"""A kind of mail, as data: when it is sent is the room's business that posts it, how it reads is told here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One kind of mail.

    `title` names the kind in the hosts' list of mails. `subject` may hold `%(name)s` of the parameters and of
    `community`. `why` says in a sentence why the reader gets it: it stands at the end of every mail. `template` names
    `templates/mail/<template>.txt.jinja` and `.html.jinja`. `parameters` are the names that every message brings.
    `service`: a code or a confirmation, which needs no permission; any other mail has the `purpose` of its permission.
    `secret`: it lets its reader in; nobody but the reader and owners see it, and it is forgotten when it has left.
    `useful_for`: after this time it is not sent any more.
    """

    kind: str
    subject: str | Promise
    why: str | Promise
    template: str
    title: str | Promise = ""
    parameters: Collection[str] = ()
    service: bool = False
    purpose: str = ""
    secret: bool = False
    useful_for: timedelta | None = None
