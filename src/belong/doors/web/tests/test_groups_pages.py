"""The pages of groups: opening one, bringing people in, leaving."""

import re

import pytest

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.groups import public as groups
from belong.ground.kernel.public import encode_cursor, uuid7

GROUP = {"name": "Night shift", "kind": "circle", "audience": "private", "summary": ""}


def test_a_form_sent_twice_opens_one_group(cast: Cast) -> None:
    client, key = cast.client("host"), str(uuid7())
    places = [client.post("/groups/new", {**GROUP, "request_key": key})["Location"] for _ in range(2)]
    assert places == ["/groups/night-shift/"] * 2
    assert [card.slug for card in groups.groups(cast.actor("host")).items].count("night-shift") == 1
    assert client.get("/groups/night-shift-2/").status_code == 404


def test_a_name_that_another_group_has_is_refused_at_its_field(cast: Cast) -> None:
    given = {**GROUP, "name": "THE CLUB", "summary": "Typed with care.", "request_key": str(uuid7())}
    answer = cast.client("host").post("/groups/new", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("There is a group of this name already.") == 2, "above, and at the field"
    assert 'id="id_name-error"' in page
    assert 'value="THE CLUB"' in page and "Typed with care.</textarea>" in page
    assert groups.groups_named(cast.actor("host"), "THE CLUB")[0].name == "The club"


def test_leaders_bring_people_in_by_name_and_make_leaders(cast: Cast) -> None:
    groups.set_member_role(
        actor=cast.actor("host"), slug=str(cast.names["den"]), person=cast.accounts["author"].person_id, role="leader"
    )
    leader, path = cast.client("author"), f"/groups/{cast.names['den']}/members"
    assert b"Bring somebody in" in leader.get(path).content
    page = leader.get(f"{path}?name=member d").content.decode()
    assert "Member Doe" in page and "Bring in" in page
    act = page.partition('formaction="')[2].partition('"')[0]
    assert leader.post(act, {"role": "member"})["Location"] == path
    assert cast.client("member").get(f"/groups/{cast.names['den']}/").status_code == 200
    assert "Nobody of this name" in leader.get(f"{path}?name=member d").content.decode()
    assert b"leads this group now" in leader.post(act, {"role": "leader"}, follow=True).content
    assert b"is no longer in this group" in leader.post(act, {"role": "none"}, follow=True).content
    assert b"was not in this group" in leader.post(act, {"role": "none"}, follow=True).content
    assert b"Bring somebody in" not in cast.client("insider").get(path).content


def test_who_may_not_read_a_group_learns_whom_to_ask(cast: Cast) -> None:
    path = f"/groups/{cast.names['den']}/"
    assert b"Ask a host to bring you in" in cast.client("member").get(path).content
    groups.set_member_role(
        actor=cast.actor("host"), slug=str(cast.names["den"]), person=cast.accounts["author"].person_id, role="leader"
    )
    page = cast.client("member").get(path).content
    assert b"Ask one of its leaders" in page and b"Author Doe" in page


def test_leaving_says_what_is_true(cast: Cast) -> None:
    path = f"/groups/{cast.names['club']}/leave"
    assert b"You were not in this group." in cast.client("member").post(path, follow=True).content
    assert b"You left the group." in cast.client("insider").post(path, follow=True).content


def test_two_people_are_not_counted_before_a_stranger(cast: Cast) -> None:
    path = f"/groups/{cast.names['open']}/"
    assert b"2 members" in cast.client("member").get(path).content
    for shown in (path, "/groups/"):
        page = cast.client("stranger").get(shown).content
        assert b"Everybody may read it." in page
        assert not re.search(rb"\d members?\b", page)


def test_a_language_is_chosen_by_what_it_calls_itself(cast: Cast) -> None:
    page = cast.client("host").get(f"/groups/{cast.names['open']}/settings").content.decode()
    names = re.findall(r'<option value="[a-z]{2}"[^>]*>([^<]+)', page)
    assert {"Euskara", "Deutsch", "Français", "ייִדיש"} <= set(names)
    assert [name for name in names if name[0].islower()] == []


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "\N{SNOWMAN}",
        encode_cursor("0001-01-01T00:00:00+14:00", 1),
        encode_cursor("\ud800", 1),
        encode_cursor(1, 1),
        encode_cursor("a", 2**70),
    ],
)
def test_a_place_that_no_page_gave_out_breaks_nothing(cast: Cast, cursor: str) -> None:
    client = cast.client("host")
    open_topic, club = cast.names["open_topic"], cast.names["club"]
    for path in (f"/topics/{open_topic}", "/groups/", f"/groups/{club}/", f"/groups/{club}/members",
                 f"/posts/{cast.names['open_answer']}/replies", f"/people/{cast.names['person']}"):  # fmt: skip
        assert client.get(path, {"after": cursor}).status_code in {200, 404}, path
        assert client.get(path, {"after": ""}).status_code == 200, path


def test_a_group_gets_another_name_and_every_page_says_it(cast: Cast) -> None:
    path, host = f"/groups/{cast.names['open']}/", cast.client("host")
    assert f"{path}settings" in host.get(path).content.decode()
    assert f"{path}settings" not in cast.client("insider").get(path).content.decode()
    assert 'value="The open"' in host.get(f"{path}settings").content.decode()
    answer = host.post(f"{path}settings", {"name": "The opening", "summary": "For keys."}, follow=True)
    assert answer.redirect_chain == [(f"{path}settings", 303)]
    assert b"The group is described in these words now." in answer.content
    for role, where in (
        ("stranger", path), ("stranger", "/groups/"), ("stranger", f"/topics/{cast.names['open_topic']}"),
        ("stranger", f"/feeds/groups/{cast.names['open']}.atom"), ("member", f"{path}members"),
        ("host", "/settings/history"),
    ):  # fmt: skip
        said = cast.client(role).get(where).content.decode()
        assert "The opening" in said, where
        assert "The open<" not in said, where
    assert "For keys." in cast.client("stranger").get(path).content.decode()


def test_a_description_that_cannot_be_taken_comes_back_as_it_was_typed(cast: Cast) -> None:
    path, host = f"/groups/{cast.names['open']}/", cast.client("host")
    for name, says in (("THE CLUB", "There is a group of this name already."), ("", "Please write something here.")):
        answer = host.post(f"{path}settings", {"name": name, "summary": "Typed with care."})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="id_name-error"' in page and page.count(says) == 2, "above, and at the field"
        assert "Typed with care.</textarea>" in page
        assert not name or f'value="{name}"' in page
        assert "The open</a>" in page
    assert "Typed with care." not in host.get(f"{path}settings").content.decode()


def test_nothing_is_counted_where_nobody_replied(cast: Cast) -> None:
    path = f"/groups/{cast.names['open']}/"
    discussions.start(
        actor=cast.actor("author"), group=str(cast.names["open"]), title="Wrens in the frame", body="Two."
    )
    talk = cast.client("member").get(path).content.decode().split("Wrens in the frame")[1].split("</li>")[0]
    assert "Author Doe" in talk
    assert "0 replies" not in talk
