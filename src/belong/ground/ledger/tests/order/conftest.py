"""A follower that shows what came twice or never."""

from collections.abc import Iterator

import pytest
from django.db import connection

from belong.ground.ledger.tests.fakes import only
from belong.ground.ledger.tests.order.adding import Adding


@pytest.fixture
def adding(clone: str) -> Iterator[Adding]:
    with connection.cursor() as cursor:
        cursor.execute("create table added (person bigint primary key, facts bigint not null)")
    follower = Adding()
    with only(follower):
        yield follower
