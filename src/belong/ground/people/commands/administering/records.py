"""The name, what somebody is known by, and whether they work for the organisation."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.ledger.public import IdentityTaken, PersonNamed, canonical, ids_of, record, standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.administering.policies import LOOKING_ONLY
from belong.ground.people.administering.standing import archives_among, why_it_stays
from belong.ground.people.commands.administering.keeping import What, keep_edit, reason_of, record_for
from belong.ground.people.commands.fetching import invalid_as, lock_identities, person_for
from belong.ground.people.commands.identities import attach
from belong.ground.people.commands.merging import show_own
from belong.ground.people.commands.persons import flag
from belong.ground.people.models import Account, Identity, Person
from belong.ground.people.relations import NAME, shown_name

NAMELESS = gettext_lazy("Everybody here has a name.")


def rename(*, actor: Actor, person: int, name: str, reason: str) -> None:
    """The person is called so from now on, whatever was chosen when records became one. The same name: nothing."""
    with transaction.atomic():
        found = record_for(actor, person)
        with invalid_as("name"):
            name = checks.person_name(name)
        if not name:
            raise Invalid({"name": NAMELESS})
        _call(found, name, actor=actor, reason=reason_of(reason))


def name_oneself(*, actor: Actor, name: str) -> None:
    """The actor is called so from now on. Hosts find in the history of the record what they were called before."""
    if actor.acting is None:
        raise Refused(_("Sign in to change your name."))
    if actor.seen_by is not None:
        raise Refused(LOOKING_ONLY)
    with invalid_as("name"):
        name = checks.person_name(name)
    if not name:
        raise Invalid({"name": NAMELESS})
    with transaction.atomic():
        _call(person_for(actor, actor.acting), name, actor=actor)


def _call(found: Person, name: str, *, actor: Actor, reason: str = "") -> None:
    top = canonical(found.pk)
    before = Person.objects.annotate(shown=shown_name()).values_list("shown", flat=True).get(pk=top)
    if before == name:
        return
    found.name = name
    found.save(update_fields=["name"])
    show_own(found.pk, NAME)
    of_another = None if found.pk == actor.acting else found.pk
    about = f"people.person:{found.pk}"
    record(PersonNamed(actor=actor.acting, counterpart=of_another, about=about, recorded_by=actor.acting))
    keep_edit(found.pk, What.NAMED, actor=actor, reason=reason, before=before, after=name)


def add_known(*, actor: Actor, person: int, source: str, key: str, reason: str) -> None:
    """The person is also known so, by a host's word. Raises `Invalid` where somebody else is."""
    with transaction.atomic():
        found = record_for(actor, person)
        with invalid_as("key"):
            source, key = checks.identity(source, key)
        reason = reason_of(reason)
        lock_identities()
        known = set(Identity.objects.filter(standing_rows("batch"), person__in=ids_of(found.pk)).values_list("pk"))
        made = attach(found, source, key, actor=actor, verified=False)
        if (made.pk,) not in known:
            keep_edit(found.pk, What.KNOWN, actor=actor, reason=reason, after=f"{source}:{key}")


def take_known(*, actor: Actor, person: int, identity: int, reason: str) -> None:
    """The person is not known so any more. What they sign in with stays, and what an archive knows them by."""
    with transaction.atomic():
        found = record_for(actor, person)
        reason = reason_of(reason)
        lock_identities()
        ids = ids_of(found.pk)
        row = Identity.objects.filter(standing_rows("batch"), person__in=ids, pk=identity).first()
        if row is None:
            raise NotFound
        signs_in = set(Account.objects.filter(person__in=ids).values_list("email", flat=True))
        if stays := why_it_stays(row, signs_in, archives_among({row.source})):
            raise Refused(stays)
        row.delete()
        about = f"people.person:{found.pk}"
        record(IdentityTaken(actor=actor.acting, counterpart=found.pk, about=about, recorded_by=actor.acting))
        keep_edit(found.pk, What.NOT_KNOWN, actor=actor, reason=reason, before=f"{row.source}:{row.key}")


def mark_staff(*, actor: Actor, person: int, staff: bool, reason: str) -> None:
    """Whether the person works for the organisation; figures leave out who does."""
    with transaction.atomic():
        found = record_for(actor, person)
        reason = reason_of(reason)
        if found.is_staff is staff:
            return
        flag(found, actor=actor, staff=staff, bot=found.is_bot)
        before, after = ("", "staff") if staff else ("staff", "")
        keep_edit(found.pk, What.STAFF, actor=actor, reason=reason, before=before, after=after)
