"""What follows for the claimant where a history that was granted to them is taken away again."""

from belong.ground.kernel.public import now
from belong.ground.people.actor import Actor
from belong.ground.people.commands.merging.decided import record_decision
from belong.ground.people.commands.writing import write_to
from belong.ground.people.models import Claim, Merge

PARTED = "service.claim_parted"
"""The mail that tells a claimant that what they were granted stands under its own name again."""


def take_grant_back(actor: Actor, merge: Merge) -> None:
    """The claim that this merge granted is granted no more, and the claimant is told. Inside a transaction."""
    if merge.why != Merge.Why.CLAIM:
        return
    granted = Claim.objects.select_for_update().filter(found=merge.person_id, state=Claim.State.GRANTED)
    for claim in granted.order_by("pk"):
        claim.state, claim.decided_at, claim.decided_by_id = Claim.State.PARTED, now(), actor.acting
        claim.save(update_fields=["state", "decided_at", "decided_by"])
        record_decision(claim, actor)
        write_to(claim.person_id, PARTED, {})
