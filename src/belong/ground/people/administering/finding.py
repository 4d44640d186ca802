"""Finding people by what they are called and by what they are known by: names, addresses, handles."""
# ruff: noqa: S608 - only expressions of the kernel's and of this room are put into SQL; every value is a parameter

import re
from datetime import datetime
from uuid import UUID

from django.db import connection

from belong.ground.kernel.public import Page, decode_cursor, folded, folded_sql, page_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import ListedPerson, card_as_read
from belong.ground.people.finding import CALLED
from belong.ground.people.policies import may_list
from belong.ground.people.relations import SAME_IDS, SHOWN_NAME

PAGE = 48
FEW = 2_000
"""So many who are meant are fetched and put in order; of more, each is asked from the latest known on."""

KNOWN = f"""to_tsvector('simple', regexp_replace({folded_sql("i.key")}, '[^[:alnum:]]+', ' ', 'g'))"""
"""The expression of the index `people_identity_words`, of a table `i`."""

_STANDS = "({0}.batch_id is null or {0}.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))"
_OWN_NAME = CALLED.replace('"people_person"', "p")
_MEANT = f"""
select coalesce((select a.canonical from person_alias a where a.person = m.id), m.id) as id from (
    (select p.id from people_person p
     where {_OWN_NAME.replace("%s", "%(names)s")} and {_STANDS.format("p")} limit %(few)s)
    union all
    (select i.person_id from people_identity i
     where {KNOWN} @@ to_tsquery('simple', %(keys)s) and {_STANDS.format("i")} limit %(few)s)
) m
"""
_KNOWN_SO = f"""(select true from people_identity i where i.person_id = {{0}} and {_STANDS.format("i")}
        and {KNOWN} @@ to_tsquery('simple', %(keys)s) limit 1)"""
_IS_MEANT = f"""(
    {_OWN_NAME.replace("%s", "%(names)s")}
    or {_KNOWN_SO.format("p.id")}
    or (select true from person_alias a join people_person n on n.id = a.person where a.canonical = p.id
        and ({CALLED.replace('"people_person"', "n").replace("%s", "%(names)s")} or {_KNOWN_SO.format("n.id")})
        limit 1))"""
"""Asked of one row after the other: with `limit`, none of it is worked out for everybody beforehand."""
_SHOWN = f"""
select p.id, p.uid, {SHOWN_NAME.format("p")}, p.is_bot, p.is_staff,
    (select min(e.joined_at) from people_person e where e.id = any({SAME_IDS.format("p.id")})
        and {_STANDS.format("e")})
from people_person p
where p.erased_at is null and {_STANDS.format("p")} and p.id < %(before)s::bigint
    and not exists (select from person_alias a where a.person = p.id)
"""
_ORDER = " order by p.id desc limit %(limit)s::bigint"
_FEW = f"{_SHOWN} and p.id in ({_MEANT}){_ORDER}"
_MANY = f"{_SHOWN} and {_IS_MEANT}{_ORDER}"
_HOW_MANY = f"select count(*) from ({_MEANT}) counted"

_Row = tuple[int, UUID, str, bool, bool, datetime | None]
_LAST = 2**63 - 1


def people_found(actor: Actor, text: str, cursor: str | None = None, limit: int = PAGE) -> Page[ListedPerson]:
    """Whose names, addresses or handles have words that begin as those of `text` do, in one of them; the latest known
    first. Accents, capitals and signs do not count; records that became one are found by all of their names.

    Hosts only. Two statements, by indexes: for communities of any size.
    """
    may_list(actor).or_refuse()
    before = decode_cursor(cursor, [int])[0] if cursor is not None else _LAST
    words = re.findall(r"[^\W_]+", folded(text.lower()))
    if not words:
        return Page([])
    meant = " & ".join(f"{word}:*" for word in words)
    given = {"names": meant, "keys": meant, "before": before, "limit": limit + 1, "few": FEW + 1}
    with connection.cursor() as asking:  # planned for what is asked: some words are many people's, most are few's
        asking.execute(_HOW_MANY, given)
        few = asking.fetchone()[0] <= FEW
        asking.execute(_FEW if few else _MANY, given)
        rows: list[_Row] = asking.fetchall()
    page = page_of(rows, limit, lambda row: (row[0],))
    return Page([_listed(row) for row in page.items], page.next)


def _listed(row: _Row) -> ListedPerson:
    number, uid, name, bot, staff, joined = row
    return ListedPerson(card_as_read(number, uid, name, bot, staff), joined)
