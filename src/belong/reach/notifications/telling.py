"""What a mail tells of, as its reader may see it now: looked up when it is written, so no message keeps a copy."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import Card, Outgoing, cards
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Account, person_cards
from belong.reach.notifications.mail import Mail


def account_of(person: int) -> Account | None:
    """By which the person signs in, under whichever of their ids; None where they do not, or did not prove it yet."""
    return Account.objects.filter(person__in=ids_of(person), is_active=True, must_prove=False).order_by("pk").first()


def told(mail: Mail, outgoing: Outgoing) -> Card | None:
    """What the mail tells of; None where it was deleted meanwhile, or its reader may not see it any more."""
    if outgoing.person is None:
        return None
    account = account_of(outgoing.person)
    about = str(outgoing.parameters[mail.tells_of])
    return cards(actor_for(account.pk), [about]).get(about) if account is not None else None


def words_of(mail: Mail, outgoing: Outgoing) -> Mapping[str, str]:
    """For subject and templates: who did it, what it is called, where it is and how it begins."""
    if not mail.tells_of:
        return {}
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
    return found.name if found is not None and found.name else _("Somebody")
