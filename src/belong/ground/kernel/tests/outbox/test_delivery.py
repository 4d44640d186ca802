"""Sending, to a real server that answers as it is told."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, connections, transaction

from belong.ground.kernel.models import OutboxMessage, Pace
from belong.ground.kernel.outbox import kinds as registered
from belong.ground.kernel.outbox.claiming import ROOM, Delivery, claim, delivery
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.outbox.kinds import Letter, Outgoing
from belong.ground.kernel.public import YES, Decision, frozen, no, now, post, register_mail, settled, stopped_because
from tests.post_office import PostOffice, post_office, silence

pytestmark = pytest.mark.usefixtures("clone")
SENDER = "hall@club.example"


def written(outgoing: Outgoing) -> Letter:
    return Letter(f"Nr {outgoing.parameters['n']}", "Hello, Zoë.\n", "<p>Hello, Zoë.</p>\n")


def gate(outgoing: Outgoing) -> Decision:
    return no("Withdrawn.") if outgoing.person == 666 else YES


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registered, "_kinds", {})
    register_mail("test.note", written, gate, parameters=["n"])
    register_mail("test.code", written, gate, parameters=["n"], secret=True)


@pytest.fixture
def office(settings: LazySettings) -> Iterator[PostOffice]:
    with post_office() as office, settled(sender=SENDER, sender_name="The Hall"):
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 5}
        yield office


def posted(*addresses: str, kind: str = "test.note", person: int | None = None) -> list[OutboxMessage]:
    with transaction.atomic():
        keys = [post(kind=kind, address=to, parameters={"n": n}, person=person) for n, to in enumerate(addresses)]
    return list(OutboxMessage.objects.filter(pk__in=keys).order_by("pk"))


def fresh(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.get(pk=message.pk)


def test_a_mail_arrives_with_both_its_forms_and_says_that_a_program_wrote_it(office: PostOffice) -> None:
    [message] = posted("Mia@Example.org")
    assert deliver() is False
    [received] = office.arrived
    mail = received.message
    assert (received.sender, received.recipient) == (SENDER, "mia@example.org")
    assert (mail["From"], mail["To"], mail["Subject"]) == ("The Hall <hall@club.example>", "mia@example.org", "Nr 0")
    assert mail["Message-ID"] == f"<{message.uid.hex}@club.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Hello, Zoë."]
    assert html.get_content().splitlines() == ["<p>Hello, Zoë.</p>"]
    done = fresh(message)
    assert (done.state, done.claim, done.attempts, done.last_error) == ("sent", None, 1, "")
    assert done.parameters == {"n": 0}
    assert done.sent_at is not None
    assert deliver() is False
    assert len(office.arrived) == 1


def test_what_lets_somebody_in_is_forgotten_when_it_has_left(office: PostOffice) -> None:
    [message] = posted("mia@example.org", kind="test.code")
    deliver()
    assert office.to("mia@example.org")
    assert fresh(message).parameters == {}


def test_without_a_way_or_a_sender_everything_waits_as_it_is(settings: LazySettings) -> None:
    [message] = posted("mia@example.org")
    with settled(sender=SENDER):
        assert deliver() is False
    with post_office() as office, settled(sender=""):
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none"}
        assert deliver() is False
        assert office.arrived == []
    assert (fresh(message).state, fresh(message).attempts) == ("waiting", 0)


def test_the_gate_is_asked_when_the_mail_leaves(office: PostOffice) -> None:
    [message] = posted("mia@example.org", person=666)
    deliver()
    assert office.arrived == []
    assert (fresh(message).state, fresh(message).last_error) == ("stopped", "Withdrawn.")


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


def test_a_server_that_is_silent_is_left_in_time(settings: LazySettings) -> None:
    messages = posted("a@example.org", "b@example.org")
    with silence() as port, settled(sender=SENDER):
        settings.MAIL_SMTP = {"host": "127.0.0.1", "port": port, "tls": "none", "timeout": 0.3}
        start = now()
        assert deliver() is False
        assert now() - start < timedelta(seconds=3)
    first, second = map(fresh, messages)
    assert (first.state, second.state, second.attempts) == ("waiting", "waiting", 0)
    assert "timed out" in first.last_error
    assert first.due_at > second.due_at


def test_a_server_that_falls_silent_over_a_mail(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 0.3}
    until = threading.Event()
    office.moment = lambda stage, number: None if stage != "recipient" or number != 2 else void(until.wait(1.5))
    messages = posted("a@example.org", "b@example.org", "c@example.org")
    deliver()
    until.set()
    assert [fresh(message).state for message in messages] == ["sent", "waiting", "waiting"]
    assert "timed out" in fresh(messages[1]).last_error
    with frozen(now() + timedelta(minutes=2)):
        deliver()
    assert [fresh(message).state for message in messages] == ["sent", "sent", "sent"]


def void(_: object) -> None:
    pass


def test_each_domain_keeps_its_pace_and_holds_up_no_other(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 3
    start = now()
    with frozen(start):
        posted(*(f"a{n}@slow.example" for n in range(8)), "b@quick.example")
        deliver()
    domains = [received.recipient.partition("@")[2] for received in office.arrived]
    assert domains.count("slow.example") == 3
    assert domains.count("quick.example") == 1
    arrived = []
    for seconds in (19, 21, 30, 61, 200, 400):
        with frozen(start + timedelta(seconds=seconds)):
            deliver()
        arrived.append(len(office.arrived) - 1)
    assert arrived == [3, 4, 4, 6, 8, 8]
    with frozen(start + timedelta(hours=1)), delivery() as run:
        claim(run)
    assert not Pace.objects.exists()


def test_two_workers_send_each_mail_once(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 1000
    posted(*(f"p{n}@example.org" for n in range(120)))

    def work() -> None:
        try:
            with settled(sender=SENDER):
                deliver()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(received.recipient for received in office.arrived) == sorted(f"p{n}@example.org" for n in range(120))
    assert office.sessions == 3
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_what_a_dead_delivery_had_claimed_is_free_at_once(office: PostOffice) -> None:
    messages = posted("a@example.org", "b@example.org")
    dead = threading.Thread(target=claim_and_vanish)
    dead.start()
    dead.join()
    assert {fresh(message).state for message in messages} == {"sending"}
    deliver()
    assert {fresh(message).state for message in messages} == {"sent"}


def claim_and_vanish() -> None:
    dead = Delivery(7)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s, %s)", [ROOM, dead.number])
    assert len(claim(dead)) == 2
    connection.close()  # as the machine does for a process that was killed


def test_a_living_delivery_keeps_what_it_claimed(office: PostOffice) -> None:
    claimed, leave = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with delivery() as run:
                claim(run)
                claimed.set()
                leave.wait(10)
        finally:
            connections.close_all()

    [message] = posted("a@example.org")
    holder = threading.Thread(target=hold)
    holder.start()
    claimed.wait(10)
    deliver()
    assert office.arrived == []
    leave.set()
    holder.join()
    assert fresh(message).state == "waiting"  # it was given back
    deliver()
    assert fresh(message).state == "sent"


def test_erased_on_the_way_it_is_not_sent(office: PostOffice) -> None:
    first, second = posted("a@example.org", "b@example.org")

    def erase() -> None:
        OutboxMessage.objects.filter(pk=second.pk).delete()
        connections.close_all()

    def at(stage: str, number: int) -> None:
        if (stage, number) == ("content", 1):  # the second one is claimed already
            eraser = threading.Thread(target=erase)
            eraser.start()
            eraser.join()

    office.moment = at
    deliver()
    assert [received.recipient for received in office.arrived] == [first.address]


def test_delivering_inside_a_transaction_is_refused() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        deliver()


def test_a_password_is_asked_for_over_tls_only(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = made_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with post_office(tls=context, password="pä:ss") as office, settled(sender=SENDER):
        way = {"host": "localhost", "port": office.port, "tls": "starttls", "user": "hall", "password": "pä:ss"}
        settings.MAIL_SMTP = way
        [message] = posted("mia@example.org")
        deliver()
        assert "certificate" in fresh(message).last_error.lower()  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        settings.MAIL_SMTP = {**way, "password": "wrong"}
        with frozen(now() + timedelta(minutes=2)):
            deliver()
        assert "535" in fresh(message).last_error
        settings.MAIL_SMTP = way
        with frozen(now() + timedelta(minutes=4)):
            deliver()
        assert len(office.arrived) == 1
    assert (fresh(message).state, stopped_because("mia@example.org")) == ("sent", None)


def made_certificate(folder: Path) -> Path:
    """A key and a certificate for this machine that it signed itself, in one file."""
    file = folder / "machine.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        ["openssl", *words.split(), "-addext", "subjectAltName=DNS:localhost", "-keyout", file, "-out", folder / "c"],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + (folder / "c").read_text())
    return file
