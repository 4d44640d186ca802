"""Who acts, with all that they hold."""

import pytest

from belong.ground.groups.public import (
    actor_for,
    group,
    join_group,
    leave_group,
    set_member_role,
)
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import Actor, close_account, give_role, make_owner
from belong.ground.people.tests.support import (
    HOUSE,
    PASSWORD,
    VISITOR,
    account,
    queries,
)

pytestmark = pytest.mark.django_db


def test_the_actor_is_found_by_one_statement_with_all_that_they_hold() -> None:
    made = account()
    mine = founded("Mine")
    led = founded("Led", "secret")
    left = founded("Left")
    give_role(actor=HOUSE, person=made.person_id, role="mentor")
    for slug in (mine.slug, left.slug):
        join_group(actor=actor_for(made.pk), slug=slug)
    leave_group(actor=actor_for(made.pk), slug=left.slug)
    set_member_role(actor=HOUSE, slug=led.slug, person=made.person_id, role="leader")
    assert actor_for(made.pk) == Actor(
        person=made.person_id,
        account=made.pk,
        name="Mia",
        roles=frozenset({"mentor"}),
        groups=frozenset({mine.id, led.id}),
        leads=frozenset({led.id}),
        uid=made.person.uid,
    )
    assert queries(lambda: actor_for(made.pk)) == 1
    assert queries(lambda: actor_for(None)) == 0


def test_no_account_a_closed_one_and_an_unknown_one_are_visitors() -> None:
    made = account()
    close_account(actor=HOUSE, account=made.pk)
    assert actor_for(None) == actor_for(made.pk) == actor_for(made.pk + 1) == VISITOR


def test_an_actor_has_what_they_hold_under_any_of_their_ids() -> None:
    made, other = account(), make_owner("ada@x.org", PASSWORD, "Ada")
    card = founded("Theirs", "secret")
    set_member_role(actor=HOUSE, slug=card.slug, person=made.person_id, role="leader")
    set_alias(made.person_id, other.person_id)
    for one in (made, other):
        actor = actor_for(one.pk)
        assert (actor.person, actor.name, actor.staff, actor.roles) == (
            other.person_id,
            "Ada",
            True,
            frozenset({"owner"}),
        )
        assert actor.groups == actor.leads == frozenset({card.id})
    assert group(actor_for(made.pk), card.slug).members == 1
    leave_group(actor=actor_for(other.pk), slug=card.slug)
    assert actor_for(made.pk).groups == frozenset()
