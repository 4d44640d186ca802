"""One step of one reader: some facts, a slice of a batch or of a wide fact, in one transaction with its place."""

from enum import Enum
from itertools import takewhile
from time import monotonic

from django.db import connection, transaction

from belong.ground.kernel.public import one_reading
from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.following import places
from belong.ground.ledger.following.order import CONTROLS, Position, Reading, next_facts
from belong.ground.ledger.following.readers import Reader
from belong.ground.ledger.following.statistics import refresh_statistics
from belong.ground.ledger.models import Place
from belong.ground.ledger.reading import facts

SECONDS = 0.5
"""What a step aims at; it stays below a second where a follower folds evenly."""

FEWEST, MOST = 1, 5_000


class Step(Enum):
    """What became of one step."""

    MOVED = "moved"
    NOTHING = "nothing to read"
    BUSY = "somebody else folds for this reader"
    FAILED = "failed"


class Pace:
    """Takes one reader forward, step by step, and learns how many facts it folds in the time of a step."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.size = 100
        self.at: Position | None = None
        """Where the reader was seen last."""
        self.entered: int | None = None
        """The batch that it has just begun."""
        self.error: Exception | None = None

    def step(self) -> Step:
        """One step. A reader that fails is put back to where it was and its error is kept for all to see."""
        try:
            with one_reading(), transaction.atomic():
                if not places.take(self.reader.name):
                    return Step.BUSY
                moved = self._advance()
        except Exception as error:  # whatever a follower raises stops it alone
            if connection.connection is None or connection.connection.closed:
                raise
            self.error = error
            self.size = FEWEST
            with transaction.atomic():
                places.note_failure(self.reader.name, error)
            return Step.FAILED
        self.error = None
        if self.entered is not None:
            refresh_statistics(self.entered)
            self.entered = None
        return Step.MOVED if moved else Step.NOTHING

    def _advance(self) -> bool:
        known = places.place_of(self.reader.name)
        place = self.reader.begin(known)
        self.at = place.at
        if place != known:
            places.save(place)
            return True
        cards = next_facts(place.at, self.size)
        if not cards:
            return False
        if cards[0].kind in CONTROLS:
            place = self._batch_slice(place, cards[0])
        elif self.reader.is_wide(cards[0]):
            place = self._wide_slice(place, cards[0])
        else:
            begun = monotonic()
            cards = list(takewhile(self._is_taken_with_others, cards))
            self.reader.take(cards)
            self._learn(len(cards), monotonic() - begun)
            place = place.past(cards[-1])
        places.save(place)
        self.at = place.at
        return True

    def _learn(self, count: int, seconds: float) -> None:
        if seconds > SECONDS:
            self.size = max(FEWEST, count // 2)
        elif count == self.size and seconds < SECONDS / 2:
            self.size = min(MOST, self.size * 2)

    def _is_taken_with_others(self, card: FactCard) -> bool:
        return card.kind not in CONTROLS and not self.reader.is_wide(card)

    def _wide_slice(self, place: Reading, card: FactCard) -> Reading:
        on = self.reader.take_wide(card, place.place, SECONDS)
        return place.past(card) if on is None else place.inside(Place.Phase.BATCH, on)

    def _batch_slice(self, place: Reading, control: FactCard) -> Reading:
        """First the batch's own facts, then those that withdrawals in it name, then on past its fact."""
        if place.phase == Place.Phase.FACTS:
            self.entered = int(control.payload["number"])
            return place.inside(Place.Phase.BATCH, 0)
        if place.phase == Place.Phase.BATCH:
            on = self.reader.take_batch(control, place.place, SECONDS)
            return place.inside(Place.Phase.TARGETS, 0) if on is None else place.inside(Place.Phase.BATCH, on)
        last, targets = _targets(int(control.payload["number"]), place.place, self.size)
        if last is None:
            return place.past(control)
        begun = monotonic()
        self.reader.take_targets(targets)
        self._learn(len(targets), monotonic() - begun)
        return place.inside(Place.Phase.TARGETS, last)


def _targets(batch: int, after: int, limit: int) -> tuple[int | None, list[FactCard]]:
    """The next facts that withdrawals of a batch name, and the last of these withdrawals; None after all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, fact_id from ledger_withdrawal where batch_id = %s and id > %s order by id limit %s",
            [batch, after, limit],
        )
        rows = cursor.fetchall()
    if not rows:
        return None, []
    return rows[-1][0], facts(fact for _, fact in rows)
