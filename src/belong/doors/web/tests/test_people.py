"""A person's page: what members see, what the person sees, what hosts see."""

from belong.doors.web.tests.cast import Cast


def test_members_see_what_somebody_wrote_as_far_as_they_may_read_it(cast: Cast) -> None:
    path = f"/people/{cast.names['person']}"
    member, insider = (cast.client(role).get(path).content.decode() for role in ("member", "insider"))
    assert "How does the club work?" in member
    assert "How does the den work?" not in member
    assert "How does the den work?" in insider
    assert "How things stand" not in member
    assert "Everything that happened" not in member


def test_the_person_and_hosts_see_how_things_stand_and_what_happened(cast: Cast) -> None:
    path = f"/people/{cast.names['person']}"
    for role in ("author", "host"):
        page = cast.client(role).get(path).content.decode()
        assert "How things stand" in page
        assert f'href="{path}/ladder"' in page
        assert "no permission was given" in page
        assert "joined the community" in page


def test_a_host_sees_that_something_happened_in_a_secret_group_but_not_what_or_with_whom(cast: Cast) -> None:
    path = f"/people/{cast.names['person']}/timeline"
    author, host = (cast.client(role).get(path).content.decode() for role in ("author", "host"))
    assert "How does the vault work?" in author
    assert "in a group that you are not in" not in author
    assert "How does the vault work?" not in host
    hidden = [line for line in host.split("<li") if "in a group that you are not in" in line]
    assert len(hidden) >= 3
    assert all(line.count('class="person"') <= 1 for line in hidden)
