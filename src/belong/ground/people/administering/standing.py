"""What stands in the way of a change, and by which account somebody signs in."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from belong.ground.ledger.public import Batch
from belong.ground.people.models import MAIL, Identity
from belong.ground.people.signing import account_of

SIGNS_IN = _("They sign in with this address.")
AN_ARCHIVE = _("An archive tells by this what was whose. Part the records, or take the import back.")


def archives_among(sources: Collection[str]) -> frozenset[str]:
    """Those of the sources that archives have: by their keys an archive that comes again finds its people."""
    return frozenset(Batch.objects.filter(source__in=sources).values_list("source", flat=True).distinct())


def why_it_stays(identity: Identity, signs_in: Collection[str], archives: Collection[str]) -> str:
    """Why nobody takes an identity away; empty: it can be taken."""
    if identity.source == MAIL and identity.key in signs_in:
        return str(SIGNS_IN)
    return str(AN_ARCHIVE) if identity.source in archives else ""


def account_to_look_through(person: int) -> int | None:
    """The account by which the person signs in now; None where they do not."""
    account = account_of(person)
    return account.pk if account is not None else None
