"""Indexes made after the filling are the ones that were there before."""

import pytest
from django.db import connection

from belong.insight.impact.filling import indexed_after

pytestmark = pytest.mark.django_db


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where tablename = 'filled'")
        return {definition for (definition,) in cursor.fetchall()}


@pytest.mark.parametrize("empty", [True, False])
def test_an_empty_table_gets_its_indexes_at_the_end_and_any_other_keeps_them(empty: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table filled (id bigint primary key, at int unique, word text)")
        cursor.execute("create index filled_word on filled (word) include (at) where word is not null")
        if not empty:
            cursor.execute("insert into filled values (0, 0, 'before')")
        before = indexes()
        with indexed_after("filled"):
            cursor.execute("insert into filled select n, n, n::text from generate_series(1, 5) n")
            assert len(before - indexes()) == (1 if empty else 0)
    assert len(before) == 3
    assert indexes() == before
