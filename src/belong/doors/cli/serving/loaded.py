"""The program as the processes that serve share it: read once, before they are forked."""

import gc
import multiprocessing
import sys
from importlib import import_module
from multiprocessing.context import BaseContext

TARGET = "belong.config.wsgi:application"

START = "fork" if sys.platform == "linux" else "spawn"
"""How a process is made: elsewhere system libraries do not bear a fork, and each process reads the program itself."""


def context() -> BaseContext:
    return multiprocessing.get_context(START)


def load() -> None:
    """Read all that serves pages and does tasks, where processes are forked; opens no connection and no thread.

    What was read is put out of the garbage collector's sight: it would write to every page of memory that it looks
    at, and a page that is written to is shared no more.
    """
    if START != "fork":
        return
    # granian forks its workers if this is the way of the whole process, which newer Pythons have to be told
    multiprocessing.set_start_method(START, force=True)
    import_module(TARGET.partition(":")[0])
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
