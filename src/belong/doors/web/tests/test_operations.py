"""healthz, metrics and the owner's page of how everything is."""

import json
import os
import subprocess
import sys

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from belong.doors.web.tests.cast import Cast

pytestmark = pytest.mark.django_db
TOKEN = "a word that nobody guesses"


def test_it_says_that_it_lives_without_looking_at_who_asks(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.cookies["sessionid"] = "nonsense"
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"well\n")
    assert "no-store" in answer["Cache-Control"]


def test_it_says_so_on_its_own_machine_whatever_the_site_is_called(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = allowed(BELONG_HOSTS="community.example.org")
    for name in ("community.example.org", "127.0.0.1:8000", "localhost:8000", "[::1]:8000"):
        assert client.get("/healthz", headers={"host": name}).status_code == 200
    assert client.get("/healthz", headers={"host": "other.example.org"}).status_code == 400


def allowed(**environment: str) -> list[str]:
    """What the settings make of the environment."""
    script = "import json; from belong.config import settings; print(json.dumps(settings.ALLOWED_HOSTS))"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_without_its_database_it_is_not_well(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> object:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503


def test_metrics_are_for_who_shows_the_token(client: Client, settings: Settings) -> None:
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = ["belong.doors.web.operations.measured.MeasuringMiddleware", *settings.MIDDLEWARE]
    client = Client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 404
    client.get("/groups/")
    client.get("/nowhere/at-all")
    told = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert told.status_code == 200
    text = told.content.decode()
    assert 'belong_facts_behind{reader="journey"}' in text
    assert 'belong_tasks{state="failed"} 0.0' in text
    assert 'belong_mails{state="waiting"} 0.0' in text
    assert "belong_database_bytes" in text
    assert 'belong_requests_total{method="GET",page="groups",status="200"}' in text
    assert 'page="none",status="404"' in text
    assert "nowhere" not in text, "no address stands in it: it may name somebody"


def test_where_files_lie_on_the_machine_is_for_owners(cast: Cast, settings: Settings) -> None:
    where = str(settings.MEDIA_ROOT)
    assert where in cast.client("owner").get("/operation").content.decode()
    shown = cast.client("host").get("/operation").content.decode()
    assert where not in shown
    assert "Files are kept and found." in shown
    assert 'href="/operation"' in cast.client("host").get("/settings").content.decode()


def test_the_page_shows_what_failed_and_has_it_done_again(cast: Cast) -> None:
    host = cast.client("host")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, status, attempts)"
            " values ('default', 'tests.break', 'failed', 6) returning id"
        )
        number = cursor.fetchone()[0]
    shown = host.get("/operation").content.decode()
    assert "tests.break" in shown
    assert "Tried 6 times." in shown
    assert host.post(f"/operation/tasks/{number}").status_code == 303
    assert "tests.break" not in host.get("/operation").content.decode().split('id="failed"')[1]
