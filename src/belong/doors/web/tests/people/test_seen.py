"""What of somebody members, the person and hosts are shown, and how hosts find people."""

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.people.page import page
from belong.ground.groups import public as groups
from belong.ground.people import public as people


def test_members_see_what_somebody_wrote_as_far_as_they_may_read_it(cast: Cast) -> None:
    member, insider = page(cast, "member"), page(cast, "insider")
    assert "How does the club work?" in member
    assert "How does the den work?" not in member
    assert "How does the den work?" in insider


def test_members_see_no_stage_no_address_no_contact_and_no_river(cast: Cast) -> None:
    author, house = cast.accounts["author"].person_id, people.Actor.system_run("test")
    people.add_identity(actor=house, person=author, source="mail", key="secret@example.org")
    people.grant_permission(actor=house, person=author, channel="mail", purpose="newsletter", proof="A form.")
    for role in ("member", "insider"):
        shown = page(cast, role)
        for hidden in ("How things stand", "Step on the ladder", "Everything that happened", "Likes riddles.",
                       "secret@example.org", "Newsletter", "A form.", "Record a contact moment"):  # fmt: skip
            assert hidden not in shown
    assert "You both are in" not in page(cast, "member")
    assert "You both are in" in page(cast, "insider")
    for role in ("author", "host"):
        assert all(one in page(cast, role) for one in ("secret@example.org", "Newsletter, by e-mail", "A form."))


def test_the_person_and_hosts_see_how_things_stand_and_what_happened(cast: Cast) -> None:
    for role in ("author", "host"):
        shown = page(cast, role)
        assert "How things stand" in shown
        assert f'href="/people/{cast.names["person"]}/ladder"' in shown
        assert "No permission was given" in shown
        assert "joined the community" in page(cast, role, "/timeline")
    assert "Likes riddles." in page(cast, "host")
    assert "Likes riddles." not in page(cast, "author")
    assert "Record a contact moment" not in page(cast, "author")


def test_a_host_sees_that_something_happened_in_a_secret_group_but_not_what_or_with_whom(cast: Cast) -> None:
    author, host = page(cast, "author", "/timeline"), page(cast, "host", "/timeline")
    assert "How does the vault work?" in author
    assert "in a group that you are not in" not in author
    assert "How does the vault work?" not in host
    assert "The vault" not in host
    hidden = [line for line in host.split("<li") if "in a group that you are not in" in line]
    assert len(hidden) >= 3
    assert all(line.count('class="person"') <= 1 for line in hidden)


def test_what_happened_in_a_group_that_was_removed_is_said_to_have(cast: Cast) -> None:
    house, author = people.Actor.system_run("test"), cast.actor("author")
    for name, audience in (("Sauna", "members"), ("Cellar", "secret")):
        group = groups.found_group(actor=house, name=name, kind="circle", audience=audience)
        groups.set_member_role(actor=house, slug=group.slug, person=author.person or 0, role="member")
        groups.remove_group(actor=house, slug=group.slug)
    host = page(cast, "host", "/timeline").split("<li")
    assert sum("in a group that was removed" in line for line in host) == 2, "came and went"
    assert not any(name in line for line in host for name in ("Sauna", "Cellar"))
    own = cast.client("author").get("/me/ledger").content.decode()
    assert own.count("in a group that was removed") == 2


def test_hosts_find_people_by_name_and_page_through_the_newest(cast: Cast) -> None:
    house, client = people.Actor.system_run("test"), cast.client("host")
    for number in range(60):
        people.add_person(actor=house, name=f"Number {number:02}", joined=number % 2 == 0)
    first = client.get("/people/").content.decode()
    assert "Number 58" in first
    assert "Number 59" not in first
    assert "Number 59" in client.get("/people/?show=known").content.decode()
    found = client.get("/people/?q=nUmb 07").content.decode()
    assert "Number 07" in found
    assert "Number 08" not in found
    assert "Nobody is called like that." in client.get("/people/?q=xyzzy").content.decode()
