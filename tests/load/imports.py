"""A Stack Exchange dump of two million posts comes in: records a second, and how much memory it takes."""

import time
from collections.abc import Iterator
from pathlib import Path

from tests.load import dump, homes
from tests.load.figures import Figure
from tests.load.processes import resident_mib

POSTS = 2_000_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    home, archive = folder / "home", folder / "se-bench"
    rows = dump.write(archive, posts=int(POSTS * scale))
    records = rows["Users"] + rows["Posts"] + rows["Comments"] + rows["Tags"]
    began = time.monotonic()
    process = homes.start(home, "import", "stackexchange", str(archive), "--no-wait")
    most = 0.0
    while process.poll() is None:
        try:
            most = max(most, resident_mib(process.pid, peak=True))
        except OSError:
            break
        time.sleep(0.5)
    if process.wait():
        raise RuntimeError(f"the import ended with {process.returncode}")
    seconds = time.monotonic() - began
    yield Figure(f"import of {records:,} records", records / seconds, "records/s", 3000, at_most=False)
    yield Figure("import, most resident memory", most, "MiB", 400)
