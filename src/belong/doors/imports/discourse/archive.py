"""The topics and posts of a Discourse forum, as its interface gives them. docs/archives-discourse.md."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from belong.care.archives.public import (
    AcceptanceRecord,
    ArchiveRefused,
    Checked,
    GroupRecord,
    Item,
    Markup,
    PersonRecord,
    Phase,
    Place,
    PostRecord,
    Reject,
    Tick,
    TopicRecord,
)
from belong.doors.imports import fields
from belong.doors.imports.discourse import rows
from belong.doors.imports.discourse.cooked import html_of
from belong.doors.imports.discourse.index import Index, Post
from belong.doors.imports.discourse.lines import Lines, object_of
from belong.doors.imports.discourse.survey import Survey
from belong.doors.imports.files import fingerprint
from belong.doors.imports.formats import Format, Option
from belong.ground.kernel.public import retold_text, told
from belong.ground.kernel.public import told_lazy as _

FORMAT = "discourse"
POSTS = ("posts.jsonl", "posts.jsonl.gz")
TOPICS = ("topics.jsonl", "topics.jsonl.gz")
CATEGORIES = ("categories.json", "site.json")
REST = "rest"
LONGEST_GROUP = 120

_SITE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


def open_folder(folder: Path, *, site: str | None = None) -> "DiscourseArchive":
    """The export in `folder`, or a file of posts alone. Looks at names and beginnings only; `check` reads it."""
    path = folder.expanduser().absolute()
    try:
        if not path.exists():
            raise ArchiveRefused(told("There is no folder %(path)s.") % {"path": path})
        folder = path if path.is_dir() else path.parent
        posts = _first(folder, POSTS) if path.is_dir() else path
        topics = _first(folder, TOPICS) if path.is_dir() else None
        categories = _first(folder, CATEGORIES) if path.is_dir() else None
    except OSError as error:
        raise ArchiveRefused(
            told("%(path)s cannot be read: %(reason)s.") % {"path": path, "reason": error.strerror}
        ) from None
    if posts is None:
        raise ArchiveRefused(
            told("%(path)s holds no Discourse export: there is neither %(posts)s nor %(posts_2)s.")
            % {"path": path, "posts": POSTS[0], "posts_2": POSTS[1]}
        )
    _must_begin_as_posts(posts)
    name = (site or (path.name if path.is_dir() else path.name.partition(".")[0]).removeprefix("discourse-")).strip()
    name = name.lower()
    if _SITE.fullmatch(name) is None:
        raise ArchiveRefused(
            told("%(what)s cannot be the site's name: use small letters, digits, dots and dashes (--site NAME).")
            % {"what": fields.shown(name)}
        )
    return DiscourseArchive(path, posts, topics, categories, name)


def _first(folder: Path, names: tuple[str, ...]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _must_begin_as_posts(file: Path) -> None:
    first = next(iter(Lines(file)), None)
    if first is None:
        raise ArchiveRefused(told("%(file)s is empty.") % {"file": file})
    try:
        row = object_of(first[1])
    except fields.Unreadable as error:
        raise ArchiveRefused(
            told("%(file)s is no Discourse export: in its first line, %(error)s.") % {"file": file, "error": error}
        ) from None
    if missing := [name for name in ("topic_id", "post_number") if name not in row]:
        raise ArchiveRefused(
            told("%(file)s holds no posts of Discourse: its first line has no %(missing)s.")
            % {"file": file, "missing": missing[0]}
        )


ENTRY = Format(
    key=FORMAT,
    label=_("Discourse"),
    takes=_("topics.jsonl and posts.jsonl, or posts.jsonl alone, packed by gzip or not; in a .zip if they are several"),
    open=lambda path, options: open_folder(path, site=options.get("site") or None),
    files=(".jsonl", ".jsonl.gz"),
    zipped=True,
    options=(Option(name="site", label=_("Name of the forum"), help=_("In identities; else the folder's.")),),
)


class DiscourseArchive:
    """Reads an export as records of the source `discourse:SITE`."""

    def __init__(self, path: Path, posts: Path, topics: Path | None, categories: Path | None, site: str) -> None:
        self._files = [file for file in (topics, posts, categories) if file is not None]
        self._posts_file, self._topics_file, self._categories = posts, topics, categories
        self._site = site
        self._index = Index()
        self._posts = Lines(posts)
        self.source = f"{FORMAT}:{site}"
        self.label = f"Discourse, {site}"
        self.place = Place(FORMAT, str(path), {"site": site})
        self.fingerprint = fingerprint(self._files, self.place.options)

    def check(self, tick: Tick) -> Checked:
        self._index = Index()
        self._posts = Lines(self._posts_file)
        topics = Lines(self._topics_file) if self._topics_file is not None else None
        survey = Survey(topics, self._posts, self._categories, self._index, tick)
        survey.run()
        counts = {
            Phase.PEOPLE: self._index.count("person"),
            Phase.GROUPS: len(list(self._groups())),
            Phase.TOPICS: self._index.count("post where kind = 'opening'"),
            Phase.ANSWERS: self._index.count("post where kind = 'answer'"),
            Phase.REPLIES: self._index.count("post where kind = 'reply'"),
            Phase.ACCEPTANCES: self._index.count("topic where opening is not null"),
            Phase.OTHERS: self._index.count("other"),
        }
        return Checked({phase: count for phase, count in counts.items() if count}, {Phase.OTHERS: survey.left_out})

    def items(self, phase: Phase, skip: int) -> Iterator[Item]:
        by_phase: Mapping[Phase, Callable[[], Iterator[Item]]] = {
            Phase.PEOPLE: lambda: self._people(skip),
            Phase.GROUPS: lambda: islice(self._groups(), skip, None),
            Phase.TOPICS: lambda: self._read("opening", skip),
            Phase.ANSWERS: lambda: self._read("answer", skip),
            Phase.REPLIES: lambda: self._read("reply", skip),
            Phase.ACCEPTANCES: lambda: self._acceptances(skip),
            Phase.OTHERS: lambda: self._others(skip),
        }
        return by_phase[phase]() if phase in by_phase else iter(())

    def _people(self, skip: int) -> Iterator[Item]:
        found = self._index.rows("select id, name, first, line from person order by id limit -1 offset ?", skip)
        for id, name, first, line in found:
            record = PersonRecord(
                key=str(id), name=name or f"user{id}", joined_at=datetime.fromisoformat(first), is_bot=id < 0
            )
            yield Item(self._posts_file.name, line, record, {"user_id": id, "name": name})

    def _groups(self) -> Iterator[Item]:
        file = self._files[0].name
        for id, name, first in self._index.rows("select id, name, first from category order by id"):
            title = f"{self._site}: {name}"[:LONGEST_GROUP].strip()
            record = GroupRecord(key=str(id), name=title, founded_at=datetime.fromisoformat(first))
            yield Item(file, 1, record, {"category_id": id, "name": name})
        if self._index.count("topic where opening is not null and category is null"):
            yield Item(file, 1, GroupRecord(key=REST, name=self._site), {"name": self._site})

    def _read(self, kind: str, skip: int) -> Iterator[Item]:
        for post in self._index.posts(kind, skip):
            row = object_of(self._posts.text(post.offset, post.length))
            record = self._topic(post, row) if kind == "opening" else self._post(post, row)
            yield Item(self._posts_file.name, post.line, record, {"id": post.id, "topic_id": post.topic})

    def _topic(self, post: Post, row: Mapping[str, Any]) -> TopicRecord:
        return TopicRecord(
            key=topic_key(post.topic),
            kind=post.topic_kind,
            title=post.title,
            group=REST if post.category is None else str(post.category),
            tags=tuple(json.loads(post.tags)),
            **self._written(row),
        )

    def _post(self, post: Post, row: Mapping[str, Any]) -> PostRecord:
        return PostRecord(
            key=str(post.id),
            kind=post.kind,
            topic=topic_key(post.topic),
            parent=str(post.parent) if post.kind == "reply" and post.parent is not None else None,
            **self._written(row),
        )

    def _written(self, row: Mapping[str, Any]) -> dict[str, Any]:
        author = rows.optional_number(row, "user_id")
        is_html, text = rows.text(row)
        return {
            "body": html_of(text, self._target) if is_html else text,
            "markup": Markup.HTML if is_html else Markup.MARKDOWN,
            "created_at": rows.created_at(row),
            "edited_at": rows.edited_at(row),
            "author": None if author is None else str(author),
            "byline": rows.line(row, "username") if author is None else "",
            "score": rows.likes(row),
        }

    def _target(self, slug: str | None, topic: int, number: int | None) -> str | None:
        """The key of the post of this number in the topic, else of the topic."""
        if not self._index.topic_of(slug, topic):
            return None
        post = self._index.post_at(topic, number) if number is not None else None
        return topic_key(topic) if post is None else str(post)

    def _acceptances(self, skip: int) -> Iterator[Item]:
        """Every topic: which answer was accepted, at the answer's time, or that none is now."""
        found = self._index.rows(
            "select id, accepted_post, line from topic where opening is not null order by id limit -1 offset ?", skip
        )
        for id, answer, line in found:
            record = AcceptanceRecord(topic=topic_key(id), answer=None if answer is None else str(answer), at=None)
            yield Item(self._files[0].name, line, record, {"topic": id, "accepted": answer})

    def _others(self, skip: int) -> Iterator[Item]:
        for file, line, raw, reason in self._index.rows(
            "select file, line, raw, reason from other order by n limit -1 offset ?", skip
        ):
            yield Item(file, line, Reject(retold_text(reason)), raw)


def topic_key(id: int) -> str:
    """Topics and posts are numbered apart at Discourse; here they share one space of keys."""
    return f"t{id}"
