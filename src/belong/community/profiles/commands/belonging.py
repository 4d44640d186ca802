"""Where people belong: an employer, a body, a household, from one day until another."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.profiles import checks
from belong.community.profiles.cards import AffiliationCard
from belong.community.profiles.making import affiliation_card
from belong.community.profiles.models import (
    MOST_AFFILIATIONS,
    NAME_LENGTH,
    TITLE_LENGTH,
    Affiliation,
    Organisation,
    OrganisationKind,
    Visibility,
)
from belong.community.profiles.policies import may_say
from belong.ground.kernel.public import Invalid, NotFound, Refused, lock_number, now
from belong.ground.ledger.public import AffiliationAdded, AffiliationChanged, ids_of, record
from belong.ground.people.public import Actor, Wrong, invalid_as, is_self, person_for

THEIRS = gettext_lazy("Only the person and hosts may change this.")


def affiliate(
    *,
    actor: Actor,
    organisation: str,
    kind: str,
    title: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    visibility: str = "members",
    person: int | None = None,
    request_key: str | None = None,
) -> AffiliationCard:
    """Keep that the actor belongs to an organisation, found by its name and kind or made; hosts say it of others too.

    Sent twice with the same `request_key`, it is kept once.
    """
    may_say(actor).or_refuse()
    with transaction.atomic():
        who = person_for(actor, actor.acting or 0 if person is None else person).pk
        _theirs(actor, who)
        if request_key is not None:
            first = (
                Affiliation.objects.select_related("organisation").filter(person=who, request_key=request_key).first()
            )
            if first is not None:
                return affiliation_card(first)
        if Affiliation.objects.filter(person__in=ids_of(who)).count() >= MOST_AFFILIATIONS:
            raise Invalid({"organisation": _("%(most)s are the most.") % {"most": MOST_AFFILIATIONS}})
        made = Affiliation(
            person_id=who,
            organisation=_organisation(actor, organisation, kind),
            request_key=request_key,
            added_at=now(),
        )
        _set(made, title, from_on, until_on, visibility)
        made.save()
        _record(AffiliationAdded, made, actor)
    return affiliation_card(made)


def change_affiliation(
    *,
    actor: Actor,
    uid: UUID,
    title: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    visibility: str = "members",
) -> AffiliationCard:
    """As what, from when until when, and who is shown it. The person's own and hosts' to say; that more people are
    shown it, only their own. Nothing else than before: nothing done."""
    with transaction.atomic():
        found = _found(actor, uid)
        if not is_self(actor, found.person_id) and _is_wider(visibility, found.visibility):
            raise Invalid({"visibility": _("Only they themselves may show it to more people.")})
        before = affiliation_card(found)
        _set(found, title, from_on, until_on, visibility)
        if affiliation_card(found) != before:
            found.save()
            _record(AffiliationChanged, found, actor)
    return affiliation_card(found)


def remove_affiliation(*, actor: Actor, uid: UUID) -> None:
    """Take it away, as if it had not been. What ended gets its last day by `change_affiliation` instead."""
    with transaction.atomic():
        found = _found(actor, uid)
        _record(AffiliationChanged, found, actor)
        found.delete()


def _found(actor: Actor, uid: UUID) -> Affiliation:
    """One's own, and for hosts those that others show them; any other is not found."""
    may_say(actor).or_refuse()
    found = Affiliation.objects.select_for_update(of=("self",)).select_related("organisation").filter(uid=uid).first()
    if found is None or not (is_self(actor, found.person_id) or (actor.is_host and found.visibility != "only_me")):
        raise NotFound
    return found


def _is_wider(visibility: str, than: str) -> bool:
    order = Visibility.values
    return visibility in order and order.index(visibility) < order.index(than)


def _theirs(actor: Actor, person: int) -> None:
    if not (is_self(actor, person) or actor.is_host):
        raise Refused(THEIRS)


def _organisation(actor: Actor, name: str, kind: str) -> Organisation:
    if kind not in OrganisationKind.values:
        raise Invalid({"kind": _("Choose one of these.")})
    with invalid_as("organisation"):
        kept = checks.line(name, NAME_LENGTH, _("The name"))
        if not kept:
            raise Wrong(_("Say what it is called."))
    word = checks.searched(kept)[:NAME_LENGTH]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number("profiles.organisations")])
    if kind == OrganisationKind.HOUSEHOLD and not actor.is_host:
        # two families of one name are two households; hosts know who lives with whom
        return Organisation.objects.create(kind=kind, name=kept, folded=word)
    found = Organisation.objects.filter(kind=kind, folded=word).order_by("pk").first()
    return found or Organisation.objects.create(kind=kind, name=kept, folded=word)


def _set(found: Affiliation, title: str, from_on: date | None, until_on: date | None, visibility: str) -> None:
    with invalid_as("title"):
        found.title = checks.line(title, TITLE_LENGTH, _("This line"))
    with invalid_as("visibility"):
        found.visibility = checks.visibility(visibility)
    for name, day in (("from_on", from_on), ("until_on", until_on)):
        if day is not None and not checks.FIRST <= day <= checks.LAST:
            raise Invalid({name: _("This day is too far away.")})
    if from_on is not None and until_on is not None and until_on < from_on:
        raise Invalid({"until_on": _("This day is before the first one.")})
    found.from_on, found.until_on = from_on, until_on


def _record(kind: type[AffiliationAdded | AffiliationChanged], of: Affiliation, actor: Actor) -> None:
    record(kind(actor=of.person_id, about=f"profiles.affiliation:{of.pk}", recorded_by=actor.acting))
