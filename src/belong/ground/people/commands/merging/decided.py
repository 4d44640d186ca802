"""What is recorded where somebody decides about a claim."""

from belong.ground.ledger.public import ClaimDecided, record
from belong.ground.people.actor import Actor
from belong.ground.people.models import Claim


def record_decision(claim: Claim, actor: Actor) -> None:
    """The fact of how the claim stands now, towards whoever claimed."""
    record(
        ClaimDecided(
            actor=actor.acting,
            counterpart=claim.person_id,
            about=f"people.claim:{claim.pk}",
            recorded_by=actor.acting,
            granted=claim.state == Claim.State.GRANTED,
        )
    )
