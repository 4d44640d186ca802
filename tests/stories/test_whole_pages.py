"""Strangers' pages are kept whole: what changed, or was hidden, is so at the next request of every process."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.doors.web.shared.whole import Kept, Whole
from belong.doors.web.tests.cast import Cast, assemble
from belong.ground.groups import public as groups
from belong.ground.kernel.public import frozen, now
from belong.ground.ledger.models import Batch
from belong.ground.ledger.public import set_alias
from belong.ground.people.models import Person
from belong.ground.settings.public import change
from belong.ground.tags.models import Tag


@pytest.fixture
def cast(clone: str, settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


def uid(cast: Cast, name: str) -> UUID:
    found = cast.names[name]
    assert isinstance(found, UUID)
    return found


def slug(cast: Cast, name: str) -> str:
    return str(cast.names[name])


def paths(cast: Cast) -> list[str]:
    return [
        f"/topics/{cast.names['open_topic']}",
        f"/groups/{cast.names['open']}/",
        f"/groups/{cast.names['open']}/?unanswered=1",
        "/groups/",
        "/",
        "/feeds/latest.atom",
        f"/feeds/groups/{cast.names['open']}.atom",
        f"/feeds/topics/{cast.names['open_topic']}.atom",
        "/sitemap.xml",
    ]


def seen(client: Client, cast: Cast) -> dict[str, tuple[int, bytes]]:
    answers = {path: client.get(path) for path in paths(cast)}
    return {path: (answer.status_code, answer.content) for path, answer in answers.items()}


def withdraw_archive(cast: Cast) -> None:
    with transaction.atomic():
        Batch.objects.filter(source="forum").update(state="withdrawn", withdrawn_at=now())


def merge(cast: Cast) -> None:
    with transaction.atomic():
        set_alias(cast.accounts["insider"].person_id, cast.accounts["author"].person_id)


def post(cast: Cast, role: str, name: str) -> dict[str, object]:
    return {"actor": cast.actor(role), "post": uid(cast, name)}


CHANGES: dict[str, Callable[[Cast], object]] = {
    "answer": lambda c: discussions.answer(actor=c.actor("member"), topic=uid(c, "open_topic"), body="More."),
    "reply": lambda c: discussions.reply(**post(c, "member", "open_answer"), body="And?"),  # type: ignore[arg-type]
    "edit": lambda c: discussions.edit(**post(c, "insider", "open_answer"), body="New words."),  # type: ignore[arg-type]
    "vote": lambda c: discussions.vote(**post(c, "member", "open_answer"), value="up"),  # type: ignore[arg-type]
    "accept": lambda c: discussions.accept(**post(c, "author", "open_answer")),  # type: ignore[arg-type]
    "hide": lambda c: discussions.delete(**post(c, "host", "open_answer"), reason="Spam."),  # type: ignore[arg-type]
    "hide all": lambda c: discussions.delete(**post(c, "host", "open_question"), reason="Spam."),  # type: ignore[arg-type]
    "move": lambda c: discussions.move(actor=c.actor("host"), topic=uid(c, "open_topic"), group=slug(c, "club")),
    "tag": lambda c: discussions.tag(actor=c.actor("host"), topic=uid(c, "open_topic"), names=["keys"]),
    "rename a tag": lambda c: Tag.objects.filter(name="doors").update(name="gates"),
    "close": lambda c: groups.open_group(actor=c.actor("host"), slug=slug(c, "open"), audience="members"),
    "open": lambda c: groups.open_group(actor=c.actor("host"), slug=slug(c, "club"), audience="public"),
    "describe": lambda c: groups.describe_group(
        actor=c.actor("host"), slug=slug(c, "open"), name="The opening", summary=""
    ),
    "rename": lambda c: Person.objects.filter(pk=c.accounts["author"].person_id).update(name="Ada"),
    "merge": merge,
    "undo an archive": withdraw_archive,
}


@pytest.fixture
def archived(cast: Cast) -> Cast:
    """The open group's topic came with an archive, but for one reply."""
    batch = Batch.objects.create(source="forum", state="complete", completed_at=now())
    given = {"batch": batch, "source": "forum"}
    Topic.objects.filter(uid=uid(cast, "open_topic")).update(**given, source_key="1")
    for number, name in enumerate(("open_question", "open_answer")):
        Post.objects.filter(uid=uid(cast, name)).update(**given, source_key=str(number))
    return cast


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_there_at_the_next_request_of_every_process(archived: Cast, change: str) -> None:
    cast, processes = archived, [Client(), Client()]  # each has a chain of middleware, and so a store, of its own
    before = [seen(client, cast) for client in processes]
    for client in processes:
        with CaptureQueriesContext(connection) as queries:
            assert seen(client, cast) == before[0] == before[1]
        assert len(queries) == len(paths(cast)), "a kept page costs one statement"
    CHANGES[change](cast)
    after = [seen(client, cast) for client in processes]
    assert after[0] == after[1] == seen(Client(), cast) != before[0]


