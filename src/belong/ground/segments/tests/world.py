"""A small community in the database, and the same one as the definitions see it, read row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from belong.ground.kernel.public import uuid7
from belong.ground.ledger import public as ledger
from belong.ground.segments.tests.naive import EPOCH, Deed, Held, World
from belong.ground.segments.tests.strategies import micros

Held_ = Mapping[str, Any]


def moment(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)


def execute(statement: str, *params: Any) -> Any:
    """Run one statement; its first value where it returns one."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = cursor.fetchone() if cursor.description else None
    return found[0] if found else None


def rows(statement: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [tuple(row) for row in cursor]


def add_person(name: str, *, bot: bool = False, batch: int | None = None) -> int:
    found = execute(
        "insert into people_person (uid, name, is_staff, is_bot, batch_id) values (%s, %s, false, %s, %s) returning id",
        uuid7(),
        name,
        bot,
        batch,
    )
    assert isinstance(found, int)
    return found


@dataclass
class Community:
    """People by name: me and my alias, others of whom one has an alias, a bot, and one of a withdrawn import."""

    people: dict[str, int] = field(default_factory=dict)
    open_batch: int = 0

    @classmethod
    def founded(cls) -> "Community":
        made = cls()
        made.open_batch = ledger.open_batch("test", "never completed")
        for name in ("me", "me too", "other", "other too", "third", "bot", "imported"):
            batch = made.open_batch if name == "imported" else None
            made.people[name] = add_person(name, bot=name == "bot", batch=batch)
        ledger.set_alias(made.people["me too"], made.people["me"])
        ledger.set_alias(made.people["other too"], made.people["other"])
        execute(
            "insert into groups_group (id, uid, slug, name, kind, audience, summary, founded_at) values"
            " (7001, %s, 'brewing', 'Brewing', 'practice', 'public', '', now()),"
            " (7002, %s, 'north', 'North', 'chapter', 'public', '', now())",
            uuid7(),
            uuid7(),
        )
        execute(
            "insert into tags_tag (id, uid, slug, name)"
            " values (8001, %s, 'yeast', 'yeast'), (8002, %s, 'malt', 'malt')",
            uuid7(),
            uuid7(),
        )
        return made

    def happened(self, word: str, actor: str | None, counterpart: str | None, at: int, *, standing: str = "") -> None:
        """A fact; `standing` may say "open" (in an open batch) or "withdrawn"."""
        kind = ledger.by_word(word)
        payload: dict[str, Any] = {"topic": 1} if word in {"answered", "replied", "accepted"} else {}
        fact = kind(
            actor=self.people[actor] if actor else None,
            counterpart=self.people[counterpart] if counterpart else None,
            about="people.person:1",
            occurred_at=moment(at),
            batch=self.open_batch if standing == "open" else None,
            **payload,
        )
        number = ledger.record(fact)
        if standing == "withdrawn":
            assert number is not None
            ledger.withdraw(number, reason=ledger.Reason.MISTAKE, actor=None)

    def holds(self, name: str, what: Held_, after: int, until: int | None) -> None:
        """A row of a room: `what` is the leaf that asks for it."""
        person, start, end = self.people[name], moment(after), None if until is None else moment(until)
        if what["measure"] == "permission":
            execute(
                "insert into people_permission (person_id, channel, purpose, granted_at, withdrawn_at, proof)"
                " values (%s, %s, %s, %s, %s, '') on conflict do nothing",
                person,
                what["channel"],
                what.get("purpose", "news"),
                start,
                end,
            )
        elif what["measure"] == "role":
            execute(
                "insert into people_roleheld (person_id, role, from_at, until_at) values (%s, %s, %s, %s)"
                " on conflict do nothing",
                person,
                what["role"],
                start,
                end,
            )
        elif what["measure"] == "group":
            execute(
                "insert into groups_membership (group_id, person_id, role, from_at, until_at)"
                " values (%s, %s, 'member', %s, %s) on conflict do nothing",
                what["id"],
                person,
                start,
                end,
            )
        elif what["measure"] == "tag":
            execute(
                "insert into tags_follow (tag_id, person_id, from_at, until_at) values (%s, %s, %s, %s)"
                " on conflict do nothing",
                what["id"],
                person,
                start,
                end,
            )
        else:
            execute(
                "insert into people_identity (person_id, source, key) values (%s, %s, %s) on conflict do nothing",
                person,
                what["source"],
                f"{name.replace(' ', '')}",
            )

    def world(self, zone: str) -> World:
        """The same as the definitions take it: what stands, through the aliases, read here once more."""
        into = dict(rows("select person, canonical from person_alias"))
        words = dict(rows("select kind, word from ledger_kind"))
        gone = {fact for (fact,) in rows("select fact_id from ledger_withdrawal")}
        deeds = [
            Deed(number, words[kind], micros(at), into.get(actor, actor), into.get(counterpart, counterpart))
            for number, kind, at, actor, counterpart, batch in rows(
                "select id, kind, occurred_at, actor, counterpart, batch_id from ledger_fact"
            )
            if batch is None and number not in gone and not kind.startswith("ledger.")
        ]
        return World(zone, deeds, frozenset({self.people["bot"]}), self._held(into))

    def _held(self, into: Mapping[int, int]) -> Sequence[Held]:
        found = []
        for measure, names, statement in HELD:
            held: Sequence[Sequence[Any]] = rows(statement)
            if measure == "permission":
                held = [_until_a_no(one, held, into) for one in held]
            for person, after, until, *values in held:
                found.append(
                    Held(
                        into.get(person, person),
                        measure,
                        dict(zip(names, values, strict=True)),
                        None if after is None else micros(after),
                        None if until is None else micros(until),
                    )
                )
        return found


def _until_a_no(row: Sequence[Any], held: Sequence[Sequence[Any]], into: Mapping[int, int]) -> Sequence[Any]:
    """The row, which another record of the same person may have ended by a later no to the same."""
    person, after, until, *what = row
    noes = [
        no
        for other, _after, no, *said in held
        if other != person and into.get(other, other) == into.get(person, person) and said == what
        if no is not None and no >= after
    ]
    return [person, after, min([*noes, *([until] if until else [])], default=None), *what]


HELD = [
    (
        "permission",
        ["channel", "purpose"],
        "select person_id, granted_at, withdrawn_at, channel, purpose from people_permission",
    ),
    ("role", ["role"], "select person_id, from_at, until_at, role from people_roleheld"),
    (
        "group",
        ["id", "kind"],
        "select m.person_id, m.from_at, m.until_at, g.id, g.kind from groups_membership m join groups_group g"
        " on g.id = m.group_id",
    ),
    ("tag", ["id"], "select person_id, from_at, until_at, tag_id from tags_follow"),
    ("identity", ["source"], "select person_id, null::timestamptz, null::timestamptz, source from people_identity"),
]
