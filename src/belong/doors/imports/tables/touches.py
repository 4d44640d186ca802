"""A row of a table of contact moments as records: the moment, and the person it was with."""

from collections.abc import Iterator, Mapping

from belong.care.archives.public import ContactRecord, PersonRecord, Phase, Reject
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.tables.dates import Order, moment_of
from belong.doors.imports.tables.index import Index
from belong.doors.imports.tables.mapping import Columns
from belong.doors.imports.tables.people import Found
from belong.doors.imports.tables.sheet import Row, text_of
from belong.doors.imports.tables.values import addresses, channel_of, several, side_of, turf_of, word_of
from belong.ground.kernel.public import keyed_hash
from belong.ground.kernel.public import told as _

DATED = ("at",)
LONGEST_NOTE = 4000


def dated_columns(columns: Columns) -> set[int]:
    return {column for field in DATED for column in columns.fields.get(field, ())}


class Touches:
    """Reads rows. `people`: the source at which person ids are known, "" where there is none; `direction`: where a row
    says none."""

    def __init__(
        self, columns: Columns, orders: Mapping[int, Order], index: Index, people: str, direction: str
    ) -> None:
        self._columns, self._orders, self._index = columns, orders, index
        self._people, self._direction = people, direction

    def read(self, row: Row) -> Iterator[Found]:
        """The persons that the table names for the first time in this row, then the contact moment."""
        try:
            if row.wrong:
                raise Unreadable(row.wrong)
            persons = self._persons(row)
            host = self._host(row)
            contact = self._contact(row, tuple(person.key for person in persons), host)
        except Unreadable as wrong:
            yield Phase.CONTACTS, Reject(str(wrong))
            return
        for person in [*persons, *([host] if host else [])]:
            if self._index.person(person.key, row.line) == row.line:
                yield Phase.PEOPLE, person
        yield Phase.CONTACTS, contact

    def _persons(self, row: Row) -> list[PersonRecord]:
        mails = addresses(self._text(row, "mail"), _("the address"))
        numbers = several(self._text(row, "person_key"))
        name = self._text(row, "name")
        if numbers and not self._people:
            raise Unreadable(_("the row has a person's id, and nothing says of which table of people (--people NAME)"))
        if len(numbers) == 1 and len(mails) <= 1:
            known = ((self._people, numbers[0]), *(("mail", mail) for mail in mails))
            return [PersonRecord(key=f"id:{numbers[0]}", name=name, named=False, identities=known)]
        found = [
            PersonRecord(key=f"id:{one}", name="", named=False, identities=((self._people, one),)) for one in numbers
        ]
        single = name if len(mails) == 1 and not numbers else ""
        found += [PersonRecord(key=mail, name=single, named=False, identities=(("mail", mail),)) for mail in mails]
        if not found:
            raise Unreadable(_("the row has neither an address nor an id: a name alone could be anybody's"))
        return found

    def _host(self, row: Row) -> PersonRecord | None:
        mails = addresses(self._text(row, "by_mail"), self._columns.name("by_mail"))
        return PersonRecord(key=mails[0], name="", named=False, identities=(("mail", mails[0]),)) if mails else None

    def _contact(self, row: Row, people: tuple[str, ...], host: PersonRecord | None) -> ContactRecord:
        column = self._columns.fields.get("at", (None,))[0]
        if column is None or column >= len(row.cells) or not text_of(row.cells[column]):
            raise Unreadable(_("the row does not say when"))
        heading = self._columns.headings[column]
        at = moment_of(row.cells[column], heading, self._orders[column], self._text(row, "clock"))
        channel = self._text(row, "channel")
        if not channel:
            raise Unreadable(_("the row does not say on what channel"))
        direction, turf, purpose = (self._text(row, field) for field in ("direction", "turf", "purpose"))
        note = self._note(row)
        key = (
            self._text(row, "key")
            or keyed_hash(
                "\x1f".join([*people, at.isoformat(), channel, direction, purpose, note]), purpose="imports.touch"
            ).hex()[:32]
        )
        if (first := self._index.touch(key, row.line)) != row.line:
            raise Unreadable(_("the same contact moment stands in line %(first)s already") % {"first": first})
        return ContactRecord(
            key=key,
            people=people,
            by=host.key if host else None,
            channel=channel_of(channel),
            direction=self._side(direction),
            turf=turf_of(turf) if turf else "ours",
            purpose=word_of(purpose, _("the purpose")) if purpose else "",
            at=at,
            note=note,
        )

    def _side(self, text: str) -> str:
        if not text and not self._direction:
            raise Unreadable(_("the row does not say who began"))
        return side_of(text or self._direction)

    def _note(self, row: Row) -> str:
        column = self._columns.fields.get("note", (None,))[0]
        note = "" if column is None or column >= len(row.cells) else str(row.cells[column]).strip()
        if len(note) > LONGEST_NOTE:
            raise Unreadable(_("the note has more than %(most)s letters") % {"most": f"{LONGEST_NOTE:,}"})
        return note

    def _text(self, row: Row, field: str) -> str:
        column = self._columns.fields.get(field, (None,))[0]
        return "" if column is None or column >= len(row.cells) else text_of(row.cells[column])
