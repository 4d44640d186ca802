"""A row of a table of people as records: who they are, and what the row says that they may, are and like."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from belong.care.archives.public import (
    FollowRecord,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    Phase,
    Record,
    RefusalRecord,
    Reject,
    RoleRecord,
)
from belong.doors.imports.fields import Unreadable, shown
from belong.doors.imports.tables.dates import Order, moment_of
from belong.doors.imports.tables.headings import PERMISSION, plain
from belong.doors.imports.tables.index import Index
from belong.doors.imports.tables.mapping import Columns
from belong.doors.imports.tables.sheet import Row, text_of
from belong.doors.imports.tables.values import addresses, flag, is_sum, several, word_of, yes_or_no
from belong.ground.kernel.public import told, told_lazy

DATED = ("joined", "permission_granted", "permission_withdrawn", "role_from", "role_until")
"""The fields whose columns are read as days; permissions may hold some too."""

LISTS = frozenset({"groups", "tags"})
"""Fields whose line ends part what they list."""

ADDRESS, ROLE = told_lazy("the address"), told_lazy("the role")
CHANNEL, PURPOSE = "mail", "newsletter"

Found = tuple[Phase, Record | Reject]


def dated_columns(columns: Columns) -> set[int]:
    """The numbers of the columns whose order of day and month has to be found."""
    fields = [*DATED, "permission", *(field for field in columns.fields if PERMISSION.fullmatch(field))]
    return {column for field in fields for column in columns.fields.get(field, ())}


class People:
    """Reads rows. `as_of` is the day that the table speaks of, for what it gives no day."""

    def __init__(self, columns: Columns, orders: Mapping[int, Order], index: Index, as_of: datetime) -> None:
        self._columns, self._orders, self._index, self._as_of = columns, orders, index, as_of
        self._own = [(field, *found.groups()) for field in columns.fields if (found := PERMISSION.fullmatch(field))]
        self._texts: list[str] = []

    def read(self, row: Row) -> Iterator[Found]:
        """The records of a row: its person first; after a person that cannot be read nothing comes."""
        self._texts = [text_of(cell) for cell in row.cells]
        try:
            person = self._person(row)
        except Unreadable as wrong:
            yield Phase.PEOPLE, Reject(str(wrong))
            return
        own, elsewhere = self._own_addresses(person, row.line)
        yield Phase.PEOPLE, own
        yield from ((Phase.PEOPLE, Reject(reason)) for reason in elsewhere)
        for phase, read in (
            (Phase.ROLES, self._roles),
            (Phase.PERMISSIONS, self._permissions),
            (Phase.MEMBERSHIPS, self._memberships),
            (Phase.FOLLOWS, self._follows),
        ):
            try:
                found = list(read(row, person))
            except Unreadable as wrong:
                yield phase, Reject(told("%(who)s: %(what)s") % {"who": person.key, "what": str(wrong)})
            else:
                yield from ((phase, record) for record in found)

    def _person(self, row: Row) -> PersonRecord:
        if row.wrong:
            raise Unreadable(row.wrong)
        if len(row.cells) > len(self._columns.headings) and any(
            text_of(cell) for cell in row.cells[len(self._columns.headings) :]
        ):
            raise Unreadable(
                told("the row has %(count)s cells, and there are %(columns)s columns")
                % {"count": len(row.cells), "columns": len(self._columns.headings)}
            )
        mails = list(dict.fromkeys(mail for cell in self._all(row, "mail") for mail in addresses(cell, ADDRESS)))
        if not mails and is_sum(self._texts):
            raise Unreadable(told("the row is a sum of the others, not a person"))
        name = self._name(row)
        key = self._text(row, "key") or (mails[0] if mails else f"name:{plain(name)}" if name else "")
        if not key or key == "name:":
            raise Unreadable(told("the row says neither who it is nor an address"))
        if len(key) > 200:
            raise Unreadable(told("the key is too long: %(what)s") % {"what": shown(key)})
        if (first := self._index.person(key, row.line)) != row.line:
            raise Unreadable(
                told("%(what)s is there already, in line %(first)s")
                % {"what": shown(key.removeprefix("name:")), "first": first}
            )
        return PersonRecord(
            key=key,
            name=name,
            named=bool(name),
            joined_at=self._joined(row),
            is_staff=flag(self._text(row, "staff"), self._columns.name("staff")),
            identities=tuple(("mail", mail) for mail in mails),
        )

    def _own_addresses(self, person: PersonRecord, line: int) -> tuple[PersonRecord, Sequence[str]]:
        """Without the addresses of an earlier row: a family may share one, and an address makes two rows one person."""
        first = {mail: self._index.address(mail, line) for _, mail in person.identities}
        reasons = [
            told("the person was taken without the address %(what)s: it is that of line %(number)s")
            % {"what": shown(mail), "number": number}
            for mail, number in first.items()
            if number != line
        ]
        if not reasons:
            return person, reasons
        own = tuple(("mail", mail) for mail, number in first.items() if number == line)
        return replace(person, identities=own), reasons

    def _name(self, row: Row) -> str:
        parts = [self._text(row, "first_name"), self._text(row, "last_name")]
        whole = self._text(row, "name") or " ".join(filter(None, parts))
        turned = re.fullmatch(r"([^,@]+), ?([^,@]+)", whole)
        return (f"{turned[2]} {turned[1]}" if turned else whole)[:200]

    def _joined(self, row: Row) -> datetime | None:
        text = self._text(row, "joined")
        said = yes_or_no(text) if text else False
        if said is None:
            return self._moment(row, "joined")
        return self._as_of if said else None

    def _roles(self, row: Row, person: PersonRecord) -> Iterator[Record]:
        # `_` for blanks, as where somebody is given one by hand: else it would be another role
        names = [word_of(name, ROLE).replace("-", "_") for cell in self._all(row, "role") for name in several(cell)]
        from_at = self._moment(row, "role_from")
        for name in dict.fromkeys(names):
            yield RoleRecord(
                person=person.key,
                role=name,
                from_at=from_at or person.joined_at or self._as_of,
                until_at=self._moment(row, "role_until"),
                dated=from_at is not None,
            )

    def _permissions(self, row: Row, person: PersonRecord) -> Iterator[Record]:
        yield from self._general_permission(row, person)
        for field, channel, purpose in self._own:
            yield from self._permission(row, person, field, channel, purpose, None)

    def _general_permission(self, row: Row, person: PersonRecord) -> Iterator[Record]:
        """One permission over several columns, a yes or a day among them. Nothing is assumed where they are empty."""
        granted = self._moment(row, "permission_granted")
        if "permission" not in self._columns.fields and granted is None:
            return
        channel = self._text(row, "permission_channel")
        purpose = self._text(row, "permission_purpose")
        yield from self._permission(
            row,
            person,
            "permission",
            word_of(channel, told("the channel of the permission")) if channel else CHANNEL,
            word_of(purpose, told("the purpose of the permission")) if purpose else PURPOSE,
            granted,
        )

    def _permission(
        self, row: Row, person: PersonRecord, field: str, channel: str, purpose: str, granted: datetime | None
    ) -> Iterator[Record]:
        text = self._text(row, field)
        said = yes_or_no(text) if text else None
        if text and said is None:
            granted, said = self._moment(row, field), True
        if said is None and granted is None:
            return
        withdrawn = self._moment(row, "permission_withdrawn")
        if said is False and granted is None:
            yield RefusalRecord(person=person.key, channel=channel, purpose=purpose, at=withdrawn or self._as_of)
            return
        begun = granted or self._as_of
        ended = withdrawn or (self._as_of if said is False else None)
        if ended is not None and ended < begun:
            raise Unreadable(
                told("%(name)s is before the day of the permission")
                % {"name": self._columns.name("permission_withdrawn")}
            )
        yield PermissionRecord(
            person=person.key,
            channel=channel,
            purpose=purpose,
            granted_at=begun,
            withdrawn_at=ended,
            proof=self._text(row, "permission_proof")[:500],
            dated=granted is not None,
        )

    def _memberships(self, row: Row, person: PersonRecord) -> Iterator[Record]:
        names = {plain(name) or name: name for cell in self._all(row, "groups") for name in several(cell)}
        for key, name in names.items():
            if len(name) > 120:
                raise Unreadable(told("the name of a group is too long: %(what)s") % {"what": shown(name)})
            self._index.group(key, name, row.line)
            yield MembershipRecord(group=key, person=person.key, from_at=person.joined_at or self._as_of, dated=False)

    def _follows(self, row: Row, person: PersonRecord) -> Iterator[Record]:
        names = [name for cell in self._all(row, "tags") for name in several(cell)]
        for name in dict.fromkeys(names):
            yield FollowRecord(person=person.key, tag=name, from_at=person.joined_at or self._as_of)

    def _text(self, row: Row, field: str) -> str:
        for column in self._columns.fields.get(field, ()):
            if column < len(self._texts) and self._texts[column]:
                return self._texts[column]
        return ""

    def _all(self, row: Row, field: str) -> list[str]:
        columns = [column for column in self._columns.fields.get(field, ()) if column < len(row.cells)]
        texts = [str(row.cells[column]).strip() if field in LISTS else self._texts[column] for column in columns]
        return [text for text in texts if text]

    def _moment(self, row: Row, field: str) -> datetime | None:
        for column in self._columns.fields.get(field, ()):
            if column < len(self._texts) and self._texts[column]:
                return moment_of(row.cells[column], self._columns.headings[column], self._orders[column])
        return None
