"""How runs stand. Hosts and the system only; for others there are none."""

from belong.care.archives.cards import RunCard, card_of, cards_of
from belong.care.archives.policies import fetched, visible_to
from belong.community.discussions import public as discussions
from belong.ground.people.public import Actor


def runs(actor: Actor, *, limit: int = 100) -> list[RunCard]:
    """The runs, newest first."""
    return cards_of(list(visible_to(actor).order_by("-pk")[:limit]))


def run_card(actor: Actor, run_id: int) -> RunCard:
    """One run by its number. Raises `NotFound`."""
    return card_of(fetched(actor, run_id))


def orphans(actor: Actor, run_id: int) -> int:
    """How many pieces of what members wrote stand on what the run brought."""
    run = fetched(actor, run_id)
    return 0 if run.batch_id is None else discussions.orphans_of(run.batch_id)
