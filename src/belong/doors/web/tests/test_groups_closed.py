"""The pages of a group that is closed: what they say, what they no longer offer, and to whom."""

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.groups import public as groups
from belong.ground.kernel.public import uuid7
from belong.ground.people.public import Actor

SAYS = "reading stays open"


def close(cast: Cast, key: str = "club") -> str:
    groups.close_group(actor=Actor.system_run("test"), slug=str(cast.names[key]))
    return f"/groups/{cast.names[key]}/"


def test_a_host_closes_a_group_and_opens_it_again(cast: Cast) -> None:
    path, host, insider = f"/groups/{cast.names['club']}/", cast.client("host"), cast.client("insider")
    assert f'action="{path}close"' in host.get(f"{path}settings").content.decode()
    assert insider.get(f"{path}settings").status_code == 403
    for _click in range(2):
        answer = host.post(f"{path}close", follow=True)
        assert answer.redirect_chain == [(path, 303)]
        assert b"The group is closed." in answer.content
    page = insider.get(path).content.decode()
    assert SAYS in page
    for offer in ("ask", "start", "join"):
        assert f"{path}{offer}" not in page
    assert f'action="{path}leave"' in page
    assert (
        f'action="{path}reopen"' not in page
        and f'action="{path}reopen"' in host.get(f"{path}settings").content.decode()
    )
    for _click in range(2):
        assert b"The group is open again." in host.post(f"{path}reopen", follow=True).content
    page = insider.get(path).content.decode()
    assert SAYS not in page and f"{path}ask" in page
    history = host.get("/settings/history").content.decode()
    assert history.count("closed the group The club") == history.count("opened the group The club again") == 1
    river = host.get(f"/people/{cast.actor('host').uid}").content.decode()
    assert "closed a group" in river and "opened a group again" in river


def test_its_topics_say_so_instead_of_a_form(cast: Cast) -> None:
    close(cast, "open")
    topic, answer = f"/topics/{cast.names['open_topic']}", f"/posts/{cast.names['open_answer']}"
    for role in ("stranger", "member", "author", "host"):
        page = cast.client(role).get(topic).content.decode()
        assert SAYS in page, role
        assert "How does the open work?" in page and "With a key." in page
        for offer in (f'action="{topic}/answers"', f"{answer}/reply", "Members can answer."):
            assert offer not in page, (role, offer)
    assert f"{answer}/reply" not in cast.client("member").get(f"{answer}/replies").content.decode()
    for place in (f"{answer}/reply", f"{topic}/replies"):
        assert cast.client("member").get(place)["Location"].partition("#")[0] == topic
    path = f"/groups/{cast.names['open']}/"
    assert cast.client("member").get(f"{path}ask")["Location"] == path
    assert f"{answer}/edit" in cast.client("insider").get(topic).content.decode(), "authors still mend their own words"


def test_what_was_typed_while_it_was_closed_comes_back(cast: Cast) -> None:
    path, client = close(cast), cast.client("member")
    topic, answer = f"/topics/{cast.names['club_topic']}", f"/posts/{cast.names['club_answer']}"
    for place in (f"{path}ask", f"{path}start", f"{topic}/answers", f"{topic}/replies", f"{answer}/reply"):
        given = {"title": "A title", "body": "Typed with care.", "request_key": str(uuid7())}
        refused = client.post(place, given)
        page = refused.content.decode()
        assert (refused.status_code, "Typed with care.</textarea>" in page) == (422, True), place
        assert "This group is closed" in page, place


def test_it_stands_in_a_part_of_its_own_and_is_offered_nowhere(cast: Cast) -> None:
    member, host = cast.client("member"), cast.client("host")
    assert "The club" in member.get("/welcome/groups").content.decode()
    close(cast)
    page = member.get("/groups/").content.decode()
    assert page.index("The open") < page.index("Closed groups") < page.index("The attic") < page.index("The club")
    assert "The club" not in member.get("/welcome/groups").content.decode()
    assert "The club" not in host.get(f"/topics/{cast.names['open_topic']}/move").content.decode()
    assert "The attic" not in host.get("/settings").content.decode()
    assert 'id="groups"' in cast.client("stranger").get("/").content.decode()
    close(cast, "open")
    assert 'id="groups"' not in cast.client("stranger").get("/").content.decode()
    club = f"/groups/{cast.names['club']}/"
    for role in ("member", "insider", "host"):
        assert f"/invite?group={cast.names['club']}" not in cast.client(role).get(club).content.decode()
    assert "Bring somebody in" not in host.get(f"{club}members").content.decode()


def test_first_steps_lead_into_no_closed_group(cast: Cast) -> None:
    for key in ("open", "club", "den", "vault"):
        close(cast, key)
    page = cast.client("insider").get("/welcome/first").content.decode()
    assert "/ask" not in page and "/start" not in page


def test_who_reads_it_finds_it_still(cast: Cast) -> None:
    close(cast, "open")
    for role in ("stranger", "member"):
        assert "How does the open work?" in cast.client(role).get(f"/groups/{cast.names['open']}/").content.decode()
        assert cast.client(role).get(f"/feeds/groups/{cast.names['open']}.atom").status_code == 200
        assert f'value="{cast.names["open"]}"' in cast.client(role).get("/search").content.decode()
    assert discussions.latest(cast.actor("member"), str(cast.names["open"])).items


def test_who_types_an_invitation_while_the_group_closes_keeps_the_line(cast: Cast) -> None:
    close(cast)
    host, club = cast.client("host"), str(cast.names["club"])
    typed = {"address": "nia@example.net", "line": "Come and see the oven.", "group": club, "request_key": str(uuid7())}
    answer = host.post("/invite", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This group is closed" in page
    assert "Come and see the oven." in page and 'value="nia@example.net"' in page
    assert host.get("/invite", {"group": club}).status_code == 403
