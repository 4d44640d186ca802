"""What hosts decide about the ladder. Everything else on it follows from the ledger."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Invalid, NotFound, Refused, end_of_day, now
from belong.ground.ledger.public import (
    LadderChosen,
    OverrideSet,
    OverrideWithdrawn,
    canonical,
    complete_batch,
    open_batch,
    record,
)
from belong.ground.people.public import Actor, person_cards
from belong.insight.journey.cards import LadderCard, OverrideCard, override_card
from belong.insight.journey.checking import checked
from belong.insight.journey.ladders import in_force, ladder_at
from belong.insight.journey.models import REASON_LENGTH, Ladder, Override
from belong.insight.journey.policies import may_decide
from belong.insight.journey.presets import kept_name
from belong.insight.journey.rules import QUARTER


def choose_ladder(
    *,
    actor: Actor,
    key: str,
    name: str,
    stages: Sequence[Mapping[str, Any]],
    descend: str = QUARTER,
    reason: str = "",
) -> LadderCard:
    """Put a ladder in force from now on; what was before stays judged by the ladders of then. Hosts only.

    `stages`, lowest first, are mappings with key, name and criterion. A person keeps their stage where the new ladder
    has its key. The way back is to choose the former ladder again. `Invalid` names the field, for a criterion with the
    clause: `stages[2].criterion.all[0].at_least`.
    """
    may_decide(actor).or_refuse()
    understood = checked(key, name, stages, descend)
    if len(reason.strip()) > REASON_LENGTH or "\x00" in reason:
        raise Invalid({"reason": _("must be at most %(most)s characters") % {"most": REASON_LENGTH}})
    with transaction.atomic():
        # Everybody's stays change: as a batch they are folded in slices, not in one long transaction.
        batch = open_batch("journey", f"ladder {key}"[:200])
        Ladder.objects.select_for_update().order_by("id").first()
        from_at = now()
        ladder = Ladder.objects.create(
            key=key,
            name=kept_name(key, name.strip()),
            descend=descend,
            stages=[{**stage, "name": kept_name(stage["key"], stage["name"])} for stage in understood],
            from_at=from_at,
            chosen_by_id=actor.acting,
            reason=reason.strip(),
        )
        ladder.fact = record(
            LadderChosen(
                actor=actor.acting,
                about=f"journey.ladder:{ladder.pk}",
                occurred_at=from_at,
                recorded_by=actor.acting,
                batch=batch,
            )
        )
        ladder.save(update_fields=["fact"])
        complete_batch(batch, actor=actor.acting)
        return next(each.card for each in in_force() if each.card.id == ladder.pk)


def override_stage(*, actor: Actor, person: int, stage: str, reason: str, until: date | None = None) -> OverrideCard:
    """Show the person at `stage` from now to the end of the day `until` (None: until withdrawn). Hosts only.

    What the evidence says goes on underneath. A later override stands above an earlier one while both last.
    """
    may_decide(actor).or_refuse()
    at = now()
    stands_for = canonical(person)
    card = person_cards([stands_for]).get(stands_for)
    if card is None:
        raise NotFound
    if card.is_bot:
        raise Refused(_("A bot stands on no ladder."))
    until_at = _checked_override(stage, reason, until, at)
    with transaction.atomic():
        override = Override.objects.create(
            person_id=stands_for,
            stage=stage,
            reason=reason.strip(),
            set_by_id=actor.acting,
            set_at=at,
            until_at=until_at,
        )
        override.fact = record(
            OverrideSet(
                actor=actor.acting,
                counterpart=stands_for,
                about=f"journey.override:{override.pk}",
                occurred_at=at,
                recorded_by=actor.acting,
            )
        )
        override.save(update_fields=["fact"])
    return override_card(override)


def withdraw_override(*, actor: Actor, override: UUID) -> OverrideCard:
    """End an override now. Hosts only; one that has ended already is refused."""
    may_decide(actor).or_refuse()
    with transaction.atomic():
        found = Override.objects.select_for_update().filter(uid=override).first()
        if found is None:
            raise NotFound
        at = now()
        if found.withdrawn_at is not None or (found.until_at is not None and found.until_at <= at):
            raise Refused(_("This override has ended already."))
        found.withdrawn_at = max(at, found.set_at)
        found.withdrawn_by_id = actor.acting
        found.withdrawn_fact = record(
            OverrideWithdrawn(
                actor=actor.acting,
                counterpart=found.person_id,
                about=f"journey.override:{found.pk}",
                occurred_at=at,
                recorded_by=actor.acting,
                cause=found.fact,
            )
        )
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_fact"])
    return override_card(found)


def _checked_override(stage: str, reason: str, until: date | None, at: datetime) -> datetime | None:
    errors: dict[str, str] = {}
    if stage not in ladder_at(at).keys:
        errors["stage"] = _("is no stage of the ladder in force")
    if not reason.strip():
        errors["reason"] = _("An override needs a reason.")
    elif len(reason.strip()) > REASON_LENGTH or "\x00" in reason:
        errors["reason"] = _("must be at most %(most)s characters") % {"most": REASON_LENGTH}
    until_at = None if until is None else end_of_day(until)
    if until_at is not None and until_at <= at:
        errors["until"] = _("must be today or later")
    if errors:
        raise Invalid(errors)
    return until_at
