"""Forms that change what stands: at the same time, twice, for nothing, by those who may not."""

import re

import pytest
from django.test import Client

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import uuid7


def version_in(client: Client, path: str) -> str:
    found = re.search(r'name="version" value="([^"]+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def test_two_who_edit_at_once_both_see_what_the_other_wrote(cast: Cast) -> None:
    path, topic = f"/posts/{cast.names['club_question']}/edit", f"/topics/{cast.names['club_topic']}"
    author, host = cast.client("author"), cast.client("host")
    seen = version_in(author, path)
    assert version_in(host, path) == seen
    given = {"title": "How does the club work?", "version": seen}
    assert host.post(path, {**given, "body": "The host's words."}).status_code == 303
    answer = author.post(path, {**given, "body": "The author's words."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The host&#39;s words." in page and "The author&#39;s words." in page
    assert "Somebody changed this while you wrote" in page
    assert "The host's words." in author.get(topic).content.decode().replace("&#39;", "'").replace("&#x27;", "'")
    fresh = re.search(r'name="version" value="([^"]+)"', page)
    assert fresh is not None and fresh[1] != seen
    again = author.post(path, {**given, "body": "The author's words.", "version": fresh[1]})
    assert again.status_code == 303
    assert "author's words." in author.get(topic).content.decode().replace("&#x27;", "'").replace("&#39;", "'")


def test_an_edit_that_changes_nothing_says_so(cast: Cast) -> None:
    client, path = cast.client("author"), f"/posts/{cast.names['club_question']}/edit"
    given = {"title": "How does the club work?", "body": "I *wonder*.", "version": version_in(client, path)}
    assert b"Nothing was changed." in client.post(path, given, follow=True).content
    assert b"The change is kept." in client.post(path, {**given, "body": "I know."}, follow=True).content


def test_who_may_edit_but_not_delete_is_told_so_before_they_give_a_reason(cast: Cast) -> None:
    answer = cast.client("author").get(f"/posts/{cast.names['club_question']}/delete")
    assert answer.status_code == 403
    assert b"ask a host to delete it" in answer.content


def test_deleting_a_topic_leads_to_its_group_where_hosts_see_it_marked(cast: Cast) -> None:
    client = cast.client("host")
    answer = client.post(f"/posts/{cast.names['club_question']}/delete", {"reason": "Spam."})
    assert answer["Location"] == f"/groups/{cast.names['club']}/"
    assert b">deleted<" in client.get(answer["Location"]).content
    assert b"Only hosts still see it" in client.get(f"/topics/{cast.names['club_topic']}").content
    assert b"How does the club work?" not in cast.client("member").get(answer["Location"]).content


def test_a_history_is_linked_for_those_who_may_read_it_and_where_there_is_one(cast: Cast) -> None:
    path, post = f"/topics/{cast.names['open_topic']}", cast.names["open_answer"]
    link = f'href="/posts/{post}/history"'
    assert link not in cast.client("member").get(path).content.decode()
    discussions.edit(actor=cast.actor("insider"), post=post, body="With two keys.")  # type: ignore[arg-type]
    assert link in cast.client("member").get(path).content.decode()
    stranger = cast.client("stranger").get(path).content.decode()
    assert link not in stranger and "edited" in stranger


def test_lists_say_when_it_was_asked_and_apart_when_somebody_wrote_last(cast: Cast) -> None:
    page = cast.client("member").get(f"/groups/{cast.names['club']}/").content.decode()
    assert page.count("last reply") == 1


def test_ones_own_question_is_answered_as_ones_own(cast: Cast) -> None:
    path = f"/topics/{cast.names['club_topic']}"
    assert b"Answer your own question" in cast.client("author").get(path).content
    assert b"Answer Author Doe" in cast.client("member").get(path).content


def test_a_vote_that_is_none_is_told_in_words(cast: Cast) -> None:
    answer = cast.client("member").post(f"/posts/{cast.names['club_answer']}/vote", {"value": "9"})
    assert answer.status_code == 422
    assert b"A vote is up, down or none." in answer.content


def test_a_topic_is_moved_by_hosts_to_a_group_that_they_read(cast: Cast) -> None:
    client, path = cast.client("host"), f"/topics/{cast.names['club_topic']}"
    page = client.get(f"{path}/move").content.decode()
    assert [f'value="{cast.names[key]}"' in page for key in ("open", "club", "den", "vault")] == [
        True,
        False,
        True,
        False,
    ]
    assert client.post(f"{path}/move", {"group": str(cast.names["open"])})["Location"] == path
    assert cast.client("stranger").get(path).status_code == 200
    assert b"Choose one of these." in client.post(f"{path}/move", {"group": "x"}).content


def test_the_author_changes_the_subjects(cast: Cast) -> None:
    client, path = cast.client("author"), f"/topics/{cast.names['club_topic']}"
    assert b'value="doors"' in client.get(f"{path}/subjects").content
    client.post(f"{path}/subjects", {"tags": "keys, #locks ,keys"})
    card = discussions.topic_page(cast.actor("author"), cast.names["club_topic"]).topic  # type: ignore[arg-type]
    assert [tag.name for tag in card.tags] == ["keys", "locks"]
    too_many = client.post(f"{path}/subjects", {"tags": ",".join("abcdefghi")})
    assert too_many.status_code == 422
    assert b"at most 8 tags" in too_many.content


def test_a_topic_points_to_another_one_that_its_author_reads(cast: Cast) -> None:
    client, path = cast.client("author"), f"/topics/{cast.names['club_topic']}"
    other = f"https://example.org/topics/{cast.names['open_topic']}?after=x#post-1"
    client.post(f"{path}/link", {"target": other, "kind": "duplicate"})
    assert b"the same question" in client.get(path).content
    for wrong, says in (
        (f"/topics/{uuid7()}", b"There is no such topic"),
        (path, b"A topic does not point to itself."),
        ("over there", b"This is not the address of a topic"),
    ):
        answer = client.post(f"{path}/link", {"target": wrong, "kind": "related"})
        assert answer.status_code == 422
        assert says in answer.content


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_pages_are_read_or_sent_and_nothing_else(cast: Cast, method: str) -> None:
    client = cast.client("owner")
    club, post = cast.names["club"], cast.names["club_question"]
    for path in ("/", "/account", "/sign-in", "/sign-out", "/account/password", "/groups/new", f"/groups/{club}/ask",
                 f"/posts/{post}/edit", f"/posts/{post}/delete", f"/posts/{post}/reply"):  # fmt: skip
        assert getattr(client, method)(path).status_code == 405, path


def test_a_form_that_lost_its_key_gets_one(cast: Cast) -> None:
    client, path = cast.client("member"), f"/topics/{cast.names['club_topic']}/answers"
    page = client.post(path, {"body": "A text."}).content.decode()
    assert "This form had lost its key" in page
    fresh = re.search(r'name="request_key" value="([^"]+)"', page)
    assert fresh is not None
    assert client.post(path, {"body": "A text.", "request_key": fresh[1]}).status_code == 303


def test_a_stranger_gets_no_form_and_no_cookie_with_a_topic(cast: Cast) -> None:
    client = cast.client("stranger")
    answer = client.get(f"/topics/{cast.names['open_topic']}")
    forms = re.findall(rb'<form[^>]*action="([^"]*)"', answer.content)
    assert {form for form in forms if b"stay-in-touch" not in form and form != b"/search"} == set()
    assert b"csrfmiddlewaretoken" not in answer.content
    assert not client.cookies
