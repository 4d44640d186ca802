"""A process that imports or undoes, to be killed by a story.

`python -m tests.stories.importing FOLDER | undo RUN | FORMAT FILE`
It says each step on a line before it does it, takes small slices, and lingers inside transactions and while folding.
"""

import sys
import time
from pathlib import Path
from typing import Any

import django


def main(*arguments: str) -> None:
    django.setup()
    from belong.care.archives.commands import carry
    from belong.care.archives.commands import undo as undoing
    from belong.care.archives.loading import slices
    from belong.care.archives.models import Run
    from belong.care.archives.public import Progress, run, start_run, undo
    from belong.doors.imports.public import FORMATS, open_stackexchange
    from belong.doors.imports.stackexchange import survey
    from belong.ground.ledger.public import drain
    from belong.ground.people.public import Actor

    slices.FIRST = slices.MOST = 120
    survey.BUFFER = 500
    saved = Run.save

    def lingering(self: Any, *args: Any, **kwargs: Any) -> None:
        time.sleep(0.01)
        saved(self, *args, **kwargs)
        time.sleep(0.01)

    def slow_drain() -> None:
        time.sleep(0.05)
        drain()
        time.sleep(0.3)

    def say(progress: Progress) -> None:
        print(progress.state, progress.phase, progress.done, flush=True)

    Run.save = lingering  # type: ignore[method-assign]
    carry.drain = undoing.drain = slow_drain  # type: ignore[attr-defined, assignment]
    actor = Actor.system_run("test")
    if arguments[0] == "undo":
        undo(actor=actor, run_id=int(arguments[1]), confirmed=True, watch=say)
    else:
        archive = (
            FORMATS[arguments[0]].open(Path(arguments[1]), {})
            if arguments[0] in FORMATS
            else open_stackexchange(Path(arguments[0]), site="x")
        )
        run(actor=actor, run_id=start_run(actor=actor, archive=archive).id, archive=archive, watch=say)
    print("over", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
