"""What the community asks its people, and who may open the directory."""

from belong.community.profiles.cards import FieldCard
from belong.community.profiles.making import field_card
from belong.community.profiles.models import Directory, Field
from belong.community.profiles.policies import may_define
from belong.ground.kernel.public import NotFound
from belong.ground.people.public import Actor


def fields_asked() -> list[FieldCard]:
    """The fields in the order in which they are asked. One statement."""
    return [field_card(row) for row in Field.objects.filter(retired_at__isnull=True).order_by("position", "pk")]


def all_fields(actor: Actor) -> list[FieldCard]:
    """For hosts: those that are asked, then the retired ones."""
    may_define(actor).or_refuse()
    rows = sorted(Field.objects.all(), key=lambda row: (row.retired_at is not None, row.position, row.pk))
    return [field_card(row) for row in rows]


def field(actor: Actor, key: str) -> FieldCard:
    """One of them, for hosts. Raises `NotFound`."""
    may_define(actor).or_refuse()
    row = Field.objects.filter(key=key).first()
    if row is None:
        raise NotFound
    return field_card(row)


def directory_is_open() -> bool:
    """Whether strangers may open the directory."""
    return Directory.objects.filter(is_open=True).exists()
