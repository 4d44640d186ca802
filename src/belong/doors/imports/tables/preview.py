"""What would be read of a table, for a look before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from belong.care.archives.public import (
    ArchiveRefused,
    ContactRecord,
    FollowRecord,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    Record,
    RefusalRecord,
    Reject,
    RoleRecord,
)
from belong.doors.imports.tables.archive import PEOPLE, TableArchive, columns_in, open_table
from belong.doors.imports.tables.headings import PEOPLE as PEOPLE_FIELDS
from belong.doors.imports.tables.headings import PERMISSIONS
from belong.doors.imports.tables.headings import TOUCHES as TOUCH_FIELDS
from belong.ground.kernel.public import told as _

FIRST, MOST_REFUSED = 3, 100


@dataclass(frozen=True, slots=True)
class Preview:
    """`columns`: heading and field; `first`: the first rows as (line, what is read in words); `refused`: (line, reason)
    of the first hundred of `refused_count`; `fields`: what a column can be read as."""

    how: str
    heading_line: int
    columns: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    fields: tuple[str, ...]
    first: tuple[tuple[int, tuple[str, ...]], ...]
    counts: tuple[tuple[str, int], ...]
    refused: tuple[tuple[int, str], ...]
    refused_count: int

    def plain(self) -> dict[str, object]:
        """As JSON data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Look:
    """A table before it comes in: every column (heading, field or `-`), what a column can be read as, and what would
    come of it; or in one sentence why it is refused as it is read now."""

    columns: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    preview: Preview | None
    refused: str = ""


def look(kind: str, file: Path, options: Mapping[str, str], usual: Mapping[str, str]) -> Look:
    """As `open_table` and `preview`, for somebody who corrects the columns. Raises where there is no table at all."""
    fields = (*PEOPLE_FIELDS, *PERMISSIONS) if kind == PEOPLE else tuple(TOUCH_FIELDS)
    try:
        archive = open_table(kind, file, options, usual)
        return Look(tuple(archive.columns.said().items()), fields, preview(archive))
    except ArchiveRefused as refused:
        return Look(columns_in(kind, file, options), fields, None, str(refused))


def preview(archive: TableArchive) -> Preview:
    """Read the whole table as an import would. Raises `ArchiveRefused` as it would."""
    archive.check(lambda _read, _total: None)
    counts: Counter[str] = Counter()
    refused: list[tuple[int, str]] = []
    count = 0
    for row, phase, what in archive.records():
        if isinstance(what, Reject):
            count += 1
            if len(refused) < MOST_REFUSED:
                refused.append((row.line, what.reason))
        else:
            counts[str(phase)] += 1
    columns = archive.columns
    return Preview(
        how=_("Read as %(how)s") % {"how": archive.how},
        heading_line=archive.heading_line,
        columns=tuple((heading, field) for heading, field in columns.said().items() if field != "-"),
        left_out=columns.left_out,
        fields=(*(PEOPLE_FIELDS if archive.kind == PEOPLE else TOUCH_FIELDS), "permission:CHANNEL:PURPOSE")
        if archive.kind == PEOPLE
        else tuple(TOUCH_FIELDS),
        first=tuple((line, tuple(said)) for line, said in _first(archive)),
        counts=tuple(counts.items()),
        refused=tuple(refused),
        refused_count=count,
    )


def _first(archive: TableArchive) -> Iterator[tuple[int, list[str]]]:
    line, said, shown = 0, [""], 0
    for row, _phase, what in archive.records():
        if row.line != line:
            if line:
                yield line, said
                shown += 1
            if shown == FIRST:
                return
            line, said = row.line, []
        said.append(_words(what))
    if line:
        yield line, said


def _words(what: Record | Reject) -> str:
    match what:
        case Reject():
            return _("Cannot be read: %(reason)s") % {"reason": what.reason}
        case PersonRecord():
            return _person(what)
        case PermissionRecord():
            said = {"channel": what.channel, "purpose": what.purpose, "day": _day(what.granted_at)}
            if what.withdrawn_at is None:
                return _("permission %(channel)s for %(purpose)s from %(day)s") % said
            said["until"] = _day(what.withdrawn_at)
            return _("permission %(channel)s for %(purpose)s from %(day)s until %(until)s") % said
        case RefusalRecord():
            return _("no permission %(channel)s for %(purpose)s") % {"channel": what.channel, "purpose": what.purpose}
        case RoleRecord():
            return _("role %(role)s from %(day)s") % {"role": what.role.replace("_", " "), "day": _day(what.from_at)}
        case MembershipRecord():
            return _("group %(group)s") % {"group": what.group}
        case FollowRecord():
            return _("interest %(tag)s") % {"tag": what.tag}
        case ContactRecord():
            return _("%(channel)s %(direction)s on %(at)s UTC with %(people)s") % {
                "channel": what.channel,
                "direction": what.direction,
                "at": f"{what.at:%Y-%m-%d %H:%M}",
                "people": ", ".join(what.people),
            }
        case _:
            return str(what)


def _person(what: PersonRecord) -> str:
    known = ", ".join(key for _source, key in what.identities)
    who = f"{what.name} ({what.key}){', ' + known if known and known != what.key else ''}".lstrip()
    if what.joined_at is None:
        return _("%(who)s, has not joined") % {"who": who}
    return _("%(who)s, joined %(day)s") % {"who": who, "day": _day(what.joined_at)}


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
