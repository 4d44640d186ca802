"""What would be read of a table, for a look before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
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
    archive.check(lambda _done, _total: None)
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
        how=f"Read as {archive.how}",
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
            return f"REFUSED: {what.reason}"
        case PersonRecord():
            known = ", ".join(key for _, key in what.identities)
            joined = f", joined {what.joined_at:%Y-%m-%d}" if what.joined_at else ", has not joined"
            return f"{what.name} ({what.key}){', ' + known if known and known != what.key else ''}{joined}"
        case PermissionRecord():
            ended = f" until {what.withdrawn_at:%Y-%m-%d}" if what.withdrawn_at else ""
            return f"permission {what.channel} for {what.purpose} from {what.granted_at:%Y-%m-%d}{ended}"
        case RefusalRecord():
            return f"no permission {what.channel} for {what.purpose}"
        case RoleRecord():
            return f"role {what.role} from {what.from_at:%Y-%m-%d}"
        case MembershipRecord():
            return f"group {what.group}"
        case FollowRecord():
            return f"interest {what.tag}"
        case ContactRecord():
            return f"{what.channel} {what.direction} on {what.at:%Y-%m-%d %H:%M} UTC with {', '.join(what.people)}"
        case _:
            return str(what)
