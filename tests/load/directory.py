"""200,000 people: how long a page of the directory takes, whatever it is narrowed by."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.load import homes
from tests.load.figures import Figure

PEOPLE = 200_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    people = int(PEOPLE * scale)
    found = json.loads(homes.python(folder / "home", "tests.load.looking", [str(people)]).splitlines()[-1])
    print("   ms, median and longest:", found["kinds"])
    yield Figure(f"a page of {people:,} people, median", found["median"], "ms", 50)
    yield Figure(f"a page of {people:,} people, the slowest kind", found["slowest"], "ms", 100)
