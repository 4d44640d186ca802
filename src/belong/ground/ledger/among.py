"""Reading facts of several persons at once."""

from collections.abc import Iterable

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.facts.base import by_word
from belong.ground.ledger.reading import STANDING, cards_where


def facts_among(persons: Iterable[int], words: Iterable[str]) -> list[FactCard]:
    """The standing facts of these words that name any of these persons, under whichever of their ids, oldest first."""
    wanted, kinds = list(persons), [by_word(word).kind for word in words]
    if not wanted:
        return []
    ids = """(select unnest(%(wanted)s::bigint[])
        union select a.person from person_alias a where a.canonical = any(%(wanted)s::bigint[]))"""
    named = f"(f.actor in {ids} or f.counterpart in {ids})"
    given = {"wanted": wanted, "kinds": kinds}
    return cards_where(f"f.kind = any(%(kinds)s) and {named} and {STANDING} order by f.occurred_at, f.id", given)
