"""The face of the readers: each opens an archive of one format for `care.archives` to load.

An archive that cannot be read is refused by `ArchiveRefused` (of `care.archives.public`), in one sentence.
"""

from collections.abc import Mapping
from pathlib import Path

from belong.care.archives.public import Archive, ArchiveRefused, Place
from belong.doors.imports.demo import OPEN_GROUPS as DEMO_OPEN_GROUPS
from belong.doors.imports.demo import write_demo
from belong.doors.imports.formats import Format, Option
from belong.doors.imports.jsonl import archive as jsonl
from belong.doors.imports.stackexchange import archive as stackexchange

FORMATS: Mapping[str, Format] = {one.key: one for one in (stackexchange.ENTRY, jsonl.ENTRY)}
"""Every format that can be read, in the order in which people are asked."""


def open_stackexchange(folder: Path, *, site: str | None = None, group: str | None = None) -> Archive:
    """The dump of one Stack Exchange site. `site`: the folder's name without `se-`; `group`: the site's name."""
    return stackexchange.open_folder(folder, site=site, group=group)


def open_archive(file: Path) -> Archive:
    """An archive in Belong's own format (docs/archive-format.md)."""
    return jsonl.open_file(file)


def reopen(place: Place) -> Archive:
    """The archive of an unfinished run, from where it lay (`RunCard.place`)."""
    if place.format not in FORMATS:
        raise ArchiveRefused(f"This installation has no reader for the format {place.format}.")
    return FORMATS[place.format].open(Path(place.path), place.options)


__all__ = [
    "DEMO_OPEN_GROUPS",
    "FORMATS",
    "Format",
    "Option",
    "open_archive",
    "open_stackexchange",
    "reopen",
    "write_demo",
]
