"""A run in the hands of one process: its row, who watches, and what it has read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from django.db import connection, transaction

from belong.care.archives.cards import Progress
from belong.care.archives.locks import held
from belong.care.archives.models import Run
from belong.care.archives.reading import ArchiveRefused
from belong.ground.kernel.public import told as _


class InOtherHands(ArchiveRefused):
    """Another process has the run and did not let go of it while we waited."""


class EndedMeanwhile(ArchiveRefused):
    """While a run was waited for, the process that had it ended it: there is nothing left to carry."""


Watch = Callable[[Progress], None]


@dataclass(slots=True)
class Hands:
    """The only process that carries or undoes the run."""

    run: Run
    watch: Watch | None
    _since: float = field(default_factory=monotonic)

    def tell(self, done: int, total: int, unit: str = "steps") -> None:
        if self.watch is not None:
            self.watch(Progress(self.run.pk, self.run.state, self.run.phase, done, total, unit))

    @contextmanager
    def step(self) -> Iterator[Run]:
        """A transaction that moves the run. The row is read again, so that what it says is what was committed last."""
        with transaction.atomic():
            run = Run.objects.select_for_update(no_key=True).get(pk=self.run.pk)
            if (run.state, run.phase, run.position) != (self.run.state, self.run.phase, self.run.position):
                raise ArchiveRefused(_("Run %(number)s was moved on by another process.") % {"number": run.pk})
            yield run
            run.seconds += monotonic() - self._since
            run.save()
        self._since = monotonic()
        self.run = run


@contextmanager
def in_hand(run: Run, watch: Watch | None) -> Iterator[Hands]:
    """Hold the run for this process alone."""
    if connection.in_atomic_block:
        raise RuntimeError("a run has transactions of its own")
    with held(run.pk) as had:
        if not had:
            raise InOtherHands(_("Run %(number)s is in the hands of another process.") % {"number": run.pk})
        fresh = Run.objects.filter(pk=run.pk).first()
        if fresh is None:
            raise EndedMeanwhile(_("Run %(number)s is not there any more.") % {"number": run.pk})
        yield Hands(fresh, watch)
