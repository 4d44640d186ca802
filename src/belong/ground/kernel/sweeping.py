"""Files that nobody names any more: of a transaction that was undone, or left when somebody was interrupted."""

import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import timedelta
from itertools import islice

from belong.ground.kernel.clock import now
from belong.ground.kernel.storage import storage, stored_names
from belong.ground.kernel.tasks import task

LEFT_FOR = timedelta(days=1)
"""No transaction takes as long, so nobody is about to name what is older."""

AT_ONCE = 500
STRANGE = 100
"""Of so many files somebody names at least one, or this is the folder of another database."""

Named = Callable[[Collection[str]], Collection[str]]
Removing = Callable[[str], bool]

_folders: dict[str, tuple[Named, Removing]] = {}
log = logging.getLogger("belong.files")


def remove_file(name: str) -> bool:
    """Remove a file that nobody can name any more; gives whether it went."""
    storage().delete(name)
    return True


def register_files(folder: str, named: Named, removing: Removing = remove_file) -> None:
    """A room keeps files in `folder`. `named(names)`: those that a row names. `removing`: of a room that may name a
    file again while it is looked at, what removes it unless that happened.
    """
    if folder in _folders:
        raise ValueError(f"{folder} is registered twice")
    _folders[folder] = named, removing


def sweep_files() -> int:
    """Remove what lies in the rooms' folders for more than a day and nobody names; gives how many."""
    return sum(_swept(folder, named, removing) for folder, (named, removing) in _folders.items())


def _swept(folder: str, named: Named, removing: Removing) -> int:
    count, unnamed = 0, list[str]()
    found = stored_names(f"{folder}/")
    while names := list(islice(found, AT_ONCE)):
        count += len(names)
        unnamed += sorted(set(names) - set(named(names)))
    if count == len(unnamed) and count > STRANGE:
        log.warning("none of %s files in %s is named: is this their database? They are left.", count, folder)
        return 0
    return sum(_removed(name, removing) for name in unnamed)


def _removed(name: str, removing: Removing) -> bool:
    with suppress(FileNotFoundError):
        return storage().get_modified_time(name) < now() - LEFT_FOR and removing(name)
    return False


@task("kernel.sweep_files", cron="53 3 * * *")
def sweep() -> None:
    """Each night."""
    sweep_files()
