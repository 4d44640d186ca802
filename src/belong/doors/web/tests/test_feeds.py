"""What is read elsewhere: feeds, the sitemap, and what search engines are told."""

import json
import logging
import re
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from pytest_django import Settings

from belong.community.discussions import public as discussions
from belong.doors.web.shared.public import structured
from belong.doors.web.tests.cast import Cast
from belong.ground.groups import public as groups
from belong.ground.people import public as people

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def uid(cast: Cast, name: str) -> UUID:
    found = cast.names[name]
    assert isinstance(found, UUID)
    return found


def entries(cast: Cast, path: str, role: str = "stranger") -> list[dict[str, str]]:
    answer = cast.client(role).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    found = ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")  # noqa: S314 - our own
    return [{child.tag.removeprefix(ATOM): child.text or child.get("href") or "" for child in one} for one in found]


def locations(cast: Cast, path: str) -> list[str]:
    found = ElementTree.fromstring(cast.client("stranger").get(path).content).iter(f"{MAP}loc")  # noqa: S314 - our own
    return [one.text or "" for one in found]


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    made: dict[str, Any] = json.loads(found[1])
    return made


def test_the_feed_of_the_site_holds_what_everybody_may_read(cast: Cast) -> None:
    (entry,) = entries(cast, "/feeds/latest.atom", "owner")
    assert entry["title"] == "How does the open work?"
    assert entry["id"] == f"urn:uuid:{cast.names['open_topic']}"
    assert entry["link"] == f"http://testserver/topics/{cast.names['open_topic']}"
    assert entry["summary"] == "<p>I wonder.</p>"


def test_the_feed_of_a_topic_holds_what_was_written_last(cast: Cast) -> None:
    found = entries(cast, f"/feeds/topics/{cast.names['open_topic']}.atom")
    assert [one["summary"].strip() for one in found] == [
        "<p>Which key?</p>", "<p>With a key.</p>", "<p>I <em>wonder</em>.</p>",
    ]  # fmt: skip
    discussions.delete(actor=cast.actor("host"), post=uid(cast, "open_answer"), reason="Spam.")
    assert len(entries(cast, f"/feeds/topics/{cast.names['open_topic']}.atom")) == 2


def test_no_log_tells_the_key_of_a_feed(cast: Cast) -> None:
    key = people.renew_feed_key(actor=cast.actor("member"))
    heard: list[str] = []
    (handler,) = (one for one in logging.getLogger().handlers if isinstance(one, logging.StreamHandler) and one.filters)
    listening = logging.Handler()
    listening.filters = handler.filters
    listening.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("django.request").addHandler(listening)
    try:
        assert cast.client("stranger").get(f"/feeds/{key}/groups/{cast.names['vault']}.atom").status_code == 404
    finally:
        logging.getLogger("django.request").removeHandler(listening)
    assert heard == [f"Not Found: /feeds/[key]/groups/{cast.names['vault']}.atom"]


def test_no_title_gives_an_address_away_to_strangers_and_feeds(cast: Cast) -> None:
    author, host = cast.actor("author"), cast.actor("host")
    made = discussions.ask(
        actor=author, group=str(cast.names["open"]), title="Who is keeper@example.org?", body="I wonder."
    )
    discussions.link(actor=host, topic=uid(cast, "open_topic"), target=made.uid, kind="related")
    answer = discussions.answer(actor=cast.actor("insider"), topic=made.uid, body="Me.")
    group, topic = cast.names["open"], cast.names["open_topic"]
    paths = [
        "/", f"/groups/{group}/", made.url, f"/topics/{topic}", f"/posts/{answer.uid}/replies", "/feeds/latest.atom",
        f"/feeds/groups/{group}.atom", f"/feeds/topics/{made.uid}.atom",
    ]  # fmt: skip
    for path in paths:
        shown = cast.client("stranger").get(path).content.decode()
        assert "Who is [address hidden]?" in shown, path
        assert "keeper" not in shown, path
    assert "keeper@example.org" in cast.client("member").get(made.url).content.decode()
    people.renew_feed_key(actor=author)
    assert "keeper" not in str(entries(cast, f"/feeds/{people.feed_key(author)}/latest.atom"))


