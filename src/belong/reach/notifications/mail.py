"""A kind of mail, as data: when it is sent is the room's business that posts it, how it reads is told here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

from belong.reach.gate.public import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One kind of mail.

    `title` names the kind in the hosts' list of mails. `subject` may hold `%(name)s` of the parameters and of
    `community`. `why` says in a sentence why the reader gets it: it stands at the end of every mail. `template` names
    `templates/mail/<template>.txt.jinja` and `.html.jinja`. `parameters` are the names that every message brings.
    `service`: a code or a confirmation, which needs no permission; any other mail has the `purpose` of its permission.
    `secret`: it lets its reader in; nobody but the reader and owners see it, and it is forgotten when it has left.
    `useful_for`: after this time it is not sent any more. `tells_of`: the parameter that holds the ref of what it
    tells of; what its reader may not see any more by then (it was deleted, they left the group) is not told.
    What is no service is `offered` to members: these words follow "I want a mail when". `most_a_day` of it go to one
    person.
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
    tells_of: str = ""
    offered: str | Promise = ""
    most_a_day: int | None = None

    @property
    def terms(self) -> Terms:
        """What it needs before it may go."""
        return Terms(
            service=self.service,
            purpose=self.purpose,
            most_a_day=self.most_a_day,
            lets_in=self.service and self.secret,
        )
