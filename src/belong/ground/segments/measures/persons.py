"""What a person has: permissions, roles, groups, tags, identities."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from belong.ground.segments.criterion import CriterionError, Leaf
from belong.ground.segments.fields import LARGEST_ID, Choice, Text, Whole
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.spans import SpanMeasure
from belong.ground.segments.sql import Sql

GROUP_KINDS = ("interest", "practice", "chapter", "support", "circle")
SOURCE = r"^[a-z0-9][a-z0-9._-]*(:[a-z0-9][a-z0-9._-]*)*$(?!\n)"


def standing(table: str) -> str:
    """Rows of no batch, or of one that is complete."""
    return f"({table}.batch_id is null or {table}.batch_id in (select id from ledger_batch where state = 'complete'))"


class Permission(SpanMeasure):
    name = "permission"
    about = "The person allows the organisation to write to them."
    fields = (
        Text(name="channel", required=True, example="mail", about="On which channel."),
        Text(name="purpose", example="newsletter", about="For which purpose; left out: for any."),
    )

    def relation(self, leaf: Leaf) -> Sql:
        found = Sql(
            "select t.person_id, t.granted_at as from_at, t.withdrawn_at as until_at from people_permission t"
            f" where {standing('t')} and t.channel = %s",
            (leaf.text("channel"),),
        )
        purpose = leaf.text_or_none("purpose")
        return found if purpose is None else found + Sql(" and t.purpose = %s", (purpose,))

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{who.have} given {'no ' if negated else ''}{self._what(leaf)}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return self._what(leaf)

    def _what(self, leaf: Leaf) -> str:
        purpose = leaf.text_or_none("purpose")
        return f"permission for {leaf.text('channel')}{'' if purpose is None else f' ({purpose})'}"


class Role(SpanMeasure):
    name = "role"
    about = "The person holds a role in the community."
    fields = (Text(name="role", required=True, example="mentor", about="Which role."),)

    def relation(self, leaf: Leaf) -> Sql:
        return Sql(
            f"select t.person_id, t.from_at, t.until_at from people_roleheld t where {standing('t')} and t.role = %s",
            (leaf.text("role"),),
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return (
            f"{who.do} not have the role {leaf.text('role')}" if negated else f"{who.have} the role {leaf.text('role')}"
        )

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"the role {leaf.text('role')}"


class Group(SpanMeasure):
    name = "group"
    about = "The person is a member of a group: of this one, of one of this kind, or of any."
    fields = (
        Whole(name="id", most=LARGEST_ID, about="Of this one."),
        Choice(name="kind", among=GROUP_KINDS, about="Of one of this kind."),
    )

    def check(self, leaf: Leaf, path: str) -> None:
        if leaf.get("id") is not None and leaf.get("kind") is not None:
            raise CriterionError(path, "give id or kind, not both")

    def rules(self) -> dict[str, object]:
        return {"not": {"required": ["id", "kind"]}}

    def relation(self, leaf: Leaf) -> Sql:
        found = Sql(f"select t.person_id, t.from_at, t.until_at from groups_membership t where {standing('t')}")
        group, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
        if group is not None:
            return found + Sql(" and t.group_id = %s", (group,))
        if kind is not None:
            return found + Sql(" and t.group_id in (select id from groups_group where kind = %s)", (kind,))
        return found

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{who.are} {'not ' if negated else ''}{self.missing(leaf, None)}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        group, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
        if group is not None:
            return f"in the group {group}"
        return "in any group" if kind is None else f"in a group of kind {kind}"


class Tag(SpanMeasure):
    name = "tag"
    about = "The person follows a subject."
    fields = (Whole(name="id", required=True, most=LARGEST_ID, about="The tag."),)

    def relation(self, leaf: Leaf) -> Sql:
        return Sql(
            "select t.person_id, t.from_at, t.until_at from tags_follow t where t.tag_id = %s", (leaf.whole("id"),)
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return (
            f"{who.do} not follow the tag {leaf.whole('id')}" if negated else f"{who.follow} the tag {leaf.whole('id')}"
        )

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"following the tag {leaf.whole('id')}"


class Identity(SpanMeasure):
    name = "identity"
    about = "The person is known at a source, at every time."
    fields = (Text(name="source", required=True, pattern=SOURCE, longest=100, example="mail", about="Which one."),)

    def relation(self, leaf: Leaf) -> Sql:
        return Sql(
            "select t.person_id, null::timestamptz as from_at, null::timestamptz as until_at from people_identity t"
            f" where {standing('t')} and t.source = %s",
            (leaf.text("source"),),
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        return f"{who.are} {'not ' if negated else ''}known at {leaf.text('source')}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return f"an identity at {leaf.text('source')}"
