"""Waiting for something slow, with a word to the person who waits."""

import sys
import time

from belong.ground.kernel.postgres.errors import PostgresError

FIRST_WORD = 3.0
NEXT_WORD = 10.0


class Patience:
    """`pause()` sleeps a moment, says on stderr that it still waits, and gives up after `minutes`."""

    def __init__(self, says: str, *, minutes: float) -> None:
        self.says = says
        self.began = time.monotonic()
        self.ends = self.began + minutes * 60
        self.speaks = self.began + FIRST_WORD

    def pause(self) -> None:
        now = time.monotonic()
        if now >= self.ends:
            raise PostgresError(f"{self.says}: given up after {round((now - self.began) / 60)} minutes.")
        if now >= self.speaks:
            sys.stderr.write(f"{self.says} ({round(now - self.began)} s) ...\n")
            sys.stderr.flush()
            self.speaks = now + NEXT_WORD
        time.sleep(min(0.5, 0.02 + (now - self.began) / 20))
