"""A host sends a table, sees how each column would be read, corrects it, and brings it in."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from belong.care.archives.models import Run
from belong.ground.people.public import find_identity
from tests.stories.imports import count
from tests.stories.uploading.sending import said, uploads
from tests.stories.working import run_worker

pytestmark = pytest.mark.usefixtures("clone")

PEOPLE = b"No,Wer,Mail,Remark\n1,Ann Ash,ann@example.org,kind\n2,Bo Birch,bo@example.org,\n3,Cy Cole,no address,\n"
CALLS = b"Datum,Kanal,Wen\n2024-03-01,phone,1\n2024-03-02,visit,2\n"
TOLD = ("people_person", "ledger_fact", "archives_run")


def send(client: Client, content: bytes, key: str = "people", name: str = "members.csv", **options: str) -> Any:
    return client.post(f"/imports/new/{key}", {"file": SimpleUploadedFile(name, content), **options})


def columns(response: Any) -> dict[str, str]:
    """What each column is read as, by its heading."""
    text = response.content.decode()
    headings = re.findall(r'name="heading" value="([^"]*)"', text)
    chosen = re.findall(r'<option value="([^"]*)" selected', text)
    return dict(zip(headings, chosen, strict=True))


def form(found: dict[str, str], **more: str) -> dict[str, Any]:
    return {"heading": list(found), "column": list(found.values()), **more}


def test_a_table_is_looked_at_corrected_and_brought_in(home: Path, host: Client) -> None:
    before = [count(table) for table in TOLD]
    first = said(host.get("/imports/new/people"))
    assert ("Look at it" in first, "Bring it in" in first) == (True, False)
    sent = send(host, PEOPLE)
    assert sent.status_code == 303
    look = host.get(sent["Location"])
    assert columns(look) == {"No": "key", "Wer": "-", "Mail": "mail", "Remark": "-"}
    chosen = columns(look) | {"Wer": "name"}
    again = host.post(sent["Location"], form(chosen, look="1"))
    assert (again.status_code, columns(again)) == (200, chosen)
    assert "Ann Ash (1), ann@example.org, has not joined" in said(again)
    assert "1 row cannot be read; the others come in. Line 4:" in said(again)
    assert [count(table) for table in TOLD] == before
    begun = host.post(sent["Location"], form(chosen, begin="1"))
    assert begun["Location"] == f"/imports/{Run.objects.get().pk}"
    run_worker(wait=False)
    assert "It brought 2 people." in said(host.get(begun["Location"]))
    assert find_identity("mail:ann@example.org") is not None
    assert uploads(home) == []
    newer = host.get(send(host, PEOPLE)["Location"])
    assert columns(newer)["Wer"] == "name"


def test_a_table_of_which_too_little_is_known_is_refused_beside_its_columns(home: Path, host: Client) -> None:
    sent = send(host, CALLS, "touches", "calls.csv")
    look = host.get(sent["Location"])
    assert columns(look) == {"Datum": "at", "Kanal": "channel", "Wen": "-"}
    assert "No column says who began" in said(look)
    assert 'name="begin"' not in look.content.decode()
    assert 'name="direction" value="" id="id_direction" checked' in look.content.decode()
    chosen = columns(look) | {"Wen": "person_key"}
    answer = host.post(sent["Location"], form(chosen, direction="out", people="members", look="1"))
    assert (answer.status_code, columns(answer)) == (200, chosen)
    assert "phone out on 2024-03-01" in said(answer)
    refused = host.post(sent["Location"], form(chosen, begin="1"))
    assert (refused.status_code, columns(refused)) == (422, chosen)
    assert count("archives_run") == 0
    host.post(sent["Location"], form(chosen, direction="out", people="members", begin="1"))
    assert Run.objects.get().options["people"] == "members"


def test_headings_of_which_none_is_known_can_be_named(home: Path, host: Client) -> None:
    sent = send(host, b"foo,bar\nAnn Ash,ann@example.org\n")
    look = host.get(sent["Location"])
    assert columns(look) == {"foo": "-", "bar": "-"}
    assert 'name="begin"' not in look.content.decode()
    named = host.post(sent["Location"], form({"foo": "name", "bar": "mail"}, look="1"))
    assert "Ann Ash (ann@example.org)" in said(named)
    wrong = host.post(sent["Location"], form({"foo": "nonsense", "bar": "mail"}, begin="1"))
    assert (wrong.status_code, "There is no field" in said(wrong)) == (422, True)
    assert count("archives_run") == 0


def test_what_is_no_table_is_refused_at_once(home: Path, host: Client) -> None:
    for content, name in ((b" ", "x.csv"), (b"PK\x03\x04 broken", "x.xlsx")):
        assert send(host, content, name=name).status_code == 422
    assert send(host, PEOPLE, source="/").status_code == 422
    assert uploads(home) == []


def test_a_table_that_is_looked_at_is_for_hosts(home: Path, host: Client) -> None:
    address = send(host, PEOPLE)["Location"]
    assert Client().get(address).status_code == 404
    assert host.get(address.replace("/people/", "/mbox/")).status_code == 404
    assert host.get("/imports/look/people/01a20190-ed91-76e8-bb95-9b75126786dd").status_code == 404


def test_a_7z_is_refused_with_what_to_do(home: Path, host: Client) -> None:
    answer = send(host, b"7z", "stackexchange", "beer.stackexchange.com.7z")
    assert (answer.status_code, "unpack it with 7-Zip" in said(answer)) == (422, True)
