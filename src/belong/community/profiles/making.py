"""Cards out of rows."""

from datetime import date

from belong.community.profiles.cards import AffiliationCard, FieldCard, OrganisationCard, ValueCard
from belong.community.profiles.models import Affiliation, Field, FieldKind, Organisation, Value
from belong.ground.kernel.public import day_of, now


def field_card(field: Field) -> FieldCard:
    return FieldCard(
        uid=field.uid,
        key=field.key,
        label=field.label,
        help=field.help,
        kind=field.kind,
        options=tuple(field.options),
        is_required=field.is_required,
        visibility=field.visibility,
        is_retired=field.retired_at is not None,
    )


def value_card(value: Value) -> ValueCard:
    is_day = value.field.kind == FieldKind.DAY
    return ValueCard(
        field=field_card(value.field),
        visibility=value.visibility,
        text="" if is_day else value.text,
        html=value.html,
        day=date.fromisoformat(value.text) if is_day else None,
        chosen=tuple(value.chosen),
    )


def organisation_card(organisation: Organisation) -> OrganisationCard:
    return OrganisationCard(organisation.uid, organisation.kind, organisation.name)


def affiliation_card(affiliation: Affiliation) -> AffiliationCard:
    until = affiliation.until_on
    return AffiliationCard(
        uid=affiliation.uid,
        organisation=organisation_card(affiliation.organisation),
        title=affiliation.title,
        from_on=affiliation.from_on,
        until_on=until,
        visibility=affiliation.visibility,
        is_over=until is not None and until < day_of(now()),
    )
