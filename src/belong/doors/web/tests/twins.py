"""People of the cast whose records may be one: two who are proposed, two who became one, a claim that waits."""

from uuid import UUID

from belong.ground.people import public as people
from belong.ground.people.public import Actor


def twins(house: Actor, claimant: Actor) -> dict[str, str | UUID]:
    """`proposal` (a number), `twin` and `double`, `merge`, and `claim`, the claimant's."""
    twin = people.add_person(actor=house, name="Tess Twin", identities=(("forum", "tessie"),))
    double = people.add_person(actor=house, name="T. Twin", identities=(("chat", "tessie"),))
    people.propose()
    [proposal] = people.proposals(house).items
    kept = people.add_person(actor=house, name="Una Umbra")
    other = people.add_person(actor=house, name="U. Umbra")
    return {
        "proposal": str(proposal.id),
        "twin": twin.uid,
        "double": double.uid,
        "merge": people.merge(actor=house, keep=kept.id, other=other.id),
        "claim": people.claim_history(
            actor=claimant, place="The old forum", called="Tess", reason="I wrote about riddles."
        ),
    }