def test_a_hidden_text_is_gone_everywhere(cast: Cast) -> None:
    processes = [Client(), Client()]
    assert all(b"With a key." in seen(client, cast)[paths(cast)[0]][1] for client in processes)
    discussions.delete(**post(cast, "host", "open_answer"), reason="Spam.")  # type: ignore[arg-type]
    for client in processes:
        assert all(b"With a key." not in content for _, content in seen(client, cast).values())


def test_a_change_that_commits_late_is_not_missed(cast: Cast) -> None:
    client, path = Client(), f"/topics/{cast.names['open_topic']}"
    with psycopg.connect(**connection.get_connection_params()) as slow:
        slow.execute("update discussions_post set html = '<p>Late</p>' where uid = %s", [uid(cast, "open_answer")])
        assert b"Late" not in client.get(path).content
        discussions.answer(actor=cast.actor("member"), topic=uid(cast, "club_topic"), body="Meanwhile.")
        assert b"Late" not in client.get(path).content
        slow.commit()
    assert b"Late" in client.get(path).content


def test_no_writer_waits_for_another_ones_commit(cast: Cast) -> None:
    touch = "update tags_tag set name = name where false"
    with psycopg.connect(**connection.get_connection_params()) as first, connection.cursor() as second:
        first.execute("set lock_timeout = '2s'")
        second.execute("set lock_timeout = '2s'")
        with transaction.atomic():
            second.execute("update kernel_shown set changes = changes where slot = %s", [first.info.backend_pid % 32])
            first.execute(touch)
            second.execute(touch)
            first.commit()


def test_every_table_that_a_kept_page_reads_is_watched(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'shown'")
        watched = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace"
        )
        tables = {name for (name,) in cursor.fetchall()}
    said: list[str] = []

    def hear(execute: Callable[..., object], sql: str, *rest: object) -> object:
        said.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(hear):
        seen(Client(), cast)
    read = {word for statement in said for word in re.findall(r"\w+", statement) if word in tables}
    assert {"discussions_post", "groups_group", "people_person", "ledger_batch", "person_alias"} <= read
    # of votes a page reads the reader's own, and strangers have none: scores stand with the posts
    # in which state the settings are is told by the statement that tells the version
    assert read - watched == {"kernel_shown", "kernel_setting_version", "discussions_vote"}


def test_where_dates_are_said_from_today_a_page_lasts_no_longer_than_the_day(cast: Cast) -> None:
    client, path = Client(), f"/topics/{cast.names['open_topic']}"
    today = client.get(path).content
    with frozen(now() + timedelta(days=1)):
        assert b"yesterday at" in client.get(path).content
    assert client.get(path).content == today


def test_what_is_set_for_the_whole_site_counts_too(cast: Cast) -> None:
    client = Client()
    assert b"/sign-up" in client.get("/").content
    change(actor=cast.actor("owner"), values={"joining": "invitation", "name": "The mill"})
    assert b"/sign-up" not in client.get("/").content
    assert b"The mill" in client.get("/about").content


