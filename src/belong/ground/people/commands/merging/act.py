"""Two records become one person, and two again. Rows of both stay as they were: all is read through the alias."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Invalid, NotFound, Refused, mergers, now
from belong.ground.ledger.public import ToldApart, canonical, ids_of, record, remove_alias, set_alias
from belong.ground.people.actor import Actor
from belong.ground.people.commands.fetching import person_for
from belong.ground.people.commands.merging.choosing import choose_anew
from belong.ground.people.commands.merging.deciding import Side, fit_together, may_make_one, side, sides_for
from belong.ground.people.commands.merging.fields import merge_fields
from belong.ground.people.commands.merging.parting import take_grant_back
from belong.ground.people.commands.roles import an_owner_signs_in
from belong.ground.people.models import Merge, SamePerson

UNDECIDED, DIFFERENT = SamePerson.State.UNDECIDED, SamePerson.State.DIFFERENT


def merge(*, actor: Actor, keep: int, other: int, fields: Collection[str] = ()) -> UUID:
    """`other` is `keep` from now on: one page, one history, one stage. Of `fields` what `other` says is shown.

    Hosts only. No row of either changes; `unmerge` takes it back, in whatever order merges were made. Gives the
    merge's outside id. Raises `NotFound`, `Refused` with the reason, `Invalid` for a field that nobody knows.
    """
    with transaction.atomic():
        kept, merged = sides_for(actor, keep, other)
        may_make_one(actor, kept, merged).or_refuse()
        return make_one(kept, merged, actor=actor, why=Merge.Why.HOST, fields=fields)


def make_one(
    keep: Side,
    other: Side,
    *,
    actor: Actor,
    why: str,
    fields: Collection[str] = (),
    proposal: SamePerson | None = None,
) -> UUID:
    """`merge` of two who may be merged. Inside a transaction that holds both."""
    fit_together(keep, other)
    if unknown := set(fields) - merge_fields().keys():
        raise Invalid({"fields": _("There is no such field: %(fields)s.") % {"fields": ", ".join(sorted(unknown))}})
    made = Merge.objects.create(
        person=other.person,
        into=keep.person,
        fields=sorted(fields),
        why=why,
        proposal=proposal,
        merged_by_id=actor.acting,
    )
    set_alias(other.person.pk, keep.person.pk, recorded_by=actor.acting)
    choose_anew([*keep.ids, *other.ids])
    for bring_up_to_date in mergers().values():
        bring_up_to_date(other.person.pk, keep.person.pk)
    return made.uid


def unmerge(*, actor: Actor, merge: UUID, different: bool = False) -> None:
    """Take a merge back: who was merged is somebody of their own again, with all who were merged into them before.

    What was done meanwhile stays with the record whose account did it; whoever had claimed it is told.
    `different`: they are not proposed again.
    Hosts only, and only for merges of people who are still known. Taken back before: `NotFound`.
    """
    with transaction.atomic():
        found = _standing_for(actor, merge)
        top = canonical(found.person_id)
        ids, had_owner = ids_of(top), an_owner_signs_in()
        remove_alias(found.person_id, recorded_by=actor.acting)
        may_make_one(actor, side(found.person), side(person_for(actor, top))).or_refuse()
        if had_owner and not an_owner_signs_in():
            raise Refused(_("Apart, nobody who can sign in would be owner: make another person owner first."))
        found.parted_at, found.parted_by_id = now(), actor.acting
        found.save(update_fields=["parted_at", "parted_by"])
        take_grant_back(actor, found)
        if different:
            _tell_apart(actor, found)
        elif found.proposal_id is not None:
            SamePerson.objects.filter(pk=found.proposal_id).update(state=UNDECIDED)
        choose_anew(ids)
        for bring_up_to_date in mergers().values():
            bring_up_to_date(found.person_id, top)


def _standing_for(actor: Actor, merge: UUID) -> Merge:
    if not actor.is_host:
        raise NotFound
    found = Merge.objects.select_for_update(of=("self",)).filter(uid=merge, parted_at__isnull=True).first()
    if found is None:
        raise NotFound
    for person in sorted({found.person_id, found.into_id, canonical(found.into_id)}):
        person_for(actor, person)
    return found


def _tell_apart(actor: Actor, merge: Merge) -> None:
    if merge.proposal is not None:
        told = merge.proposal
        told.state = DIFFERENT
        told.save(update_fields=["state"])
    else:
        told, _made = SamePerson.objects.update_or_create(
            person_id=min(merge.person_id, merge.into_id),
            other_id=max(merge.person_id, merge.into_id),
            defaults={"state": DIFFERENT},
            create_defaults={"state": DIFFERENT, "reason": SamePerson.Reason.NAME},
        )
    record_told_apart(told, by=actor.acting)


def record_told_apart(proposal: SamePerson, *, by: int | None) -> None:
    """That these two are two people, for good."""
    record(
        ToldApart(
            actor=by,
            counterpart=proposal.person_id,
            about=f"people.same:{proposal.pk}",
            other=proposal.other_id,
            recorded_by=by,
        )
    )
