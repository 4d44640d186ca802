"""In which language somebody is spoken to: chosen by them, kept with their record, whatever records become one."""

from dataclasses import replace
from typing import Any

import pytest

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.people.commands.erase import erase_person, export_person
from belong.ground.people.models import Chosen, Person
from belong.ground.people.public import add_person, choose_language, language_of, merge, unmerge
from belong.ground.people.tests.support import HOUSE, VISITOR, account, host, recording

pytestmark = pytest.mark.django_db


def test_what_somebody_chose_comes_with_who_acts() -> None:
    ada = account()
    assert (actor_for(ada.pk).language, language_of(ada.person_id)) == ("", "")
    with recording() as facts:
        choose_language(actor=actor_for(ada.pk), language="de")
    assert facts.rows == []
    assert (actor_for(ada.pk).language, language_of(ada.person_id)) == ("de", "de")
    choose_language(actor=actor_for(ada.pk), language="")
    assert (actor_for(ada.pk).language, language_of(ada.person_id)) == ("", "")


@pytest.mark.parametrize("wrong", ["deu", "D", "DE", "d1", "dé"])
def test_what_is_no_language_changes_nothing(wrong: str) -> None:
    ada = account()
    choose_language(actor=actor_for(ada.pk), language="es")
    with pytest.raises(Invalid) as told:
        choose_language(actor=actor_for(ada.pk), language=wrong)
    assert told.value.errors.keys() == {"language"}
    assert language_of(ada.person_id) == "es"


def test_nobody_has_one_kept_without_a_person() -> None:
    for actor in (VISITOR, HOUSE):
        with pytest.raises(Refused):
            choose_language(actor=actor, language="de")
    assert not Person.objects.exclude(language="").exists()
    assert language_of(0) == ""


def test_who_looks_as_somebody_chooses_no_language_for_them() -> None:
    hanna, ada = host(), account()
    choose_language(actor=actor_for(ada.pk), language="es")
    with pytest.raises(Refused):
        choose_language(actor=replace(actor_for(ada.pk), seen_by=hanna.person), language="de")
    assert language_of(ada.person_id) == "es"


def test_the_kept_record_speaks_first_and_the_other_where_it_says_nothing() -> None:
    hanna, ada, ben = host(), account(), account("ben@example.org", "Ben")
    choose_language(actor=actor_for(ben.pk), language="es")
    made = merge(actor=hanna, keep=ada.person_id, other=ben.person_id)
    assert [actor_for(one.pk).language for one in (ada, ben)] == ["es", "es"]
    unmerge(actor=hanna, merge=made)
    assert [actor_for(one.pk).language for one in (ada, ben)] == ["", "es"]
    choose_language(actor=actor_for(ada.pk), language="de")
    merge(actor=hanna, keep=ada.person_id, other=ben.person_id)
    assert [actor_for(one.pk).language for one in (ada, ben)] == ["de", "de"]
    assert [language_of(one.person_id) for one in (ada, ben)] == ["de", "de"]


def test_a_choice_made_while_records_are_one_holds_and_goes_with_its_record() -> None:
    hanna, ada, ben = host(), account(), account("ben@example.org", "Ben")
    choose_language(actor=actor_for(ada.pk), language="de")
    made = merge(actor=hanna, keep=ada.person_id, other=ben.person_id)
    choose_language(actor=actor_for(ben.pk), language="en")
    assert [language_of(one.person_id) for one in (ada, ben)] == ["en", "en"]
    unmerge(actor=hanna, merge=made)
    assert [language_of(one.person_id) for one in (ada, ben)] == ["de", "en"]
    assert not Chosen.objects.exists()


def test_it_is_handed_out_and_forgotten_with_the_person() -> None:
    ada = account()
    choose_language(actor=actor_for(ada.pk), language="de")
    rows: Any = export_person(ada.person_id)["persons"]
    assert [row["language"] for row in rows] == ["de"]
    actor = actor_for(ada.pk)
    erase_person(ada.person_id)
    assert Person.objects.get(pk=ada.person_id).language == ""
    with pytest.raises(NotFound):
        choose_language(actor=actor, language="es")


def test_who_only_came_with_an_archive_said_nothing() -> None:
    assert language_of(add_person(actor=HOUSE, name="Ada").id) == ""
