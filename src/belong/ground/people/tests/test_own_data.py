"""Taking one's data along, and going: who may, what is kept how long, what becomes of the last owner."""

import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import transaction
from pytest_django import Settings

from belong.ground.kernel.public import NotFound, Refused, frozen, messages, now, stored_names, write_settings
from belong.ground.ledger.public import history
from belong.ground.people.commands.own_data import RULE, make_export
from belong.ground.people.models import Erasure, Export, Person
from belong.ground.people.public import (
    KEPT_FOR,
    Actor,
    ask_export,
    begin_erasure,
    carry_out,
    choose_language,
    export_file,
    export_to,
    forget_exports,
    grant_permission,
    make_owner,
    my_exports,
)
from belong.ground.people.tests.support import HOUSE, VISITOR, member, pk, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def made(actor: Actor) -> None:
    make_export(Export.objects.get(person=actor.person).pk)


def test_an_archive_holds_what_rooms_tell_and_the_whole_record() -> None:
    mia, tom = someone("Mia"), someone("Tom")
    grant_permission(actor=mia, person=pk(mia), channel="phone", purpose="news", proof="said so")
    uid = ask_export(actor=mia)
    assert ask_export(actor=mia) == uid
    assert [one.actor for one in history(words=["data_taken"]).items] == [mia.person]
    with pytest.raises(NotFound):
        export_file(mia, uid)
    made(mia)
    made(mia)
    [mail] = [one for one in messages() if one.kind == "service.export_ready"]
    assert (mail.person, mail.address) == (mia.person, "mia@example.org")
    with export_file(mia, uid) as file, ZipFile(file) as archive:
        people = json.loads(archive.read("people.json"))
        ledger = json.loads(archive.read("ledger.json"))
    assert [one["name"] for one in people["persons"]] == ["Mia"]
    assert [(one["channel"], one["proof"]) for one in people["permissions"]] == [("phone", "said so")]
    told = {(one["kind"], one["did"]) for one in ledger}
    assert told == {
        ("people.person.joined", True),
        ("people.account.opened", True),
        ("people.permission.granted", True),
        ("people.data.taken", True),
    }
    for other in (tom, VISITOR):
        with pytest.raises(NotFound):
            export_file(other, uid)
        assert my_exports(other) == []


def test_an_archive_says_in_words_of_the_person_what_each_of_its_files_holds() -> None:
    mia = someone("Mia")
    written = {}
    for language in ("en", "de"):
        choose_language(actor=mia, language=language)
        uid = ask_export(actor=mia)
        made(mia)
        with export_file(mia, uid) as file, ZipFile(file) as archive:
            words = archive.read("README.txt").decode()
            names = {name for name in archive.namelist() if name.endswith(".json")}
        lines = words.splitlines()
        assert {line for line in lines if line.endswith(".json")} == names
        assert all(lines[place + 1].startswith("    ") for place, line in enumerate(lines) if line in names)
        written[language] = words
        Export.objects.all().delete()
    assert "ledger.json\n    Your whole record" in written["en"]
    assert written["de"] != written["en"]


def test_an_archive_is_kept_for_seven_days() -> None:
    mia = someone("Mia")
    uid = ask_export(actor=mia)
    made(mia)
    assert list(stored_names()) == [f"exports/{uid}.zip"]
    with frozen(now() + KEPT_FOR + timedelta(minutes=1)):
        assert my_exports(mia) == []
        with pytest.raises(NotFound):
            export_file(mia, uid)
        assert forget_exports(now() - KEPT_FOR) == 1
    assert list(stored_names()) == []
    assert forget_exports(now()) == 0


def test_nobody_takes_or_erases_another_one() -> None:
    mia, hanna = someone("Mia"), someone("Hanna", "host")
    with pytest.raises(Refused):
        ask_export(actor=member("Tim"))
    with pytest.raises(Refused):
        export_to(actor=hanna, person=pk(mia), file=None)  # type: ignore[arg-type]
    for actor in (hanna, VISITOR):
        with pytest.raises(Refused):
            begin_erasure(actor=actor, person=pk(mia), keeps=True)
    assert Erasure.objects.count() == 0
    with pytest.raises(NotFound):
        begin_erasure(actor=HOUSE, person=999_999, keeps=True)


def test_the_last_owner_stays() -> None:
    first = make_owner("owner@example.org", "seven quiet herons", "Olga")
    olga = Actor(person=first.person_id, account=first.pk, roles=frozenset({"owner"}))
    with pytest.raises(Refused):
        begin_erasure(actor=olga, person=pk(olga), keeps=True)
    assert Erasure.objects.count() == 0


def test_whoever_goes_is_nobody_afterwards() -> None:
    mia = someone("Mia")
    ask_export(actor=mia)
    made(mia)
    uid = begin_erasure(actor=mia, person=pk(mia), keeps=True)
    assert Erasure.objects.get().traces == ["mia@example.org", "Mia"]
    carry_out(uid)
    carry_out(uid)
    row = Erasure.objects.get()
    assert (row.traces, row.found, row.keeps, row.finished_at is not None) == ([], [], True, True)
    assert (Person.objects.get(pk=pk(mia)).name, list(stored_names())) == ("", [])
    assert [(one.counterpart, dict(one.payload)) for one in history(words=["erased"]).items] == [
        (mia.person, {"kept": True})
    ]


@pytest.mark.parametrize(("rule", "keeps"), [("keep", True), ("delete", False)])
def test_where_the_community_has_a_rule_nobody_chooses(rule: str, keeps: bool) -> None:
    mia = someone("Mia")
    with transaction.atomic():
        write_settings({RULE: rule})
    begin_erasure(actor=mia, person=pk(mia), keeps=not keeps)
    assert Erasure.objects.get().keeps is keeps
