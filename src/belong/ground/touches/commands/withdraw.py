from uuid import UUID

from django.db import transaction

from belong.ground.kernel.public import NotFound, now
from belong.ground.ledger.public import standing_ids, withdraw_many
from belong.ground.people.public import Actor, invalid_as
from belong.ground.touches.checks import reason_of
from belong.ground.touches.policies import may_withdraw, visible_to


def withdraw_touch(*, actor: Actor, uid: UUID, reason: str) -> None:
    """Take back a contact moment that was recorded here: its facts cease to count, for everybody it was with.

    Hosts only. Raises `NotFound` (also where it was taken back before), `Refused` for what an archive brought,
    `Invalid` without a reason.
    """
    with transaction.atomic():
        touch = visible_to(actor).select_for_update().filter(uid=uid).first()
        if touch is None:
            raise NotFound
        may_withdraw(actor, touch).or_refuse()
        with invalid_as("reason"):
            says = reason_of(reason)
        touch.withdrawn_at, touch.withdrawn_by_id, touch.withdrawn_reason = now(), actor.acting, says
        touch.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        facts = standing_ids(about=f"touches.touch:{touch.pk}", word="contacted")
        withdraw_many(facts, reason="mistake", actor=actor.acting)
