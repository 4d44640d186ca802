"""What timelines and evidence show of arriving: to whom it is said, and to nobody else."""

from belong.ground.arrivals import public as arrivals
from belong.ground.arrivals.models import Invitation, Request
from belong.ground.arrivals.queries import let_in
from belong.ground.arrivals.tests.support import token_in
from belong.ground.arrivals.tests.test_joining import DECIDED, HOUSE, asked_and_proved
from belong.ground.groups.public import found_group
from belong.ground.kernel.public import cards, uuid7
from belong.ground.people.public import Actor, open_account, prove_address


def test_a_request_is_shown_to_hosts(member: Actor, host: Actor) -> None:
    asked_and_proved()
    ref = f"arrivals.request:{Request.objects.get().pk}"
    assert [cards(reader, [ref]) for reader in (member, Actor.anonymous())] == [{}, {}]
    assert (cards(host, [ref])[ref].title, cards(host, [ref])[ref].url) == ("Ana", "/joining")


def test_an_invitation_is_shown_to_whom_sent_it(member: Actor, host: Actor) -> None:
    group = found_group(actor=host, name="Bakers", kind="interest", audience="members")
    arrivals.invite(actor=member, address="ana@example.org", request_key=uuid7())
    arrivals.invite(actor=member, address="ben@example.org", request_key=uuid7(), group=group.slug)
    refs = [f"arrivals.invitation:{one.pk}" for one in Invitation.objects.order_by("pk")]
    assert [cards(reader, refs) for reader in (host, Actor.anonymous())] == [{}, {}]
    assert [cards(member, refs)[ref].title for ref in refs] == ["Belong", "Bakers"]


def test_hosts_alone_learn_who_was_let_in(member: Actor, host: Actor) -> None:
    uid = asked_and_proved()
    arrivals.decide_request(actor=host, uid=uid, granted=True)
    way = arrivals.granted_request(token_in(DECIDED))
    ana = open_account(name="Ana", email=way.address, password="three words and a lamp", must_prove=True)
    arrivals.arrive(way=way, person=ana.person_id)
    prove_address(actor=HOUSE, account=ana.pk, email=ana.email)
    arrivals.settle(account=ana.pk)
    everybody = [ana.person_id, member.person or 0, host.person or 0]
    assert let_in(host, everybody) == {ana.person_id}
    assert let_in(member, everybody) == set()
