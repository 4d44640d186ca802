"""A table of 100,000 people with permissions, roles, groups and interests, brought in by the command."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.load import homes
from tests.load.figures import Figure

PEOPLE = 100_000


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    home, file, rows = folder / "home", folder / "members.csv", int(PEOPLE * scale)
    write(file, rows)
    homes.belong(home, "report", "health")
    began = time.monotonic()
    homes.belong(home, "import", "people", str(file))
    yield Figure(f"import of a table of {rows:,} people, insight included", time.monotonic() - began, "s", 60 * scale)


def write(file: Path, rows: int) -> None:
    chance = random.Random(1)
    with file.open("w", encoding="utf-8") as out:
        out.write("Member number;First name;Last name;E-mail;Member since;Newsletter;Role;Groups;Interests\n")
        for number in range(rows):
            joined = date(2015, 1, 1) + timedelta(days=chance.randrange(3_600))
            answer = chance.choice(["yes", "no", "", f"{joined:%d.%m.%Y}"])
            role = "mentor" if number % 50 == 0 else ""
            groups = ", ".join(chance.sample(GROUPS, chance.randrange(3)))
            interests = ", ".join(chance.sample(INTERESTS, chance.randrange(3)))
            out.write(
                f"{number};First{number % 997};Last{number};p{number}@example.org;{joined:%d.%m.%Y};"
                f"{answer};{role};{groups};{interests}\n"
            )


GROUPS = [f"Chapter {number}" for number in range(40)]
INTERESTS = [f"subject {number}" for number in range(200)]
