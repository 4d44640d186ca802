"""Which files an archive of mails is made of, and what the list is called."""

import re
from collections.abc import Sequence
from email.parser import BytesHeaderParser
from pathlib import Path

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports import fields
from belong.doors.imports.mbox import headers
from belong.doors.imports.mbox.store import Store, begins_as_mbox
from belong.ground.kernel.public import told as _

LONGEST_GROUP = 120
_SITE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_LIST_ID = re.compile(r"<?([a-z0-9][a-z0-9_-]*)[.@]", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:\.(?:gz|mbox|mbx|txt|mail))+$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d+)")


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order of their names. Refuses what holds no mail."""
    files: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                found = sorted((one for one in path.iterdir() if _counts(one)), key=_order)
                if not found:
                    raise _without_files(path)
                files += found
            elif path.exists():
                files.append(path)
            else:
                raise ArchiveRefused(_("There is no file %(path)s.") % {"path": path})
        except OSError as error:
            raise ArchiveRefused(
                _("%(path)s cannot be read: %(reason)s.") % {"path": path, "reason": error.strerror}
            ) from None
    files = list(dict.fromkeys(files))
    if not files:
        raise ArchiveRefused(_("No file was named."))
    if not any(begins_as_mbox(file) for file in files):
        what = files[0] if len(files) == 1 else paths[0]
        raise ArchiveRefused(
            _("%(what)s is no mail archive: nothing in it begins with a line `From `, as mbox files do.")
            % {"what": what}
        )
    return files


def _without_files(folder: Path) -> ArchiveRefused:
    if any(one.is_dir() for one in folder.iterdir()):
        words = _("%(path)s holds folders, but no file: name the folder that the mails of the list are in.")
    else:
        words = _("%(path)s is an empty folder: there is no file in it.")
    return ArchiveRefused(words % {"path": folder})


def _counts(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _order(path: Path) -> list[tuple[bool, int, str]]:
    """Names with their numbers as numbers: 2 before 10."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in _NUMBERS.split(path.name.lower())]


def name_of_list(paths: Sequence[Path], files: Sequence[Path]) -> str:
    """What the first mail says that its list is called; else the name of the folder, or of the only file."""
    mbox = next(file for file in files if begins_as_mbox(file))
    store = Store([mbox])
    first = next(store.messages(0), None)
    if first is not None:
        message = BytesHeaderParser().parsebytes(store.text(first)[: 1 << 16])
        if found := _LIST_ID.search(headers.field(message, "List-Id").rpartition("<")[2]):
            return found[1]
    if len(files) == 1 and not paths[0].is_dir():
        return _ENDINGS.sub("", files[0].name)
    return files[0].parent.name


def site_name(given: str) -> str:
    name = re.sub(r"[\s]+", "-", given.strip().lower())
    if _SITE.fullmatch(name) is None:
        raise ArchiveRefused(
            _("%(what)s cannot be the list's name: use small letters, digits, dots and dashes (--site NAME).")
            % {"what": fields.shown(name)}
        )
    return name
