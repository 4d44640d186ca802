"""Names in the order in which readers look them up, on every database server.

A server's own order may be that of bytes ("Ärzte" after "Zoo"), and one that knows languages cannot be relied upon: it
may be built without them, and a backup that names their orders could not be restored there. Which letter is the small
one of another differs between servers too: some know it of plain letters alone, Turkish ones otherwise.
"""

from django.db.models import F, Func, TextField, Value

from belong.ground.kernel.folding import folded, folded_sql

_LARGE = [
    letter
    for letter in map(chr, range(0xC0, 0x590))
    if letter.lower() != letter and len(letter.lower()) == 1 and folded(letter) == letter
]
"""Latin, Greek, Cyrillic and Armenian letters that are neither plain nor accented."""

_LARGE_AND_SMALL = f"'{''.join(_LARGE)}', '{''.join(letter.lower() for letter in _LARGE)}'"
_SMALL = f'translate(lower({folded_sql("{0}")} collate "C"), {_LARGE_AND_SMALL})'
_KEY = (
    rf"(regexp_replace(regexp_replace({_SMALL}, '([0-9]+)', '00000000\1', 'g'), '[0-9]*([0-9]{{{{9}}}})', '\1', 'g')"
    ' || chr(1) || {0}) collate "C"'
)


class _Column(Func):
    template = _KEY.format("%(expressions)s")
    output_field = TextField()


class _Given(Func):
    """Named once, since it is one parameter."""

    template = f"(select {_KEY.format('given.name')} from (select %(expressions)s::text as name) given)"  # noqa: S608 - our own words
    output_field = TextField()


def in_order_of_names(column: str) -> Func:
    """What a list is ordered by: without accents, in small letters, numbers counting as numbers.

    Names that differ in anything are never equal in it.
    """
    return _Column(F(column))


def place_of_name(name: str) -> Func:
    """Where a name stands in that order."""
    return _Given(Value(name))
