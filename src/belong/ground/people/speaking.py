"""In which language the house speaks to somebody."""

from belong.ground.kernel.public import first_row
from belong.ground.people.relations import SHOWN_LANGUAGE

_LANGUAGE = f"""
select {SHOWN_LANGUAGE.format("p")} from people_person p
where p.id = coalesce((select x.canonical from person_alias x where x.person = %s::bigint), %s::bigint)
"""  # noqa: S608 - fixed text


def language_of(person: int) -> str:
    """In which language the person chose to be spoken to, under whichever of their ids; empty where they said nothing.

    For the house, which writes to them: it asks for no actor.
    """
    row = first_row(_LANGUAGE, [person, person])
    return str(row[0]) if row is not None else ""
