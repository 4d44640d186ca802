"""What is sent twice, one after the other or at the very same moment, is done once and answered alike."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import Client, RequestFactory
from pytest_django import Settings

from belong.doors.web.tests.cast import ROLES, Cast, assemble
from belong.ground.kernel.public import uuid7
from belong.ground.ledger.public import history
from tests.addresses import ROWS, Row

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False


def send(client: Client, row: Row, cast: Cast, key: str) -> tuple[int, str, list[str]]:
    """What is answered, where that leads, and what is told there."""
    data = {"request_key": key, **{name: value.format(**cast.names) for name, value in row.data.items()}}
    answer = client.post(row.path.format(**cast.names), urlencode(data), content_type=FORM)
    return answer.status_code, answer.headers.get("Location", ""), told(client)


def told(client: Client) -> list[str]:
    """What the next page says once."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: one.value for name, one in client.cookies.items()}
    return [str(one) for one in CookieStorage(request)]


def writes() -> Iterator[tuple[Row, str]]:
    """Each form of the site that can be sent, with the first role that sends it with success."""
    for row in ROWS:
        roles = [role for role, answer in zip(ROLES, row.answers.split(), strict=True) if answer == "303"]
        if row.method == "POST" and roles and roles[0] != "stranger":
            yield row, roles[0]


def test_a_second_click_is_answered_as_the_first(db: None) -> None:
    cache.clear()
    cast, wrong = assemble(), []
    for row, role in writes():
        with transaction.atomic():
            client, key = cast.client(role), str(uuid7())
            first = send(client, row, cast, key)
            second = send(client, row, cast, key)
            if first[:2] != second[:2] or second[2][: len(first[2])] != first[2]:
                wrong.append(f"{role} {row} {row.data}: {first}, then {second}")
            transaction.set_rollback(True)
    assert wrong == []


def test_what_could_not_be_done_is_told_each_time_and_later_it_is_meant_again(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    cast = assemble()
    client, key = cast.client("host"), str(uuid7())
    refused = Row("", "POST", "/people/claims/{claim}", "", {"answer": " ", "is_theirs": "no"})
    assert [send(client, refused, cast, key)[0] for _twice in range(2)] == [422, 422]
    twice = Row("", "POST", "/people/same/{proposal}/different", "")
    says = ["They stay two people, and are not proposed again."]
    assert [send(client, twice, cast, key) for _twice in range(2)] == [(303, "/people/same", says)] * 2
    assert send(cast.client("owner"), twice, cast, key)[0] == 404
    assert send(client, twice, cast, str(uuid7()))[0] == 404
    monkeypatch.setattr("belong.doors.web.shared.twice.SECONDS", -1)
    later = Row("", "POST", "/people/{person}/notes/{note}/take", "")
    assert [send(client, later, cast, key)[0] for _twice in range(2)] == [303, 404]


AT_ONCE = [
    ("/people/claims/{claim}", "host", {"answer": "No.", "is_theirs": "no"}, "people_claim", "claim_decided"),
    ("/people/{twin}/same/{double}", "host", {}, "people_person", "merged"),
    ("/people/merged/{merge}/part", "host", {}, "people_merge", "unmerged"),
    ("/people/{person}/record/roles/{held}/end", "host", {}, "people_roleheld", "role_ended"),
    ("/contested/{entry_contested}", "host", {"answer": "So."}, "moderation_contested", "contest_decided"),
    ("/posts/{club_answer}/accept", "author", {}, "discussions_topic", "accepted"),
    ("/posts/{club_reply}/delete", "author", {"reason": "No."}, "discussions_topic", "deleted"),
    ("/groups/{club}/join", "member", {}, "groups_group", "joined_group"),
    ("/mailbox/{mail}/hold", "host", {}, "kernel_outboxmessage", "mail_handled"),
    ("/me/permissions/change", "author", {"act": "give", "purpose": "news", "channel": "mail"}, "people_person",
     "permission_granted"),
]  # fmt: skip
"""What is sent by whom, the table whose rows decide, and the word of the one fact that follows."""


@pytest.mark.parametrize(("path", "role", "data", "table", "word"), AT_ONCE, ids=lambda given: str(given)[:50])
def test_two_clicks_that_both_read_before_either_wrote_are_one(
    clone: str, path: str, role: str, data: dict[str, str], table: str, word: str
) -> None:
    cache.clear()
    cast = assemble()
    before = len(history(words=[word]).items)
    clients, row = [cast.client(role), Client()], Row("", "POST", path, "", data)
    clients[1].cookies = clients[0].cookies
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"select from {table} for update")
            clicks = [pool.submit(_click, client, row, cast) for client in clients]
            _until_both_wait()
        first, second = (one.result() for one in clicks)
    assert first[0] == 303
    assert second == first
    assert len(history(words=[word]).items) == before + 1


def _click(client: Client, row: Row, cast: Cast) -> tuple[int, str, list[str]]:
    try:
        return send(client, row, cast, "one form")
    finally:
        connections.close_all()


def _until_both_wait() -> None:
    ends = monotonic() + 10
    while monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("select count(*) from pg_stat_activity where datname = current_database()"
                           " and wait_event_type = 'Lock'")  # fmt: skip
            if cursor.fetchone()[0] == 2:
                return
        sleep(0.02)
    pytest.fail("the two did not wait for the same row")
