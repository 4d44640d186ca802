"""What the directory is narrowed by, each as a set of persons and as a condition on one.

A set holds persons under whatever id of theirs the row has; only what they show to the reader is in it.
"""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from dataclasses import dataclass
from typing import Any

from django.db import connection

from belong.community.profiles.cards import Looked
from belong.community.profiles.checks import searched, single_words
from belong.community.profiles.models import Field, FieldKind
from belong.community.profiles.policies import FIELDS, MERGED, SAME, WORDS, first_said, shown_sql
from belong.ground.groups.public import membership_rows, readable_by
from belong.ground.kernel.public import NotFound, day_of, now
from belong.ground.people.public import Actor, called
from belong.ground.tags.public import follow_rows, interested, tag

NOBODY = "select null::bigint as person_id where false"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`rows`: a select of `person_id`, with its parameters."""

    rows: str
    given: tuple[Any, ...] = ()

    @property
    def as_set(self) -> str:
        return (
            f"select distinct coalesce(a.canonical, f.person_id) as person_id from ({self.rows}) f"
            " left join person_alias a on a.person = f.person_id"
        )

    @property
    def as_condition(self) -> tuple[str, tuple[Any, ...]]:
        person = "people_person.id"
        same, merged = SAME.format(person=person), MERGED.format(person=person)
        # asked as one value, so that the database asks it of each face instead of fetching the whole set for it
        alone = f"select true from ({self.rows}) f where f.person_id = {person} limit 1"
        each = f"select true from ({self.rows}) f where f.person_id = i.id limit 1"
        anyhow = f"select true from ({same}) i (id) cross join lateral ({each}) found limit 1"
        return f"case when {merged} then ({anyhow}) else ({alone}) end", (*self.given, *self.given)


def narrowed(actor: Actor, looked: Looked) -> list[Narrowed]:
    """One for each thing that was asked for. What the reader may not know of, or does not exist, narrows to nobody."""
    found = []
    if looked.name:
        condition = called(actor, looked.name)
        rows = f"select people_person.id as person_id from people_person where {condition[0]}"
        found.append(Narrowed(rows, condition[1]) if condition[1] else Narrowed(NOBODY))
    if looked.tag:
        found.append(_with_interest(actor, looked.tag))
    if looked.group:
        found.append(_in_group(actor, looked.group))
    if looked.place:
        found.append(_with_value(actor, Field.objects.filter(kind=FieldKind.PLACE), looked.place, begins=True))
    if looked.organisation:
        found.append(_belonging(actor, looked.organisation))
    for key, text in looked.fields:
        fields = Field.objects.filter(key=key)
        found.append(_with_value(actor, fields, text, begins=False))
    return found


def _with_interest(actor: Actor, name: str) -> Narrowed:
    """Who follows the subject and shows it, and whom other rooms know to have dealt with it where the reader reads."""
    try:
        subject = tag(actor, name)
    except NotFound:
        return Narrowed(NOBODY)
    follows = follow_rows().filter(tag_id=subject.id, until_at__isnull=True).values("person_id")
    text, given = follows.query.sql_with_params()
    shown, held = own_choice(actor, "f.person_id", "interests")
    parts = [f"select f.person_id from ({text}) f where {shown}"]
    all_given = [*given, *held]
    for rows, more in interested(actor, subject.id):
        parts.append(rows)
        all_given += more
    return Narrowed(" union all ".join(parts), tuple(all_given))


def own_choice(actor: Actor, person: str, column: str) -> tuple[str, tuple[Any, ...]]:
    """Whether the person in a column shows it, by a column of their profile; without a profile to members."""
    shown, given = shown_sql(actor, "r.person_id", f"r.{column}")
    default = "false" if actor.is_anonymous else "true"
    plain = f"(select {shown} from profiles_profile r where r.person_id = {person})"
    first = (
        f"(select {shown} from profiles_profile r where r.person_id in ({SAME.format(person=person)})"
        f" order by {first_said(WORDS, person, 'r.person_id')} limit 1)"
    )
    merged = MERGED.format(person=person)
    return f"coalesce(case when {merged} then {first} else {plain} end, {default})", (*given, *given)


def shows_interests(actor: Actor, person: int) -> bool:
    """Whether the person shows the actor which subjects they follow. One statement."""
    shown, given = own_choice(actor, "w.id", "interests")
    with connection.cursor() as cursor:
        cursor.execute(f"select {shown} from (select %s::bigint as id) w", [*given, person])
        return bool(cursor.fetchone()[0])


def _in_group(actor: Actor, slug: str) -> Narrowed:
    """Who is in it now. Strangers read what is said in open groups; who is in them is for members."""
    if actor.is_anonymous:
        return Narrowed(NOBODY)
    # by its number, so that its index is what the database thinks of
    number = readable_by(actor).filter(slug=slug).values_list("pk", flat=True).first()
    if number is None:
        return Narrowed(NOBODY)
    inside = membership_rows().filter(group_id=number, until_at__isnull=True)
    text, given = inside.values("person_id").query.sql_with_params()
    return Narrowed(text, tuple(given))


VALUES = """
select v.person_id from profiles_valueword w join profiles_value v on v.id = w.value_id
where w.field_id = any(%s) and {word} and {shown} and (not {merged} or v.person_id = (
    select o.person_id from profiles_value o where o.field_id = v.field_id and o.person_id in ({same})
    order by {first} limit 1
))
"""


ALSO = "(select true from profiles_valueword o where o.value_id = w.value_id and o.word like %s limit 1)"
MOST_WORDS = 8
"""Of more words the longest: each is asked on its own."""


COUNTED = 10_000
BEGUN = f"""(select count(*) from (
    select from profiles_valueword w where w.field_id = any(%s) and w.word like %s limit {COUNTED}
) few)"""


def _rarest_first(fields: list[int], words: list[str]) -> list[str]:
    """What each of the words begins, the one that begins the fewest first: the others are asked of those alone."""
    patterns = [f"{word}%" for word in words]
    if len(patterns) == 1:
        return patterns
    with connection.cursor() as cursor:
        asked = [value for pattern in patterns for value in (fields, pattern)]
        cursor.execute(f"select array[{', '.join([BEGUN] * len(patterns))}]", asked)
        (many,) = cursor.fetchone()
    return [pattern for _many, pattern in sorted(zip(many, patterns, strict=True), key=lambda one: one[0])]


def _with_value(actor: Actor, fields: Any, text: str, *, begins: bool) -> Narrowed:
    """Whose shown value is this; or with `begins`, in whose a word begins with each of these. Of merged persons what
    they say themselves comes first.
    """
    words = sorted(set(single_words(text)), key=len, reverse=True)[:MOST_WORDS] if begins else [searched(text)]
    asked = list(fields.filter(retired_at__isnull=True).values_list("pk", flat=True))
    if not any(words) or not asked:
        return Narrowed(NOBODY)
    shown, given = shown_sql(actor, "v.person_id", "v.visibility")
    person = "v.person_id"
    parts = {
        "shown": shown,
        "merged": MERGED.format(person=person),
        "same": SAME.format(person=person),
        "first": first_said(FIELDS, person, "o.person_id"),
    }
    if begins:
        patterns = _rarest_first(asked, words)
        found = " and ".join(["w.word like %s", *[ALSO] * (len(words) - 1)])
        return Narrowed(VALUES.format(word=found, **parts), (asked, *patterns, *given))
    return Narrowed(VALUES.format(word="w.word = %s", **parts), (asked, *words, *given))


PLAIN = "regexp_replace({}, '[^[:alnum:]]+', ' ', 'g')"
"""What the database takes for letters differs between systems: it parts what is looked for as it parted the names."""
BEGINNINGS = f"nullif(replace(btrim({PLAIN.format('%s')}), ' ', ':* & '), '') || ':*'"
NAMED = f"to_tsvector('simple', {PLAIN.format('g.folded')}) @@ to_tsquery('simple', {BEGINNINGS})"
"""The expression of the index `profiles_organisation_words`, of a table `g`."""

BELONGING = """
select b.person_id from {organisation} join profiles_affiliation b on b.organisation_id = g.id
where (b.until_on is null or b.until_on >= %s) and {shown}
"""
ONE_OF = "unnest(%s::bigint[]) g (id)"
"""Joined, not asked as a condition: so nobody's groups are worked out for all rows beforehand."""
NAMED_SO = f"(select g.id from profiles_organisation g where {NAMED}) g"
FEW = 10_000
"""So many organisations are looked up first; where more are called so, all are found in the same statement."""


def _belonging(actor: Actor, text: str) -> Narrowed:
    """Who shows that they belong, today, to an organisation in whose name a word begins with each of these."""
    words = searched(text)
    if not single_words(words):
        return Narrowed(NOBODY)
    with connection.cursor() as cursor:
        cursor.execute(f"select g.id from profiles_organisation g where {NAMED} limit {FEW + 1}", [words])
        called_so = [number for (number,) in cursor.fetchall()]
    shown, given = shown_sql(actor, "b.person_id", "b.visibility")
    asked: tuple[str, object] = (ONE_OF, called_so) if len(called_so) <= FEW else (NAMED_SO, words)
    return Narrowed(BELONGING.format(organisation=asked[0], shown=shown), (asked[1], day_of(now()), *given))
