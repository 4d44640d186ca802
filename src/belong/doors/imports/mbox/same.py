"""Senders who may be one person: proposed, never assumed."""

from collections.abc import Iterator

from belong.doors.imports.mbox.index import Index

SHORTEST = 5
"""Beginnings of addresses that are shorter, as `info` or `jim`, say nothing."""

MOST = 12
"""What more senders than these share is the name of nobody."""

ANYBODY = (
    "admin", "contact", "hello", "maintainer", "maintainers", "support", "office", "postmaster", "webmaster",
    "noreply", "no-reply", "notifications", "github", "gitlab", "nobody", "unknown", "anonymous", "mailinglist",
    "maillist", "mailing", "lists", "email",
)  # fmt: skip

_TABLES = """
create table same (n integer primary key, one text, other text, reason text);
create temp table spoken (id integer, word text);
"""
_PAIRS = """
insert into same (one, other, reason)
select a.key, b.key, ?
from (select word, min(id) as first, count(distinct id) as many from spoken group by word) w
join spoken s on s.word = w.word and s.id <> w.first
join sender a on a.id = w.first join sender b on b.id = s.id
where w.many between 2 and ?
  and not exists (select 1 from same o where o.one = a.key and o.other = b.key)
group by a.key, b.key order by min(s.id)
"""


def propose(index: Index) -> None:
    """Everybody with the same full name, and the same beginning of an address at different hosts."""
    db = index.db
    db.executescript(_TABLES)
    for number, _, _, name, _ in index.senders():
        words = name.casefold().replace(".", " ").replace(",", " ").split()
        if len(words) >= 2:
            db.execute("insert into spoken values (?, ?)", (number, "name " + " ".join(sorted(words))))
    db.execute(_PAIRS, ("name", MOST))
    db.execute("delete from spoken")
    for number, _, address, _, _ in index.senders():
        local = address.partition("@")[0].partition("+")[0]
        if len(local) >= SHORTEST and local not in ANYBODY:
            db.execute("insert into spoken values (?, ?)", (number, f"address {local}"))
    db.execute(_PAIRS, ("address", MOST))


def proposals(index: Index, skip: int) -> Iterator[tuple[int, str, str, str]]:
    cursor = index.db.cursor()
    cursor.execute("select n, one, other, reason from same order by n limit -1 offset ?", (skip,))
    yield from cursor
