"""Who was known from a source and is no longer in its newer archive: told, never taken away."""

from belong.care.archives import rejects
from belong.care.archives.models import Run
from belong.care.archives.reading import Archive, Roster
from belong.care.archives.records import Item, Skipped
from belong.ground.kernel.public import kept_words, told_many
from belong.ground.kernel.public import told_lazy as _
from belong.ground.people.public import KnownAt, keys_at, known_at

SLICE = 2_000
REASON = _("was in an earlier table of this name and is not in this one; nothing was taken away")


def note_who_is_gone(run: Run, archive: Archive) -> None:
    """Where the archive lists everybody whom its source knows, write the others to the run's rejects and count them."""
    if not isinstance(archive, Roster) or not archive.is_roster:
        return
    after, gone = 0, 0
    while known := known_at(run.source, after=after, limit=SLICE):
        after = known[-1].id
        there = archive.lists([one.key for one in known])
        missing = _without_renumbered(run.source, archive, [one for one in known if one.key not in there])
        gone += len(missing)
        rejects.append(
            run, [(Item("", 0, Skipped(), {"key": one.key, "name": one.name}), str(REASON)) for one in missing]
        )
    if gone:
        says = told_many(
            "%(count)s person of an earlier table of this name is not in this one; they stand at the end of what was "
            "left out.",
            "%(count)s people of an earlier table of this name are not in this one; they stand at the end of what was "
            "left out.",
            gone,
        )
        run.notes = [*run.notes, kept_words(says % {"count": f"{gone:,}"})]


def _without_renumbered(source: str, archive: Roster, missing: list[KnownAt]) -> list[KnownAt]:
    """Whoever stands in the archive under another key has not gone."""
    keys = keys_at(source, {one.person for one in missing})
    there = archive.lists(sorted(set().union(*keys.values())))
    return [one for one in missing if not keys[one.person] & there]
