from belong.ground.ledger.public import ids_of
from belong.ground.people.models import Account


def account_of(person: int) -> Account | None:
    """By which the person signs in, under whichever of their ids; None where they do not, or did not prove it yet.

    For the house, which writes to them: it asks for no actor.
    """
    return Account.objects.filter(person__in=ids_of(person), is_active=True, must_prove=False).order_by("pk").first()
