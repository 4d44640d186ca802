"""Three persons of an archive."""

from belong.ground.people.public import (
    LoadedPerson,
    load_people,
)
from belong.ground.people.tests.support import batch, complete, on

BEER = "stackexchange:beer"


ANNA = LoadedPerson("1", "Anna", on(2014))


BEN = LoadedPerson("2", "Ben", on(2015))


ROBOT = LoadedPerson("-1", "Community", on(2013), is_bot=True)


def brought(*rows: LoadedPerson, source: str = BEER) -> tuple[int, dict[str, int]]:
    """A complete import of these rows: its batch, and the person of each key."""
    number = batch(source)
    ids = load_people(number, source, rows).ids
    complete(number)
    return number, ids
