"""Long work on many rows, in several threads of one process."""

import gc
from contextlib import ExitStack

from belong.ground.kernel.memory import SELDOM, many_rows


def test_cycles_are_looked_for_as_often_as_before_whoever_ends_first() -> None:
    before = gc.get_threshold()
    assert before != SELDOM
    first, second = ExitStack(), ExitStack()
    first.enter_context(many_rows())
    second.enter_context(many_rows())
    assert gc.get_threshold() == SELDOM
    first.close()
    assert gc.get_threshold() == SELDOM
    second.close()
    assert gc.get_threshold() == before
