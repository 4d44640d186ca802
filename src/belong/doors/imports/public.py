"""The face of the readers: each opens an archive of one format for `care.archives` to load.

An archive that cannot be read is refused by `ArchiveRefused` (of `care.archives.public`), in one sentence.
"""

from pathlib import Path

from belong.care.archives.public import Archive, Place


def open_stackexchange(folder: Path, *, site: str | None = None, group: str | None = None) -> Archive:
    """The dump of one Stack Exchange site. `site`: the folder's name without `se-`; `group`: the site's name."""
    raise NotImplementedError


def open_archive(file: Path) -> Archive:
    """An archive in Belong's own format (docs/archive-format.md)."""
    raise NotImplementedError


def reopen(place: Place) -> Archive:
    """The archive of an unfinished run, from where it lay (`RunCard.place`)."""
    raise NotImplementedError


def write_demo(file: Path, *, seed: int = 1, ending: str | None = None) -> None:
    """Write the demo association as an archive to `file`. The same seed and last day (default: yesterday) give the
    same bytes."""
    raise NotImplementedError
