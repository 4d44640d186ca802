"""Who must prove an address, what proving it does, and what was tried lately."""

from datetime import timedelta

import pytest
from django.db import connection

from belong.ground.kernel.public import Refused, now
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.models import Identity, Person
from belong.ground.people.public import Account, Actor
from belong.ground.people.tasks import forget_who_never_came

HOUSE = Actor.system_run("test")
PASSWORD = "a long enough secret"


def opened(*, must_prove: bool = False) -> Account:
    return people.open_account(email="ana@example.org", password=PASSWORD, name="Ana", must_prove=must_prove)


def test_who_signs_up_must_prove_and_proving_makes_an_identity(db: None) -> None:
    account = opened(must_prove=True)
    assert account.must_prove
    assert not Identity.objects.exists()
    assert people.prove_address(actor=HOUSE, account=account.pk, email="Ana@Example.org")
    assert not Account.objects.get().must_prove
    assert Identity.objects.get().key == "ana@example.org"
    assert people.prove_address(actor=HOUSE, account=account.pk, email="ana@example.org")
    assert Identity.objects.count() == 1


def test_until_the_address_is_proved_nobody_joined_and_there_is_no_fact(db: None) -> None:
    account = opened(must_prove=True)
    assert account.person.joined_at is None
    assert not history(person=account.person_id).items
    people.prove_address(actor=HOUSE, account=account.pk, email="ana@example.org")
    people.prove_address(actor=HOUSE, account=account.pk, email="ana@example.org")
    assert Account.objects.get().person.joined_at is not None
    words = sorted(fact.word for fact in history(person=account.person_id).items)
    assert words == ["account_opened", "identity_added", "joined"]


def test_who_never_proves_it_is_forgotten_after_a_week(db: None) -> None:
    opened(must_prove=True)
    kept = people.open_account(email="ben@example.org", password=PASSWORD, name="Ben")
    late = people.open_account(email="cal@example.org", password=PASSWORD, name="Cal", must_prove=True)
    Account.objects.exclude(pk=late.pk).update(opened_at=now() - timedelta(days=8))
    forget_who_never_came.run()
    assert set(Account.objects.values_list("pk", flat=True)) == {kept.pk, late.pk}
    assert set(Person.objects.values_list("name", flat=True)) == {"Ben", "Cal"}


def test_others_need_not(db: None) -> None:
    assert not opened().must_prove
    assert not people.make_owner("owner@example.org", PASSWORD).must_prove


def test_the_owner_made_anew_at_the_command_line_need_not_either(db: None) -> None:
    opened(must_prove=True)
    made = people.make_owner("ana@example.org", PASSWORD)
    assert not made.must_prove
    assert {"joined", "account_opened"} <= {fact.word for fact in history(person=made.person_id).items}


def test_another_address_than_the_accounts_leaves_it_to_be_proved(db: None) -> None:
    account = opened(must_prove=True)
    people.prove_address(actor=HOUSE, account=account.pk, email="other@example.org")
    assert Account.objects.get().must_prove


def test_nobody_proves_it_for_themselves(db: None) -> None:
    account = opened(must_prove=True)
    with pytest.raises(Refused):
        people.prove_address(actor=Actor.anonymous(), account=account.pk, email="ana@example.org")
    assert Account.objects.get().must_prove
    assert not Identity.objects.exists()


def test_what_was_tried_is_kept_until_its_time_is_over(db: None) -> None:
    assert people.attempt("a") is None
    people.keep_attempt("a", [1.5, 2], seconds=60)
    assert people.attempt("a") == [1.5, 2]
    people.keep_attempt("a", {"n": "é"}, seconds=None)
    assert people.attempt("a") == {"n": "é"}
    people.keep_attempt("a", 1, seconds=0)
    assert people.attempt("a") is None


def test_adding_takes_a_place_only_once_and_again_when_it_is_free(db: None) -> None:
    assert people.add_attempt("a", 1, seconds=60)
    assert not people.add_attempt("a", 2, seconds=60)
    assert people.attempt("a") == 1
    assert people.forget_attempt("a")
    assert not people.forget_attempt("a")
    assert people.add_attempt("a", 3, seconds=0)
    assert people.add_attempt("a", 4, seconds=60)
    assert people.attempt("a") == 4


def test_what_has_run_out_is_thrown_away_by_the_next_writer(db: None) -> None:
    people.keep_attempt("old", 1, seconds=0)
    people.keep_attempt("kept", 1, seconds=None)
    people.keep_attempt("new", 1, seconds=60)
    with connection.cursor() as cursor:
        cursor.execute("select key from people_attempt order by key")
        assert [key for (key,) in cursor.fetchall()] == ["kept", "new"]
    people.forget_attempts()
    assert people.attempt("new") is None
