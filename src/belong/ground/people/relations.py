"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

`who` is always the canonical person; only what stands is there. Intervals are [from_at, until_at), open where null.
"""

from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, F, Func, QuerySet
from django.db.models.functions import Coalesce

from belong.ground.ledger.public import standing_rows
from belong.ground.people.models import Chosen, Identity, Permission, Person, RoleHeld

Rows = QuerySet[Any, Any]


class canonical_of(Func):
    """The canonical person behind a column that holds a person: `canonical_of("person_id")`."""

    template = "coalesce((select a.canonical from person_alias a where a.person = %(expressions)s), %(expressions)s)"
    arity = 1
    output_field = BigIntegerField()


NAME = "name"
"""The field of people's own among those that a host chooses between when two records become one."""

SHOWN_NAME = (
    "coalesce((select n.name from people_chosen c join people_person n on n.id = c.source_id"
    " where c.person_id = {0}.id and c.field = 'name'), {0}.name)"
)
"""SQL for the name that is shown of a row of `people_person`: theirs, or that of the record whose name was chosen."""

LANGUAGE = "language"
"""The field that nobody but the person chooses: which of their records says in which language they are spoken to."""

SHOWN_LANGUAGE = (
    "coalesce((select n.language from people_chosen c join people_person n on n.id = c.source_id"
    " where c.person_id = {0}.id and c.field = 'language'), nullif({0}.language, ''),"
    " (select n.language from person_alias x join people_person n on n.id = x.person"
    " where x.canonical = {0}.id and n.language <> '' order by n.id limit 1), '')"
)
"""SQL for the language that a canonical row of `people_person` chose last; their own record's where they chose in
none since records became one, else that of another record of theirs; empty where none says."""

SAME_IDS = (
    "(array(select x.person from person_alias x where x.canonical = coalesce((select y.canonical from person_alias y"
    " where y.person = {0}), {0})) || coalesce((select y.canonical from person_alias y where y.person = {0}), {0}))"
)
"""SQL for all ids of the person behind a column that holds one of them."""


_STANDS = "(e.batch_id is null or e.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))"

FIRST_TO_JOIN = f"""(
    not exists (select from person_alias a where a.person = people_person.id or a.canonical = people_person.id)
    or not exists (select from people_person e where e.id = any({SAME_IDS.format("people_person.id")})
        and (e.joined_at, e.id) < (people_person.joined_at, people_person.id) and {_STANDS}))"""  # noqa: S608 - fixed text
"""SQL for rows of `people_person` that joined: of the records of one person, the one that tells of it first."""

NEVER_JOINED = f"""(people_person.joined_at is null and not exists (
    select from person_alias a join people_person e on e.id = a.person
    where a.canonical = people_person.id and e.joined_at is not null and {_STANDS}))"""
"""SQL for canonical rows of `people_person` of whom no record tells that they joined."""


SHOWN_FROM = "coalesce((select c.source_id from people_chosen c where c.person_id = {0} and c.field = {1}), {0})"
"""SQL for the record whose value of a field is shown of a canonical person; for names, `SHOWN_NAME`."""


def shown_from(person: int) -> dict[str, int]:
    """Of a canonical person, the record whose value is shown by field; a field that is left out shows their own."""
    return dict(Chosen.objects.filter(person=person).values_list("field", "source"))


class chosen_name_of(Func):
    """The name that was chosen for a canonical person when records became one; null where their own is shown."""

    template = (
        "(select n.name from people_chosen c join people_person n on n.id = c.source_id"
        " where c.person_id = %(expressions)s and c.field = 'name')"
    )
    arity = 1
    output_field = CharField()


def shown_name() -> Coalesce:
    """The name that is shown of a row of `Person`: `annotate(shown=shown_name())`, which `card_of` takes."""
    return Coalesce(chosen_name_of("pk"), F("name"))


def person_rows() -> Rows:
    """id, uid, name, is_staff, is_bot, joined_at, who: every row that stands, also of those who were merged."""
    return (
        Person.objects.filter(standing_rows("batch"))
        .annotate(who=canonical_of("pk"))
        .values("id", "uid", "name", "is_staff", "is_bot", "joined_at", "who")
    )


def identity_rows() -> Rows:
    """who, source, key."""
    return (
        Identity.objects.filter(standing_rows("batch")).values("source", "key").annotate(who=canonical_of("person_id"))
    )


class permission_until(Func):
    """When a row of `Permission` ends: by its own withdrawal, or by a later one for the same channel and purpose on
    another record of the same person, whichever came first. Who said no anywhere since is not written to.
    """

    output_field = DateTimeField()
    _sql = (
        "least({until}, case when exists"
        " (select from person_alias a where a.person = {person} or a.canonical = {person})"
        " then (select min(w.withdrawn_at) from people_permission w where w.person_id = any({same})"
        " and w.person_id <> {person} and w.channel = {channel} and w.purpose = {purpose} and w.withdrawn_at >= {since}"
        " and (w.batch_id is null or exists"
        " (select from ledger_batch b where b.id = w.batch_id and b.state = 'complete'))) end)"
    )

    def __init__(self) -> None:
        super().__init__("person_id", "channel", "purpose", "granted_at", "withdrawn_at")

    def as_sql(self, compiler: Any, connection: Any, *how: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        person, channel, purpose, since, until = (compiler.compile(one)[0] for one in self.get_source_expressions())
        same = SAME_IDS.format(person)
        return self._sql.format(
            person=person, same=same, channel=channel, purpose=purpose, since=since, until=until
        ), ()


def permission_rows() -> Rows:
    """who, channel, purpose, from_at, until_at."""
    return (
        Permission.objects.filter(standing_rows("batch"))
        .values("channel", "purpose", from_at=F("granted_at"), until_at=permission_until())
        .annotate(who=canonical_of("person_id"))
    )


def role_rows() -> Rows:
    """who, role, from_at, until_at."""
    return (
        RoleHeld.objects.filter(standing_rows("batch"))
        .values("role", "from_at", "until_at")
        .annotate(who=canonical_of("person_id"))
    )
