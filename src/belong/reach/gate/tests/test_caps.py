"""How many mails a person gets a day; what is more waits for the next one."""

from datetime import UTC, datetime, timedelta

import pytest

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.public import Due, Wait, frozen, one_reading, settled, write_settings
from belong.ground.people.public import merge
from belong.ground.people.tests.support import member, pk, queries, someone
from belong.ground.settings.public import mails_a_day
from belong.reach.gate.deciding import ENOUGH, ENOUGH_OF_A_KIND, waits
from belong.reach.gate.public import Terms

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _three_a_day(db: None) -> None:
    write_settings({"mails_a_day": 3})


def due(person: int | None, *kinds: str, first: int = 1000) -> list[Due]:
    return [Due(first + place, kind, person) for place, kind in enumerate(kinds)]


def had(person: int, kind: str, state: str, at: datetime) -> None:
    OutboxMessage.objects.create(
        kind=kind,
        address="mia@example.org",
        person=person,
        state=state,
        claim=7 if state == "sending" else None,
        sent_at=at if state == "sent" else None,
    )


def had_three(person: int, at: datetime) -> None:
    for _one in range(3):
        had(person, "talk.answer", "sent", at)


def says(given: list[Due]) -> dict[int, str]:
    with frozen(NOON):
        return {number: wait.says for number, wait in waits(given).items()}


def test_the_first_of_a_batch_go_and_the_rest_waits_for_what_becomes_of_them() -> None:
    mia, ben = pk(member()), pk(member("Ben"))
    given = [*due(mia, *["talk.answer"] * 5), *due(ben, "talk.answer", first=2000)]
    with frozen(NOON):
        found = waits(given)
        assert found == {1003: Wait(None), 1004: Wait(None)}
        for _sent in range(2):
            had(mia, "talk.answer", "sent", NOON)
        had(mia, "talk.answer", "stopped", NOON)
        assert waits(given[3:]) == {1004: Wait(None)}
        had(mia, "talk.answer", "sent", NOON)
        assert waits(given[4:]) == {1004: Wait(MIDNIGHT, ENOUGH)}


def test_what_went_today_counts_with_what_is_on_its_way_and_nothing_else() -> None:
    mia = pk(member())
    had(mia, "talk.answer", "sent", NOON - timedelta(hours=12))
    had(mia, "talk.answer", "sending", NOON)
    had(mia, "talk.answer", "sent", NOON - timedelta(hours=12, seconds=1))  # yesterday
    had(mia, "talk.answer", "stopped", NOON)
    had(mia, "service.x", "sent", NOON)
    assert says(due(mia, "talk.answer", "news.letter")) == {1001: ""}
    had(mia, "news.letter", "sent", NOON)
    had(mia, "news.letter", "sent", NOON)
    assert says(due(mia, "talk.answer", "news.letter")) == {1000: ENOUGH, 1001: ENOUGH}


def test_what_another_worker_has_in_hand_sends_nobody_to_the_next_day() -> None:
    mia = pk(member())
    had(mia, "talk.answer", "sent", NOON)
    for _one in range(2):
        had(mia, "talk.answer", "sending", NOON)
    with frozen(NOON):
        assert waits(due(mia, "talk.answer")) == {1000: Wait(NOON + timedelta(minutes=1))}
        OutboxMessage.objects.filter(state="sending").update(state="stopped", claim=None)
        assert waits(due(mia, "talk.answer")) == {}


def test_of_a_kind_go_as_many_as_it_says() -> None:
    mia = pk(member())
    had(mia, "talk.reply", "sent", NOON)
    batch = due(mia, "talk.reply", "talk.reply", "talk.answer", "talk.answer")
    assert says(batch) == {1001: "", 1003: ""}
    had(mia, "talk.reply", "sent", NOON)
    assert says(batch) == {1000: ENOUGH_OF_A_KIND, 1001: ENOUGH_OF_A_KIND, 1003: ""}


def test_a_service_never_waits() -> None:
    mia = pk(member())
    assert says(due(mia, *["talk.answer"] * 3, *["service.x"] * 5)) == {}
    assert says(due(None, *["service.x"] * 5)) == {}


def test_a_day_ends_where_the_community_is() -> None:
    mia = pk(member())
    late = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)  # half past eleven in Berlin, the clock goes forward next night
    had_three(mia, late)
    with settled(time_zone="Europe/Berlin"):
        with frozen(late):
            assert [wait.until for wait in waits(due(mia, "talk.answer")).values()] == [
                datetime(2026, 3, 28, 23, tzinfo=UTC)
            ]
        with frozen(late + timedelta(hours=1)):
            assert waits(due(mia, "talk.answer")) == {}
            had_three(mia, late + timedelta(hours=1))
            assert [wait.until for wait in waits(due(mia, "talk.answer")).values()] == [
                datetime(2026, 3, 29, 22, tzinfo=UTC)
            ]


def test_two_records_that_are_one_get_as_many_as_one() -> None:
    mia, other = member(), member("Mia B.")
    had(pk(mia), "talk.answer", "sent", NOON)
    had(pk(other), "talk.answer", "sent", NOON)
    assert says([*due(pk(mia), "talk.answer"), *due(pk(other), "talk.answer", first=2000)]) == {}
    merge(actor=someone("Hanna", "host"), keep=pk(mia), other=pk(other))
    assert says([*due(pk(mia), "talk.answer"), *due(pk(other), "talk.answer", first=2000)]) == {2000: ""}
    had(pk(other), "talk.answer", "sent", NOON)
    assert says([*due(pk(mia), "talk.answer"), *due(pk(other), "talk.answer", first=2000)]) == {
        1000: ENOUGH,
        2000: ENOUGH,
    }


def test_a_batch_takes_two_queries_however_large_it_is() -> None:
    people = [pk(member(f"P {number}")) for number in range(20)]
    with frozen(NOON), one_reading():
        mails_a_day()
        for given in (people[:1], people):
            batch = [Due(number, "talk.answer", person) for number, person in enumerate(given)]
            assert queries(lambda batch=batch: waits(batch)) == 2  # type: ignore[misc]
        assert queries(lambda: waits(due(people[0], "service.x"))) == 0


def test_a_service_has_no_cap() -> None:
    with pytest.raises(ValueError, match="another day"):
        Terms(service=True, most_a_day=3)
