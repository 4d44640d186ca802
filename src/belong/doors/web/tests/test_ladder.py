"""The pages of the ladder: the facts behind a clause, a page at a time."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction

from belong.doors.web.ladder.views import person as views
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import day_of, encode_cursor, frozen, now
from belong.ground.ledger.public import PersonJoined, record
from belong.insight.journey import public as journey
from belong.insight.journey.projection import Journey

NEXT = re.compile(r'<a rel="next" href="([^"]*)"')


def test_the_facts_of_a_clause_are_paged_by_the_last_one_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FACTS_A_PAGE", 2)
    person, client = cast.accounts["author"].person_id, cast.client("host")
    assert person is not None

    def join() -> None:
        with transaction.atomic():
            record(PersonJoined(actor=person, about=f"people.person:{person}"))

    for _ in range(4):
        join()
    address: str | None = f"/people/{cast.names['person']}/ladder?clause=member"
    shown: list[int] = []
    while address is not None:
        page = client.get(address).content.decode()
        shown.append(page.count("joined the community"))
        assert "5 facts were counted" in page or "6 facts were counted" in page
        found = NEXT.search(page)
        address = found[1].replace("&amp;", "&") if found else None
        if len(shown) == 1:
            join()
    assert shown == [2, 2, 2]


@pytest.mark.parametrize("after", ["0", "rubbish", "-1", encode_cursor("1"), encode_cursor(1, 2)])
def test_a_place_that_no_page_gave_is_not_there(cast: Cast, after: str) -> None:
    path = f"/people/{cast.names['person']}/ladder?clause=member&after={after}"
    assert cast.client("host").get(path).status_code == 404


def work_out() -> None:
    """Where everybody stands, made anew of all facts."""
    with connection.cursor() as cursor:
        cursor.execute("delete from journey_stay")
        cursor.execute("delete from journey_span")
    Journey().rebuild()


def choose(cast: Cast, preset: str, *, descend: str = "quarter") -> None:
    """Put a preset in force."""
    card = next(each for each in journey.presets() if each.key == preset)
    journey.choose_ladder(
        actor=cast.actor("host"), key=card.key, name=card.name, stages=[dict(stage) for stage in card.stages],
        descend=descend, reason="We try it.",
    )  # fmt: skip
    work_out()


def test_a_new_ladder_with_the_same_steps_is_no_event_in_anybody_s_life(cast: Cast) -> None:
    work_out()
    later, path, client = now() + timedelta(days=1), f"/people/{cast.names['person']}", cast.client("host")
    choose(cast, "belonging")
    with frozen(later + timedelta(days=9)):
        river = client.get(f"{path}/timeline?kind=steps").content.decode()
        assert "to “Partner”" in river
        assert river.count("river-step") == 2
        assert "chose another ladder" not in river
        way = client.get(f"{path}/ladder").content.decode()
        assert way.count("after Partner") == 0


def test_where_the_steps_have_other_names_the_words_say_who_moved_them(cast: Cast) -> None:
    choose(cast, "seven_steps")
    path, client = f"/people/{cast.names['person']}", cast.client("host")
    with frozen(now() + timedelta(days=1)):
        assert (
            "The community chose another ladder: from “Partner” to “Trust”"
            in client.get(f"{path}/timeline?kind=steps").content.decode()
        )
        assert "after Partner: the community chose another ladder" in client.get(f"{path}/ladder").content.decode()
        assert "the community chose another ladder" in client.get("/ladder/moves").content.decode()
        assert "“Know, like, trust”. Who stands elsewhere" in client.get("/ladder/flows").content.decode()


def test_the_stair_says_who_keeps_a_step_only_until_the_quarter_ends(cast: Cast) -> None:
    client = cast.client("host")
    work_out()
    with frozen(now() + timedelta(days=1)):
        assert "only until" not in client.get("/ladder").content.decode()
        choose(cast, "tamarack")
    with frozen(now() + timedelta(days=2)):
        figures = journey.descents(cast.actor("host"))
        assert sum(figure.people for figure in figures) == 4
        stair = client.get("/ladder").content.decode()
        assert "people keep a step only until" in stair and 'href="/ladder/leaving"' in stair
        assert "only until" not in client.get(f"/ladder?as_of={day_of(now())}").content.decode()
        assert "Author Doe" in client.get("/ladder/leaving").content.decode()
        why = client.get(f"/people/{cast.names['person']}/ladder").content.decode()
        assert "What happened so far supports “Explorer”." in why and "is kept until" in why
        person = client.get(f"/people/{cast.names['person']}").content.decode()
        assert "a step is lost only when a quarter ends" in person