def test_a_members_feeds_are_signed_and_end_when_they_wish(cast: Cast) -> None:
    client, insider = cast.client("insider"), cast.actor("insider")
    assert b"Make addresses for my feeds" in client.get("/account/feeds").content
    client.post("/account/feeds", {"act": "renew"})
    page = client.get("/account/feeds").content.decode()
    first = people.feed_key(insider)
    assert first is not None
    assert f"http://testserver/feeds/{first}/groups/{cast.names['vault']}.atom" in page
    titles = {one["title"] for one in entries(cast, f"/feeds/{first}/latest.atom")}
    assert titles == {f"How does the {key} work?" for key in ("open", "club", "den", "vault")}
    answer = cast.client("stranger").get(f"/feeds/{first}/groups/{cast.names['vault']}.atom")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    client.post("/account/feeds", {"act": "renew"})
    second = people.feed_key(insider)
    assert second is not None and second != first
    assert cast.client("insider").get(f"/feeds/{first}/latest.atom").status_code == 404
    assert len(entries(cast, f"/feeds/{second}/topics/{cast.names['vault_topic']}.atom")) == 3
    client.post("/account/feeds", {"act": "end"})
    assert people.feed_key(insider) is None
    assert cast.client("stranger").get(f"/feeds/{second}/latest.atom").status_code == 404


def test_a_signed_address_shows_what_its_holder_reads_now(cast: Cast) -> None:
    key, vault = people.renew_feed_key(actor=cast.actor("insider")), str(cast.names["vault"])
    groups.leave_group(actor=cast.actor("insider"), slug=vault)
    assert cast.client("stranger").get(f"/feeds/{key}/groups/{vault}.atom").status_code == 404
    people.close_account(actor=cast.actor("owner"), account=cast.accounts["insider"].pk)
    assert cast.client("stranger").get(f"/feeds/{key}/latest.atom").status_code == 404


def test_a_key_of_one_account_opens_no_other(cast: Cast) -> None:
    key, other = people.renew_feed_key(actor=cast.actor("insider")), cast.accounts["author"].pk
    people.renew_feed_key(actor=cast.actor("author"))
    forged = f"{other}-{key.partition('-')[2]}"
    for wrong in (
        forged,
        key[:-1],
        key + "0",
        "x",
        "-",
        f"{'9' * 30}-0",
        "\N{SUPERSCRIPT TWO}-0",
        f"{other}-\N{SNOWMAN}",
    ):
        assert cast.client("stranger").get(f"/feeds/{wrong}/latest.atom").status_code == 404, wrong


def test_addresses_are_shown_to_no_stranger_wherever_they_read(cast: Cast) -> None:
    discussions.edit(
        actor=cast.actor("author"),
        post=uid(cast, "open_question"),
        body="Write to ana.mail@example.org or <bo@example.org>.",
    )
    discussions.reply(actor=cast.actor("author"), post=uid(cast, "open_answer"), body="cy at example dot org")
    topic = cast.names["open_topic"]
    posts = [f"/posts/{cast.names[name]}/replies" for name in ("open_question", "open_answer")]
    for path in (f"/topics/{topic}", f"/feeds/topics/{topic}.atom", "/feeds/latest.atom", "/", *posts):
        page = cast.client("stranger").get(path).content.decode()
        assert "example.org" not in page and "example dot org" not in page, path
    assert "ana.mail@example.org" in cast.client("member").get(f"/topics/{topic}").content.decode()


def test_the_sitemap_holds_public_topics_and_no_others(cast: Cast) -> None:
    files = locations(cast, "/sitemap.xml")
    assert files[0] == "http://testserver/sitemap/groups.xml"
    topics = [place for path in files[1:] for place in locations(cast, path.removeprefix("http://testserver"))]
    assert topics == [f"http://testserver/topics/{cast.names['open_topic']}"]
    assert locations(cast, "/sitemap/groups.xml") == [
        f"http://testserver{path}" for path in ("/", "/groups/", f"/groups/{cast.names['open']}/")
    ]
    groups.open_group(actor=cast.actor("host"), slug=str(cast.names["open"]), audience="members")
    assert locations(cast, "/sitemap.xml") == ["http://testserver/sitemap/groups.xml"]
    assert cast.client("stranger").get("/sitemap/topics-0.xml").status_code == 404


