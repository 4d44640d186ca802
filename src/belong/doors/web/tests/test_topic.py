"""The topic page and what members do on it."""

import re
from html import unescape
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.groups import public as groups
from belong.ground.kernel.public import erasers, uuid7
from belong.ground.people import public as people

MOST_QUERIES = 8


def answers(cast: Cast, number: int) -> None:
    for place in range(number):
        role = ("insider", "member", "host")[place % 3]
        discussions.answer(actor=cast.actor(role), topic=uid(cast, "club_topic"), body=f"Answer {place}.")


def uid(cast: Cast, name: str) -> UUID:
    found = cast.names[name]
    assert isinstance(found, UUID)
    return found


def test_a_signed_in_topic_page_takes_eight_queries_at_most_however_long_it_is(cast: Cast) -> None:
    client = cast.client("member")
    path = f"/topics/{cast.names['club_topic']}"
    client.get(path)  # this process learns what is set for the community
    with CaptureQueriesContext(connection) as short:
        assert client.get(path).status_code == 200
    answers(cast, 19)
    for place in range(10):
        discussions.reply(actor=cast.actor("author"), post=uid(cast, "club_answer"), body=f"Reply {place}.")
    with CaptureQueriesContext(connection) as long:
        assert client.get(path).content.count(b"<article") == 1 + 20 + 11
    assert len(long) == len(short) <= MOST_QUERIES


def test_a_stranger_costs_no_query_for_being_nobody(cast: Cast) -> None:
    cast.client("stranger").get("/sign-in")
    with CaptureQueriesContext(connection) as queries:
        answer = cast.client("stranger").get("/sign-in")
    assert answer.status_code == 200
    assert len(queries) == 1, "whether the community's settings are still what they were"


def test_answers_come_twenty_a_page(cast: Cast) -> None:
    answers(cast, 24)
    client = cast.client("member")
    first = client.get(f"/topics/{cast.names['club_topic']}").content.decode()
    assert "25 answers" in first
    link = re.search(r'rel="next" href="([^"]+)"', first)
    assert link is not None
    second = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert [f"Answer {place}." in second for place in (18, 19, 23)] == [False, True, True]
    assert 'rel="next"' not in second
    assert "Back to the beginning" in second


def test_more_than_five_replies_are_folded_and_the_rest_has_a_page(cast: Cast) -> None:
    client, path = cast.client("member"), f"/topics/{cast.names['open_topic']}"
    assert b'<details class="replies" open>' in client.get(path).content
    for place in range(35):
        discussions.reply(actor=cast.actor("member"), post=uid(cast, "open_answer"), body=f"Reply {place}.")
    page = client.get(path).content.decode()
    assert '<details class="replies">' in page
    assert f'href="/posts/{cast.names["open_answer"]}/replies"' in page
    all_of_them = client.get(f"/posts/{cast.names['open_answer']}/replies").content.decode()
    assert all_of_them.count("<article") == 30
    assert 'rel="next"' in all_of_them


def test_what_people_write_stays_text(cast: Cast) -> None:
    account = people.open_account(email="x@example.org", password="three words and a lamp", name="<script>x</script>")
    actor = groups.actor_for(account.pk)
    made = discussions.ask(
        actor=actor,
        group=str(cast.names["club"]),
        title='<img src=x onerror="x">',
        body="<script>x</script>",
        tags=["<b>"],
    )
    client = cast.client("member")
    for path in (made.url, f"/groups/{cast.names['club']}/", "/"):
        page = client.get(path).content.decode()
        assert "&lt;img src=x" in page
        assert "<script>" not in page
        assert "<img src=x" not in page
        assert "<b>" not in page


def test_sending_a_form_twice_makes_one_answer(cast: Cast) -> None:
    client, key = cast.client("member"), str(uuid7())
    path = f"/topics/{cast.names['club_topic']}/answers"
    places = [client.post(path, {"body": "Once.", "request_key": key})["Location"] for _ in range(2)]
    assert places[0] == places[1]
    page = client.get(places[0].partition("#")[0]).content.decode()
    assert page.count("Once.") == 1
    assert f'id="{places[0].partition("#")[2]}"' in page


def test_other_words_in_a_form_that_was_sent_before_are_kept_and_can_be_sent(cast: Cast) -> None:
    client, topic = cast.client("member"), cast.names["club_topic"]
    path, key = f"/topics/{topic}/answers", str(uuid7())
    before = discussions.topic_page(cast.actor("member"), uid(cast, "club_topic")).topic.answers
    assert client.post(path, {"body": "First words.", "request_key": key}).status_code == 303
    again = client.post(path, {"body": "Other words.", "request_key": key})
    assert again.status_code == 422
    page = again.content.decode()
    assert "Other words." in page and "sent before with other words" in page
    fresh = re.search(r'name="request_key" value="([^"]+)"', page)
    assert fresh is not None and fresh[1] != key
    assert client.post(path, {"body": "Other words.", "request_key": fresh[1]}).status_code == 303
    after = discussions.topic_page(cast.actor("member"), uid(cast, "club_topic")).topic.answers
    assert after == before + 2


