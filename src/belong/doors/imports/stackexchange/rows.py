"""One row of a dump's files as neutral records."""

from collections.abc import Mapping
from datetime import datetime

from belong.care.archives.public import LinkRecord, Markup, PersonRecord, PostRecord, TopicRecord
from belong.doors.imports import fields
from belong.doors.imports.fields import Unreadable
from belong.doors.imports.stackexchange.index import ANSWER, OTHER, QUESTION
from belong.ground.kernel.public import told as _

Row = Mapping[str, str]

SYSTEM_USER = -1
LONGEST_NAME = 200
LONGEST_TITLE = 300
LINKED, DUPLICATE = 1, 3
GROUP = "site"


def person(row: Row) -> PersonRecord:
    id = fields.number(row, "Id")
    joined_at = fields.instant(row, "CreationDate")
    name = fields.optional_line(row, "DisplayName")[:LONGEST_NAME].strip() or f"user{id}"
    return PersonRecord(key=str(id), name=name, joined_at=joined_at, is_bot=id == SYSTEM_USER)


def post_kind(row: Row) -> int:
    """Question, answer or something that is not brought in."""
    return {1: QUESTION, 2: ANSWER}.get(positive(row, "PostTypeId"), OTHER)


def post_head(row: Row) -> tuple[int, int, int | None, datetime, int | None]:
    """Id, kind, parent, time and accepted answer, everything else looked at too: what passes here can be loaded."""
    kind = post_kind(row)
    id = positive(row, "Id")
    created = fields.instant(row, "CreationDate")
    if kind == OTHER:
        return id, kind, None, created, None
    fields.score(row, "Score")
    fields.optional_number(row, "OwnerUserId")
    fields.optional_instant(row, "LastEditDate")
    fields.body(row, "Body")
    if kind == ANSWER:
        return id, kind, positive(row, "ParentId"), created, None
    title(row)
    return id, kind, None, created, fields.optional_number(row, "AcceptedAnswerId")


def title(row: Row) -> str:
    found = fields.line_of_text(row, "Title")
    return found if len(found) <= LONGEST_TITLE else found[: LONGEST_TITLE - 1] + "…"


def question(row: Row, *, author: str | None, body: str) -> TopicRecord:
    return TopicRecord(
        key=row["Id"],
        kind="question",
        title=title(row),
        body=body,
        markup=Markup.HTML,
        created_at=fields.instant(row, "CreationDate"),
        group=GROUP,
        author=author,
        byline=byline(row, "OwnerDisplayName") if author is None else "",
        edited_at=fields.optional_instant(row, "LastEditDate"),
        score=fields.score(row, "Score"),
        tags=tags(row.get("Tags", "")),
    )


def answer(row: Row, *, author: str | None, body: str) -> PostRecord:
    return PostRecord(
        key=row["Id"],
        kind="answer",
        topic=row["ParentId"],
        body=body,
        markup=Markup.HTML,
        created_at=fields.instant(row, "CreationDate"),
        author=author,
        byline=byline(row, "OwnerDisplayName") if author is None else "",
        edited_at=fields.optional_instant(row, "LastEditDate"),
        score=fields.score(row, "Score"),
    )


def remark_head(row: Row) -> tuple[int, int]:
    """Id and post of a comment, everything else looked at too."""
    id = positive(row, "Id")
    post = positive(row, "PostId")
    fields.instant(row, "CreationDate")
    fields.score(row, "Score")
    fields.optional_number(row, "UserId")
    fields.body(row, "Text")
    return id, post


def remark(row: Row, *, topic: int, author: str | None, body: str) -> PostRecord:
    return PostRecord(
        key=f"c{row['Id']}",
        kind="reply",
        topic=str(topic),
        parent=row["PostId"],
        body=body,
        markup=Markup.HTML,
        created_at=fields.instant(row, "CreationDate"),
        author=author,
        byline=byline(row, "UserDisplayName") if author is None else "",
        score=fields.score(row, "Score"),
    )


def link(row: Row, *, topic: int, related: int) -> LinkRecord:
    return LinkRecord(
        key=row["Id"],
        topic=str(topic),
        related=str(related),
        kind="duplicate" if row.get("LinkTypeId") == str(DUPLICATE) else "related",
        at=fields.instant(row, "CreationDate"),
    )


def byline(row: Row, name: str) -> str:
    return fields.optional_line(row, name)[:LONGEST_NAME].strip()


def tags(text: str) -> tuple[str, ...]:
    """The tags of a question: `<one><two>`, in newer dumps `|one|two|`."""
    parts = text.strip().strip("<>|").replace("><", "|").split("|")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def positive(row: Row, name: str) -> int:
    found = fields.number(row, name)
    if found < 0:
        raise Unreadable(_("%(name)s is no number above 0: %(what)s") % {"name": name, "what": fields.shown(row[name])})
    return found
