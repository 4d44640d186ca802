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
from belong.ground.people.cards import PersonCard, card_as_read, card_of
from belong.ground.people.models import Person
from belong.ground.people.policies import visible_to
from belong.ground.people.relations import SHOWN_NAME, canonical_of, shown_name

MOST = 20

CALLED = f"""to_tsvector('simple', {folded_sql('"people_person"."name"')}) @@ to_tsquery('simple', %s)"""
"""The expression of the index `people_person_words`."""


_IS_CALLED = f"to_tsvector('simple', {folded_sql('n.name')}) @@ to_tsquery('simple', %s)"
_CHOSEN = "select from people_chosen c where c.field = 'name' and c.person_id = "


def _known_as(*, by_all_names: bool) -> str:
    """SQL, with the words twice as parameters: a canonical row whose shown name is meant; `by_all_names`: or the name
    of any record that became one with it. Few records are merged: only the first half has to have an index.
    """
    own = CALLED if by_all_names else f"{CALLED} and not exists ({_CHOSEN} people_person.id)"
    shown = "" if by_all_names else f" and exists ({_CHOSEN} a.canonical and c.source_id = n.id)"
    return (
        f"(({own}) or people_person.id = any(array(select a.canonical from person_alias a"  # noqa: S608
        f" join people_person n on n.id = a.person where {_IS_CALLED}{shown})))"
        " and not exists (select from person_alias a where a.person = people_person.id)"
    )


KNOWN_AS = {by_all_names: _known_as(by_all_names=by_all_names) for by_all_names in (False, True)}
_SHOWN = SHOWN_NAME.format("people_person")

NAMED = {
    by_all_names: f"""
select people_person.id, uid, {_SHOWN} as shown, is_bot, is_staff
from people_person
where {known_as} and (select true from ({{visible}}) v where v.id = people_person.id)
order by length({_SHOWN}), shown, people_person.id
limit %s::bigint
"""  # noqa: S608 - expressions of the kernel's and of this room
    for by_all_names, known_as in KNOWN_AS.items()
}
"""`named_like` as fixed text, for every search."""


def persons_called(actor: Actor, text: str, limit: int = MOST) -> list[PersonCard]:
    """Persons that the actor may know of, each word of `text` the beginning of one in their names, the shortest names
    first; accents and capitals do not count. By an index: for communities of any size.

    Whose records became one is found by the name that is shown; by hosts under each of their names.
    """
    words = _beginnings(text)
    if not words or actor.is_anonymous:
        return []
    visible, given = _visible(actor)
    with prepared_cursor() as cursor:
        cursor.execute(NAMED[actor.is_host].format(visible=visible), [words, words, *given, limit])
        return [card_as_read(*row) for row in cursor.fetchall()]


@lru_cache(maxsize=512)
def _visible(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """Whom the actor may know of, as a subquery with its parameters: compiled once, asked each time."""
    return visible_to(actor).values("id").query.sql_with_params()


def named_like(actor: Actor, text: str) -> QuerySet[Person]:
    """The rows behind `persons_called`."""
    words = _beginnings(text)
    if not words:
        return Person.objects.none()
    known_as = RawSQL(KNOWN_AS[actor.is_host], [words, words], output_field=BooleanField())  # noqa: S611 - a constant
    return _shortest_first(visible_to(actor).filter(known_as))


def _shortest_first(found: QuerySet[Person]) -> QuerySet[Person]:
    return found.annotate(shown=shown_name()).order_by(Length("shown"), "shown", "pk")


def called(actor: Actor, text: str) -> tuple[str, tuple[str, ...]]:
    """A condition on the canonical rows of the table of persons with its parameters: each word of `text` begins one of
    the name that is shown; for hosts, of any of their names. Without parameters where nothing of `text` can be looked
    for.
    """
    words = _beginnings(text)
    return KNOWN_AS[actor.is_host], (words, words) if words else ()


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
    found = found.annotate(shown=shown_name())
    for word in words:
        found = found.filter(shown__icontains=word)
    return [card_of(one) for one in _shortest_first(found)[:limit]]
