"""The signed address under which an account's holder reads by a feed reader what they may read on the pages.

The address is made of a secret of the account by the installation's key, so the database alone does not give it away.
A new secret makes a new address, and the old one leads nowhere.
"""

import hmac

from belong.ground.kernel.public import NotFound, keyed_hash, uuid7
from belong.ground.people.actor import Actor
from belong.ground.people.models import Account

DIGITS = 40


def feed_key(actor: Actor) -> str | None:
    """The key in the address of the actor's feeds; None where they have none."""
    account = Account.objects.filter(pk=actor.account or 0).only("feeds").first()
    return None if account is None or account.feeds is None else _key(account)


def renew_feed_key(*, actor: Actor) -> str:
    """A new address for the actor's feeds; the one before leads nowhere from now on."""
    account = _own(actor)
    account.feeds = uuid7()
    account.save(update_fields=["feeds"])
    return _key(account)


def end_feed_key(*, actor: Actor) -> None:
    """The address of the actor's feeds leads nowhere any more."""
    account = _own(actor)
    account.feeds = None
    account.save(update_fields=["feeds"])


def account_of_feeds(key: str) -> int | None:
    """The account whose feeds have this key now."""
    number, _, _ = key.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    account = Account.objects.filter(pk=int(number), is_active=True, feeds__isnull=False).only("feeds").first()
    if account is None or not hmac.compare_digest(_key(account).encode(), key.encode()):
        return None
    return account.pk


def _own(actor: Actor) -> Account:
    account = Account.objects.filter(pk=actor.account or 0).first()
    if account is None:
        raise NotFound
    return account


def _key(account: Account) -> str:
    return f"{account.pk}-{keyed_hash(f'{account.pk}:{account.feeds}', purpose='people.feeds').hex()[:DIGITS]}"
