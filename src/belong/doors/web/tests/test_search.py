"""The page of a search: what it shows to whom, and what it says where nothing is found."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.groups.public import describe_group
from belong.ground.ledger.public import followers


@pytest.fixture
def indexed(cast: Cast) -> Cast:
    return _indexed(cast)


def _indexed(cast: Cast) -> Cast:
    with connection.cursor() as cursor:
        cursor.execute("delete from search_post")
    followers()["search"].rebuild()
    return cast


def titles(cast: Cast, role: str, query: str) -> set[str]:
    answer = cast.client(role).get(f"/search?{query}")
    assert answer.status_code == 200
    found = re.findall(r'<p class="list-title"><a href="/topics/[^"]+">(.*?)</a>', answer.content.decode())
    return {re.sub(r"</?mark>", "", title) for title in found}


def test_each_role_finds_what_it_reads(indexed: Cast) -> None:
    found = {role: titles(indexed, role, "q=work") for role in ("stranger", "member", "host", "author")}
    assert found["stranger"] == {"How does the open work?"}
    assert found["member"] == found["stranger"] | {"How does the club work?"}
    assert found["host"] == found["member"] | {"How does the den work?"}
    assert found["author"] == found["host"] | {"How does the vault work?"}


def test_words_are_marked_and_people_are_for_members(indexed: Cast) -> None:
    page = indexed.client("member").get("/search?q=author").content.decode()
    assert f"/people/{indexed.names['person']}" in page
    assert "Author Doe" not in indexed.client("stranger").get("/search?q=author").content.decode()
    assert "<mark>key</mark>" in indexed.client("stranger").get("/search?q=key").content.decode()


def test_strangers_are_shown_no_address_that_a_member_wrote(cast: Cast) -> None:
    discussions.ask(
        actor=cast.actor("author"),
        group=str(cast.names["open"]),
        title="Who is keeper@example.org?",
        body="The gate: write to gate@example.org today.",
    )
    indexed = _indexed(cast)
    for query in ("gate", "gate@example.org"):
        told = indexed.client("stranger").get("/search", {"q": query}).content.decode().split("<ol")[1]
        assert "Who is [address hidden]?" in told
        assert "write to [address hidden] today" in told
        assert "example.org" not in told
    assert "keeper" in indexed.client("member").get("/search?q=gate").content.decode()


def test_it_teaches_and_says_what_was_not_found(indexed: Cast) -> None:
    client = indexed.client("member")
    assert "all their forms" in client.get("/search").content.decode()
    assert "Nothing was found that you can read" in client.get("/search?q=zebra").content.decode()
    assert "no word in this" in client.get("/search?q=the").content.decode()
    assert "Did you mean" in client.get("/search?q=worrk").content.decode()


def test_what_was_typed_is_kept_and_escaped(indexed: Cast) -> None:
    page = indexed.client("member").get("/search?q=%3Cscript%3E&from=soon")
    assert page.status_code == 422
    assert 'value="&lt;script&gt;"' in page.content.decode()
    assert "<script>" not in page.content.decode()


def test_too_many_words_are_refused_in_ours(client: Client, db: None) -> None:
    answer = client.get("/search", {"q": "x" * 500})
    assert answer.status_code == 422
    assert "This line has 500 characters; 200 are the most." in answer.content.decode()


def test_a_character_that_cannot_be_kept_is_refused_in_ours(client: Client, db: None) -> None:
    for field in ("q", "tag"):
        page = client.get("/search", {"q": "stout", field: "sto\0ut"})
        assert page.status_code == 422
        assert b"This has a character in it that cannot be kept." in page.content
        assert b"Null characters" not in page.content


def test_a_search_takes_a_fixed_number_of_queries(indexed: Cast) -> None:
    client = indexed.client("member")
    client.get("/search?q=key")
    counts = []
    for query in ("q=key", "q=work"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/search?{query}")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 20


@pytest.mark.django_db
def test_who_may_read_nothing_is_not_told_that_the_words_are_wrong() -> None:
    shown = Client().get("/search?q=yeast").content.decode()
    assert "There is no word in this" not in shown
    assert "Nothing was found that you can read." in shown


def test_a_group_that_is_not_there_does_not_make_the_words_wrong(indexed: Cast) -> None:
    shown = indexed.client("member").get("/search?q=work&group=nowhere").content.decode()
    assert "There is no word in this" not in shown
    assert "Nothing was found that you can read." in shown


def test_what_is_found_stands_under_the_name_that_its_group_has_now(indexed: Cast) -> None:
    describe_group(actor=indexed.actor("host"), slug=str(indexed.names["open"]), name="The opening", summary="")
    page = indexed.client("stranger").get("/search?q=work").content.decode()
    assert "The opening" in page and "The open<" not in page
