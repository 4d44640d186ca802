"""The dump of one Stack Exchange site: seven files of rows, two of which must be there."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from belong.care.archives.public import (
    AcceptanceRecord,
    ArchiveRefused,
    Checked,
    GroupRecord,
    Item,
    Phase,
    Place,
    Record,
    Reject,
    Skipped,
    TagRecord,
    Tick,
)
from belong.doors.imports import fields
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.files import fingerprint
from belong.doors.imports.formats import Format, Option
from belong.doors.imports.stackexchange import rows
from belong.doors.imports.stackexchange.index import OTHER, QUESTION, Index, instant
from belong.doors.imports.stackexchange.links import Links
from belong.doors.imports.stackexchange.remarks import remark_html
from belong.doors.imports.stackexchange.rows import Row
from belong.doors.imports.stackexchange.survey import Survey, badge, elements, is_answer, must_be_row, vote
from belong.ground.kernel.public import told
from belong.ground.kernel.public import told_lazy as _

FORMAT = "stackexchange"
REQUIRED = ("Posts.xml", "Users.xml")
OPTIONAL = ("Comments.xml", "Votes.xml", "Tags.xml", "PostLinks.xml", "Badges.xml")

_SITE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
Outcome = Record | Reject | Skipped


def open_folder(folder: Path, *, site: str | None, group: str | None) -> "StackExchangeArchive":
    """The dump in `folder`. Looks at names and beginnings only; `check` reads it."""
    folder = folder.expanduser().absolute()
    try:
        if not folder.exists():
            raise ArchiveRefused(told("There is no folder %(folder)s.") % {"folder": folder})
        if not folder.is_dir():
            raise ArchiveRefused(
                told("%(folder)s is a file: name the folder that holds Posts.xml and Users.xml.") % {"folder": folder}
            )
        missing = [name for name in REQUIRED if not (folder / name).is_file()]
    except OSError as error:
        raise ArchiveRefused(
            told("%(folder)s cannot be read: %(reason)s.") % {"folder": folder, "reason": error.strerror}
        ) from None
    if len(missing) == len(REQUIRED):
        raise ArchiveRefused(
            told("%(folder)s holds no Stack Exchange dump: there is neither Posts.xml nor Users.xml.")
            % {"folder": folder}
        )
    if missing:
        raise ArchiveRefused(
            told("%(folder)s is not complete: %(missing)s is missing.") % {"folder": folder, "missing": missing[0]}
        )
    name = (site or folder.name.removeprefix("se-")).strip().lower()
    if _SITE.fullmatch(name) is None:
        raise ArchiveRefused(
            told("%(what)s cannot be the site's name: use small letters, digits, dots and dashes (--site NAME).")
            % {"what": fields.shown(name)}
        )
    title = " ".join((group or "").split())
    if group is not None and not 1 <= len(title) <= rows.LONGEST_NAME:
        raise ArchiveRefused(
            told("The group's name needs 1 to %(most)s characters (--group NAME).") % {"most": rows.LONGEST_NAME}
        )
    return StackExchangeArchive(folder, name, title or name)


class StackExchangeArchive:
    """Reads the dump in `folder` as records of the source `stackexchange:SITE`."""

    def __init__(self, folder: Path, site: str, group: str) -> None:
        self._files = {name: folder / name for name in (*REQUIRED, *OPTIONAL) if (folder / name).is_file()}
        self._group = group
        self._index = Index()
        self._links = Links(site, self._is_known)
        self._checked = Checked({})
        self.source = f"{FORMAT}:{site}"
        self.label = f"Stack Exchange, {site}"
        self.place = Place(FORMAT, str(folder), {"site": site, "group": group})
        self.fingerprint = fingerprint(self._files.values(), self.place.options)

    def check(self, tick: Tick) -> Checked:
        self._checked = Survey(list(self._files.values()), self._index, tick).result()
        return self._checked

    def items(self, phase: Phase, skip: int) -> Iterator[Item]:
        if self._checked.items.get(phase, 0) <= skip:
            return iter(())
        if phase == Phase.ACCEPTANCES:
            return self._acceptances(skip)
        return islice(self._phases()[phase](), skip, None)

    def _phases(self) -> Mapping[Phase, Callable[[], Iterator[Item]]]:
        return {
            Phase.PEOPLE: lambda: self._read("Users.xml", self._person),
            Phase.GROUPS: self._site_group,
            Phase.TAGS: lambda: self._read("Tags.xml", self._tag),
            Phase.TOPICS: lambda: self._read("Posts.xml", self._question),
            Phase.ANSWERS: lambda: self._read("Posts.xml", self._answer),
            Phase.REPLIES: lambda: self._read("Comments.xml", self._remark),
            Phase.LINKS: lambda: self._read("PostLinks.xml", self._link),
            Phase.VOTES: lambda: self._read("Votes.xml", self._vote),
            Phase.BADGES: lambda: self._read("Badges.xml", self._badge),
        }

    def _read(self, name: str, make: Callable[[int, str, Row], Outcome | None]) -> Iterator[Item]:
        """The items of one file. An element of which `make` makes None belongs to another phase, or to none."""
        for line, element, row in elements(self._files[name]):
            try:
                what = make(line, element, row)
            except Unreadable as error:
                what = Reject(str(error))
            if what is not None:
                yield Item(name, line, what, row)

    def _site_group(self) -> Iterator[Item]:
        yield Item(
            "Posts.xml", 1, GroupRecord(key=rows.GROUP, name=self._group, founded_at=self._index.first_post_at())
        )

    def _person(self, line: int, element: str, row: Row) -> Outcome:
        must_be_row(element)
        record = rows.person(row)
        self._first(self._index.person_line(int(record.key)), line, record.key)
        return record

    def _tag(self, line: int, element: str, row: Row) -> Outcome:
        must_be_row(element)
        return TagRecord(name=fields.line_of_text(row, "TagName"))

    def _question(self, line: int, element: str, row: Row) -> Outcome | None:
        if is_answer(element, row):
            return None
        must_be_row(element)
        id, kind, _, _, _ = rows.post_head(row)
        self._first(self._index.post_line(id), line, str(id))
        if kind == OTHER:
            return Skipped()
        return rows.question(row, author=self._author(row, "OwnerUserId"), body=self._links.inside(row["Body"]))

    def _answer(self, line: int, element: str, row: Row) -> Outcome | None:
        if not is_answer(element, row):
            return None
        id, _, parent, _, _ = rows.post_head(row)
        self._first(self._index.post_line(id), line, str(id))
        found = self._index.post(parent or 0)
        if found is None or found[0] != QUESTION:
            return Reject(told("its question %(parent)s is not in the archive") % {"parent": parent})
        return rows.answer(row, author=self._author(row, "OwnerUserId"), body=self._links.inside(row["Body"]))

    def _remark(self, line: int, element: str, row: Row) -> Outcome:
        must_be_row(element)
        id, post = rows.remark_head(row)
        self._first(self._index.remark_line(id), line, str(id))
        topic = self._index.topic_of(post)
        if topic is None:
            found = self._index.post(post)
            return (
                Skipped()
                if found and found[0] == OTHER
                else Reject(told("its post %(post)s is not in the archive") % {"post": post})
            )
        body = self._links.inside(remark_html(fields.body(row, "Text")))
        return rows.remark(row, topic=topic, author=self._author(row, "UserId"), body=body)

    def _vote(self, line: int, element: str, row: Row) -> None:
        """Votes make no records: only those that cannot be read are items."""
        vote(element, row)

    def _badge(self, line: int, element: str, row: Row) -> None:
        badge(element, row)

    def _link(self, line: int, element: str, row: Row) -> Outcome:
        """Dumps link to posts that were deleted; nothing is wrong with such a row, and nothing to be made of it."""
        must_be_row(element)
        rows.positive(row, "Id")
        topic = self._index.topic_of(rows.positive(row, "PostId"))
        related = self._index.topic_of(rows.positive(row, "RelatedPostId"))
        fields.instant(row, "CreationDate")
        if topic is None or related is None or topic == related:
            return Skipped()
        return rows.link(row, topic=topic, related=related)

    def _acceptances(self, skip: int) -> Iterator[Item]:
        """First what cannot be one, then every question: one whose acceptance is refused has none."""
        for row, line in self._index.damaged(skip):
            raw = json.loads(row)
            reason = told("the accepted answer %(raw)s is no answer of this question") % {
                "raw": raw["AcceptedAnswerId"]
            }
            yield Item("Posts.xml", line, Reject(reason), raw)
        for question, answer, at, line in self._index.acceptances(max(0, skip - self._index.count_damaged())):
            record = AcceptanceRecord(
                topic=str(question),
                answer=None if answer is None else str(answer),
                at=None if at is None or answer is None else instant(at),
            )
            yield Item("Posts.xml", line, record, {"Id": str(question), "AcceptedAnswerId": str(answer)})

    def _author(self, row: Row, name: str) -> str | None:
        id = fields.optional_number(row, name)
        return None if id is None or self._index.person_line(id) is None else str(id)

    def _is_known(self, key: str) -> bool:
        if key.startswith("c"):
            return self._index.has_remark(int(key[1:]))
        return self._index.topic_of(int(key)) is not None

    @staticmethod
    def _first(first: int | None, line: int, id: str) -> None:
        """Refuse a row whose id stands on an earlier line already."""
        if first is not None and first != line:
            raise Unreadable(told("Id %(id)s is there already, in line %(first)s") % {"id": id, "first": first})


def _open(path: Path, options: Mapping[str, str]) -> StackExchangeArchive:
    return open_folder(path, site=options.get("site") or None, group=options.get("group") or None)


ENTRY = Format(
    key=FORMAT,
    label=_("Stack Exchange"),
    takes=_(
        "A .zip of one site's dump: its XML files, Posts.xml and Users.xml among them. Of a .7z, as it is given"
        " there: unpack it with 7-Zip, then pack its files as a .zip."
    ),
    zipped=True,
    options=(
        Option(
            name="site",
            label=_("The site's name"),
            help=_("It is part of how its people are known here, for instance beer. Left empty: the file's name."),
        ),
        Option(
            name="group",
            label=_("The group that its topics go to"),
            help=_("Left empty: the site's name. An open group of this name is taken as it is."),
        ),
    ),
    open=_open,
)
