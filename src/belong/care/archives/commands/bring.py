"""Bringing an archive in from its beginning to its end."""

from belong.care.archives.cards import RunCard
from belong.care.archives.commands.begin import start_run
from belong.care.archives.commands.carry import run
from belong.care.archives.loading.steps import EndedMeanwhile, Watch
from belong.care.archives.reading import Archive
from belong.ground.kernel.public import NotFound
from belong.ground.people.public import Actor


def bring(*, actor: Actor, archive: Archive, watch: Watch | None = None, wait: bool = True) -> RunCard:
    """Carry a run of `archive` to its end: a new one, or the unfinished one of the very same archive.

    Where another process has that one and ends it while we wait, a run of our own finds what is new since. Raises
    `ArchiveRefused` as `start_run` and `run` do.
    """
    while True:
        card = start_run(actor=actor, archive=archive)
        try:
            return run(actor=actor, run_id=card.id, archive=archive, watch=watch, wait=wait)
        except (EndedMeanwhile, NotFound):
            continue
