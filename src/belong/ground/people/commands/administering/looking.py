"""Beginning to look at the site as a member sees it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import Refused
from belong.ground.ledger.public import SeenAs, record
from belong.ground.people.actor import Actor
from belong.ground.people.administering.policies import may_look_as
from belong.ground.people.administering.standing import account_to_look_through
from belong.ground.people.commands.administering.keeping import What, keep_edit, reason_of
from belong.ground.people.commands.fetching import person_for

SIGNS_IN_NOWHERE = _("This person does not sign in here, so there is nothing that only they see.")


def look_as(*, actor: Actor, person: int, reason: str) -> int:
    """The actor begins to look as the person does; each time a fact, which the person finds among their own.

    Gives the account that is looked through. Every page asks `may_look_as` anew.
    """
    with transaction.atomic():
        found = person_for(actor, person)
        may_look_as(actor, found.pk).or_refuse()
        reason = reason_of(reason)
        account = account_to_look_through(found.pk)
        if account is None:
            raise Refused(SIGNS_IN_NOWHERE)
        about = f"people.person:{found.pk}"
        record(SeenAs(actor=actor.acting, counterpart=found.pk, about=about, recorded_by=actor.acting))
        keep_edit(found.pk, What.SEEN_AS, actor=actor, reason=reason)
    return account
