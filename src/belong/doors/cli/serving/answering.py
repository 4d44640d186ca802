"""Between granian's threads and the application: a request has its turn once it is here whole."""

from collections.abc import Callable, Iterable
from queue import LifoQueue
from tempfile import SpooledTemporaryFile
from threading import Semaphore
from typing import IO, Any

from django.db import connections

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

GATHERED = 32 * 2**20
"""Bytes of what is sent, at most, that are gathered before the application is asked."""
IN_MEMORY = 2**18
PIECE = 2**16


class Answering:
    """The application, asked for at most `at_once` answers at a time.

    - Who sends slowly holds one of the server's threads and nothing else: what they send is gathered first. What is
      announced as more than `GATHERED`, an archive, is read by the application as it comes; whoever sends such, and
      strangers may, has half of the turns at most.
    - What broke off is answered with 400 and not read: half a text is nobody's post.
    - Each answer takes a set of database connections, the one that was used last first. Threads take turns, and with
      connections of their own each request would meet another session, whose caches are cold.
    - A plain answer is given as a list, which granian sends at once; others are streams to it.
    """

    def __init__(self, application: Application, at_once: int) -> None:
        self.application = application
        self.turns: LifoQueue[dict[str, Any]] = LifoQueue()
        for _ in range(at_once):
            self.turns.put({})
        self.large = Semaphore(max(1, at_once // 2))

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = _announced(environ)
        if length > GATHERED:
            with self.large:
                return self._answer(environ, start_response)
        if length <= 0:
            return self._answer(environ, start_response)
        with SpooledTemporaryFile(IN_MEMORY) as sent:
            if not _gather(environ["wsgi.input"], sent, length):
                start_response("400 Bad Request", [("Content-Type", "text/plain"), ("Connection", "close")])
                return [b"This broke off on its way.\n"]
            sent.seek(0)
            environ["wsgi.input"] = sent
            return self._answer(environ, start_response)

    def _answer(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        turn = self.turns.get()
        try:
            for alias, connection in turn.items():
                connections[alias] = connection
            response: Any = self.application(environ, start_response)
            if getattr(response, "streaming", True):
                return response  # type: ignore[no-any-return]
            body = [response.content]
            response.close()
            return body
        finally:
            self._leave(turn)

    def _leave(self, turn: dict[str, Any]) -> None:
        for connection in connections.all(initialized_only=True):
            if connection.alias not in turn:
                connection.inc_thread_sharing()
                turn[connection.alias] = connection
            del connections[connection.alias]
        self.turns.put(turn)


def _announced(environ: Environ) -> int:
    try:
        return int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _gather(coming: Any, sent: IO[bytes], length: int) -> bool:
    """Whether all of it came."""
    while length:
        piece = coming.read(min(PIECE, length))
        if not piece:
            return False
        sent.write(piece)
        length -= len(piece)
    return True
