"""Who is known: by an act of their own, while they stand."""

from datetime import timedelta

import pytest
from django.db import transaction

from belong.ground.ledger.public import remove_alias, set_alias
from belong.insight.impact.public import health
from belong.insight.impact.tests.acts import Following, assert_rebuilt, day, joined, somebody

pytestmark = pytest.mark.django_db
NOON = day("2015-05-04") + timedelta(hours=12)


def test_a_merge_is_no_act_of_anybody(follow: Following) -> None:
    acting, other, silent = somebody(), somebody(), somebody()
    joined(acting, NOON)
    joined(other, NOON)
    follow()
    assert health(None, None).people == 2
    for person, into in ((other, acting), (silent, acting)):
        with transaction.atomic():
            set_alias(person, into)
        follow()
        assert health(None, None).people == 1
        assert_rebuilt()
    with transaction.atomic():
        remove_alias(silent)
    follow()
    assert health(None, None).people == 1
    assert_rebuilt()
    with transaction.atomic():
        set_alias(acting, somebody())
    follow()
    assert health(None, None).people == 1
    assert_rebuilt()
