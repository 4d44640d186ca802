"""Roles with terms of office: from a day, until a day. A task begins and ends them at their time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid, NotFound, day_of, now
from belong.ground.ledger.public import RoleAnnounced, RoleEnded, RoleGiven, TermSet, ids_of, record, standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import OWNER, Actor
from belong.ground.people.administering.policies import may_appoint
from belong.ground.people.commands.administering.keeping import What, keep_edit
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.commands.roles import end, refuse_without_owner
from belong.ground.people.kept import REASON_LENGTH
from belong.ground.people.models import Appointment, Person, RoleHeld

HAS_IT = gettext_lazy("They have this role already: say how long it lasts instead.")
TAKES_OVER = gettext_lazy("They take this role over soon: call that off first.")
AFTER = gettext_lazy("A term ends after it begins.")
PAST = gettext_lazy("This term is over already: choose a later day.")
OWNERS = gettext_lazy("Somebody must always be owner, so an owner has no term and begins at once.")
MOST_AT_ONCE = 500


def appoint(
    *,
    actor: Actor,
    person: int,
    role: str,
    from_at: datetime | None = None,
    until_at: datetime | None = None,
    reason: str = "",
) -> None:
    """The person has the role from `from_at` (None: now) until `until_at` (None: until somebody ends it).

    One that begins later stands among those to come until its time. Owners give owner and host, hosts all others.
    """
    with transaction.atomic():
        found = person_for(actor, person)
        may_appoint(actor, role).or_refuse()
        with invalid_as("role"):
            checks.word(role, _("The role"))
        with invalid_as("reason"):
            reason = checks.one_line(reason, REASON_LENGTH, _("The reason"))
        at = now()
        begins = from_at or at
        if role == OWNER and begins != at:
            raise Invalid({"from": OWNERS})
        _in_order(role, begins, until_at, at)
        _end_due(at, found)
        ids = ids_of(found.pk)
        if RoleHeld.objects.filter(standing_rows("batch"), person__in=ids, role=role, until_at__isnull=True).exists():
            raise Invalid({"role": HAS_IT})
        if Appointment.objects.filter(person__in=ids, role=role).exists():
            raise Invalid({"role": TAKES_OVER})
        if begins > at:
            _announce(found, role, begins, until_at, actor=actor, reason=reason)
        else:
            _begin(found.pk, role, begins, until_at, by=actor.acting)
            after = _days(begins, until_at)
            keep_edit(found.pk, What.ROLE_GIVEN, actor=actor, role=role, reason=reason, after=after)


def _in_order(role: str, begins: datetime, ends: datetime | None, at: datetime) -> None:
    if role == OWNER and ends is not None:
        raise Invalid({"until": OWNERS})
    if ends is not None and ends <= begins:
        raise Invalid({"until": AFTER})
    if ends is not None and ends <= at:
        raise Invalid({"until": PAST})


def _days(begins: datetime, ends: datetime | None) -> str:
    """A term as its first and its last day, for the history."""
    return f"{day_of(begins).isoformat()}/{_last_day(ends)}"


def _last_day(ends: datetime | None) -> str:
    return "" if ends is None else day_of(ends - timedelta(microseconds=1)).isoformat()


def _announce(person: Person, role: str, begins: datetime, ends: datetime | None, *, actor: Actor, reason: str) -> None:
    made = Appointment.objects.create(person=person, role=role, from_at=begins, until_at=ends, by_id=actor.acting)
    _record_announced(made, actor, stands=True)
    keep_edit(person.pk, What.TO_COME, actor=actor, role=role, reason=reason, after=_days(begins, ends))


def _record_announced(one: Appointment, actor: Actor, *, stands: bool) -> None:
    record(
        RoleAnnounced(
            actor=actor.acting,
            counterpart=one.person_id,
            about=f"people.person:{one.person_id}",
            recorded_by=actor.acting,
            stands=stands,
        )
    )


def _begin(person: int, role: str, begins: datetime, ends: datetime | None, *, by: int | None) -> None:
    made = RoleHeld.objects.create(person_id=person, role=role, from_at=begins, term_until=ends)
    about = f"people.role:{made.pk}"
    record(RoleGiven(actor=by, counterpart=person, about=about, occurred_at=begins, recorded_by=by))


def call_off(*, actor: Actor, person: int, appointment: int) -> None:
    """A role to come does not come."""
    with transaction.atomic():
        found = person_for(actor, person)
        row = Appointment.objects.select_for_update().filter(pk=appointment, person__in=ids_of(found.pk)).first()
        if row is None or not actor.is_host:
            raise NotFound
        may_appoint(actor, row.role).or_refuse()
        _record_announced(row, actor, stands=False)
        before = _days(row.from_at, row.until_at)
        keep_edit(found.pk, What.CALLED_OFF, actor=actor, role=row.role, before=before)
        row.delete()


def set_term(*, actor: Actor, person: int, held: int, until_at: datetime | None, reason: str = "") -> None:
    """The role that the person has lasts until then (None: until somebody ends it). Asked anew: nobody has said
    whether they wish to continue."""
    with transaction.atomic():
        role = _held(actor, person, held)
        with invalid_as("reason"):
            reason = checks.one_line(reason, REASON_LENGTH, _("The reason"))
        _in_order(role.role, role.from_at, until_at, now())
        if role.term_until == until_at:
            return
        before, role.term_until, role.continues = role.term_until, until_at, ""
        role.save(update_fields=["term_until", "continues"])
        _record_set(role, actor)
        days = {"before": _last_day(before), "after": _last_day(until_at)}
        keep_edit(role.person_id, What.TERM, actor=actor, role=role.role, reason=reason, **days)


def say_continues(*, actor: Actor, person: int, held: int, continues: str) -> None:
    """Whether the person wishes for another term, as they told a host."""
    with transaction.atomic():
        role = _held(actor, person, held)
        if continues not in RoleHeld.Continues.values:
            raise Invalid({"continues": _("Say yes or no.")})
        if role.continues == continues:
            return
        before, role.continues = role.continues, continues
        role.save(update_fields=["continues"])
        _record_set(role, actor)
        keep_edit(role.person_id, What.CONTINUES, actor=actor, role=role.role, before=before, after=continues)


def _record_set(role: RoleHeld, actor: Actor) -> None:
    about = f"people.role:{role.pk}"
    record(TermSet(actor=actor.acting, counterpart=role.person_id, about=about, recorded_by=actor.acting))


def _held(actor: Actor, person: int, held: int) -> RoleHeld:
    """The role that the person has now, locked, where the actor gives such roles; else `NotFound` or `Refused`."""
    found = person_for(actor, person)
    open_ones = RoleHeld.objects.select_for_update(of=("self",)).filter(
        standing_rows("batch"), person__in=ids_of(found.pk), until_at__isnull=True, pk=held
    )
    role = open_ones.first()
    if role is None or not actor.is_host:
        raise NotFound
    may_appoint(actor, role.role).or_refuse()
    return role


def end_term(*, actor: Actor, person: int, held: int, reason: str = "") -> None:
    """The role ends now. The last owner keeps theirs."""
    with transaction.atomic():
        role = _held(actor, person, held)
        with invalid_as("reason"):
            reason = checks.one_line(reason, REASON_LENGTH, _("The reason"))
        if role.role == OWNER:
            refuse_without_owner(without=role.person_id)
        end(role.person, role.role, actor=actor)
        keep_edit(role.person_id, What.ROLE_ENDED, actor=actor, role=role.role, reason=reason)


def keep_terms() -> int:
    """Begin and end what is due; gives how many roles began or ended. Repeating it changes nothing."""
    with transaction.atomic():
        at = now()
        ended = _end_due(at)
        due = Appointment.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            from_at__lte=at, person__erased_at__isnull=True
        )
        rows = list(due.order_by("from_at", "pk")[:MOST_AT_ONCE])
        for row in rows:
            ids = ids_of(row.person_id)
            has_it = RoleHeld.objects.filter(person__in=ids, role=row.role, until_at__isnull=True)
            if not has_it.exists():
                _begin(row.person_id, row.role, row.from_at, row.until_at, by=row.by_id)
            row.delete()
        return ended + len(rows) + _end_due(at)


def _end_due(at: datetime, person: Person | None = None) -> int:
    """End the roles whose terms are over, at the instant at which they were."""
    over = RoleHeld.objects.select_for_update(skip_locked=person is None, of=("self",)).filter(
        standing_rows("batch"), until_at__isnull=True, term_until__lte=at
    )
    if person is not None:
        over = over.filter(person__in=ids_of(person.pk))
    rows = list(over.order_by("term_until", "pk")[:MOST_AT_ONCE])
    for role in rows:
        role.until_at = role.term_until
        role.save(update_fields=["until_at"])
        about = f"people.role:{role.pk}"
        record(RoleEnded(actor=None, counterpart=role.person_id, about=about, occurred_at=role.until_at))
    return len(rows)
