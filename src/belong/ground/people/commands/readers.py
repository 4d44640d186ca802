from django.db import transaction

from belong.ground.kernel.public import Refused
from belong.ground.ledger.public import standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.commands.fetching import invalid_as, lock_identities
from belong.ground.people.commands.identities import attach
from belong.ground.people.models import MAIL, Identity, Person
from belong.ground.people.policies import HOSTS_ONLY


def know_reader(*, actor: Actor, email: str) -> PersonCard:
    """Whoever showed that they read mail at `email`: the person who is known by it, else a new one without a name.

    The house itself says so after a confirmation, or a host. They have joined nothing by it.
    """
    if not actor.is_host:
        raise Refused(HOSTS_ONLY)
    with invalid_as("email"):
        address = checks.mail_address(email)
    with transaction.atomic():
        lock_identities()
        known = Identity.objects.select_related("person").filter(
            standing_rows("batch"), standing_rows("person__batch"), source=MAIL, key=address
        )
        found = known.first()
        person = found.person if found is not None else Person.objects.create()
        attach(person, MAIL, address, actor=actor, verified=True)
    return card_of(person)
