"""What the server says no to, for a while or for good."""

from datetime import timedelta

import pytest

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import frozen, now, stopped_because
from belong.ground.kernel.tests.outbox.delivery.letters import fresh, posted
from tests.post_office import PostOffice

pytestmark = pytest.mark.usefixtures("clone")


def test_grey_listing_is_waited_out_with_growing_pauses(office: PostOffice) -> None:
    office.recipient = lambda address: "451 4.7.1 Try again later" if office.tries[address] < 4 else None
    start = now()
    with frozen(start):
        [message] = posted("mia@example.org")
    tried = []
    for minute in range(20):
        with frozen(start + timedelta(minutes=minute)):
            before = office.tries["mia@example.org"]
            deliver()
            if office.tries["mia@example.org"] > before:
                tried.append(minute)
    assert tried == [0, 1, 3, 7]
    assert (fresh(message).state, fresh(message).attempts) == ("sent", 4)
    assert len(office.arrived) == 1


def test_after_two_days_it_is_given_up(office: PostOffice) -> None:
    office.recipient = lambda address: "450 busy"
    start = now()
    with frozen(start):
        [message] = posted("mia@example.org")
    hours = 0
    while fresh(message).state == "waiting":
        with frozen(start + timedelta(hours=hours)):
            deliver()
        hours += 1
    assert hours == 49  # tried at 48 hours: the next try would be later than two days
    assert fresh(message).state == "failed"
    assert "450 busy" in fresh(message).last_error
    assert stopped_because("mia@example.org") is None


@pytest.mark.parametrize("answer", ["550 no such user", "550 5.1.1 unknown", "553 5.2.1 closed"])
def test_nobody_there_stops_the_address(office: PostOffice, answer: str) -> None:
    office.recipient = lambda address: answer if address == "gone@example.org" else None
    first, other = posted("gone@example.org", "mia@example.org")
    deliver()
    assert (fresh(first).state, fresh(first).last_error) == ("failed", answer)
    assert fresh(other).state == "sent"
    assert stopped_because("gone@example.org") == "refused"
    [late] = posted("Gone@example.org")
    assert (late.state, late.last_error) == ("stopped", "refused")
    deliver()
    assert office.tries["gone@example.org"] == 1


@pytest.mark.parametrize("answer", ["552 5.2.2 full", "554 5.7.1 relaying denied", "530 5.7.0 authenticate first"])
def test_a_refusal_that_is_not_about_the_address_is_tried_again(office: PostOffice, answer: str) -> None:
    office.recipient = lambda address: answer
    [message] = posted("mia@example.org")
    deliver()
    assert (fresh(message).state, fresh(message).last_error) == ("waiting", answer)
    assert stopped_because("mia@example.org") is None


def test_an_answer_that_cannot_be_kept_as_it_is_holds_up_no_other_mail(office: PostOffice) -> None:
    office.recipient = lambda address: "450 bu\x00sy" if address == "mia@example.org" else None
    first, other = posted("mia@example.org", "ben@example.org")
    deliver()
    assert (fresh(first).state, fresh(first).last_error) == ("waiting", "450 bu sy")
    assert fresh(other).state == "sent"


def test_refused_words_fail_alone(office: PostOffice) -> None:
    office.content = lambda address: "554 5.6.0 not this" if address == "mia@example.org" else None
    first, other = posted("mia@example.org", "ben@example.org")
    deliver()
    assert (fresh(first).state, fresh(other).state) == ("failed", "sent")
    assert stopped_because("mia@example.org") is None


@pytest.mark.parametrize("address", ["nobody", "a b@example.org", "a@b@example.org", "@example.org", "a@" + "x" * 70])
def test_what_is_no_address_fails_alone(office: PostOffice, address: str) -> None:
    bad, other = posted(address, "ben@example.org")
    deliver()
    assert (fresh(bad).state, fresh(other).state) == ("failed", "sent")


def test_addresses_with_other_letters(office: PostOffice) -> None:
    messages = posted("mia@müller.example", "zoë@example.org")
    deliver()
    assert [fresh(message).last_error for message in messages] == ["", ""]
    assert [received.recipient for received in office.arrived] == ["mia@xn--mller-kva.example", "zoë@example.org"]


def test_a_mail_that_cannot_be_written_waits_for_who_mends_it(office: PostOffice) -> None:
    [broken] = posted("mia@example.org")
    OutboxMessage.objects.filter(pk=broken.pk).update(parameters={})
    [other] = posted("ben@example.org")
    deliver()
    assert fresh(broken).state == "waiting"
    assert "KeyError" in fresh(broken).last_error
    assert fresh(other).state == "sent"
