"""Where one belongs, on its page; and what is said wherever somebody chooses to show a thing to everyone."""

import re
from uuid import UUID

from belong.community.profiles import public as profiles
from belong.doors.web.tests.cast import Cast
from belong.ground.ledger.public import history
from belong.ground.people.public import Actor
from belong.ground.settings import public as settings
from tests.addresses.profiles import WORKS


def test_what_everyone_means_is_said_wherever_it_can_be_chosen(cast: Cast) -> None:
    """A person's page is for members always; strangers read the list alone, and only where a host opened it."""
    house = Actor.system_run("test")
    host, insider = cast.client("host"), cast.client("insider")
    pages = [
        (insider, "/me/profile"),
        (insider, "/me/profile/organisations"),
        (insider, f"/me/profile/organisations/{cast.names['belonging']}"),
        (host, "/profiles/fields"),
        (host, "/profiles/fields/place"),
    ]
    closed = "and so is the list of members for now"
    for is_open, strangers, says in (
        (False, "public", True),
        (True, "public", False),
        (True, "home", True),
    ):
        profiles.open_directory(actor=house, is_open=is_open)
        settings.change(actor=house, values={"strangers": strangers})
        for client, path in pages:
            page = client.get(path).content.decode()
            assert "is for members, whatever" in page or "are for members, whatever" in page
            assert (closed in page) is says, path
        shown = host.get("/profiles/fields").content.decode()
        assert ("Strangers may open it too" in shown) is not says
        assert ("Only members open the list for now." in insider.get("/me/profile").content.decode()) is says


def test_where_one_belongs_has_a_page_of_its_own(cast: Cast) -> None:
    client, path = cast.client("member"), "/me/profile/organisations"
    for page in ("/me/profile", "/me/data"):
        assert f'href="{path}"' in client.get(page).content.decode()
    profile = client.get("/me/profile").content.decode()
    assert 'id="belong"' in profile  # links from elsewhere lead there
    assert profile.count("<form") == client.get("/me").content.decode().count("<form") + 1
    key = str(UUID(int=5))
    given = {**WORKS, "request_key": key}
    wrong = client.post(path, {**given, "until_on": "2019-01-01"})
    assert wrong.status_code == 422
    for kept in (
        'value="Ada Works"',
        'value="Brewer"',
        'value="2019-01-01"',
        'id="id_until_on-error"',
        f'value="{key}"',
    ):
        assert kept in wrong.content.decode()
    for _twice in range(2):
        answer = client.post(path, given)
        assert (answer.status_code, answer["Location"]) == (303, path)
    [one] = profiles.own_profile(cast.actor("member")).affiliations
    for page in (path, "/me/profile"):
        shown = client.get(page).content.decode()
        assert "Ada Works" in shown
        assert "since 1 January 2020" in shown
    for _twice in range(2):
        answer = client.post(f"{path}/{one.uid}", {**given, "until_on": "2021-05-06", "visibility": "hosts"})
        assert (answer.status_code, answer["Location"]) == (303, path)
    [changed] = profiles.own_profile(cast.actor("member")).affiliations
    assert (str(changed.until_on), changed.visibility, changed.is_over) == ("2021-05-06", "hosts", True)
    person = cast.accounts["member"].person_id
    assert len(history(person=person, words=["affiliation_changed"]).items) == 1


def test_where_one_belongs_is_taken_away_once_and_nobody_else_hears_of_it(cast: Cast) -> None:
    client, path = cast.client("insider"), f"/me/profile/organisations/{cast.names['belonging']}"
    found = re.search(r'name="was" value="([^"]+)"', client.get(path).content.decode())
    assert found is not None
    for _twice in range(2):
        answer = client.post(f"{path}/remove", {"was": found[1]})
        assert (answer.status_code, answer["Location"]) == (303, "/me/profile/organisations")
    assert not profiles.own_profile(cast.actor("insider")).affiliations
    for role, was in (("insider", ""), ("member", found[1]), ("host", found[1])):
        assert cast.client(role).post(f"{path}/remove", {"was": was}).status_code == 404
