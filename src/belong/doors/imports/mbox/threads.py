"""Which mail answers which: by what it refers to, else by its subject.

- A mail's parent is the nearest mail of the archive among its References, from their end, then its In-Reply-To.
- A mail without one, whose subject is marked as a reply, has as its parent the latest mail before it, by at most 60
  days, with the same subject without marks.
- What would close a circle is left out. A thread is a mail without parent and all that comes under it.
"""

import sqlite3
from datetime import timedelta

from belong.doors.imports.mbox.index import Index

SUBJECT_HOLDS = timedelta(days=60)

_BY_REFERENCE = """
update mail set parent = (
    select p.n from ref r join mail p on p.key = r.key
    where r.n = mail.n and p.n <> mail.n order by r.place limit 1)
"""
_BY_SUBJECT = """
update mail set parent = (
    select p.n from mail p
    where p.normal = mail.normal and p.n <> mail.n and (p.at, p.n) < (mail.at, mail.n) and p.at >= mail.at - ?
    order by p.at desc, p.n desc limit 1)
where parent is null and reply and normal <> ''
"""
_KINDS = """
update mail set kind = case
    when not ? then 'reply'
    when parent = root and sender is not (select r.sender from mail r where r.n = mail.root) then 'answer'
    else 'reply' end
where parent is not null
"""


def thread(index: Index, *, questions: bool) -> None:
    """Give every mail its parent, its thread's first mail and depth; with `questions` those of others are answers."""
    db = index.db
    db.execute(_BY_REFERENCE)
    _open_circles(db)
    db.execute("create index mail_subject on mail (normal, at, n)")
    db.execute(_BY_SUBJECT, (SUBJECT_HOLDS.total_seconds() * 1_000_000,))
    _open_circles(db)
    db.execute(_KINDS, (questions,))


def _open_circles(db: sqlite3.Connection) -> None:
    """Root and depth of every mail. In a circle the earliest mail loses its parent."""
    db.execute("update mail set root = null, depth = null")
    db.execute("update mail set root = n, depth = 0 where parent is null")
    reading = db.cursor()
    reading.execute("select n from mail where parent is not null order by n")
    for (start,) in reading:
        _climb(db, start)


def _climb(db: sqlite3.Connection, start: int) -> None:
    path: list[int] = []
    on_path: set[int] = set()
    number = start
    while True:
        parent, root, depth, _ = _look(db, number)
        if root is not None:
            break
        if number in on_path:
            circle = path[path.index(number) :]
            first = min(circle, key=lambda one: (_look(db, one)[3], one))
            db.execute("update mail set parent = null, root = n, depth = 0 where n = ?", (first,))
            return _climb(db, start)
        path.append(number)
        on_path.add(number)
        number = parent
    for step, one in enumerate(reversed(path), 1):
        db.execute("update mail set root = ?, depth = ? where n = ?", (root, depth + step, one))
    return None


def _look(db: sqlite3.Connection, number: int) -> tuple[int, int | None, int, int]:
    row: tuple[int, int | None, int, int] = db.execute(
        "select parent, root, depth, at from mail where n = ?", (number,)
    ).fetchone()
    return row
