"""Whatever changes what was said reaches the index by the ledger, and followed is what a rebuild gives."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from belong.community.discussions import public as discussions
from belong.ground.groups import public as groups
from belong.ground.kernel.public import erasers
from belong.ground.ledger.following.readers import FollowerReader
from belong.ground.ledger.following.stepping import Pace, Step
from belong.ground.ledger.public import PersonErased, check, record, withdraw_batch
from belong.ground.ledger.tests.readable import all_is_readable
from belong.ground.people import public as people
from belong.ground.people.commands.own_data import erasing
from belong.insight.search.projection import SearchIndex, forget
from belong.insight.search.tests.place import HOUSE, Place, apply, counted, followed, load, titles


@pytest.fixture
def place(clone: str) -> Iterator[Place]:
    made = Place()
    yield made
    followed()
    assert check(["search"]) == []


def test_what_is_written_is_found_and_what_it_said_before_is_not(place: Place) -> None:
    asked = place.ask("A lantern at the gate", tags=("light",))
    answer = discussions.answer(actor=place.ben, topic=asked.uid, body="Use paraffin.")
    discussions.reply(actor=place.ana, post=answer.uid, body="Or petroleum.")
    followed()
    assert (
        titles(place.ben, "lantern") == titles(place.ben, "paraffin") == titles(place.ben, "petroleum") == [asked.title]
    )
    assert titles(place.ben, "light") == [asked.title]
    discussions.edit(actor=place.ben, post=answer.uid, body="Use kerosene.")
    followed()
    assert (titles(place.ben, "paraffin"), titles(place.ben, "kerosene")) == ([], [asked.title])


def test_titles_tags_and_groups_change(place: Place) -> None:
    asked = place.ask("A lantern at the gate", tags=("light",))
    discussions.answer(actor=place.ben, topic=asked.uid, body="Use paraffin.")
    opening = discussions.topic_page(place.ana, asked.uid).opening
    assert opening is not None
    discussions.edit(actor=place.ana, post=opening.post.uid, body="Who knows?", title="A candle at the gate")
    discussions.tag(actor=place.ana, topic=asked.uid, names=["wax"])
    discussions.move(actor=place.host, topic=asked.uid, group=place.slugs["members"])
    followed()
    assert (titles(place.ben, "lantern"), titles(place.ben, "candle")) == ([], ["A candle at the gate"])
    assert (titles(place.ben, "", tag="light"), titles(place.ben, "paraffin", tag="wax")) == (
        [],
        ["A candle at the gate"],
    )
    assert titles(place.ben, "candle", group=place.slugs["public"]) == []
    assert titles(place.ben, "candle", group=place.slugs["members"]) == ["A candle at the gate"]


def test_answers_come_and_go(place: Place) -> None:
    asked = place.ask("A lantern at the gate")
    followed()
    assert titles(place.ben, "lantern", answered="waits") == [asked.title]
    answer = discussions.answer(actor=place.ben, topic=asked.uid, body="Use paraffin.")
    followed()
    assert titles(place.ben, "lantern", answered="waits") == []
    assert titles(place.ben, "lantern", answered="answered") == [asked.title]
    discussions.delete(actor=place.ben, post=answer.uid, reason="wrong")
    followed()
    assert titles(place.ben, "lantern", answered="waits") == [asked.title]
    assert titles(place.ben, "paraffin") == titles(place.host, "paraffin") == []


def test_an_archive_comes_is_brought_up_to_date_and_goes(place: Place) -> None:
    load({"1": "A windmill", "2": "A watermill"}, {"3": ("1", "Grease the axle")})
    followed()
    assert titles(place.ben, "axle") == ["A windmill"]
    newer = load({"1": "A sawmill", "2": "A watermill"}, {"3": ("1", "Oil the axle"), "4": ("2", "Mind the weir")})
    followed()
    apply(newer)
    followed()
    assert titles(place.ben, "windmill") == titles(place.ben, "grease") == []
    assert titles(place.ben, "sawmill") == titles(place.ben, "oil") == ["A sawmill"]
    assert titles(place.ben, "watermill", answered="answered") == ["A watermill"]
    with transaction.atomic():
        withdraw_batch(newer, "undone")
    while not discussions.revert_changes(newer).done:
        pass
    followed()
    assert titles(place.ben, "grease") == titles(place.ben, "windmill") == ["A windmill"]
    assert titles(place.ben, "weir") == titles(place.ben, "sawmill") == []
    assert titles(place.ben, "watermill", answered="waits") == ["A watermill"]


def test_a_language_is_chosen_for_a_group(place: Place) -> None:
    asked = place.ask("Zwei Häuser im Garten")
    followed()
    assert titles(place.ben, "Haus") == []
    groups.choose_language(actor=place.host, slug=place.slugs["public"], language="de")
    followed()
    assert titles(place.ben, "Haus") == [asked.title]
    assert check(["search"]) == []


def test_a_big_group_takes_its_language_in_steps_and_goes_on_where_it_was_killed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 8):
        place.ask(f"Zwei Häuser, die Nummer {number}")
    place.ask("Drei Häuser nebenan", group="members")
    followed()
    monkeypatch.setattr("belong.insight.search.projection.POSTS_AT_ONCE", 16)
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    groups.choose_language(actor=place.host, slug=place.slugs["public"], language="de")
    place.ask("Ein Haus, das danach kommt")

    assert steps(2) == [Step.MOVED, Step.MOVED]
    assert german() == 4
    with monkeypatch.context() as killed:
        killed.setattr("belong.insight.search.projection._tidy", dies)
        assert steps(1) == [Step.FAILED]
    assert german() == 4
    assert steps(2) == [Step.MOVED, Step.MOVED]
    assert german() == 7
    followed()
    assert german() == 8
    assert counted(place.ben, "Haus") == 8


def steps(most: int) -> list[Step]:
    """As many steps of a process that knows nothing of the one before it."""
    all_is_readable()
    pace = Pace(FollowerReader(SearchIndex()))
    return [pace.step() for _ in range(most)]


def dies() -> None:
    raise RuntimeError("killed")


def german() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from search_post where words @@ $$'l german'$$")
        return int(cursor.fetchone()[0])


def test_what_somebody_left_is_found_again_in_steps(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        place.ask(f"A lantern {number}")
    followed()
    monkeypatch.setattr("belong.insight.search.projection.POSTS_AT_ONCE", 16)
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    ana = place.ana.person
    assert ana is not None
    forget(ana)
    with transaction.atomic():
        record(PersonErased(actor=None, about=f"people.person:{ana}", counterpart=ana, kept=True))
    seen = []
    while steps(1) == [Step.MOVED]:
        seen.append(counted(place.ben, "lantern"))
    assert seen == [2, 4, 5, 5]


@pytest.mark.parametrize("keeps", [False, True])
def test_what_comes_back_while_somebody_is_forgotten_goes_again(
    place: Place, monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    """Each room forgets by itself: a fact about their topic may be folded in between."""
    asked = place.ask("A lantern at the gate")
    ana = place.ana.person
    assert ana is not None
    followed()
    uid = people.begin_erasure(actor=place.ana, person=ana, keeps=keeps)
    first = {name: one for name, one in erasers().items() if name == "search"}
    with monkeypatch.context() as slow:
        slow.setattr(erasing, "erasers", lambda: first)
        erasing.forget_step_by_step(uid)
    assert counted(place.ben, "lantern") == 0
    discussions.tag(actor=place.host, topic=asked.uid, names=["light"])
    followed()
    assert counted(place.ben, "lantern") == 1
    people.carry_out(uid)
    followed()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from search_post where words @@ 'lantern'")
        assert cursor.fetchone() == (int(keeps),)
    assert check(["search"]) == []


def test_whoever_is_forgotten_leaves_no_word(place: Place) -> None:
    asked = place.ask("A lantern at the gate")
    discussions.answer(actor=place.ben, topic=asked.uid, body="Use paraffin.")
    followed()
    assert place.ben.person is not None
    for _, erase in erasers().values():
        erase(place.ben.person)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from search_post where words @@ 'paraffin'")
        assert cursor.fetchone() == (0,)
    followed()
    assert (counted(HOUSE, "paraffin"), counted(HOUSE, "lantern")) == (0, 1)
