"""What a person has: permissions, roles, groups, tags, identities."""

# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from belong.ground.groups.public import Kind, membership_rows
from belong.ground.people.public import Rows, identity_rows, permission_rows, role_rows
from belong.ground.segments.criterion import CriterionError, Leaf
from belong.ground.segments.fields import LARGEST_ID, Choice, Text, Whole
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.spans import SpanMeasure
from belong.ground.segments.sql import Sql
from belong.ground.tags.public import follow_rows

ADDRESS = "mail"
"""The source of e-mail addresses."""

CHANNELS = {"mail": "e-mail"}
"""Channels that are called otherwise than their word."""

SOURCE = r"^[a-z0-9][a-z0-9._-]*(:[a-z0-9][a-z0-9._-]*)*$(?!\n)"


class Permission(SpanMeasure):
    name = "permission"
    about = "The person allows the organisation to write to them."
    fields = (
        Text(name="channel", required=True, example="mail", about="On which channel."),
        Text(name="purpose", example="newsletter", about="For which purpose; left out: for any."),
    )

    def relation(self, leaf: Leaf) -> Sql:
        rows = permission_rows().filter(channel=leaf.text("channel"))
        purpose = leaf.text_or_none("purpose")
        return of_rows(rows if purpose is None else rows.filter(purpose=purpose))

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{who.have} given {'no ' if negated else ''}{self.missing(leaf, None)}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        channel, purpose = leaf.text("channel"), leaf.text_or_none("purpose")
        return f"permission for {CHANNELS.get(channel, channel)}{'' if purpose is None else f' ({purpose})'}"


class Role(SpanMeasure):
    name = "role"
    about = "The person holds a role in the community."
    fields = (Text(name="role", required=True, example="mentor", about="Which role."),)

    def relation(self, leaf: Leaf) -> Sql:
        return of_rows(role_rows().filter(role=leaf.text("role")))

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{f'{who.do} not have' if negated else who.have} {self.missing(leaf, None)}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"the role {leaf.text('role')}"


class Group(SpanMeasure):
    name = "group"
    about = "The person is a member of a group: of this one, of one of this kind, or of any."
    fields = (
        Whole(name="id", most=LARGEST_ID, about="Of this one."),
        Choice(name="kind", among=Kind.values, about="Of one of this kind."),
    )

    def check(self, leaf: Leaf, path: str) -> None:
        if leaf.get("id") is not None and leaf.get("kind") is not None:
            raise CriterionError(path, "give id or kind, not both")

    def rules(self) -> dict[str, object]:
        return {"not": {"required": ["id", "kind"]}}

    def relation(self, leaf: Leaf) -> Sql:
        group, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
        rows = membership_rows()
        if group is not None:
            rows = rows.filter(group_id=group)
        if kind is not None:
            rows = rows.filter(kind=kind)
        return of_rows(rows)

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{who.are} {'not ' if negated else ''}in {_which(leaf)}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"a place in {_which(leaf)}"


def _which(leaf: Leaf) -> str:
    group, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
    if group is not None:
        return f"the group {group}"
    return "any group" if kind is None else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} group"


class Tag(SpanMeasure):
    name = "tag"
    about = "The person follows a subject."
    fields = (Whole(name="id", required=True, most=LARGEST_ID, about="The tag."),)

    def relation(self, leaf: Leaf) -> Sql:
        return of_rows(follow_rows().filter(tag_id=leaf.whole("id")))

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{f'{who.do} not follow' if negated else who.follow} the tag {leaf.whole('id')}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"following the tag {leaf.whole('id')}"


class Identity(SpanMeasure):
    name = "identity"
    about = "The person is known at a source; that has no time, it is so at every instant."
    fields = (Text(name="source", required=True, pattern=SOURCE, longest=100, example="mail", about="Which one."),)

    def relation(self, leaf: Leaf) -> Sql:
        rows = identity_rows().filter(source=leaf.text("source")).values("person_id")
        return (
            "select i.person_id, null::timestamptz as from_at, null::timestamptz as until_at from ("
            + sql_of(rows)
            + ") i"
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        if leaf.text("source") == ADDRESS:
            return f"{who.have} left {'no e-mail address' if negated else 'an e-mail address'}"
        return f"{who.are} {'not ' if negated else ''}known at {leaf.text('source')}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return "an e-mail address" if leaf.text("source") == ADDRESS else f"an identity at {leaf.text('source')}"


def of_rows(rows: Rows) -> Sql:
    """A room's relation as spans, with persons as they were recorded, so that an index finds those of one person."""
    return sql_of(rows.values("person_id", "from_at", "until_at"))


def sql_of(rows: Rows) -> Sql:
    text, params = rows.query.sql_with_params()
    return Sql(text, tuple(params))
