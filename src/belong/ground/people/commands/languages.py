from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Refused
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.administering.policies import LOOKING_ONLY
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.commands.merging.choosing import show_own
from belong.ground.people.relations import LANGUAGE


def choose_language(*, actor: Actor, language: str) -> None:
    """Pages and mails speak this language (ISO 639-1) to the actor from now on; empty: as their browser asks.

    It is kept with the record of the account that chose, and stays with it should records be parted.
    """
    if actor.acting is None:
        raise Refused(_("Sign in to have your language kept."))
    if actor.seen_by is not None:
        raise Refused(LOOKING_ONLY)
    with invalid_as(LANGUAGE):
        language = checks.language(language)
    with transaction.atomic():
        found = person_for(actor, actor.acting)
        if found.language != language:
            found.language = language
            found.save(update_fields=["language"])
        show_own(found.pk, LANGUAGE)
