"""The face of the readers: each opens an archive of one format for `care.archives` to load.

An archive that cannot be read is refused by `ArchiveRefused` (of `care.archives.public`), in one sentence.
"""

from pathlib import Path

from belong.care.archives.public import Archive, ArchiveRefused, Place
from belong.doors.imports.demo import OPEN_GROUPS as DEMO_OPEN_GROUPS
from belong.doors.imports.demo import write_demo
from belong.doors.imports.jsonl import archive as jsonl
from belong.doors.imports.stackexchange import archive as stackexchange


def open_stackexchange(folder: Path, *, site: str | None = None, group: str | None = None) -> Archive:
    """The dump of one Stack Exchange site. `site`: the folder's name without `se-`; `group`: the site's name."""
    return stackexchange.open_folder(folder, site=site, group=group)


def open_archive(file: Path) -> Archive:
    """An archive in Belong's own format (docs/archive-format.md)."""
    return jsonl.open_file(file)


def reopen(place: Place) -> Archive:
    """The archive of an unfinished run, from where it lay (`RunCard.place`)."""
    if place.format == stackexchange.FORMAT:
        return open_stackexchange(Path(place.path), site=place.options["site"], group=place.options["group"])
    if place.format == jsonl.FORMAT:
        return open_archive(Path(place.path))
    raise ArchiveRefused(f"This installation has no reader for the format {place.format}.")


__all__ = ["DEMO_OPEN_GROUPS", "open_archive", "open_stackexchange", "reopen", "write_demo"]
