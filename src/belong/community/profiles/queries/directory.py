"""The directory: people of the community, the newest faces first, each with what they show to this reader."""
# ruff: noqa: S608 - only pieces that stand in the code are put into SQL; every value is a parameter

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, BooleanField
from django.db.models.expressions import RawSQL

from belong.community.profiles.cards import AffiliationCard, FaceCard, Looked
from belong.community.profiles.making import affiliation_card
from belong.community.profiles.models import Affiliation, FieldKind, OrganisationKind, Profile, Value
from belong.community.profiles.policies import FIELDS, TOP, WORDS, may_open_directory, shown_sql, shown_to
from belong.community.profiles.queries.fields import directory_is_open
from belong.community.profiles.queries.looking import Narrowed, narrowed, own_choice
from belong.community.profiles.queries.pictures import STANDS
from belong.ground.kernel.public import Page, day_of, decode_cursor, now, page_of, plain
from belong.ground.people.public import SHOWN_FROM, SHOWN_NAME, Actor, PersonCard, canonical_of

DIRECTORY_PAGE = 24
MANY = 1_000
"""A set of more is asked of each face from the newest on; a smaller one is fetched and put into order."""

WORDS_SHOWN = 160
NAME = SHOWN_NAME.format("people_person")
JOINED = "people_person.joined_at"
BY_THEMSELVES = "people_person"
BY_ANOTHER = (
    "unnest(%s::bigint[], %s::timestamptz[]) since (id, joined_at) join people_person on people_person.id = since.id"
)
TOLD_BY_ANOTHER = f"""
select p.id, min(e.joined_at)
from person_alias a join people_person e on e.id = a.person join people_person p on p.id = a.canonical
where (p.joined_at is null or e.joined_at < p.joined_at) and e.joined_at is not null and {STANDS.replace("p.", "e.")}
group by p.id
"""
"""Those few of whom another record tells that they joined, or that they did so earlier than the kept one says. Asked
first: in one statement with the rest the planner would look for them among everybody."""


def directory(actor: Actor, looked: Looked, cursor: str | None = None, limit: int = DIRECTORY_PAGE) -> Page[FaceCard]:
    """Members who let this reader find them, the newest first: by the earliest day that any of their records tells.
    Strangers are refused unless it is open to them.

    A fixed number of statements for what is asked; never an address.
    """
    may_open_directory(actor, directory_is_open()).or_refuse()
    sets = narrowed(actor, looked)
    statement, given = _statement(actor, sets, _sizes(sets), cursor, limit)
    with connection.cursor() as database:
        database.execute(statement, given)
        rows = database.fetchall()
    page = page_of(rows, limit, lambda row: (row[5], row[0]))
    return Page(_faces(actor, page.items), page.next)


def _sizes(sets: Sequence[Narrowed]) -> list[int]:
    """How many each set has, counted no further than matters."""
    if not sets:
        return []
    counts = ", ".join(f"(select count(*) from (select from ({one.rows}) f limit {MANY + 1}) c)" for one in sets)
    with connection.cursor() as database:
        database.execute(f"select {counts}", [value for one in sets for value in one.given])
        return [int(size) for size in database.fetchone()]


def _statement(
    actor: Actor, sets: Sequence[Narrowed], sizes: Sequence[int], cursor: str | None, limit: int
) -> tuple[str, list[Any]]:
    few = [one for one, size in zip(sets, sizes, strict=True) if size <= MANY]
    many = [one.as_condition for one, size in zip(sets, sizes, strict=True) if size > MANY]
    within = " intersect ".join(f"({one.as_set})" for one in few)
    listed, held = own_choice(actor, "people_person.id", "listed")
    conditions = [
        "people_person.erased_at is null and not people_person.is_bot",
        f"{NAME} <> ''",
        STANDS.replace("p.", "people_person."),
        "not exists (select from person_alias x where x.person = people_person.id)",
    ]
    given: list[Any] = []
    if cursor is not None:
        conditions.append("({joined}, people_person.id) < (%s, %s)")
        given += decode_cursor(cursor, [datetime, int])
    conditions.append(listed)
    given += held
    for condition, values in many:
        conditions.append(condition)
        given += values
    found = f"with within as materialized ({within}) " if few else ""
    narrowing = " join within on within.person_id = people_person.id" if few else ""
    sets = [value for one in few for value in one.given]
    told = _told_by_another()
    own = [*conditions, "not people_person.id = any(%s::bigint[])"]
    parts, parameters = [_part(JOINED, BY_THEMSELVES + narrowing, own)], [*sets, *given, list(told), limit + 1]
    if told:
        parts.append(_part("since.joined_at", BY_ANOTHER + narrowing, conditions))
        parameters += [list(told), list(told.values()), *given, limit + 1]
    joined = " union all ".join(f"({part})" for part in parts)
    return f"{found}select * from ({joined}) faces order by joined_at desc, id desc limit %s", [*parameters, limit + 1]