def test_topics_are_told_in_ranges(cast: Cast) -> None:
    actor = cast.actor("host")
    parts = discussions.topic_ranges(actor, 2)
    found = [place for part, _ in parts for place in discussions.topics_in_range(actor, part, 2)]
    assert len(parts) > 1
    assert len(found) == len(set(found)) == len(discussions.latest(actor).items)
    assert {last for _, last in parts} <= {last for _, last in found}


def test_robots_are_led_to_the_sitemap_and_away_from_people(cast: Cast, settings: Settings) -> None:
    settings.SITE_URL = "https://community.example.org"
    text = cast.client("stranger").get("/robots.txt").content.decode()
    assert "Disallow: /people/\n" in text
    assert text.endswith("\nSitemap: https://community.example.org/sitemap.xml\n")


def test_a_public_question_is_told_in_schema_orgs_words(cast: Cast, settings: Settings) -> None:
    settings.SITE_URL = "https://community.example.org"
    topic = cast.names["open_topic"]
    discussions.answer(actor=cast.actor("member"), topic=uid(cast, "open_topic"), body="</script><b>Or not.")
    discussions.vote(actor=cast.actor("member"), post=uid(cast, "open_answer"), value="up")
    discussions.accept(actor=cast.actor("author"), post=uid(cast, "open_answer"))
    page = cast.client("stranger").get(f"/topics/{topic}").content.decode()
    made = data_of(page)
    question = made["mainEntity"]
    assert (made["@type"], question["@type"], question["name"]) == ("QAPage", "Question", "How does the open work?")
    assert (question["answerCount"], question["text"], question["author"]["name"]) == (2, "I wonder.", "Author Doe")
    accepted = question["acceptedAnswer"]
    assert (accepted["text"], accepted["upvoteCount"]) == ("With a key.", 1)
    assert accepted["url"] == f"https://community.example.org/topics/{topic}#post-{cast.names['open_answer']}"
    assert [one["text"] for one in question["suggestedAnswer"]] == ["</script><b>Or not."]
    assert f'<link rel="canonical" href="https://community.example.org/topics/{topic}">' in page
    assert '<meta property="og:title" content="How does the open work?">' in page
    assert f'href="/feeds/topics/{topic}.atom"' in page


def test_a_conversation_is_told_as_one(cast: Cast) -> None:
    made = discussions.start(actor=cast.actor("author"), group=str(cast.names["open"]), title="Hello", body="There.")
    discussions.reply(actor=cast.actor("member"), topic=made.uid, body="Hi.")
    told = data_of(cast.client("stranger").get(made.url).content.decode())
    assert (told["@type"], told["headline"], told["commentCount"]) == ("DiscussionForumPosting", "Hello", 1)
    assert [one["text"] for one in told["comment"]] == ["Hi."]


def test_pages_that_are_not_for_everybody_have_no_public_face(cast: Cast) -> None:
    member = cast.client("member")
    for path in (f"/topics/{cast.names['open_topic']}", f"/groups/{cast.names['open']}/", "/", "/groups/"):
        answer = member.get(path)
        assert b"canonical" not in answer.content and b"ld+json" not in answer.content
        assert answer["X-Robots-Tag"] == "noindex"
        stranger = cast.client("stranger").get(path)
        assert b'rel="canonical"' in stranger.content
        assert not stranger.has_header("X-Robots-Tag")
    assert cast.client("stranger").get("/sign-in")["X-Robots-Tag"] == "noindex"
    assert cast.client("stranger").get(f"/posts/{cast.names['open_answer']}/replies")["X-Robots-Tag"] == "noindex"


def test_a_choice_of_topics_is_no_page_of_its_own_to_search_engines(cast: Cast) -> None:
    path = f"/groups/{cast.names['open']}/"
    page = cast.client("stranger").get(path, {"unanswered": "1"}).content.decode()
    assert f'<link rel="canonical" href="http://testserver{path}">' in page


@pytest.mark.parametrize("text", ["</script>", "<!--", "a & b", "\u2028", '"'])
def test_data_in_a_page_ends_no_element(text: str) -> None:
    made = str(structured({"text": text}))
    assert not re.search("[<>&\u2028\u2029]", made)
    assert json.loads(made) == {"text": text}