def test_who_is_signed_in_gets_a_page_of_their_own(cast: Cast) -> None:
    path = f"/topics/{cast.names['open_topic']}"
    client = cast.client("member")
    assert b"Answer Author Doe" in client.get(path).content
    client.cookies.clear()
    stranger = client.get(path)
    assert b"Answer Author Doe" not in stranger.content
    assert stranger.has_header("ETag") and not stranger.cookies
    client.force_login(cast.accounts["member"])
    assert b"Answer Author Doe" in client.get(path).content


def test_who_was_just_told_something_reads_it_and_nobody_else(cast: Cast) -> None:
    client = cast.client("member")
    gone = client.post("/sign-out")
    assert b"You are signed out." in client.get(gone["Location"]).content
    assert b"You are signed out." not in client.get(gone["Location"]).content
    assert b"You are signed out." not in Client().get("/").content


def test_a_browser_that_has_the_page_gets_its_name_alone(cast: Cast) -> None:
    client, path = Client(), f"/topics/{cast.names['open_topic']}"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == first.content
    assert {word.strip() for word in packed["Vary"].split(",")} == {"Accept-Encoding", "Accept-Language", "Cookie"}
    assert packed["Cache-Control"] == "private, no-cache"
    assert "default-src 'none'" in packed["Content-Security-Policy"]
    discussions.vote(**post(cast, "member", "open_answer"), value="up")  # type: ignore[arg-type]
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_each_form_of_a_kept_page_arrives_in_full_with_a_length_of_its_own(
    cast: Cast, clone_server: LiveServer
) -> None:
    path, address = f"/topics/{cast.names['open_topic']}", urlsplit(clone_server.url)
    arrived: list[tuple[str, bytes]] = []
    for coding in ("identity", "gzip", "identity", "gzip"):  # each form when the page is made, and when it is kept
        door = HTTPConnection(str(address.hostname), address.port, timeout=10)
        door.request("GET", path, headers={"Accept-Encoding": coding})
        answer = door.getresponse()
        body = answer.read()
        door.close()
        assert answer.getheader("Content-Length") == str(len(body))
        assert answer.getheader("Content-Encoding") == (None if coding == "identity" else "gzip")
        arrived.append((coding, body))
    assert {gzip.decompress(body) if coding == "gzip" else body for coding, body in arrived} == {arrived[0][1]}
    assert b"With a key." in arrived[0][1]


@pytest.mark.parametrize("role", ["stranger", "member"])
def test_a_connection_that_was_lost_is_not_noticed(cast: Cast, role: str) -> None:
    client, path = cast.client(role), f"/topics/{cast.names['open_topic']}"
    assert client.get(path).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        lost = cursor.fetchone()[0]
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s, 5000)", [lost])
    assert client.get(path).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        assert cursor.fetchone()[0] != lost


def test_made_up_addresses_are_not_kept(cast: Cast) -> None:
    client, path = Client(), f"/topics/{cast.names['open_topic']}"
    assert not client.get(path, {"x": "1"}).has_header("ETag")
    assert not client.get("/topics/00000000-0000-0000-0000-000000000000").has_header("ETag")
    assert client.get(path).has_header("ETag")


def test_inside_a_transaction_nothing_is_kept(cast: Cast) -> None:
    client, path = Client(), f"/topics/{cast.names['open_topic']}"
    with transaction.atomic():
        assert not client.get(path).has_header("ETag")


def test_a_store_is_bounded_and_forgets_what_was_asked_for_least_lately() -> None:
    page = Whole(HttpResponse(b"A page."))
    kept = Kept(bound=page.size * 2)
    for key in "ab":
        kept.put(1, key, page)
    assert kept.get(1, "a") is page
    kept.put(1, "c", page)
    assert [kept.get(1, key) is not None for key in "abc"] == [True, False, True]
    kept.put(1, "c", page)
    assert kept.size == page.size * 2
    kept.put(2, "a", page)
    assert (kept.size, kept.get(1, "c"), kept.get(2, "c"), kept.get(2, "a")) == (page.size, None, None, page)
    kept.put(1, "b", page)
    assert (kept.get(1, "b"), kept.get(2, "b")) == (None, None)
    small = Kept(bound=page.size - 1)
    small.put(1, "a", page)
    assert (small.size, small.get(1, "a")) == (0, None)
