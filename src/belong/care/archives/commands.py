"""What can be done with runs. Hosts and the system only."""

from collections.abc import Callable

from belong.care.archives.cards import Progress, RunCard
from belong.care.archives.reading import Archive
from belong.ground.people.public import Actor

Watch = Callable[[Progress], None]


class Unconfirmed(Exception):
    """Undoing needs a yes: `orphans` pieces of what members wrote stand on the run's content. The text says so."""

    def __init__(self, run: int, orphans: int) -> None:
        self.run = run
        self.orphans = orphans
        super().__init__(f"{orphans}")


def start_run(*, actor: Actor, archive: Archive) -> RunCard:
    """Begin a run of `archive`, or take the unfinished run of the very same one. Nothing is visible by it yet.

    Raises `ArchiveRefused` where an unfinished run of the same source read other files.
    """
    raise NotImplementedError


def run(*, actor: Actor, run_id: int, archive: Archive, watch: Watch | None = None, wait: bool = True) -> RunCard:
    """Carry a run to its end, from wherever it stands: check, load, complete, apply, fold.

    Raises `ArchiveRefused` where the archive is refused (the run is then gone, nothing was written), is not the one
    that the run was reading, or where another process is at the run. With `wait=False` insight catches up later.
    """
    raise NotImplementedError


def undo(
    *, actor: Actor, run_id: int, confirmed: bool = False, watch: Watch | None = None, wait: bool = True
) -> RunCard:
    """Take back all that a run brought; the same archive can come again. Raises `Unconfirmed` unless confirmed.

    Also finishes an undoing that was killed. Raises `ArchiveRefused` where a later run of the same source stands on it.
    """
    raise NotImplementedError
