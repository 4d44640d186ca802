from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid, NotFound, Refused, now
from belong.ground.ledger.public import AccountClosed, AccountOpened, ids_of, record, standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import OWNER, Actor
from belong.ground.people.commands.fetching import invalid_as, lock_identities, person_for
from belong.ground.people.commands.identities import attach
from belong.ground.people.commands.merging.deciding import side
from belong.ground.people.commands.persons import flag, join
from belong.ground.people.commands.roles import give, refuse_without_owner
from belong.ground.people.models import MAIL, Account, Identity, Person
from belong.ground.people.policies import OWNERS_ONLY, may_add_people, may_change

HAS_ACCOUNT = gettext_lazy("There is an account with this address already.")
SET_UP = Actor.system_run("set-up")


def open_account(
    *,
    email: str,
    password: str | None = None,
    name: str = "",
    person: int | None = None,
    actor: Actor | None = None,
    must_prove: bool = False,
    language: str = "",
) -> Account:
    """An account for somebody who signs up (no actor), or that a host opens for a person.

    Who signs up is a new person: an address that was only typed proves nothing, so they are not taken for somebody
    known by it until it is verified. A host's word is enough: without `person`, whoever is known by the address gets
    the account; only an owner opens one for a host or an owner. Without a password nobody can sign in by one until one
    is set. The holder has joined the community; with `must_prove` only at `prove_address`, and nobody signs in before
    it. `language`: the one that they chose before, where they said nothing since.
    """
    by = actor or Actor.anonymous()
    with invalid_as("email"):
        address = checks.mail_address(email)
    with invalid_as("name"):
        name = checks.person_name(name)
    with invalid_as("language"):
        language = checks.language(language)
    with transaction.atomic():
        lock_identities()
        if Account.objects.filter(email=address).exists():
            raise Invalid({"email": HAS_ACCOUNT})
        holder = _holder(by, address, person) or Person(name=name)
        account = Account(email=address, must_prove=must_prove)
        _set_password(account, password)
        holder.name = holder.name or name
        holder.language = holder.language or language
        holder.batch = None  # who has an account stays, whatever becomes of the import that knew them first
        holder.save()
        account.person = holder
        account.save()
        if by.is_host:
            attach(holder, MAIL, address, actor=by, verified=True)
        if not must_prove:
            join(holder, at=now(), actor=by)
            record_opened(account, by)
    return account


def _holder(actor: Actor, address: str, person: int | None) -> Person | None:
    """The known person for whom `actor` may open an account at `address`."""
    if person is not None:
        found = person_for(actor, person)
        may_add_people(actor).or_refuse()
    elif actor.is_host:
        known = Identity.objects.filter(
            standing_rows("batch"), standing_rows("person__batch"), source=MAIL, key=address
        ).first()
        if known is None:
            return None
        found = person_for(actor, known.person_id)
    else:
        return None
    if not actor.is_owner and side(found).powers:
        raise Refused(OWNERS_ONLY)
    if Account.objects.filter(person__in=ids_of(found.pk)).exists():
        raise Invalid({"person": _("This person has an account already.")})
    return found


def _set_password(account: Account, password: str | None) -> None:
    """Raises `Invalid` where the password is too weak. None: nobody can sign in until one is set."""
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Invalid({"password": " ".join(weak.messages)}) from None
    account.set_password(password)


def record_opened(account: Account, actor: Actor) -> None:
    about = f"people.person:{account.person_id}"
    record(AccountOpened(actor=account.person_id, about=about, recorded_by=actor.acting))


def close_account(*, actor: Actor, account: int) -> None:
    """Nobody signs in by this account any more; the person stays. Theirs and hosts' to do; the last owner's stays."""
    with transaction.atomic():
        found = Account.objects.select_for_update().filter(pk=account).first()
        if found is None or not may_change(actor, found.person_id):
            raise NotFound
        if not found.is_active:
            return
        refuse_without_owner(without=found.person_id)
        found.is_active, found.closed_at = False, now()
        found.save(update_fields=["is_active", "closed_at"])
        about = f"people.person:{found.person_id}"
        record(AccountClosed(actor=found.person_id, about=about, recorded_by=actor.acting))


def make_owner(email: str, password: str, name: str = "", *, actor: Actor = SET_UP) -> Account:
    """The owner, made at set-up: staff, with the role owner, an account and the identity `mail`.

    Again for the same address: the password is set anew, and whatever of the rest is missing is added.
    """
    if not actor.is_owner:
        raise NotFound
    with invalid_as("email"):
        address = checks.mail_address(email)
    with transaction.atomic():
        lock_identities()
        account = Account.objects.select_for_update().filter(email=address).first()
        if account is None:
            account = open_account(
                email=address, password=password, name=name or address.partition("@")[0], actor=actor
            )
        else:
            _set_password(account, password)
            is_new = not account.is_active or account.must_prove
            account.is_active, account.closed_at = True, None
            account.must_prove = False
            account.save(update_fields=["password", "is_active", "closed_at", "must_prove"])
            attach(account.person, MAIL, address, actor=actor, verified=True)
            if is_new:
                join(account.person, at=now(), actor=actor)
                record_opened(account, actor)
        flag(account.person, actor=actor, staff=True, bot=False)
        give(account.person, OWNER, actor=actor)
    return account
