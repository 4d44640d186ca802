"""A provider's service, spoken to through the library: a real server that answers as Postmark does."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox import kinds as registered
from belong.ground.kernel.outbox.checks import check_mail
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.outbox.kinds import Letter
from belong.ground.kernel.public import YES, post, register_mail, settled, stopped_because

pytestmark = pytest.mark.usefixtures("clone")


@dataclass
class Service:
    """What it was sent, and how it answers: a status, and the words beside the code of Postmark's."""

    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    code: int = 0
    says: str = "OK"


@pytest.fixture
def service(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    kept = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            kept.asked.append({**content, "token": self.headers["X-Postmark-Server-Token"]})
            said = {"ErrorCode": kept.code, "Message": kept.says, "To": content["To"], "MessageID": "m-1"}
            body = json.dumps(said).encode()
            self.send_response(kept.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    kept.port = server.server_port
    settings.MAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "POSTMARK_API_URL": f"http://127.0.0.1:{kept.port}/"}
    settings.SITE_URL = "https://club.example"
    monkeypatch.setattr(registered, "_kinds", {})
    register_mail("test.note", lambda outgoing: Letter("Subject", "Text\n", "<p>Text</p>"), lambda outgoing: YES)
    try:
        with settled(sender="hall@club.example", sender_name="Die Halle ü"):
            yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sent(address: str = "mia@example.org") -> OutboxMessage:
    with transaction.atomic():
        key = post(kind="test.note", address=address, parameters={})
    deliver()
    return OutboxMessage.objects.get(pk=key)


def test_it_gets_the_whole_mail(service: Service) -> None:
    message = sent()
    [asked] = service.asked
    assert (message.state, asked["token"], asked["To"], asked["Subject"]) == ("sent", "t", "mia@example.org", "Subject")
    assert (asked["TextBody"], asked["HtmlBody"]) == ("Text\n", "<p>Text</p>")
    assert "hall@club.example" in asked["From"]
    headers = {one["Name"]: one["Value"] for one in asked["Headers"]}
    assert headers["Message-ID"] == f"<{message.uid.hex}@club.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert check_mail().ok


@pytest.mark.parametrize(
    ("status", "code", "says", "state", "stopped"),
    [
        (422, 406, "You tried to send to a recipient that has been marked as inactive. Found inactive addresses: "
         "mia@example.org. Inactive recipients are ones that have generated a hard bounce or a spam complaint.",
         "failed", "refused"),
        (429, 1, "slow down", "waiting", None),
        (503, 1, "away", "waiting", None),
        (401, 10, "bad token", "waiting", None),
        (413, 1, "too large", "failed", None),
    ],
)  # fmt: skip
def test_each_refusal_has_its_meaning(
    service: Service, status: int, code: int, says: str, state: str, stopped: str | None
) -> None:
    service.status, service.code, service.says = status, code, says
    message = sent()
    assert (message.state, stopped_because("mia@example.org")) == (state, stopped)
    assert message.last_error != ""


def test_a_service_that_is_away_keeps_everything_waiting(service: Service, settings: LazySettings) -> None:
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "POSTMARK_API_URL": "http://127.0.0.1:9/"}
    assert sent().state == "waiting"


def test_the_doctor_names_what_is_missing(service: Service, settings: LazySettings) -> None:
    settings.ANYMAIL = {}
    verdict = check_mail()
    assert not verdict.ok
    assert "POSTMARK_SERVER_TOKEN" in verdict.says
    settings.MAIL_PROVIDER = "pigeons"
    assert "belong[providers]" in check_mail().says
    assert sent().state == "waiting"
