"""200,000 people and five million facts: their whole history on the ladder, and what one more fact costs."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.load import homes
from tests.load.figures import Figure

PEOPLE, FACTS = 200_000, 4_800_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    people, facts = int(PEOPLE * scale), int(FACTS * scale)
    found = json.loads(
        homes.python(folder / "home", "tests.load.histories", [str(people), str(facts)]).splitlines()[-1]
    )
    total = people + facts
    yield Figure(f"ladder with history, {people:,} people, {total:,} facts", found["journey"], "s", 60 * scale)
    yield Figure("one new fact on the ladder, median", found["one"] * 1000, "ms", 5)
    yield Figure("rebuild of journey", total / found["journey"], "facts/s", 20_000, at_most=False)
    yield Figure("rebuild of impact", total / found["impact"], "facts/s", 20_000, at_most=False)
    for name, seconds in found.items():
        if name.startswith("page: "):
            yield Figure(f"ladder {name}", seconds * 1000, "ms", 300)
