"""`python -m tests.load [NAME ...]`: measure what the house promises to be quick at.

Every measurement makes its own home in a temporary folder, speaks to this machine only, is bounded and stops by
itself. `BENCH_SCALE` (default 1) scales the sizes; figures that hold at 0.1 hold at 1 but for the caches.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.load import directory, health, imports, ladder, pages, search, serving, tables

MEASUREMENTS = {
    "directory": directory.measure,
    "health": health.measure,
    "import": imports.measure,
    "ladder": ladder.measure,
    "page": pages.measure,
    "search": search.measure,
    "serving": serving.measure,
    "tables": tables.measure,
}


def main() -> int:
    """Run the measurements named, or all; 1 where a goal was missed."""
    scale = float(os.environ.get("BENCH_SCALE", "1"))
    missed = 0
    for name in sys.argv[1:] or list(MEASUREMENTS):
        with tempfile.TemporaryDirectory(prefix=f"belong-bench-{name}-") as folder:
            Path(folder).chmod(0o755)
            for figure in MEASUREMENTS[name](Path(folder), scale):
                print(figure, flush=True)
                missed += not figure.ok
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
