"""The pages of health over five million facts, drawn for a host over periods of every kind: of each, the slowest."""

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
    slowest: dict[str, tuple[float, str]] = {}
    for path, seconds in found["pages"].items():
        page, _, query = re.sub(r"[?&]after=[^&]+", "", path).partition("?")
        name = f"{page}, a deep page" if "after=" in path else page
        slowest[name] = max(slowest.get(name, (0.0, "")), (seconds, query or "all time"))
    for name, (seconds, period) in slowest.items():
        yield Figure(f"{name} over {total:,} facts ({period})", seconds * 1000, "ms", 300)
    yield Figure("rebuild of impact", total / found["rebuild"], "facts/s", 20_000, at_most=False)
    yield Figure("one new fact in the figures, median", found["one"] * 1000, "ms", 100)
