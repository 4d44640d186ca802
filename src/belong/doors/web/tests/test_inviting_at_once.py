"""An invitation that is sent in the very instant in which its group closes."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client

from belong.ground.arrivals.models import Invitation
from belong.ground.groups.public import close_group, found_group
from belong.ground.kernel.public import uuid7
from belong.ground.people.public import Actor, open_account
from belong.ground.people.tests.support import wait_for_a_lock

HOUSE = Actor.system_run("test")


def test_it_is_not_sent_and_its_line_comes_back(clone: str) -> None:
    group = found_group(actor=HOUSE, name="Bread", kind="interest", audience="members")
    client = Client()
    client.force_login(open_account(email="mia@example.org", password="three words and a lamp", name="Mia"))
    typed = {"address": "nia@example.net", "line": "Come and see the oven.", "group": group.slug}

    def send() -> HttpResponse:
        try:
            answer: HttpResponse = client.post("/invite", {**typed, "request_key": str(uuid7())})  # type: ignore[assignment]
            return answer
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            close_group(actor=HOUSE, slug=group.slug)
            sending = pool.submit(send)
            wait_for_a_lock()
        answer = sending.result(30)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This group is closed" in page
    assert "Come and see the oven." in page and 'value="nia@example.net"' in page
    assert not Invitation.objects.exists()
