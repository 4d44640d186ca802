"""Pages speak the reader's language: what they chose, else what their browser asks for, else the community's."""

import pytest
from django.test import Client

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.ground.kernel.public import settled
from belong.ground.people.public import Account, renew_feed_key
from belong.ground.people.public import language_of as kept_language_of

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
        assert language_of(client, "es,en;q=0.5") == "en"
    with settled(languages=("fr",)):
        assert language_of(client, "de") == "en"


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


def test_a_page_offers_what_the_community_speaks_and_nothing_else(client: Client) -> None:
    with settled(languages=("es", "fr", "de")):
        page = client.get("/language").content.decode()
        assert [code for code in ("en", "de", "es", "fr") if f'value="{code}"' in page] == ["de", "es"]
        assert client.post("/language", {"language": "en"}).status_code == 404
        client.cookies["language"] = "en"
        assert language_of(client, "de") == "de"
    with settled(languages=("de",)):
        assert b'href="/language' not in client.get("/sign-in").content


def test_who_is_signed_in_finds_their_language_again_on_every_device(cast: Cast) -> None:
    one, other = cast.client("member"), cast.client("member")
    one.post("/language", {"language": "de"})
    assert kept_language_of(cast.accounts["member"].person_id) == "de"
    other.cookies["language"] = "es"
    for path, status in (("/", 200), ("/groups/", 200), ("/no/such/page", 404), ("/topics/999999/none", 404)):
        answer = other.get(path, headers={"accept-language": "en"})
        assert (answer.status_code, answer["Content-Language"]) == (status, "de"), path
    with settled(languages=("en", "es")):
        assert other.get("/")["Content-Language"] == "es"
    assert cast.client("host").get("/", headers={"accept-language": "en"})["Content-Language"] == "en"


def test_a_stranger_has_it_kept_in_the_browser_alone(client: Client) -> None:
    assert b"kept in this browser" in client.get("/language").content
    client.post("/language", {"language": "de"})
    assert client.get("/no/such/page")["Content-Language"] == "de"


def test_who_chose_before_signing_up_is_written_to_in_that_language(client: Client) -> None:
    client.post("/language", {"language": "es"})
    given = {"name": "Mia", "email": "mia@example.org", "password1": PASSWORD}
    assert client.post("/sign-up", given).status_code in {302, 303}
    assert kept_language_of(Account.objects.get(email="mia@example.org").person_id) == "es"


@pytest.mark.parametrize(("asks_for", "kept"), [("es-MX,en;q=0.5", "es"), ("de", ""), ("fr", "")])
def test_who_read_the_pages_in_another_language_is_written_to_in_it(client: Client, asks_for: str, kept: str) -> None:
    given = {"name": "Mia", "email": "mia@example.org", "password1": PASSWORD}
    with settled(languages=("de", "en", "es")):
        assert client.post("/sign-up", given, headers={"accept-language": asks_for}).status_code in {302, 303}
    assert kept_language_of(Account.objects.get(email="mia@example.org").person_id) == kept


def test_a_signed_feed_speaks_to_who_holds_it(cast: Cast, client: Client) -> None:
    cast.client("member").post("/language", {"language": "de"})
    key = renew_feed_key(actor=cast.actor("member"))
    feed = client.get(f"/feeds/{key}/latest.atom", headers={"accept-language": "en"}).content.decode()
    assert 'xml:lang="de"' in feed


def test_what_the_house_says_of_itself_is_said_in_every_language(client: Client) -> None:
    said = {
        language: client.get("/about", headers={"accept-language": language}).content.decode()
        for language in ("en", "de", "es")
    }
    assert "People here ask, answer" in said["en"]
    assert "People here ask, answer" not in said["de"] + said["es"]
