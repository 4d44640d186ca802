"""Closing an account and opening it again."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Refused, now
from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.commands.accounts import close_account, record_opened
from belong.ground.people.commands.administering.keeping import What, keep_edit, reason_of, record_for
from belong.ground.people.models import Account

_signs_out: list[Callable[[int], object]] = []


def register_sign_out(end: Callable[[int], object]) -> None:
    """`end(account)` forgets all sessions of an account, in the transaction in which it is closed."""
    _signs_out.append(end)


def close_accounts(*, actor: Actor, person: int, reason: str) -> None:
    """The person signs in no more: every page asks the database, so all sessions end at once, everywhere.

    The last owner's stays. What they wrote stays, and so do they.
    """
    with transaction.atomic():
        found = record_for(actor, person)
        reason = reason_of(reason)
        active = list(Account.objects.filter(person__in=ids_of(found.pk), is_active=True).order_by("pk"))
        if not active:
            raise Refused(_("Nobody signs in by this record."))
        for account in active:
            close_account(actor=actor, account=account.pk)
            for end in _signs_out:
                end(account.pk)
        keep_edit(found.pk, What.CLOSED, actor=actor, reason=reason)


def reopen_accounts(*, actor: Actor, person: int, reason: str) -> None:
    """The person may sign in again, as before. No session and no address of feeds from before counts."""
    with transaction.atomic():
        found = record_for(actor, person)
        reason = reason_of(reason)
        closed = Account.objects.select_for_update().filter(person__in=ids_of(found.pk), is_active=False)
        rows = list(closed.order_by("pk"))
        if not rows:
            raise Refused(_("No account of this person is closed."))
        for account in rows:
            account.is_active, account.closed_at, account.reopened_at, account.feeds = True, None, now(), None
            account.save(update_fields=["is_active", "closed_at", "reopened_at", "feeds"])
            if not account.must_prove:
                record_opened(account, actor)
        keep_edit(found.pk, What.REOPENED, actor=actor, reason=reason)
