"""Where insight follows still, the page of what is mine says so."""

from django.test import Client

from belong.ground.ledger.public import drain, is_behind
from belong.ground.people.public import open_account

WORKED_OUT = b"is being worked out from your record"


def test_a_newcomer_reads_that_their_step_is_being_worked_out_until_it_is(clone: str) -> None:
    drain()
    client = Client()
    client.force_login(open_account(email="ana@example.org", password="three words and a lamp", name="Ana"))
    assert is_behind("journey")
    assert WORKED_OUT in client.get("/me").content
    drain()
    assert not is_behind("journey")
    assert WORKED_OUT not in client.get("/me").content
