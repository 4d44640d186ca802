"""Mails that have to wait: put off before they leave, by whoever counts them, and lost by nobody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.db import connection

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox import holding
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import Due, Wait, frozen, gone_since, now, register_holder
from belong.ground.kernel.tests.outbox.delivery.letters import fresh, posted, three_workers_deliver
from tests.post_office import PostOffice

pytestmark = pytest.mark.usefixtures("clone")
LATER = timedelta(hours=9)
START = now()
TWO = "Two are enough."


def two_each(due: Sequence[Due]) -> Mapping[int, Wait]:
    """Two mails for each person, from the start of the test on."""
    persons = {one.person for one in due if one.person is not None}
    had = Counter(
        {
            person: gone.sent + gone.in_hand
            for (person, _), gone in gone_since(START, persons=persons, kinds=["test.note"]).items()
        }
    )
    waits = {}
    for one in due:
        if one.person is not None and had[one.person] >= 2:
            waits[one.id] = Wait(START + LATER, TWO)
        elif one.person is not None:
            had[one.person] += 1
    return waits


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many were asked for at each asking."""
    monkeypatch.setattr(holding, "_holders", [])
    times: list[int] = []

    def holder(due: Sequence[Due]) -> Mapping[int, Wait]:
        times.append(len(due))
        return two_each(due)

    register_holder(holder)
    return times


def states() -> Counter[tuple[str, str, datetime | None]]:
    rows = OutboxMessage.objects.values_list("state", "last_error", "due_at")
    return Counter((state, says, due if state == "waiting" else None) for state, says, due in rows)


def test_what_is_put_off_waits_with_its_reason_and_takes_no_place_of_others(
    office: PostOffice, settings: LazySettings
) -> None:
    settings.MAIL_PACE = 1000
    posted(*["mia@example.org"] * 45, person=1)
    posted("ben@example.org", person=2)
    posted("anybody@example.org")
    deliver()
    assert Counter(one.recipient for one in office.arrived) == {
        "mia@example.org": 2,
        "ben@example.org": 1,
        "anybody@example.org": 1,
    }
    assert states() == {("sent", "", None): 4, ("waiting", TWO, START + LATER): 43}
    assert set(OutboxMessage.objects.filter(state="waiting").values_list("attempts", "claim")) == {(0, None)}
    deliver()
    assert len(office.arrived) == 4


def test_it_is_asked_once_for_each_batch(office: PostOffice, settings: LazySettings, asked: list[int]) -> None:
    settings.MAIL_PACE = 1000
    posted(*(f"p{number}@example.org" for number in range(50)))
    deliver()
    assert asked == [20, 20, 10]


def test_each_batch_is_put_off_by_itself(office: PostOffice, settings: LazySettings) -> None:
    """Who follows the ledger waits for no long transaction of many mails."""
    settings.MAIL_PACE = 1000
    transactions: list[int] = []

    def all_of_it(due: Sequence[Due]) -> Mapping[int, Wait]:
        with connection.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()::text::bigint")
            transactions.append(cursor.fetchone()[0])
        return {one.id: Wait(START + LATER, TWO) for one in due}

    register_holder(all_of_it)
    posted(*["mia@example.org"] * 45)
    deliver()
    assert (len(transactions), len(set(transactions)), office.arrived) == (3, 3, [])


def test_workers_side_by_side_count_each_other(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 1000
    for _turn in range(10):
        for person in range(6):
            posted(f"p{person}@example.org", person=person)
    three_workers_deliver()
    assert Counter(one.recipient for one in office.arrived) == {f"p{person}@example.org": 2 for person in range(6)}
    assert states() == {("sent", "", None): 12, ("waiting", TWO, START + LATER): 48}


def test_what_waited_for_days_is_tried_as_long_as_any_other(office: PostOffice) -> None:
    """Two days are counted from the first try that a server put off."""
    with frozen(START - timedelta(days=5)):
        [message] = posted("mia@example.org")
    office.recipient = lambda address: "451 4.7.1 Try again later" if office.tries[address] < 2 else None
    with frozen(START):
        deliver()
    assert (fresh(message).state, fresh(message).put_off_since) == ("waiting", START)
    with frozen(START + timedelta(minutes=1)):
        deliver()
    assert (fresh(message).state, len(office.arrived)) == ("sent", 1)
