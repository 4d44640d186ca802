"""The page that removes a group: it asks first, and says why where it cannot."""

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.groups import public as groups


def test_a_host_removes_a_group_in_which_nobody_wrote(cast: Cast) -> None:
    path, host = f"/groups/{cast.names['bare']}/", cast.client("host")
    assert f'href="{path}remove"' in host.get(f"{path}settings").content.decode()
    page = host.get(f"{path}remove").content.decode()
    assert "Nothing that people wrote stands in The bare room." in page and "This cannot be taken back." in page
    assert host.get(path).status_code == 200, "asking removes nothing"
    for _click in range(2):
        answer = host.post(f"{path}remove", content_type="application/x-www-form-urlencoded", follow=True)
        assert answer.redirect_chain == [("/groups/", 303)]
        assert b"The group The bare room is removed." in answer.content
    for role in ("stranger", "member", "host", "owner"):
        client = cast.client(role)
        assert "The bare room" not in client.get("/groups/").content.decode()
        for place in ("", "members", "settings", "remove", "ask"):
            assert client.get(f"{path}{place}", follow=True).status_code in {
                200 if role == "stranger" and place else 404
            }
        assert client.get(f"/feeds/groups/{cast.names['bare']}.atom").status_code == 404
    history = host.get("/settings/history").content.decode()
    assert "removed the group The bare room, in which nothing stood" in history
    assert "founded the group The bare room" in history
    assert path not in history and 'href="/groups//"' not in history, "what is gone has no address"
    assert "removed a group" in host.get(f"/people/{cast.actor('host').uid}").content.decode()
    assert groups.found_group(
        actor=cast.actor("host"), name="The bare room", kind="interest", audience="public"
    ).slug == str(cast.names["bare"])


def test_what_was_moved_elsewhere_keeps_no_group_and_is_not_denied(cast: Cast) -> None:
    bare, host = str(cast.names["bare"]), cast.client("host")
    made = discussions.ask(actor=cast.actor("host"), group=bare, title="Hm?", body="Well.")
    discussions.move(actor=cast.actor("host"), topic=made.uid, group=str(cast.names["club"]))
    assert "Nobody has written" not in host.get(f"/groups/{bare}/remove").content.decode()
    assert host.post(f"/groups/{bare}/remove").status_code == 303
    assert "nobody had written" not in host.get("/settings/history").content.decode()
    assert host.get(f"/topics/{made.uid}").status_code == 200


def test_where_somebody_wrote_the_page_says_that_it_can_only_be_closed(cast: Cast) -> None:
    path, host = f"/groups/{cast.names['bare']}/", cast.client("host")
    made = discussions.ask(actor=cast.actor("host"), group=str(cast.names["bare"]), title="Hm?", body="Well.")
    opening = discussions.topic_page(cast.actor("host"), made.uid).opening
    assert opening is not None
    discussions.delete(actor=cast.actor("host"), post=opening.post.uid, reason="A test.")
    for answer, status in ((host.get(f"{path}remove"), 200), (host.post(f"{path}remove"), 403)):
        page = answer.content.decode()
        assert answer.status_code == status
        assert "can be closed, not removed" in page and f'action="{path}close"' in page
        assert "This cannot be taken back." not in page
    assert host.get(path).status_code == 200
    host.post(f"{path}close")
    assert f'action="{path}close"' not in host.get(f"{path}remove").content.decode()
