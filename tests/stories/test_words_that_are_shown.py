"""What an archive leaves out is shown in words of the reader's language; nothing is stored in its place."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation

from belong.care.archives.public import run, start_run
from belong.community.discussions.public import latest
from belong.doors.imports.mbox import bodies as mail_bodies
from belong.doors.imports.public import open_table
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import retold_text
from belong.ground.people.public import add_person, find_identity, make_owner, person_cards
from belong.ground.settings import public as settings
from tests.stories.imports import SYSTEM
from tests.stories.mails import UNDATED, bring, mail, read, write


@pytest.fixture
def german(db: None) -> None:
    settings.change(actor=SYSTEM, values={"languages": ["de", "en"]})


def said(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table} order by id")
        return [row[0] for row in cursor.fetchall()]


def test_who_has_no_name_in_a_table_has_none_here_and_is_shown_as_such(clone: str, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("No,Name,Mail\n1,Ann Ash,ann@example.org\n2,,bo@example.org\n", encoding="utf-8")
    archive = open_table("people", table, {"source": "club"})
    run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    assert said("people_person", "name") == ["Ann Ash", ""]
    bo = find_identity("mail:bo@example.org")
    assert bo is not None
    for language, says in (("en", "No name"), ("de", "Kein Name")):
        with translation.override(language):
            card = person_cards([bo])[bo]
            assert (card.name, card.named) == (says, False)


def test_the_words_that_stood_for_a_name_go_and_come_with_their_step(clone: str, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("No,Name,Mail\n1,Ann Ash,ann@example.org\n2,,bo@example.org\n", encoding="utf-8")
    archive = open_table("people", table, {"source": "club"})
    run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    add_person(actor=SYSTEM, name="No name given")
    call_command("migrate", "people", "0014", verbosity=0, interactive=False)
    assert said("people_person", "name") == ["Ann Ash", "No name given", "No name given"]
    call_command("migrate", "people", verbosity=0, interactive=False)
    assert said("people_person", "name") == ["Ann Ash", "", "No name given"]


def test_a_mail_without_words_is_an_empty_text_that_says_so(clone: str, tmp_path: Path) -> None:
    card = bring(write(tmp_path / "list.mbox", mail(1, "")))
    assert said("discussions_post", "html") == [""]
    owner = make_owner(actor=SYSTEM, email="hana@example.net", name="Hana", password="a long enough one")
    reader = Client()
    reader.force_login(owner)
    [topic] = latest(actor_for(owner.pk)).items
    assert '<p class="quiet">(no text)</p>' in reader.get(topic.url).content.decode()
    [label] = said("archives_run", "label")
    assert (card.label, retold_text(label), label != card.label) == ("Mails of list", "Mails of list", True)


def test_what_is_remarked_in_a_mail_is_in_the_language_of_the_community(
    german: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_bodies, "_", lambda words: f"{translation.get_language()}: {words}")
    with translation.override("es"):
        found = read(write(tmp_path / "list.mbox", mail(1, "Hello", envelope=UNDATED, Date="never"), mail(2, "")))
    texts = [item.what.body for items in found.values() for item in items if hasattr(item.what, "body")]
    assert any("de: The date of this mail" in text for text in texts)
    assert "" in texts
    assert not any("es: " in text for text in texts)
