"""The first pass over an export: what there is, where it stands, and what is left out."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from belong.care.archives.public import ArchiveRefused, Tick
from belong.doors.imports.discourse import rows
from belong.doors.imports.discourse.index import Index
from belong.doors.imports.discourse.lines import Lines, object_of
from belong.doors.imports.fields import Unreadable
from belong.ground.kernel.public import kept_text
from belong.ground.kernel.public import told as _

TICK = 1_000
PRIVATE = "private_message"

_ABOUT = re.compile(r"About the (.+) category")
_TOPIC = (
    "insert or ignore into topic (id, title, slug, category, accepted, known, tags, line)"
    " values (?, ?, ?, ?, ?, ?, ?, ?)"
)
_POST = (
    "insert or ignore into post (id, topic, number, replies_to, author, flagged, shown, line, offset, length, at)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PERSON = (
    "insert into person values (?, ?, ?, ?, ?) on conflict (id) do update set first = min(first, excluded.first),"
    " name = case when name = '' then excluded.name else name end"
)


class Survey:
    """Fills `index` from the files of an export; `left_out` counts what is no part of the talk there."""

    def __init__(self, topics: Lines | None, posts: Lines, categories: Path | None, index: Index, tick: Tick) -> None:
        self._topics = topics
        self._posts = posts
        self._categories = categories
        self._index = index
        self._tick = tick
        self._size = sum(lines.file.stat().st_size for lines in (topics, posts) if lines is not None)
        self._private: set[int] = set()
        self.left_out = 0

    def run(self) -> None:
        before = 0
        for lines, take in ((self._topics, self._topic), (self._posts, self._post)):
            if lines is None:
                continue
            for number, (line, text) in enumerate(lines):
                try:
                    row = object_of(text)
                except Unreadable as error:
                    self._other(lines, line.number, text, str(error))
                    continue
                try:
                    take(row, line.number, line.offset, line.length)
                except Unreadable as error:
                    self._other(lines, line.number, text, str(error))
                if number % TICK == 0:
                    self._tick(min(before + lines.read_bytes, self._size), self._size)
            before += lines.file.stat().st_size
        self._index.close_up()
        if not self._index.count("topic where opening is not null"):
            raise ArchiveRefused(_("%(file)s holds no post of a Discourse forum.") % {"file": self._posts.file})
        self._name_categories()
        self._lone_posts()
        self._tick(self._size, self._size)

    def _topic(self, row: rows.Json, line: int, offset: int, length: int) -> None:
        id = rows.number(row, "id")
        if row.get("archetype") == PRIVATE:
            self._private.add(id)
            self.left_out += 1
            return
        title = rows.line(row, "title", rows.LONGEST_TITLE)
        if not title:
            raise Unreadable(_("title is missing"))
        self._put_topic(id, title, row, "slug", known="accepted_answer" in row, line=line)

    def _put_topic(self, id: int, title: str, row: rows.Json, slug: str, *, known: bool, line: int) -> None:
        values = (
            id,
            title,
            rows.line(row, slug, rows.LONGEST_TITLE),
            rows.optional_number(row, "category_id"),
            rows.accepted_number(row) if known else None,
            known,
            json.dumps(rows.tags(row), ensure_ascii=False),
            line,
        )
        self._index.put(_TOPIC, values)

    def _post(self, row: rows.Json, line: int, offset: int, length: int) -> None:
        topic = rows.number(row, "topic_id")
        if topic in self._private:
            self.left_out += 1
            return
        id, number = rows.number(row, "id"), rows.number(row, "post_number")
        replies_to = rows.optional_number(row, "reply_to_post_number")
        author = rows.optional_number(row, "user_id")
        at = rows.created_at(row)
        rows.edited_at(row)
        shown = rows.is_shown(row)
        if self._topics is None and (title := rows.line(row, "topic_title", rows.LONGEST_TITLE)):
            self._put_topic(topic, title, row, "topic_slug", known=False, line=line)
        flagged = row.get("accepted_answer") is True
        values = (id, topic, number, replies_to, author, flagged, shown, line, offset, length, at.isoformat())
        if not self._index.put(_POST, values) or not shown:
            self.left_out += 1
            return
        if author is not None:
            name = rows.line(row, "name") or rows.line(row, "username")
            self._index.put(_PERSON, (author, name, rows.line(row, "username"), at.isoformat(), line))

    def _lone_posts(self) -> None:
        """Posts whose topic is not in the export, for the rejects."""
        lone = list(self._index.rows("select id, topic, line from post where shown and kind is null order by line"))
        for id, topic, line in lone:
            self._index.put(
                "insert into other (file, line, raw, reason) values (?, ?, ?, ?)",
                (self._posts.file.name, line, json.dumps({"id": id, "topic_id": topic}),
                 kept_text(_("its topic %(topic)s is not in the archive") % {"topic": topic})),
            )  # fmt: skip
        self._index.put(
            "delete from person where id not in (select author from post where kind <> '' and author is not null)",
            (),
        )

    def _name_categories(self) -> None:
        """Names of categories: from the file of them, else from the topics in which Discourse presents them."""
        names: dict[int, str] = {}
        presented = self._index.rows("select title, category from topic where title like 'About the % category'")
        for title, category in presented:
            if (found := _ABOUT.fullmatch(title)) and category is not None:
                names.setdefault(category, found[1])
        names |= _named(self._categories)
        since = self._index.rows(
            "select t.category, min(p.at) from topic t join post p on p.id = t.opening"
            " where t.category is not null group by 1 order by 1"
        )
        for category, first in list(since):
            name = names.get(category, f"category {category}")
            self._index.put("insert into category values (?, ?, ?)", (category, name, first))

    def _other(self, lines: Lines, line: int, text: bytes, reason: str) -> None:
        self._index.put(
            "insert into other (file, line, raw, reason) values (?, ?, ?, ?)",
            (lines.file.name, line, text[:2_000].decode("utf-8", "replace").strip(), kept_text(reason)),
        )


def _named(file: Path | None) -> Mapping[int, str]:
    """The names in `categories.json` or `site.json`, however deep the list of categories lies there."""
    if file is None:
        return {}
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise ArchiveRefused(_("%(file)s is not JSON.") % {"file": file}) from None
    for name in ("category_list", "categories"):
        found = found.get(name, found) if isinstance(found, dict) else found
    names = {}
    for row in found if isinstance(found, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), int) and (name := rows.line(row, "name", 80)):
            names[row["id"]] = name
    return names
