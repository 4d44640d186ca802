"""A profile that is open in two places: what is kept in one is not lost by keeping the other."""

import re

import pytest
from django.test import Client

from belong.community.profiles import public as profiles
from belong.doors.web.tests.cast import Cast, assemble
from belong.doors.web.tests.test_profiles import upload
from tests.addresses.profiles import ALL as WITH_SHORT_LINK

ALL = {**WITH_SHORT_LINK, "link-0": "https://example.org/me"}
REFUSED = "Your profile was changed elsewhere since you opened this page."
SAYS_NOW = re.compile(r'<p class="says-now">.*?\((.*?)\)</span>:</span> (.*?)</p>', re.DOTALL)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def tools(cast: Cast) -> str:
    """Something of which one may choose several."""
    options = ("Saw", "Lathe", "Kiln")
    field = profiles.add_field(actor=cast.actor("owner"), label="Tools", kind="choices", options=options)
    return f"field-{field.key}"


def opened(client: Client) -> dict[str, str]:
    """The version that the page was opened with."""
    return {"version": version_in(client.get("/me/profile").content.decode())}


def version_in(page: str) -> str:
    found = re.search(r'name="version" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_what_was_kept_elsewhere_is_not_overwritten_unseen(cast: Cast, tools: str) -> None:
    client, member = cast.client("member"), cast.actor("member")
    typed: dict[str, object] = {**ALL, tools: ["Saw", "Kiln"], f"visible-{tools}": "members", **opened(client)}
    there = {**ALL, "words": "I *bake*.", "listed": "hosts", f"visible-{tools}": "members", **opened(client)}
    assert client.post("/me/profile", there).status_code == 303
    kept = profiles.own_profile(member)
    answer = client.post("/me/profile", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert REFUSED in page
    assert profiles.own_profile(member) == kept
    assert "I *brew*.</textarea>" in page
    assert 'value="Saw" id="id_field-tools" checked' in page and page.count(" checked") == 2
    assert SAYS_NOW.findall(page) == [
        ("In your own words", "I *bake*."),
        ("Tools", "Nothing."),
        ("Who finds you in the list of members", "Hosts"),
    ]
    assert client.post("/me/profile", {**typed, "version": version_in(page)}).status_code == 303
    own = profiles.own_profile(member)
    assert (own.words, own.listed, own.values[1].chosen) == ("I *brew*.", "members", ("Saw", "Kiln"))


def test_what_differs_is_shown_beside_it_and_nothing_else(cast: Cast) -> None:
    client = cast.client("member")
    client.post("/me/profile", ALL)
    typed = {**ALL, "words": "I bake.", **opened(client)}
    client.post("/me/profile", {**ALL, "name": "Mia Moon", "visible-field-place": "only_me"})
    page = client.post("/me/profile", typed).content.decode()
    assert SAYS_NOW.findall(page) == [
        ("Your name", "Mia Moon"),
        ("In your own words", "I *brew*."),
        ("Who is shown this", "Only me"),
    ]
    assert cast.actor("member").name == "Mia Moon"


def test_what_nobody_changed_elsewhere_is_kept(cast: Cast) -> None:
    client = cast.client("member")
    for words in ("One.", "Two.", "Three."):
        assert client.post("/me/profile", {**ALL, "words": words, **opened(client)}).status_code == 303
    twice = {**ALL, "words": "Twice.", "picture": "", **opened(client)}
    assert [client.post("/me/profile", twice).status_code for _twice in "ab"] == [303, 303]


def test_a_page_that_was_opened_before_there_were_versions_is_kept_as_ever(cast: Cast) -> None:
    client = cast.client("member")
    client.post("/me/profile", {**ALL, "words": "I *bake*."})
    assert client.post("/me/profile", ALL).status_code == 303
    assert profiles.own_profile(cast.actor("member")).words == ALL["words"]


def test_a_link_that_came_elsewhere_is_there_when_the_profile_is_kept_again(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    typed = {**ALL, **opened(client)}
    elsewhere = tuple(profiles.LinkCard(f"https://{name}.example", "", "hosts") for name in "abc")
    profiles.save_profile(actor=member, draft=profiles.Draft(links=elsewhere))
    page = client.post("/me/profile", typed).content.decode()
    assert REFUSED in page
    assert 'name="link-2" type="text" value="https://c.example"' in page
    assert ("Address", "https://a.example") in SAYS_NOW.findall(page)
    third = {"link-2": "https://c.example", "label-2": "", "visible-link-2": "hosts"}
    assert client.post("/me/profile", {**typed, **third, "version": version_in(page)}).status_code == 303
    links = profiles.own_profile(member).links
    assert [link.url for link in links] == ["https://example.org/me", "https://c.example"]


def test_a_picture_put_up_on_this_page_is_no_change_from_elsewhere(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    typed = {**ALL, "visible-picture": "hosts", **opened(client)}
    page = client.post("/me/profile/picture", {**typed, "picture": upload()}).content.decode()
    assert client.post("/me/profile", {**typed, "version": version_in(page)}).status_code == 303
    stale = {**ALL, **opened(client)}
    profiles.save_profile(actor=member, draft=profiles.Draft(words="I *bake*."))
    page = client.post("/me/profile/picture", {**stale, "picture": upload()}).content.decode()
    assert client.post("/me/profile", {**stale, "version": version_in(page)}).status_code == 422
    assert profiles.own_profile(member).words == "I *bake*."


def test_to_whom_a_picture_is_shown_is_not_widened_unseen(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    profiles.put_picture(actor=member, content=upload().read(), visibility="members")
    typed = {**ALL, **opened(client)}
    profiles.show_picture(actor=member, visibility="only_me")
    page = client.post("/me/profile", typed).content.decode()
    assert REFUSED in page
    assert ("Who is shown this", "Only me") in SAYS_NOW.findall(page)
    assert profiles.own_profile(member).picture_visibility == "only_me"
