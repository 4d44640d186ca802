"""Names stand where a reader of the language looks for them, whatever the order of the database."""

import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from belong.ground.kernel.ordering import ORDERS, name_of_order


def _ordered(language: str, names: list[str]) -> list[str]:
    with override(language), connection.cursor() as cursor:
        collation = name_of_order()
        cursor.execute(f'select name from unnest(%s::text[]) name order by name collate "{collation}"', [names])
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", ["apfel", "Ärzte", "Bäcker", "bakers", "Öl", "Zoo"]),
        ("de-at", ["Ärzte", "Zoo"]),
        ("en", ["Bakers", "Élan", "frost", "Zoo"]),
        ("es", ["nube", "nzima", "ñandú", "Oro"]),
        ("en", ["Chapter 9", "Chapter 10"]),
    ],
)
def test_names_stand_in_the_order_of_the_language(language: str, names: list[str]) -> None:
    assert _ordered(language, sorted(names)) == names


@pytest.mark.django_db
def test_every_language_of_the_pages_has_its_order() -> None:
    assert set(ORDERS) == {code for code, _name in settings.LANGUAGES}
    with connection.cursor() as cursor:
        cursor.execute("select collname from pg_collation where collname = any(%s)", [list(ORDERS.values())])
        assert {name for (name,) in cursor.fetchall()} == set(ORDERS.values())


@pytest.mark.django_db
def test_names_that_differ_are_never_one_place() -> None:
    with override("de"), connection.cursor() as cursor:
        collation = name_of_order()
        cursor.execute(f"select 'a' collate \"{collation}\" = 'A', 'e\u0301' collate \"{collation}\" = '\u00e9'")
        assert cursor.fetchone() == (False, False)
