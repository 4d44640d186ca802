"""Pages speak the reader's language: what they chose, else what their browser asks for, else the community's."""

import pytest
from django.test import Client

from belong.ground.kernel.public import settled

pytestmark = pytest.mark.django_db


def language_of(client: Client, asks_for: str = "") -> str:
    answer = client.get("/sign-in", headers={"accept-language": asks_for} if asks_for else {})
    assert {"Accept-Language", "Cookie"} <= {word.strip() for word in answer["Vary"].split(",")}
    assert f'<html lang="{answer["Content-Language"]}"' in answer.content.decode()
    return str(answer["Content-Language"])


def test_the_browser_asks_and_the_community_decides_where_it_does_not(client: Client) -> None:
    assert language_of(client) == "en"
    assert language_of(client, "es-MX,es;q=0.9,en;q=0.5") == "es"
    assert language_of(client, "fr,xx;q=0.9,de-AT;q=0.8,en;q=0.1") == "de"
    assert language_of(client, "fr") == "en"
    assert language_of(client, "*;q=x,,,;") == "en"
    with settled(languages=("fr", "de", "en")):
        assert language_of(client) == "de"
        assert language_of(client, "fr") == "de"
        assert language_of(client, "en") == "en"


def test_who_chose_is_read_to_in_that_language_and_comes_back(client: Client) -> None:
    answer = client.post("/language", {"language": "de", "next": "/groups/"})
    assert (answer.status_code, answer["Location"]) == (303, "/groups/")
    assert language_of(client, "en") == "de"
    assert client.post("/language", {"language": "es", "next": "https://elsewhere.example"})["Location"] == "/"
    assert client.post("/language", {"language": "es", "next": "//elsewhere.example"})["Location"] == "/"
    assert language_of(client, "en") == "es"
    client.cookies["language"] = "nonsense"
    assert language_of(client, "en") == "en"


def test_a_page_that_is_kept_is_kept_for_each_language(client: Client) -> None:
    for _ in range(2):
        for language in ("de", "en", "es"):
            answer = client.get("/groups/", headers={"accept-language": language})
            assert f'<html lang="{language}"' in answer.content.decode()
