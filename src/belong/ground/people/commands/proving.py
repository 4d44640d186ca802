from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from belong.ground.kernel.public import now
from belong.ground.people.actor import Actor
from belong.ground.people.commands.accounts import record_opened
from belong.ground.people.commands.identities import shown_to_read
from belong.ground.people.commands.persons import join
from belong.ground.people.models import Account, Person


def prove_address(*, actor: Actor, account: int, email: str, keep_password: bool = True) -> bool:
    """`verify_identity`; and whoever had to prove the address has joined by it and signs in from now on.

    Where somebody else is known by it that stays so, a host finds it proposed that they are one person, and this gives
    False: they can sign in all the same. Without `keep_password` a password from before the proof is void: somebody
    else may have chosen it, who signed up with an address that is not theirs.
    """
    with transaction.atomic():
        is_theirs = shown_to_read(actor, account, email) is not None
        waiting = Account.objects.select_for_update().filter(pk=account, email=email.strip().lower(), must_prove=True)
        for found in waiting:
            found.must_prove = False
            if not keep_password:
                found.set_unusable_password()
            found.save(update_fields=["must_prove", "password"])
            join(found.person, at=now(), actor=Actor.anonymous())
            record_opened(found, Actor.anonymous())
    return is_theirs


def forget_unproved(*, before: datetime) -> int:
    """Who signed up before that instant and never proved the address was nobody: account and person go.

    Gives how many. There are no facts of them; somebody of whom another room keeps something stays.
    """
    gone = 0
    for account in Account.objects.filter(must_prove=True, opened_at__lt=before).order_by("pk"):
        try:
            with transaction.atomic():
                account.delete()
                Person.objects.filter(pk=account.person_id).delete()
        except ProtectedError:
            continue
        gone += 1
    return gone
