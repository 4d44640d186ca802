"""Names stand where readers look for them, whatever the order of the database."""

import pytest
from django.db.models.functions import Collate

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.public import in_order_of_names, place_of_name

LISTS = [
    ["apfel", "Ärzte", "Bäcker", "bakers", "Öl", "Zoo"],
    ["Bakers", "Élan", "frost", "Łódź", "Zoo"],
    ["nandu", "ñandú", "nube", "Oro"],
    ["Chapter 9", "Chapter 10", "Chapter 10 a", "Chapter 0123456789"],
    ["Åse", "ασπίς", "вечер"],
    ["9", "10", "A", "A B", "Aa"],
]


@pytest.mark.django_db
@pytest.mark.parametrize("names", LISTS)
def test_names_stand_where_one_looks_for_them(names: list[str]) -> None:
    for number, name in enumerate(sorted(names, key=len)):
        OutboxMessage.objects.create(kind="x", address=f"{number}@example.org", state="waiting", last_error=name)
    found = OutboxMessage.objects.order_by(in_order_of_names("last_error")).values_list("last_error", flat=True)
    assert list(found) == names
    for place, name in enumerate(names):
        there = place_of_name(name)
        after = OutboxMessage.objects.alias(called=in_order_of_names("last_error")).filter(called__gt=there)
        assert after.count() == len(names) - place - 1, f"what stands after {name}"


@pytest.mark.django_db
def test_small_letters_are_found_where_the_database_knows_none_but_ours() -> None:
    names = ["Ähre", "Bär", "Ægir", "ασπίς", "Βήτα", "γάμμα", "вечер", "Вода", "ягода", "Ўзбек"]
    for number, name in enumerate(sorted(names, key=len)):
        OutboxMessage.objects.create(kind="x", address=f"{number}@example.org", state="waiting", last_error=name)
    plain = OutboxMessage.objects.annotate(plain=Collate("last_error", "C"))
    found = plain.order_by(in_order_of_names("plain")).values_list("last_error", flat=True)
    assert list(found) == names


@pytest.mark.django_db
def test_names_that_differ_are_never_one_place() -> None:
    OutboxMessage.objects.create(kind="x", address="a@example.org", state="waiting", last_error="A")
    for name, same in (("A", 1), ("a", 0), ("\u00c1", 0), ("A ", 0)):
        there = place_of_name(name)
        assert OutboxMessage.objects.alias(called=in_order_of_names("last_error")).filter(called=there).count() == same
