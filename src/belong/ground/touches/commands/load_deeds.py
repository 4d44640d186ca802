"""What people did, as an archive tells it before there is a room of its own for it, set by set."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields

from django.db import connection, transaction

from belong.ground.kernel.public import copy_rows, now, staged, uuid7
from belong.ground.kernel.public import told as _
from belong.ground.ledger.public import Fact, Party, by_word, record_many
from belong.ground.people.public import (
    Loaded,
    Wrong,
    hashed_key,
    instant,
    one_line,
    persons_by_keys,
    sift,
    source_name,
    word,
)
from belong.ground.touches.cards import LoadedDeed
from belong.ground.touches.models import ABOUT_LENGTH

DEEDS = (
    "registered", "attended", "spoke", "hosted", "shared", "reviewed", "thanked", "referred", "bought", "renewed",
)  # fmt: skip
"""The words of the facts that an archive may tell."""

TOWARDS = frozenset({"thanked", "referred"})
"""Nobody does these alone."""

COLUMNS = (
    "id", "uid", "word", "person_id", "counterpart_id", "about", "occurred_at", "recorded_at", "batch_id", "source",
    "source_key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that is taken, the ids of what it names, and the line that is kept of it: none beside who was erased."""

    id: int
    person: int
    counterpart: int | None
    about: str
    row: LoadedDeed


def load_deeds(batch: int, source: str, rows: Iterable[LoadedDeed]) -> Loaded:
    """Bring in deeds under `batch`. One bad row is refused, never raised; repeating it changes nothing."""
    given = list(rows)
    source_name(source)
    with transaction.atomic():
        keys = {key for row in given for key in (row.person, row.counterpart) if key is not None}
        persons = persons_by_keys(source, keys, batch=batch)
        living = persons_by_keys(source, keys, batch=batch, erased=False)
        work = sift(
            "touches_deed",
            batch,
            source,
            given,
            check=lambda row: _check(row, persons),
            key_of=lambda row: hashed_key("deed", row.key),
        )
        taken = {key: _taken(number, row, persons, living.keys()) for key, (number, row) in work.taken.items()}
        created = [key for key, _item in work.of(work.created)]
        adopted = [key for key, _item in work.of(work.adopted)]
        _write(batch, source, taken, created, adopted)
        facts = record_many(_facts(batch, source, taken.values()))
    return work.loaded(facts.count, {one.row.key: one.id for one in taken.values()})


def _taken(number: int, row: LoadedDeed, persons: Mapping[str, int], living: Set[str]) -> Taken:
    towards = persons[row.counterpart] if row.counterpart is not None else None
    about = _about(row) if {row.person, row.counterpart or row.person} <= living else ""
    return Taken(number, persons[row.person], towards, about, row)


def _check(row: LoadedDeed, persons: Mapping[str, int]) -> None:
    if row.word not in DEEDS:
        says = _("%(word)r is no deed that an archive tells: choose one of %(words)s.")
        raise Wrong(says % {"word": row.word, "words": ", ".join(DEEDS)})
    kind = by_word(row.word)
    instant(row.at, _("The instant of the deed"))
    word(row.channel, _("The channel"))
    _about(row)
    for key in (row.person, row.counterpart):
        if key is not None and key not in persons:
            raise Wrong(_("There is no person with the key %(key)s.") % {"key": key})
    if row.counterpart is None:
        if row.word in TOWARDS:
            raise Wrong(_("Somebody %(word)s somebody: say whom.") % {"word": row.word})
    elif kind.receives is Party.NOBODY:
        raise Wrong(_("Nobody receives what is %(word)s: it has no counterpart.") % {"word": row.word})
    elif persons[row.counterpart] == persons[row.person]:
        raise Wrong(_("Nobody does this towards themself."))
    told = {field.name for field in fields(kind)}
    for name, number, most in (("cents", row.cents, 2**53), ("stars", row.stars, 5)):
        if number is not None and (name not in told or not 0 <= number <= most):
            says = _("%(number)s %(name)s cannot be told of what is %(word)s.")
            raise Wrong(says % {"number": number, "name": name, "word": row.word})


def _write(batch: int, source: str, taken: Mapping[str, Taken], created: list[str], adopted: list[str]) -> None:
    at = now()
    copy_rows(
        "touches_deed",
        COLUMNS,
        (
            (one.id, uuid7(), one.row.word, one.person, one.counterpart, one.about, one.row.at, at, batch, source, key)
            for key in created
            for one in (taken[key],)
        ),
    )
    if adopted:
        columns = {"id": "bigint", "person_id": "bigint", "counterpart_id": "bigint", "about": "text"}
        again = ((one.id, one.person, one.counterpart, one.about) for one in (taken[key] for key in adopted))
        with staged("touches_adopted_deeds", columns, again), connection.cursor() as cursor:
            cursor.execute(
                "update touches_deed d set batch_id = %s, person_id = a.person_id, counterpart_id = a.counterpart_id,"
                " about = a.about from touches_adopted_deeds a where a.id = d.id",
                [batch],
            )


def _about(row: LoadedDeed) -> str:
    return one_line(row.about, ABOUT_LENGTH, _("What it was about"))


def _facts(batch: int, source: str, taken: Iterable[Taken]) -> Iterator[Fact]:
    for one in taken:
        row = one.row
        numbers = {"cents": row.cents, "stars": row.stars}
        yield by_word(row.word)(
            actor=one.person,
            counterpart=one.counterpart,
            about=f"touches.deed:{one.id}",
            channel=row.channel,
            occurred_at=row.at,
            batch=batch,
            backfill=True,
            source=source,
            source_key=f"deed:{row.key}",
            **{name: number for name, number in numbers.items() if number is not None},  # type: ignore[arg-type]
        )