@pytest.mark.parametrize("body", ["", " \n ", "a" * 20_001])
def test_an_answer_that_cannot_be_taken_comes_back_with_the_text(cast: Cast, body: str) -> None:
    answer = cast.client("member").post(
        f"/topics/{cast.names['club_topic']}/answers", {"body": body, "request_key": str(uuid7())}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'aria-invalid="true"' in page
    assert '<a href="#id_body">' in page
    assert f">\n{body}</textarea>" in page
    assert "<title>Please look again" in page


def test_a_form_without_its_key_is_refused(cast: Cast) -> None:
    answer = cast.client("member").post(f"/topics/{cast.names['club_topic']}/answers", {"body": "A text."})
    assert answer.status_code == 422


def test_voting_again_takes_the_vote_back(cast: Cast) -> None:
    client, path = cast.client("member"), f"/topics/{cast.names['club_topic']}"
    act = f'formaction="/posts/{cast.names["club_answer"]}/vote" name="value"'
    assert f'{act} value="up" aria-pressed="false"' in client.get(path).content.decode()
    client.post(f"/posts/{cast.names['club_answer']}/vote", {"value": "up"})
    page = client.get(path).content.decode()
    assert f'{act} value="none" aria-pressed="true">Useful' in page
    client.post(f"/posts/{cast.names['club_answer']}/vote", {"value": "none"})
    assert f'{act} value="up" aria-pressed="false"' in client.get(path).content.decode()


def test_an_accepted_answer_is_marked_by_a_word_and_can_be_taken_back(cast: Cast) -> None:
    client, path = cast.client("author"), f"/topics/{cast.names['club_topic']}"
    assert b"This answers it" in client.get(path).content
    answer = client.post(f"/posts/{cast.names['club_answer']}/accept")
    assert answer["Location"] == f"{path}#post-{cast.names['club_answer']}"
    page = client.get(path).content.decode()
    assert "Accepted answer" in page
    assert "Not the answer after all" in page
    assert client.post(f"/topics/{cast.names['club_topic']}/unaccept")["Location"] == path
    assert "Accepted answer" not in client.get(path).content.decode()


def test_an_edit_keeps_what_it_said_before(cast: Cast) -> None:
    client, post = cast.client("author"), cast.names["club_question"]
    form = client.get(f"/posts/{post}/edit").content.decode()
    assert "How does the club work?" in form
    assert ">\nI *wonder*.</textarea>" in form
    client.post(f"/posts/{post}/edit", {"title": "How does it open?", "body": "I _really_ do.", "reason": "Clearer."})
    page = client.get(f"/topics/{cast.names['club_topic']}").content.decode()
    assert "How does it open?" in page
    assert "<em>really</em>" in page
    before = client.get(f"/posts/{post}/history").content.decode()
    assert "<em>wonder</em>" in before
    assert "How does the club work?" in before
    assert "Clearer." in before


def test_deleting_asks_for_a_reason_and_hides_the_text_from_members(cast: Cast) -> None:
    client, post = cast.client("author"), cast.names["club_reply"]
    assert client.post(f"/posts/{post}/delete", {"reason": ""}).status_code == 422
    path = f"/topics/{cast.names['club_topic']}"
    assert b"Which key?" in cast.client("member").get(path).content
    assert client.post(f"/posts/{post}/delete", {"reason": "Asked twice."}).status_code == 303
    assert b"Which key?" not in cast.client("member").get(path).content
    assert b"Asked twice." in cast.client("host").get(path).content


def test_only_what_everybody_may_read_is_left_to_search_engines(cast: Cast) -> None:
    stranger, member = cast.client("stranger"), cast.client("member")
    noindex = b'<meta name="robots" content="noindex">'
    assert noindex not in stranger.get(f"/topics/{cast.names['open_topic']}").content
    assert noindex not in stranger.get(f"/groups/{cast.names['open']}/").content
    assert noindex in stranger.get(f"/topics/{cast.names['club_topic']}").content
    assert noindex in member.get(f"/topics/{cast.names['club_topic']}").content
    assert noindex in member.get(f"/groups/{cast.names['club']}/").content
    assert noindex in member.get(f"/people/{cast.names['person']}").content


def test_a_conversation_has_replies_and_no_answers(cast: Cast) -> None:
    client = cast.client("member")
    given = {"title": "Hello there", "body": "How are you?", "tags": "", "request_key": str(uuid7())}
    path = client.post(f"/groups/{cast.names['club']}/start", given)["Location"]
    page = client.get(path).content.decode()
    assert f'action="{path}/replies"' in page
    assert "/answers" not in page
    place = client.post(f"{path}/replies", {"body": "Well, thanks.", "request_key": str(uuid7())})["Location"]
    assert place.startswith(f"{path}#post-")
    assert f'id="{place.partition("#")[2]}"' in client.get(path).content.decode()
    assert client.post(f"{path}/replies", {"body": "", "request_key": str(uuid7())}).status_code == 422
    assert client.post(f"{path}/answers", {"body": "No.", "request_key": str(uuid7())}).status_code == 403


def test_a_topic_is_sent_to_outsiders_only_where_every_member_reads_it(cast: Cast) -> None:
    page = {key: cast.client("insider").get(f"/topics/{uid(cast, f'{key}_topic')}").content for key in ("club", "den")}
    assert b"Send this to somebody" in page["club"]
    assert b"Send this to somebody" not in page["den"]


def test_of_words_that_were_erased_nobody_is_told_that_there_were_none(cast: Cast) -> None:
    erasers()["discussions"][1](cast.accounts["insider"].person_id)
    page = unescape(cast.client("member").get(f"/topics/{cast.names['club_topic']}").content.decode())
    assert "(no text)" not in page
    assert "(the words were erased at their author's wish)" in page
