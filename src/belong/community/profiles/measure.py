"""Where people belong as a criterion may ask it: at this organisation, at one of this kind, at any."""

from django.utils.translation import gettext, pgettext, pgettext_lazy

from belong.community.profiles.models import OrganisationKind
from belong.ground.kernel.public import organisation_zone
from belong.ground.segments.public import Choice, Leaf, OneOrKind, Sql, Who, Whole

LARGEST_ID = 2**63 - 1
SAID = {
    "employer": pgettext_lazy("belong to", "an employer"),
    "body": pgettext_lazy("belong to", "a body"),
    "household": pgettext_lazy("belong to", "a household"),
}

ROWS = """
select a.person_id, (a.from_on::timestamp at time zone %s) as from_at,
    ((a.until_on + 1)::timestamp at time zone %s) as until_at
from profiles_affiliation a join profiles_organisation o on o.id = a.organisation_id
where a.visibility <> 'only_me'
"""
"""All but what is shown to nobody: its first day begins it, the end of its last day ends it."""


class BelongsTo(OneOrKind):
    name = "organisation"
    about = "The person belongs to an organisation: to this one, to one of this kind, or to any."
    fields = (
        Whole(name="id", most=LARGEST_ID, about="To this one."),
        Choice(name="kind", among=OrganisationKind.values, about="To one of this kind."),
    )

    def relation(self, leaf: Leaf) -> Sql:
        zone = organisation_zone().key
        rows = Sql(ROWS, (zone, zone))
        number, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
        if number is not None:
            rows = rows + Sql(" and o.id = %s", (number,))
        if kind is not None:
            rows = rows + Sql(" and o.kind = %s", (kind,))
        return rows

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        if negated:
            says = who.choose(
                pgettext("people who", "do not belong to %(organisation)s"),
                pgettext("somebody", "does not belong to %(organisation)s"),
            )
        else:
            says = who.choose(
                pgettext("people who", "belong to %(organisation)s"),
                pgettext("somebody", "belongs to %(organisation)s"),
            )
        return says % {"organisation": self._what(leaf)}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        return gettext("belonging to %(organisation)s") % {"organisation": self._what(leaf)}

    def _what(self, leaf: Leaf) -> str:
        number, kind = leaf.whole_or_none("id"), leaf.text_or_none("kind")
        if number is not None:
            return pgettext("belong to", "the organisation %(number)s") % {"number": number}
        return pgettext("belong to", "any organisation") if kind is None else str(SAID[kind])
