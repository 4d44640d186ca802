"""The pages of health over five million facts: each drawn for a host, over periods of every kind."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.load import homes
from tests.load.figures import Figure

PEOPLE, FACTS = 200_000, 4_800_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    people, facts = int(PEOPLE * scale), int(FACTS * scale)
    found = json.loads(homes.python(folder / "home", "tests.load.healths", [str(people), str(facts)]).splitlines()[-1])
    total = people + facts
    for path, seconds in found["pages"].items():
        path = re.sub(r"after=[^&]+", "deep", path)
        yield Figure(f"{path} over {total:,} facts, median", seconds * 1000, "ms", 300)
    yield Figure("rebuild of impact", total / found["rebuild"], "facts/s", 20_000, at_most=False)
    yield Figure("one new fact in the figures, median", found["one"] * 1000, "ms", 100)
