"""Tests that say what one reading step does begin once all that is recorded may be read."""

from time import monotonic, sleep

from belong.ground.ledger.following.order import newest


def all_is_readable() -> None:
    """Returns when it is.

    A transaction of another database counts as one of ours where it ends at the instant of a look, as those of tests
    in other processes do; readers look again.
    """
    ends = monotonic() + 20
    while newest(readable=True) < newest(readable=False):
        assert monotonic() < ends, "a transaction holds facts back"
        sleep(0.01)
