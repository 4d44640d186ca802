"""A million posts: how long a search takes, and how quickly the index is made."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.load import homes
from tests.load.figures import Figure

POSTS = 1_000_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    posts = int(POSTS * scale)
    found = json.loads(homes.python(folder / "home", "tests.load.searching", [str(posts)]).splitlines()[-1])
    print("   ms, median and longest:", found["kinds"])
    yield Figure(f"search over {posts:,} posts, median", found["median"], "ms", 30)
    yield Figure(f"search over {posts:,} posts, 99th percentile", found["p99"], "ms", 150)
    yield Figure("making the search index", posts / found["indexed"], "posts/s", 4_000, at_most=False)
