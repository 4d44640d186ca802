"""The pages of health over five million facts: each drawn for a host, from the beginning and as of years ago."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.load import homes
from tests.load.figures import Figure

PEOPLE, FACTS = 200_000, 4_800_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    people, facts = int(PEOPLE * scale), int(FACTS * scale)
    found = json.loads(homes.python(folder / "home", "tests.load.healths", [str(people), str(facts)]).splitlines()[-1])
    for path, seconds in found.items():
        yield Figure(f"{path} over {people + facts:,} facts, median", seconds * 1000, "ms", 300)
