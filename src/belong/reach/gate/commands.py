"""Saying what comes by mail, and what the room forgets of a person."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from belong.ground.arrivals.public import is_leaving_link
from belong.ground.kernel.public import NotFound, now
from belong.ground.ledger.public import MailChosen, ids_of, record
from belong.ground.people.public import Actor, grant_permission, person_for, person_of_uid
from belong.reach.gate.deciding import allowed_in, newest_choice
from belong.reach.gate.kinds import CHANNEL, Terms, kinds_with_a_purpose
from belong.reach.gate.models import Choice
from belong.reach.gate.policies import may_choose

TABLES = ("gate_choice",)
HOUSE = Actor.system_run("a link in a mail")


def choose_mail(*, actor: Actor, kind: str, wanted: bool, proof: str) -> None:
    """From now on mails of `kind` come to the actor, or do not. As it is: nothing is written.

    Who wants a kind for whose purpose they gave no permission gives it by that (`proof`: where they said so); other
    kinds of this purpose of which they never said anything stay away, since they asked for this one alone.
    """
    may_choose(actor).or_refuse()
    terms = _terms(kind)
    with transaction.atomic():
        person = person_for(actor, actor.acting or 0).pk
        if wanted and not allowed_in(ids_of(person), terms.purpose, now()).exists():
            _want_alone(person, kind, terms)
            grant_permission(actor=actor, person=person, channel=CHANNEL, purpose=terms.purpose, proof=proof)
        else:
            _say(person, kind, wanted, Choice.How.PAGE, actor)


def _want_alone(person: int, kind: str, terms: Terms) -> None:
    ids = ids_of(person)
    if newest_choice(ids, kind).values_list("wanted", flat=True).first() is not True:
        _write(person, kind, wanted=True, how=Choice.How.PAGE, by=person)
    for other, its in kinds_with_a_purpose().items():
        if other != kind and its.purpose == terms.purpose and not newest_choice(ids, other).exists():
            _write(person, other, wanted=False, how=Choice.How.REST, by=person)


def end_kind(*, person: UUID, purpose: str, signed: str, kind: str) -> None:
    """No more mails of `kind`, by the signed link of one of them. Again: nothing changes. Raises `NotFound` for a link
    that we never made, or a kind that is not of its purpose."""
    if not is_leaving_link(person, CHANNEL, purpose, signed) or not is_of(kind, purpose):
        raise NotFound
    known = person_of_uid(person)
    if known is None:
        raise NotFound
    with transaction.atomic():
        _say(person_for(HOUSE, known).pk, kind, False, Choice.How.LINK, HOUSE)


def is_of(kind: str, purpose: str) -> bool:
    """Whether `kind` is a kind of mail for this purpose."""
    terms = kinds_with_a_purpose().get(kind)
    return terms is not None and terms.purpose == purpose


def _terms(kind: str) -> Terms:
    terms = kinds_with_a_purpose().get(kind)
    if terms is None:
        raise NotFound
    return terms


def _say(person: int, kind: str, wanted: bool, how: str, actor: Actor) -> None:
    """Write it down where it is other than what they said last; whoever never said anything wants all kinds."""
    before = newest_choice(ids_of(person), kind).values_list("wanted", flat=True).first()
    if (True if before is None else before) != wanted:
        _write(person, kind, wanted=wanted, how=how, by=actor.acting)


def _write(person: int, kind: str, *, wanted: bool, how: str, by: int | None) -> None:
    row = Choice.objects.create(person_id=person, kind=kind, wanted=wanted, how=how)
    about = f"gate.choice:{row.pk}"
    record(MailChosen(actor=person, about=about, occurred_at=row.at, recorded_by=by, wanted=wanted))


def erase_person(person: int) -> None:
    """What they said goes: nothing is written to them any more."""
    Choice.objects.filter(person__in=ids_of(person)).delete()


def export_person(person: int) -> Mapping[str, object]:
    """What they said about kinds of mail, as plain data."""
    rows = Choice.objects.filter(person__in=ids_of(person)).order_by("at", "pk")
    return {"mails_chosen": list(rows.values("kind", "wanted", "how", "at"))}
