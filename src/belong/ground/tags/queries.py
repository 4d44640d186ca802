"""Reading tags."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from belong.ground.kernel.public import Card, NotFound, Page, decode_cursor, folded, in_order_of_names, page_of
from belong.ground.ledger.public import ids_of, standing_rows
from belong.ground.people.public import Actor, Wrong
from belong.ground.tags.cards import TagCard
from belong.ground.tags.models import Follow, Synonym, Tag
from belong.ground.tags.names import normal
from belong.ground.tags.policies import visible_to

PAGE = 100


def tags(actor: Actor, *, cursor: str | None = None, limit: int = PAGE) -> Page[TagCard]:
    """All tags by name, in the order of the index of names: there may be very many."""
    found = _seen(actor).order_by("name", "pk")
    if cursor is not None:
        name, number = decode_cursor(cursor, [str, int])
        found = found.filter(Q(name__gt=name) | Q(name=name, pk__gt=number))
    return page_of([_card(row) for row in found[: limit + 1]], limit, lambda card: (card.name, card.id))


def tag(actor: Actor, name: str) -> TagCard:
    """The tag of this slug or name, or the one that the name is another word for. Raises `NotFound`."""
    try:
        kept = normal(name)
    except Wrong:
        raise NotFound from None
    meant = Synonym.objects.filter(name=kept).values("tag")
    found = _seen(actor).filter(Q(slug=name) | Q(name=kept) | Q(pk__in=meant)).order_by("pk")
    rows = sorted(found, key=lambda row: (row.name != kept, row.slug != name))
    if not rows:
        raise NotFound
    return _card(rows[0])


CALLED = """
select t.id, t.uid, t.slug, t.name, exists (
    select from tags_follow f
    where f.tag_id = t.id and f.until_at is null
        and (f.person_id = %s or f.person_id in (select person from person_alias where canonical = %s))
        and (f.batch_id is null or f.batch_id in (select id from ledger_batch where state = 'complete'))
)
from tags_tag t
where ({named} or t.id in (select s.tag_id from tags_synonym s where {meant})) and t.id in ({visible})
order by t.name
limit %s
"""


def tags_called(actor: Actor, text: str, limit: int = 5) -> list[TagCard]:
    """The tags whose name, or another word for it, begins with one of the words of `text` or is all of it; equal ones
    first. Accents do not count.
    """
    words = [word for word in re.findall(r"[^\W_][^\s\"]*", folded(text.lower())) if len(word) > 1]
    tried = sorted({*words, "-".join(words)} - {""})
    if not tried:
        return []
    begins = [f"{connection.ops.prep_for_like_query(word)}%" for word in tried]
    visible, given = _visible(actor)
    # the patterns stand in the text that the server gets, not beside it: only so it finds them by the index of names
    statement = CALLED.format(named=_begins("t", begins), meant=_begins("s", begins), visible=visible)
    with connection.cursor() as cursor:
        cursor.execute(statement, [actor.person, actor.person, *begins, *begins, *given, 10 * limit])
        found = [TagCard(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda card: (card.name not in tried, len(card.name)))[:limit]


def _begins(of: str, begins: Sequence[str]) -> str:
    return "(" + " or ".join([f"{of}.name like %s"] * len(begins)) + ")"


@lru_cache(maxsize=512)
def _visible(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """The tags that the actor sees, as a subquery with its parameters: compiled once, asked each time."""
    return visible_to(actor).values("id").query.sql_with_params()


def followed_tags(actor: Actor, person: int) -> list[TagCard]:
    """What a person follows, by name; their own and for hosts everybody's."""
    if actor.person != person and not actor.is_host:
        raise NotFound
    held = Follow.objects.filter(standing_rows("batch"), person__in=ids_of(person), until_at__isnull=True).values("tag")
    return [_card(row) for row in _seen(actor).filter(pk__in=held).order_by(in_order_of_names("name"))]


def _seen(actor: Actor) -> QuerySet[Tag]:
    """Visible tags, each with whether the actor follows it."""
    ids = [] if actor.person is None else ids_of(actor.person)
    mine = Follow.objects.filter(standing_rows("batch"), tag=OuterRef("pk"), person__in=ids, until_at__isnull=True)
    return visible_to(actor).annotate(followed=Exists(mine))


def _card(row: Tag) -> TagCard:
    return TagCard(row.pk, row.uid, row.slug, row.name, bool(getattr(row, "followed", False)))


def cards_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`tags.tag:ID` for timelines and evidence. Tags have no page of their own: the address is empty."""
    seen = visible_to(actor).filter(pk__in=ids).values_list("pk", "name")
    return {number: Card(f"tags.tag:{number}", name, "") for number, name in seen}
