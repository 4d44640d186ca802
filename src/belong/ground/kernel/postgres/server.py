"""One server on one cluster: made, started, asked, stopped.

Whether a server lives is told by a lock that it inherits and that the kernel drops when its last process has ended,
whatever killed it. Process numbers are not trusted: they are given away again, and zombies keep them.
"""

import fcntl
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from belong.ground.kernel.postgres import identity as who
from belong.ground.kernel.postgres.binaries import Binaries, choose
from belong.ground.kernel.postgres.errors import PostgresError
from belong.ground.kernel.postgres.identity import Identity
from belong.ground.kernel.postgres.places import DATABASE, PORT, USER, Places
from belong.ground.kernel.postgres.waiting import Patience

LONGEST_LOG = 10_000_000
READY = 0
PROCESSES = Path("/proc")
# Below what a small machine has; an operator changes them in cluster/postgresql.conf, which is written once.
SETTINGS = """
# Written by Belong when this home was made. Where the sockets are is given at each start.
max_connections = 100
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_checkpoints = off
"""


@dataclass(frozen=True)
class Server:
    """Its methods expect that the caller holds the home's start lock."""

    places: Places
    binaries: Binaries
    identity: Identity

    @classmethod
    def of(cls, places: Places) -> "Server":
        return cls(places, choose(places.cluster), who.identity(places))

    def ensure(self) -> None:
        """Make what is missing and return when the server answers."""
        if self.places.sockets.exists() and not self.identity.switch:
            self._check_sockets()
        if self.answer() == READY:
            return
        self._prepare()
        lock = self._lock()
        if lock is None:
            if self._await():
                return
            lock = self._lock_when_free()
        try:
            self._refuse_stranger()
            if not self.places.cluster.exists():
                self._make()
            self._start(lock)
        finally:
            os.close(lock)
        if not self._await():
            raise PostgresError(f"PostgreSQL did not start.\n{self._log_end()}\nIts log: {self.places.log}")

    def stop(self) -> bool:
        """Stop it, whoever uses it. False where none ran."""
        lock = self._lock()
        if lock is not None:
            os.close(lock)
            return False
        if not self._ours(self._number()):  # the main process is dead and its children are ending
            os.close(self._lock_when_free())
            return True
        done = self._ctl("-m", "fast", "-w", "-t", "600", "stop")
        if done.returncode:
            raise PostgresError(f"PostgreSQL did not stop.\n{done.stdout}\n{self._log_end()}")
        os.close(self._lock_when_free())
        return True

    def answer(self) -> int:
        """0: ready; 1: starting, recovering or stopping; else nobody is there."""
        asked = [self.binaries["pg_isready"], "-q", "-h", str(self.places.sockets), "-p", str(PORT), "-d", "postgres"]
        return subprocess.run(asked, env=who.environment(), stdin=subprocess.DEVNULL, check=False).returncode

    def running(self) -> bool:
        lock = self._lock()
        if lock is not None:
            os.close(lock)
        return lock is None

    # Steps of ensure, in order.

    def _prepare(self) -> None:
        for path in (self.places.folder, self.places.sockets):
            path.mkdir(mode=0o700, exist_ok=True)
        self.places.server_lock.touch(0o600)
        self.identity.own(self.places)
        self._check_sockets()
        log = self.places.log
        if log.exists() and log.stat().st_size > LONGEST_LOG:
            log.replace(log.with_suffix(".log.1"))

    def _check_sockets(self) -> None:
        """Whoever owns the folder could answer in the database's place: it must be ours and closed to others."""
        folder = self.places.sockets
        seen = folder.lstat()
        inside = folder.parent == self.places.folder
        if self.identity.switch and seen.st_uid == os.geteuid() and not inside:
            os.chown(folder, self.identity.uid, self.identity.switch["group"])
            seen = folder.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != self.identity.uid:
            raise PostgresError(
                f"{folder}, where the database's socket belongs, is not ours: somebody else made it. "
                "Remove it, or use a home with a shorter path."
            )
        if stat.S_IMODE(seen.st_mode) != 0o700:
            folder.chmod(0o700)

    def _make(self) -> None:
        """A cluster with its database, under another name until it is whole: a half-made one is never used."""
        fresh = self.places.folder / "cluster.new"
        shutil.rmtree(fresh, ignore_errors=True)
        command = [self.binaries["initdb"], "-D", fresh.name, "-U", USER, "-A", "trust", "-E", "UTF8"]
        command += ["--data-checksums", "--no-instructions", f"--locale={who.locale()}"]
        if self.binaries.major >= 17:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._must(self._run(command), "could not make a database folder")
        with (fresh / "postgresql.conf").open("a") as out:
            out.write(SETTINGS)
        single = [self.binaries["postgres"], "--single", "-D", fresh.name, "postgres"]
        self._must(self._run(single, input=f"create database {DATABASE};\n"), "could not make the database")
        fresh.rename(self.places.cluster)

    def _start(self, lock: int) -> None:
        inside = self.places.sockets.parent == self.places.folder
        options = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f"../{self.places.sockets.name}" if inside else str(self.places.sockets),
            "unix_socket_permissions": "0700",
        }
        words = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        # The main process checks old numbers by asking whether such a process lives, a zombie or another one too.
        # The lock has told that none of this cluster does.
        (self.places.cluster / "postmaster.pid").unlink(missing_ok=True)
        for left in self.places.sockets.glob(".s.PGSQL.*"):
            left.unlink()
        done = self._ctl("-W", "-l", self.places.log.name, "-o", words, "start", keep=(lock,))
        self._must(done, "could not start PostgreSQL")

    def _await(self) -> bool:
        """Until it answers; False when its last process has ended first."""
        patience = Patience("The database is recovering after an unclean stop", minutes=60)
        while True:
            alive = self.running()
            if self.answer() == READY:
                return True
            if not alive:
                return False
            patience.pause()

    def _lock_when_free(self) -> int:
        patience = Patience("Waiting for the database's last processes to end", minutes=5)
        while (lock := self._lock()) is None:
            patience.pause()
        return lock

    def _lock(self) -> int | None:
        """The lock of a server's life; None while one lives."""
        lock = os.open(self.places.server_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        return lock

    def _refuse_stranger(self) -> None:
        """A server that somebody started by hand holds no lock of ours."""
        number = self._number()
        if number and self._ours(number):
            raise PostgresError(
                f"PostgreSQL (process {number}) runs on {self.places.cluster} and was not started by belong. "
                "Stop it first."
            )

    def _number(self) -> int:
        try:
            return abs(int((self.places.cluster / "postmaster.pid").read_text().split("\n")[0]))
        except (OSError, ValueError):
            return 0

    def _ours(self, number: int) -> bool:
        """Whether that process is a PostgreSQL on this cluster, not one that was given its number later."""
        if not number:
            return False
        if PROCESSES.is_dir():
            try:
                return (PROCESSES / str(number) / "cwd").readlink() == self.places.cluster
            except OSError:
                return False
        asked = subprocess.run(["ps", "-o", "command=", "-p", str(number)], capture_output=True, text=True, check=False)
        return "postgres" in asked.stdout

    def _ctl(self, *words: str, keep: tuple[int, ...] = ()) -> subprocess.CompletedProcess[str]:
        return self._run([self.binaries["pg_ctl"], "-D", self.places.cluster.name, *words], keep=keep)

    def _run(
        self, command: list[str], *, keep: tuple[int, ...] = (), input: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Inside the folder and with relative names: pg_ctl gives paths to a shell unquoted."""
        return self.identity.run(command, cwd=self.places.folder, keep=keep, input=input)

    def _must(self, done: subprocess.CompletedProcess[str], what: str) -> None:
        if done.returncode:
            raise PostgresError(f"PostgreSQL {self.binaries.major} {what}.\n{done.stdout.strip()}\n{self._log_end()}")

    def _log_end(self) -> str:
        try:
            return self.places.log.read_text(errors="replace")[-2000:].strip()
        except OSError:
            return ""
