"""What a person has: permissions, roles, groups, tags, identities."""

# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from django.utils.translation import gettext, pgettext, pgettext_lazy

from belong.ground.groups.public import Kind, membership_rows
from belong.ground.people.public import Rows, identity_rows, permission_rows, role_rows
from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import LARGEST_ID, Choice, Text, Whole
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.spans import OneOrKind, SpanMeasure
from belong.ground.segments.sql import Sql
from belong.ground.tags.public import follow_rows

ADDRESS = "mail"
"""The source of e-mail addresses."""

CHANNELS = {
    "mail": pgettext_lazy("permission for", "e-mail"),
    "phone": pgettext_lazy("permission for", "phone"),
    "post": pgettext_lazy("permission for", "post"),
    "sms": pgettext_lazy("permission for", "sms"),
}
"""Channels that are called otherwise than their word in some language."""

ROLES = {"host": pgettext_lazy("the role", "host"), "owner": pgettext_lazy("the role", "owner")}
"""Roles that are called otherwise than their word in some language."""

GROUPS = {
    Kind.INTEREST: pgettext_lazy("in", "an interest group"),
    Kind.PRACTICE: pgettext_lazy("in", "a practice group"),
    Kind.CHAPTER: pgettext_lazy("in", "a chapter group"),
    Kind.SUPPORT: pgettext_lazy("in", "a support group"),
    Kind.CIRCLE: pgettext_lazy("in", "a circle group"),
}

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
        if negated:
            says = who.choose(
                pgettext("people who", "have given no %(permission)s"),
                pgettext("somebody", "has given no %(permission)s"),
            )
        else:
            says = who.choose(
                pgettext("people who", "have given %(permission)s"), pgettext("somebody", "has given %(permission)s")
            )
        return says % {"permission": self.missing(leaf, None)}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        channel, purpose = leaf.text("channel"), leaf.text_or_none("purpose")
        values = {"channel": CHANNELS.get(channel, channel), "purpose": purpose}
        if purpose is None:
            return gettext("permission for %(channel)s") % values
        return gettext("permission for %(channel)s (%(purpose)s)") % values


class Role(SpanMeasure):
    name = "role"
    about = "The person holds a role in the community."
    fields = (Text(name="role", required=True, example="mentor", about="Which role."),)

    def relation(self, leaf: Leaf) -> Sql:
        return of_rows(role_rows().filter(role=leaf.text("role")))

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        if negated:
            says = who.choose(
                pgettext("people who", "do not have %(role)s"), pgettext("somebody", "does not have %(role)s")
            )
        else:
            says = who.choose(pgettext("people who", "have %(role)s"), pgettext("somebody", "has %(role)s"))
        return says % {"role": self.missing(leaf, None)}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        role = leaf.text("role")
        return gettext("the role %(role)s") % {"role": ROLES.get(role, role)}


class Group(OneOrKind):
    name = "group"
    about = "The person is a member of a group: of this one, of one of this kind, or of any."
    fields = (
        Whole(name="id", most=LARGEST_ID, about="Of this one."),
        Choice(name="kind", among=Kind.values, about="Of one of this kind."),
    )

    def relation(self, leaf: Leaf) -> Sql:
        group, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
        rows = membership_rows()
        if group is not None:
            rows = rows.filter(group_id=group)
        if kind is not None:
            rows = rows.filter(kind=kind)
        return of_rows(rows)

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        if negated:
            says = who.choose(
                pgettext("people who", "are not in %(group)s"), pgettext("somebody", "is not in %(group)s")
            )
        else:
            says = who.choose(pgettext("people who", "are in %(group)s"), pgettext("somebody", "is in %(group)s"))
        return says % {"group": _which(leaf)}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return gettext("a place in %(group)s") % {"group": _which(leaf)}


def _which(leaf: Leaf) -> str:
    group, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
    if group is not None:
        return pgettext("in", "the group %(number)s") % {"number": group}
    return pgettext("in", "any group") if kind is None else str(GROUPS[Kind(kind)])


class Tag(SpanMeasure):
    name = "tag"
    about = "The person follows a subject."
    fields = (Whole(name="id", required=True, most=LARGEST_ID, about="The tag."),)

    def relation(self, leaf: Leaf) -> Sql:
        return of_rows(follow_rows().filter(tag_id=leaf.whole("id")))

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        if negated:
            says = who.choose(
                pgettext("people who", "do not follow the tag %(number)s"),
                pgettext("somebody", "does not follow the tag %(number)s"),
            )
        else:
            says = who.choose(
                pgettext("people who", "follow the tag %(number)s"), pgettext("somebody", "follows the tag %(number)s")
            )
        return says % {"number": leaf.whole("id")}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return gettext("following the tag %(number)s") % {"number": leaf.whole("id")}


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
            return _left_no_address(who) if negated else _left_an_address(who)
        return (_not_known_at if negated else _known_at)(who) % {"source": leaf.text("source")}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        if leaf.text("source") == ADDRESS:
            return gettext("an e-mail address")
        return gettext("an identity at %(source)s") % {"source": leaf.text("source")}


def _left_an_address(who: Who) -> str:
    return who.choose(
        pgettext("people who", "have left an e-mail address"), pgettext("somebody", "has left an e-mail address")
    )


def _left_no_address(who: Who) -> str:
    return who.choose(
        pgettext("people who", "have left no e-mail address"), pgettext("somebody", "has left no e-mail address")
    )


def _known_at(who: Who) -> str:
    return who.choose(pgettext("people who", "are known at %(source)s"), pgettext("somebody", "is known at %(source)s"))


def _not_known_at(who: Who) -> str:
    return who.choose(
        pgettext("people who", "are not known at %(source)s"), pgettext("somebody", "is not known at %(source)s")
    )


def of_rows(rows: Rows) -> Sql:
    """A room's relation as spans, with persons as they were recorded, so that an index finds those of one person."""
    return sql_of(rows.values("person_id", "from_at", "until_at"))


def sql_of(rows: Rows) -> Sql:
    text, params = rows.query.sql_with_params()
    return Sql(text, tuple(params))
