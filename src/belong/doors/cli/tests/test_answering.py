"""What a server's threads bring has its turn once it is here whole; few connections serve many threads."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier, Event, Lock, Thread
from time import sleep
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import connection, connections
from django.http import HttpResponse, StreamingHttpResponse

from belong.doors.cli.serving.answering import GATHERED, Answering, Application, Environ, Start


def answered(application: Application, **environ: object) -> tuple[list[str], list[bytes]]:
    said: list[str] = []
    body = Answering(application, 2)(environ, lambda status, headers: said.append(status))
    return said, list(body)


def echo(environ: Environ, start: Start) -> HttpResponse:
    start("200 OK", [])
    return HttpResponse(environ["wsgi.input"].read())


class Piecemeal(BytesIO):
    """What comes over a line: never all of it at one reading."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7)


def test_what_is_sent_arrives_whole_however_it_came() -> None:
    sent = b"body=" + b"word " * 99
    assert answered(echo, CONTENT_LENGTH=str(len(sent)), **{"wsgi.input": Piecemeal(sent)}) == (["200 OK"], [sent])


def test_what_broke_off_is_nobodys_post() -> None:
    def never(environ: Environ, start: Start) -> HttpResponse:
        raise AssertionError

    said, _ = answered(never, CONTENT_LENGTH="600", **{"wsgi.input": Piecemeal(b"body=half a te")})
    assert said == ["400 Bad Request"]


@pytest.mark.parametrize("length", ["", "0", "many", "-1", str(GATHERED + 1)])
def test_what_is_not_gathered_is_left_to_the_application(length: str) -> None:
    coming = Piecemeal(b"as it comes")
    assert answered(echo, CONTENT_LENGTH=length, **{"wsgi.input": coming})[1] == [b"as it c"]
    assert coming.tell() == 7


def test_a_plain_answer_is_a_list_and_over_and_a_stream_stays_one() -> None:
    over: list[object] = []
    request_finished.connect(lambda **_: over.append(1), weak=False, dispatch_uid="over")
    try:
        environ: dict[str, Any] = {}
        plain = Answering(lambda _, start: HttpResponse(b"all"), 1)(environ, print)
        assert (plain, over) == ([b"all"], [1])
        stream = Answering(lambda _, start: StreamingHttpResponse(iter([b"a", b"b"])), 1)(environ, print)
        assert (isinstance(stream, list), over, list(stream)) == (False, [1], [b"a", b"b"])
    finally:
        request_finished.disconnect(dispatch_uid="over")


def in_threads(count: int, visit: Callable[[], object]) -> None:
    """At the same time, each in a thread that asked nothing before."""
    together = Barrier(count)

    def each() -> None:
        together.wait(20)
        visit()

    with ThreadPoolExecutor(count) as threads:
        for done in [threads.submit(each) for _ in range(count)]:
            done.result(20)


@pytest.fixture
def sessions(clone: str) -> Iterator[tuple[Answering, list[int]]]:
    """An application for which each visit is a query, two at once; the sessions in which they were asked."""
    found: list[int] = []
    lock = Lock()
    inside = 0

    def ask(environ: Environ, start: Start) -> HttpResponse:
        nonlocal inside
        with lock:
            inside += 1
            assert inside <= 2
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid(), pg_sleep(0.01)")
            number = cursor.fetchone()[0]
        with lock:
            inside -= 1
            found.append(number)
        return HttpResponse(b"")

    asked = Answering(ask, 2)
    yield asked, found
    while not asked.turns.empty():
        for left in asked.turns.get().values():
            left.close()


def test_threads_that_take_turns_share_the_session_used_last(sessions: tuple[Answering, list[int]]) -> None:
    asked, found = sessions
    for _ in range(5):
        in_threads(1, lambda: asked({}, print))
    assert (len(found), len(set(found))) == (5, 1)


def test_no_more_are_answered_at_once_than_there_are_turns(sessions: tuple[Answering, list[int]]) -> None:
    asked, found = sessions
    in_threads(12, lambda: asked({}, print))
    assert len(found) == 12
    assert len(set(found)) <= 2
    assert asked.turns.qsize() == 2


def test_an_application_that_fails_gives_its_turn_back_and_leaves_no_connection(clone: str) -> None:
    def fail(environ: Environ, start: Start) -> HttpResponse:
        connection.ensure_connection()
        raise ZeroDivisionError

    asked = Answering(fail, 1)
    left: list[object] = []

    def visit() -> None:
        with pytest.raises(ZeroDivisionError):
            asked({}, print)
        left.extend(connections.all(initialized_only=True))

    for _ in range(2):
        in_threads(1, visit)
    assert (left, asked.turns.qsize()) == ([], 1)
    asked.turns.get()["default"].close()


def test_archives_however_slowly_they_come_leave_turns_for_others() -> None:
    go, two, inside = Event(), Event(), list[str]()

    def take(environ: Environ, start: Start) -> HttpResponse:
        if environ.get("CONTENT_LENGTH"):
            inside.append("archive")
            if len(inside) == 2:
                two.set()
            assert go.wait(20)
        return HttpResponse(b"here")

    asked = Answering(take, 4)
    archives = [Thread(target=lambda: asked({"CONTENT_LENGTH": str(GATHERED + 1)}, print)) for _ in range(6)]
    with ThreadPoolExecutor(1) as page:
        try:
            for thread in archives:
                thread.start()
            assert two.wait(20)
            sleep(0.1)  # the others come as far as they get
            assert page.submit(lambda: list(asked({}, print))).result(10) == [b"here"]
            assert len(inside) <= 2
        finally:
            go.set()
            for thread in archives:
                thread.join(20)
    assert (len(inside), asked.turns.qsize()) == (6, 4)


def test_who_waits_for_a_turn_has_it_when_another_is_done() -> None:
    go, there = Event(), Event()

    def wait(environ: Environ, start: Start) -> HttpResponse:
        there.set()
        assert go.wait(20)
        return HttpResponse(b"")

    asked = Answering(wait, 1)
    first = Thread(target=lambda: asked({}, print))
    first.start()
    assert there.wait(20)
    there.clear()
    second = Thread(target=lambda: asked({}, print))
    second.start()
    assert not there.wait(0.1)
    go.set()
    for thread in (first, second):
        thread.join(20)
    assert there.is_set()
