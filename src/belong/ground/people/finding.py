"""Finding persons by their names: to choose one in a form, to find them in a search."""

import re
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from belong.ground.kernel.public import folded, folded_sql, prepared_cursor
from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.models import Person
from belong.ground.people.policies import visible_to
from belong.ground.people.relations import canonical_of

MOST = 20

CALLED = f"""to_tsvector('simple', {folded_sql('"people_person"."name"')}) @@ to_tsquery('simple', %s)"""
"""The expression of the index `people_person_words`."""


NAMED = f"""
select id, uid, name, is_bot, is_staff
from people_person
where {CALLED}
    and not exists (select from person_alias a where a.person = people_person.id)
    and (select true from ({{visible}}) v where v.id = people_person.id)
order by length(name), name, id
limit %s::bigint
"""  # noqa: S608 - an expression of the kernel's
"""`named_like` as fixed text, for every search."""


def persons_called(actor: Actor, text: str, limit: int = MOST) -> list[PersonCard]:
    """Persons that the actor may know of, each word of `text` the beginning of one in their names, the shortest names
    first; accents and capitals do not count. By an index: for communities of any size.
    """
    words = _beginnings(text)
    if not words or actor.is_anonymous:
        return []
    visible, given = _visible(actor)
    with prepared_cursor() as cursor:
        cursor.execute(NAMED.format(visible=visible), [words, *given, limit])
        return [PersonCard(*row) for row in cursor.fetchall()]


@lru_cache(maxsize=512)
def _visible(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """Whom the actor may know of, as a subquery with its parameters: compiled once, asked each time."""
    return visible_to(actor).values("id").query.sql_with_params()


def named_like(actor: Actor, text: str) -> QuerySet[Person]:
    """The rows behind `persons_called`."""
    words = _beginnings(text)
    if not words:
        return Person.objects.none()
    called = RawSQL(CALLED, [words], output_field=BooleanField())  # noqa: S611 - a constant
    found = visible_to(actor).filter(called, Exact(canonical_of("pk"), F("pk")))
    return found.order_by(Length("name"), "name", "pk")


def called(text: str) -> tuple[str, tuple[str, ...]]:
    """A condition on the table of persons with its parameters: each word of `text` begins one of the name. Without
    parameters where nothing of `text` can be looked for.
    """
    words = _beginnings(text)
    return CALLED, (words,) if words else ()


def _beginnings(text: str) -> str:
    """A tsquery: each word of `text` begins one."""
    return " & ".join(f"{word}:*" for word in re.findall(r"[^\W_]+", folded(text.lower())))


def person_ids(actor: Actor, uid: UUID) -> list[int]:
    """All ids of the person under `uid`; none where the actor may not know of them."""
    found = visible_to(actor).filter(uid=uid).values_list("pk", flat=True).first()
    return [] if found is None else ids_of(found)


def persons_named(actor: Actor, text: str, limit: int = MOST) -> list[PersonCard]:
    """Persons that the actor may know of whose names hold every word of `text`, the shortest names first."""
    words = text.replace("\x00", "").split()
    if not words:
        return []
    found = visible_to(actor).filter(Exact(canonical_of("pk"), F("pk")))
    for word in words:
        found = found.filter(name__icontains=word)
    return [card_of(one) for one in found.order_by(Length("name"), "name", "pk")[:limit]]
