"""Lines of an archive as neutral records. What names something that is not there is `Unreadable`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from belong.care.archives.public import (
    AcceptanceRecord,
    ContactRecord,
    DeedRecord,
    GroupRecord,
    LinkRecord,
    Markup,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    PostRecord,
    Record,
    RoleRecord,
    TagRecord,
    TopicRecord,
    VoteRecord,
)
from belong.doors.imports.fields import Unreadable, instant_of
from belong.doors.imports.jsonl.index import Index
from belong.ground.kernel.public import clean_source
from belong.ground.kernel.public import told as _

Json = Mapping[str, Any]

AT_EVENTS = frozenset({"attended", "spoke", "hosted"})
"""Deeds whose channel is an event unless they say another."""


class Maker:
    """Makes records, asking the index whether what they name is there."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._makers: Mapping[str, Callable[[Json, int], Record]] = {
            "person": self._person,
            "role": self._role,
            "permission": self._permission,
            "group": self._group,
            "membership": self._membership,
            "tag": self._tag,
            "topic": self._topic,
            "post": self._post,
            "acceptance": self._acceptance,
            "vote": self._vote,
            "link": self._link,
            "contact": self._contact,
            "deed": self._deed,
        }

    def make(self, kind: str, row: Json, number: int) -> Record:
        if kind not in self._makers:
            raise Unreadable(_("a record %(kind)s has no place here") % {"kind": kind})
        return self._makers[kind](row, number)

    def _person(self, row: Json, number: int) -> PersonRecord:
        self._first("person", row["key"], number)
        return PersonRecord(
            key=row["key"],
            name=_line(row, "name"),
            joined_at=_at(row, "joined"),
            is_bot=row.get("bot", False),
            is_staff=row.get("staff", False),
            identities=tuple(_identity(entry) for entry in row.get("identities", [])),
        )

    def _role(self, row: Json, number: int) -> RoleRecord:
        from_at, until_at = _span(row, "from", "until")
        return RoleRecord(person=self._known(row["person"]), role=row["role"], from_at=from_at, until_at=until_at)

    def _permission(self, row: Json, number: int) -> PermissionRecord:
        granted_at, withdrawn_at = _span(row, "granted", "withdrawn")
        return PermissionRecord(
            person=self._known(row["person"]),
            channel=row["channel"],
            purpose=row["purpose"],
            granted_at=granted_at,
            withdrawn_at=withdrawn_at,
            proof=_text(row, "proof"),
        )

    def _group(self, row: Json, number: int) -> GroupRecord:
        self._first("group", row["key"], number)
        return GroupRecord(
            key=row["key"],
            name=_line(row, "name"),
            kind=row.get("kind", "interest"),
            audience=row.get("audience", "members"),
            summary=_text(row, "summary"),
            founded_at=_at(row, "founded"),
        )

    def _membership(self, row: Json, number: int) -> MembershipRecord:
        from_at, until_at = _span(row, "from", "until")
        return MembershipRecord(
            group=self._known_group(row["group"]),
            person=self._known(row["person"]),
            from_at=from_at,
            until_at=until_at,
            role=row.get("role", "member"),
        )

    def _tag(self, row: Json, number: int) -> TagRecord:
        return TagRecord(name=_line(row, "name"), synonyms=tuple(row.get("synonyms", [])))

    def _topic(self, row: Json, number: int) -> TopicRecord:
        self._first("topic", row["key"], number)
        author = self._author(row)
        return TopicRecord(
            key=row["key"],
            kind=row["kind"],
            title=_line(row, "title"),
            body=clean_source(row["body"]),
            markup=Markup(row.get("markup", "html")),
            created_at=_must(row, "created"),
            group=self._known_group(row["group"]),
            author=author,
            byline=_text(row, "byline") if author is None else "",
            edited_at=_at(row, "edited"),
            score=row.get("score", 0),
            tags=tuple(row.get("tags", [])),
            channel=row.get("channel", "site"),
        )

    def _post(self, row: Json, number: int) -> PostRecord:
        self._first("post", row["key"], number)
        found = self._index.post(row["topic"])
        if found is None or found[0] not in {"question", "conversation"}:
            raise Unreadable(_("its topic %(row)s is not in the archive") % {"row": row["topic"]})
        if row["kind"] == "answer" and found[0] != "question":
            raise Unreadable(_("its topic %(row)s is a conversation, which has no answers") % {"row": row["topic"]})
        author = self._author(row)
        return PostRecord(
            key=row["key"],
            kind=row["kind"],
            topic=row["topic"],
            parent=self._parent(row),
            body=clean_source(row["body"]),
            markup=Markup(row.get("markup", "html")),
            created_at=_must(row, "created"),
            author=author,
            byline=_text(row, "byline") if author is None else "",
            edited_at=_at(row, "edited"),
            score=row.get("score", 0),
            channel=row.get("channel", "site"),
        )

    def _parent(self, row: Json) -> str | None:
        parent: str | None = row.get("parent")
        if parent is None or row["kind"] == "answer":
            return None
        found = self._index.post(parent)
        if found is None or (parent != row["topic"] and found[1] != row["topic"]):
            raise Unreadable(_("the post %(parent)s that it replies to is not in its topic") % {"parent": parent})
        own = self._index.post(row["key"])
        if own is None or own[2] is None:
            raise Unreadable(
                _("the post %(parent)s that it replies to is missing or leads back to it") % {"parent": parent}
            )
        return parent

    def _acceptance(self, row: Json, number: int) -> AcceptanceRecord:
        topic, answer = row["topic"], row["answer"]
        found, accepted = self._index.post(topic), self._index.post(answer)
        if found is None or found[0] != "question":
            raise Unreadable(_("the question %(topic)s is not in the archive") % {"topic": topic})
        if accepted is None or accepted[0] != "answer" or accepted[1] != topic:
            raise Unreadable(_("the accepted answer %(answer)s is no answer of this question") % {"answer": answer})
        first = self._index.first_acceptance(topic)
        if first != number:
            raise Unreadable(
                _("the question %(topic)s has an accepted answer already, in line %(first)s")
                % {"topic": topic, "first": first}
            )
        return AcceptanceRecord(topic=topic, answer=answer, at=_at(row, "at"))

    def _vote(self, row: Json, number: int) -> VoteRecord:
        return VoteRecord(
            post=self._known_post(row["post"]),
            person=self._known(row["person"]),
            value=row["value"],
            at=_must(row, "at"),
        )

    def _link(self, row: Json, number: int) -> LinkRecord:
        topic, related = row["topic"], row["related"]
        for key in (topic, related):
            found = self._index.post(key)
            if found is None or found[1] is not None:
                raise Unreadable(_("the topic %(key)s is not in the archive") % {"key": key})
        if topic == related:
            raise Unreadable(_("a topic does not link to itself"))
        kind = row.get("kind", "related")
        return LinkRecord(key=f"{topic}>{related}", topic=topic, related=related, kind=kind, at=_at(row, "at"))

    def _contact(self, row: Json, number: int) -> ContactRecord:
        self._first("contact", row["key"], number)
        return ContactRecord(
            key=row["key"],
            people=tuple(dict.fromkeys(self._known(key) for key in row["people"])),
            channel=row["channel"],
            direction=row["direction"],
            turf=row.get("turf", "ours"),
            purpose=row.get("purpose", ""),
            at=_must(row, "at"),
            note=_text(row, "note"),
        )

    def _deed(self, row: Json, number: int) -> DeedRecord:
        self._first("deed", row["key"], number)
        counterpart = row.get("counterpart")
        return DeedRecord(
            key=row["key"],
            person=self._known(row["person"]),
            word=row["deed"],
            at=_must(row, "at"),
            counterpart=self._known(counterpart) if counterpart is not None else None,
            about=_text(row, "about"),
            channel=row.get("channel", "event" if row["deed"] in AT_EVENTS else "site"),
            cents=row.get("cents"),
            stars=row.get("stars"),
        )

    def _first(self, kind: str, key: str, number: int) -> None:
        first = self._index.first(kind, key)
        if first is not None and first != number:
            raise Unreadable(_("key %(key)s is there already, in line %(first)s") % {"key": key, "first": first})

    def _known(self, key: str) -> str:
        if self._index.first("person", key) is None:
            raise Unreadable(_("the person %(key)s is not in the archive") % {"key": key})
        return key

    def _known_group(self, key: str) -> str:
        if self._index.first("group", key) is None:
            raise Unreadable(_("the group %(key)s is not in the archive") % {"key": key})
        return key

    def _known_post(self, key: str) -> str:
        if self._index.post(key) is None:
            raise Unreadable(_("the post %(key)s is not in the archive") % {"key": key})
        return key

    def _author(self, row: Json) -> str | None:
        """An author of whom the archive knows nothing is none; the byline remains."""
        key: str | None = row.get("author")
        return key if key is not None and self._index.first("person", key) is not None else None


def _identity(entry: Json) -> tuple[str, str]:
    source, key = entry["source"], " ".join(clean_source(entry["key"]).split())
    if source == "mail":
        key = key.lower()
        name, at, domain = key.rpartition("@")
        if not (name and at and "." in domain) or " " in key:
            raise Unreadable(_("an identity of the source mail holds no e-mail address"))
    if not key:
        raise Unreadable(_("an identity has an empty key"))
    return source, key


def _line(row: Json, name: str) -> str:
    value = " ".join(_text(row, name).split())
    if not value:
        raise Unreadable(_("%(name)s is empty") % {"name": name})
    return value


def _text(row: Json, name: str) -> str:
    return clean_source(row.get(name, "")).strip()


def _must(row: Json, name: str) -> datetime:
    return instant_of(row[name], name)


def _at(row: Json, name: str) -> datetime | None:
    return instant_of(row[name], name) if name in row else None


def _span(row: Json, start: str, end: str) -> tuple[datetime, datetime | None]:
    begin, until = _must(row, start), _at(row, end)
    if until is not None and until < begin:
        raise Unreadable(_("%(end)s is before %(start)s") % {"end": end, "start": start})
    return begin, until
