"""How runs stand. Hosts and the system only; for others there are none."""

from belong.care.archives.cards import RunCard
from belong.ground.people.public import Actor


def runs(actor: Actor, *, limit: int = 100) -> list[RunCard]:
    """The runs, newest first."""
    raise NotImplementedError


def run_card(actor: Actor, run_id: int) -> RunCard:
    """One run by its number. Raises `NotFound`."""
    raise NotImplementedError


def orphans(actor: Actor, run_id: int) -> int:
    """How many pieces of what members wrote stand on what the run brought."""
    raise NotImplementedError