def _told_by_another() -> dict[int, datetime]:
    with connection.cursor() as database:
        database.execute(TOLD_BY_ANOTHER)
        return dict(database.fetchall())


def _part(joined: str, source: str, conditions: Sequence[str]) -> str:
    where = " and ".join(["{joined} is not null", *conditions]).replace("{joined}", joined)
    return (
        f"select people_person.id, people_person.uid, {NAME}, people_person.is_bot, people_person.is_staff,"
        f" {joined} as joined_at from {source} where {where} order by {joined} desc, people_person.id desc limit %s"
    )


def _faces(actor: Actor, rows: Sequence[tuple[Any, ...]]) -> list[FaceCard]:
    ids = [row[0] for row in rows]
    places, belongings, words = _places(actor, ids), _belongings(actor, ids), _words(actor, ids)
    return [
        FaceCard(
            PersonCard(*row[:5]),
            row[5],
            places.get(row[0], ""),
            belongings.get(row[0]),
            words.get(row[0], ""),
        )
        for row in rows
    ]


def _of(ids: Sequence[int], table: str) -> RawSQL:
    """Rows of these persons, under each of their ids."""
    return RawSQL(  # noqa: S611 - the name of a table of this room
        f"{table}.person_id in (select unnest(%s::bigint[])"
        " union all select a.person from person_alias a where a.canonical = any(%s::bigint[]))",
        [list(ids), list(ids)],
        output_field=BooleanField(),
    )


def _places(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """What each says in the first field that asks for a place and in which they show something."""
    rows = Value.objects.filter(
        _of(ids, "profiles_value"), field__kind=FieldKind.PLACE, field__retired_at__isnull=True
    ).select_related("field")
    said = {(row.who, row.field_id): row for row in _first_last(actor, FIELDS, rows)}
    last_first = sorted(said.values(), key=lambda row: (row.field.position, row.field_id), reverse=True)
    return {row.who: row.text for row in last_first if row.text and row.is_shown}


def _belongings(actor: Actor, ids: Sequence[int]) -> dict[int, AffiliationCard]:
    """Where they are now: an employer before a body, what began last; households are for the person's own page."""
    rows = shown_to(actor, Affiliation).filter(_of(ids, "profiles_affiliation")).select_related("organisation")
    today = day_of(now())
    kept = [
        row
        for row in rows.exclude(organisation__kind=OrganisationKind.HOUSEHOLD)
        .annotate(who=canonical_of("person_id"))
        .order_by("-organisation__kind", "from_on", "pk")
        if (row.until_on is None or row.until_on >= today) and (row.from_on is None or row.from_on <= today)
    ]
    order = sorted(kept, key=lambda row: row.organisation.kind == OrganisationKind.EMPLOYER)
    return {row.who: affiliation_card(row) for row in order}


def _words(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    said = {row.who: row for row in _first_last(actor, WORDS, Profile.objects.filter(_of(ids, "profiles_profile")))}
    return {who: plain(row.html, WORDS_SHOWN) for who, row in said.items() if row.html and row.is_shown}


def _first_last(actor: Actor, field: str, rows: Any) -> list[Any]:
    """Each row with whose it is and whether the actor is shown it; of each person's the one that stands comes last."""
    table = rows.model._meta.db_table
    text, given = shown_sql(actor, f"{table}.person_id", f"{table}.visibility")
    top = TOP.format(person=f"{table}.person_id")
    found = rows.annotate(
        who=canonical_of("person_id"),
        is_shown=RawSQL(text, given, output_field=BooleanField()),  # noqa: S611
        source=RawSQL(SHOWN_FROM.format(top, f"'{field}'"), [], output_field=BigIntegerField()),  # noqa: S611
    )
    return sorted(found, key=lambda row: (row.person_id == row.source, row.person_id == row.who, -row.person_id))
