"""The pages of health: what stands behind a figure, as far as the host may know it."""

from belong.doors.web.tests.cast import Cast
from belong.ground.ledger.public import followers


def test_a_host_learns_how_much_was_asked_in_a_secret_group_but_not_by_whom(cast: Cast) -> None:
    followers()["impact"].rebuild()
    pages = {
        figure: cast.client("host").get(f"/health/{figure}").content.decode() for figure in ("questions", "answers")
    }
    for page, name in ((pages["questions"], "Author Doe"), (pages["answers"], "Insider Doe")):
        rows = page.split("<li>")[1:]
        hidden = [row for row in rows if "Somebody in a group that you are not in." in row]
        shown = [row for row in rows if name in row]
        assert len(hidden) >= 1
        assert len(hidden) + len(shown) == 4
        assert not any(name in row or "<time" in row or "<a " in row for row in hidden)
        assert "How does the vault work?" not in page
