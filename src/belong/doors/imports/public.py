"""The face of the readers: each opens an archive of one format for `care.archives` to load.

An archive that cannot be read is refused by `ArchiveRefused` (of `care.archives.public`), in one sentence.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from belong.care.archives.public import Archive, ArchiveRefused, Place
from belong.doors.imports.demo.writing import OPEN_GROUPS as DEMO_OPEN_GROUPS
from belong.doors.imports.demo.writing import write_demo
from belong.doors.imports.discourse import archive as discourse
from belong.doors.imports.formats import Format, Option
from belong.doors.imports.jsonl import archive as jsonl
from belong.doors.imports.mbox import archive as mbox
from belong.doors.imports.stackexchange import archive as stackexchange
from belong.doors.imports.tables import archive as tables
from belong.doors.imports.tables.mapping import of_words as mapping_of_words
from belong.doors.imports.tables.mapping import read as read_mapping
from belong.doors.imports.tables.mapping import write as _write_mapping
from belong.doors.imports.tables.preview import Look, Preview, look, preview
from belong.ground.kernel.public import told as _

FORMATS: Mapping[str, Format] = {
    one.key: one
    for one in (
        stackexchange.ENTRY,
        mbox.ENTRY,
        discourse.ENTRY,
        tables.PEOPLE_ENTRY,
        tables.TOUCHES_ENTRY,
        jsonl.ENTRY,
    )
}
"""Every format that can be read, in the order in which people are asked."""

TABLES = frozenset({tables.PEOPLE, tables.TOUCHES})
"""The formats whose columns somebody looks at before they come in."""


def open_stackexchange(folder: Path, *, site: str | None = None, group: str | None = None) -> Archive:
    """The dump of one Stack Exchange site. `site`: the folder's name without `se-`; `group`: the site's name."""
    return stackexchange.open_folder(folder, site=site, group=group)


def open_archive(file: Path) -> Archive:
    """An archive in Belong's own format (docs/archive-format.md)."""
    return jsonl.open_file(file)


def open_mbox(
    paths: Sequence[Path], *, kind: str = mbox.QUESTION, group: str | None = None, site: str | None = None
) -> Archive:
    """The mails of a list, from files and folders of the form mbox. `kind`: what a thread's first mail is."""
    return mbox.open_files(paths, kind=kind, group=group, site=site)


def open_discourse(folder: Path, *, site: str | None = None) -> Archive:
    """The topics and posts of a Discourse forum. `site`: the folder's name without `discourse-`."""
    return discourse.open_folder(folder, site=site)


def open_table(
    kind: str, file: Path, options: Mapping[str, str], usual: Mapping[str, str] | None = None
) -> tables.TableArchive:
    """A table of people or of contact moments (docs/archives-tables.md). `usual`: how the last of its name was read."""
    return tables.open_table(kind, file, options, usual)


def source_of_table(kind: str, file: Path, options: Mapping[str, str]) -> str:
    """The source under which a table's people or contact moments are known."""
    return f"{kind}:{tables.name_of_table(file, options)}"


def write_mapping(file: Path, archive: tables.TableArchive) -> None:
    """Keep in `file` which column of a table is read as what."""
    _write_mapping(file, archive.columns)


def reopen(place: Place) -> Archive:
    """The archive of an unfinished run, from where it lay (`RunCard.place`)."""
    if place.format not in FORMATS:
        raise ArchiveRefused(_("This installation has no reader for the format %(format)s.") % {"format": place.format})
    return FORMATS[place.format].open(Path(place.path), place.options)


__all__ = [
    "DEMO_OPEN_GROUPS",
    "FORMATS",
    "TABLES",
    "Format",
    "Look",
    "Option",
    "Preview",
    "look",
    "mapping_of_words",
    "open_archive",
    "open_discourse",
    "open_mbox",
    "open_stackexchange",
    "open_table",
    "preview",
    "read_mapping",
    "reopen",
    "source_of_table",
    "write_demo",
    "write_mapping",
]
