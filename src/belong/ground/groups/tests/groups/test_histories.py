"""What others read of memberships, and what an erasure leaves."""

import pytest

from belong.ground.groups.public import (
    group,
    group_rows,
    join_group,
    membership_rows,
)
from belong.ground.groups.tests.groups.founding import founded
from belong.ground.kernel.public import erasers, exporters
from belong.ground.ledger.public import set_alias
from belong.ground.people.tests.support import (
    HOUSE,
    member,
    pk,
    recording,
)

pytestmark = pytest.mark.django_db


def test_relations_give_what_stands_under_the_canonical_person() -> None:
    mia, twin = member(), member("Mia M.")
    card = founded()
    join_group(actor=twin, slug=card.slug)
    set_alias(pk(twin), pk(mia))
    assert [(row["slug"], row["kind"], row["audience"]) for row in group_rows()] == [("brewers", "practice", "members")]
    assert [(row["who"], row["group_id"], row["kind"], row["role"], row["until_at"]) for row in membership_rows()] == [
        (mia.person, card.id, "practice", "member", None)
    ]


def test_who_is_erased_leaves_their_groups_and_gets_their_history_before() -> None:
    mia, card = member(), founded()
    join_group(actor=mia, slug=card.slug)
    given = exporters()["groups"](pk(mia))
    assert [row["name"] for row in given["memberships"]] == ["Brewers"]  # type: ignore[attr-defined]
    with recording() as facts:
        erasers()["groups"][1](pk(mia))
        erasers()["groups"][1](pk(mia))
    assert facts.words == ["left_group"]
    assert group(HOUSE, card.slug).members == 0
