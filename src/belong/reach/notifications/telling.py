"""What a mail tells of, as its reader may see it now: looked up when it is written, so no message keeps a copy."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import Card, Outgoing, cards
from belong.ground.people.public import account_of, person_cards
from belong.reach.notifications.mail import Mail


def told(mail: Mail, outgoing: Outgoing) -> Card | None:
    """What the mail tells of; None where it was deleted meanwhile, or its reader may not see it any more."""
    if outgoing.person is None:
        return None
    account = account_of(outgoing.person)
    about = str(outgoing.parameters[mail.tells_of])
    return cards(actor_for(account.pk), [about]).get(about) if account is not None else None


def words_of(mail: Mail, outgoing: Outgoing) -> Mapping[str, str]:
    """For subject and templates: who did it, what it is called, where it is and how it begins. Nobody need have a
    name."""
    if not mail.tells_of:
        return {"from_name": _("Somebody")} if outgoing.parameters.get("from_name") == "" else {}
    card = told(mail, outgoing)
    return {
        "from_name": _name_of(outgoing) if card is not None else _("Somebody"),
        "title": card.title if card is not None else _("it is not there any more"),
        "path": card.url if card is not None else "/",
        "excerpt": card.excerpt if card is not None else "",
    }


def _name_of(outgoing: Outgoing) -> str:
    who = outgoing.parameters["who"]
    found = person_cards([who]).get(who) if isinstance(who, int) else None
    return found.name if found is not None and found.named else _("Somebody")
