from collections.abc import Sequence

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from belong.ground.kernel import registry
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox import kinds
from belong.ground.kernel.public import (
    YES,
    Card,
    Letter,
    OutsideTransaction,
    advisory_lock,
    cards,
    keyed_hash,
    planned_cursor,
    post,
    prepared_cursor,
    register_mail,
    staged,
    stop_address,
    uuid7,
)


def test_cards_ask_each_kind_once_and_leave_out_what_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Sequence[int]] = []

    def maker(actor: object, ids: Sequence[int]) -> dict[int, Card]:
        asked.append(ids)
        return {number: Card(f"t.x:{number}", str(number), f"/{number}") for number in ids if number != 2}

    monkeypatch.setattr(registry, "_cards", {"t.x": maker})
    found = cards(None, ["t.x:1", "t.x:2", "t.x:1", "t.y:5", "t.x:-1", "nonsense"])
    assert list(found) == ["t.x:1"]
    assert asked == [[1, 2]]


def test_a_name_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_cards", {})
    registry.register_cards("t.x", lambda actor, ids: {})
    with pytest.raises(ValueError, match="twice"):
        registry.register_cards("t.x", lambda actor, ids: {})


def test_hashes_differ_by_purpose_and_by_key(settings: object) -> None:
    first = keyed_hash("a@example.org", purpose="one")
    assert len(first) == 32
    assert keyed_hash("a@example.org", purpose="one") == first
    assert keyed_hash("a@example.org", purpose="two") != first
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert keyed_hash("a@example.org", purpose="one") != first


def test_outside_ids_sort_by_time() -> None:
    ids = [uuid7() for _ in range(50)]
    assert len(set(ids)) == 50
    assert {one.version for one in ids} == {7}
    assert ids[0].int >> 80 <= ids[-1].int >> 80


@pytest.mark.django_db
def test_staged_rows_are_there_inside_the_block_only() -> None:
    with transaction.atomic(), staged("t_stage", {"n": "int", "s": "text"}, [(1, "a"), (2, None)]) as count:
        with connection.cursor() as cursor:
            cursor.execute("select n, s from t_stage order by n")
            assert cursor.fetchall() == [(1, "a"), (2, None)]
        assert count == 2
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('t_stage')")
        assert cursor.fetchone()[0] is None


@pytest.mark.usefixtures("clone")
def test_staging_and_posting_need_a_transaction() -> None:
    with pytest.raises(OutsideTransaction), staged("t_stage", {"n": "int"}, []):
        raise AssertionError
    with pytest.raises(OutsideTransaction):
        post(kind="x", address="a@example.org", parameters={})


@pytest.mark.django_db
def test_a_lock_is_had_once_at_a_time_by_other_sessions_and_given_back() -> None:
    with advisory_lock("t.lock") as had:
        assert had
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
            assert cursor.fetchone()[0] == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
        assert cursor.fetchone()[0] == 0


@pytest.mark.django_db
def test_a_stopped_address_gets_nothing_and_one_can_see_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    register_mail("x", lambda outgoing: Letter("", ""), lambda outgoing: YES)
    post(kind="x", address=" A@Example.org", parameters={})
    stop_address("a@example.org", reason="bounced")
    post(kind="x", address="a@example.org", parameters={})
    post(kind="x", address="b@example.org", parameters={})
    assert list(OutboxMessage.objects.order_by("id").values_list("address", "state")) == [
        ("a@example.org", "stopped"),
        ("a@example.org", "stopped"),
        ("b@example.org", "waiting"),
    ]


@pytest.mark.django_db
def test_a_statement_that_is_repeated_is_prepared_and_counted_as_any_other(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(4):
        for number in range(4):
            with prepared_cursor() as cursor:
                cursor.execute("select %s::bigint + 1 as prepared_here", [number])
                assert cursor.fetchone() == (number + 1,)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%%prepared_here%%'")
        assert cursor.fetchone()[0] == 1


@pytest.mark.django_db
def test_a_statement_that_is_planned_for_its_values_is_never_prepared(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(4):
        for number in range(4):
            with planned_cursor() as cursor:
                cursor.execute("select %s::bigint + 1 as planned_here, %s::uuid", [number, uuid7()])
                assert (cursor.fetchone()[0], cursor.description[0].name) == (number + 1, "planned_here")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%%planned_here%%'")
        assert cursor.fetchone()[0] == 0
