"""The pages of health: what stands behind a figure, as far as the host may know it."""

import re
from datetime import date

import pytest
from django.db import connection

from belong.doors.web.health.drawn import short_wait
from belong.doors.web.tests.cast import Cast
from belong.ground.groups import public as groups
from belong.ground.ledger.public import EventHosted, followers, record
from belong.ground.people.public import Actor
from belong.insight.impact import public as impact


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, ""), (20, "20 s"), (59.7, "1 m"), (3_569, "59 m"), (3_571, "1 h"), (84_000, "23 h"), (85_000, "1 d")],
)
def test_a_wait_in_a_cell_is_said_in_the_unit_that_it_rounds_to(seconds: float | None, said: str) -> None:
    assert short_wait(seconds) == said


def test_a_host_learns_how_much_was_asked_in_a_secret_group_but_not_by_whom(cast: Cast) -> None:
    followers()["impact"].rebuild()
    pages = {
        figure: cast.client("host").get(f"/health/{figure}").content.decode() for figure in ("questions", "answers")
    }
    for page, name, every in ((pages["questions"], "Author Doe", 5), (pages["answers"], "Insider Doe", 4)):
        rows = page.split("<li>")[1:]
        hidden = [row for row in rows if "Somebody in a group that you are not in." in row]
        shown = [row for row in rows if name in row]
        assert len(hidden) >= 1
        assert len(hidden) + len(shown) == every
        assert not any(name in row or "<time" in row or "<a " in row for row in hidden)
        assert "How does the vault work?" not in page


def test_what_was_given_in_a_group_that_was_removed_is_said_to_have_been(cast: Cast) -> None:
    house, author, member = Actor.system_run("test"), cast.actor("author").person, cast.actor("member").person
    for name, audience in (("Sauna", "private"), ("Cellar", "secret")):
        group = groups.found_group(actor=house, name=name, kind="circle", audience=audience)
        record(EventHosted(actor=author, counterpart=member, about="events.event:0", group=group.id))
        groups.remove_group(actor=house, slug=group.slug)
    followers()["impact"].rebuild()
    page = cast.client("host").get("/health/contributions/list?kind=hosted").content.decode()
    assert re.findall(r"Somebody in a group that [^.]*\.", page) == [
        "Somebody in a group that you are not in.",
        "Somebody in a group that was removed.",
    ]
    assert "Author Doe" not in page


def test_figures_that_are_being_made_anew_are_not_shown_as_if_they_were_right(cast: Cast) -> None:
    host, words = cast.client("host"), "These figures are being made anew"
    paths = ("/health", "/health/questions", "/health/months")
    follower = followers()["impact"]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_place (name, era, tx, fact_id, phase, place, basis, moved_at, error, failures)"
            " values ('impact', 1, '1', 1, 0, 0, %s, now(), '', 0)",
            [follower.basis()],
        )
        assert [words in host.get(path).content.decode() for path in paths] == [False] * 3
        cursor.execute("update ledger_place set basis = 'of an older version'")
        assert [words in host.get(path).content.decode() for path in paths] == [True] * 3


def test_the_overview_of_ten_full_years_stays_lean(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ten_years = [
        impact.Month(date(2004 + place // 12, place % 12 + 1, 1), 120, 90, 7_260.0, 240, 1_300, 40, 20, False, False)
        for place in range(120)
    ]
    monkeypatch.setattr(impact, "months", lambda *_: ten_years)
    monkeypatch.setattr(impact, "week", lambda *_: [impact.Hour(1_234, 999, 7_260.0)] * 168)
    client = cast.client("host")
    overview = client.get("/health").content.decode()
    assert len(overview.encode()) <= 90_000
    assert overview.count("<table") == 6
    assert overview.count('<a href="/health/months">Every month</a>') == 5
    assert overview.count('<th scope="row">December 2013</th>') == 5
    assert '<th scope="row">December 2012</th>' not in overview
    assert client.get("/health/months").content.decode().count('<th scope="row">January 2004</th>') == 5
