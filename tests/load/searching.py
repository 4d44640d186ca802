"""Run by `search`: fills a fresh home with posts, indexes them, searches as a member; prints seconds as JSON."""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from belong.ground.kernel import postgres

if TYPE_CHECKING:
    from belong.insight.search.public import Filters

SEARCHES = 400


def main(posts: int) -> None:
    with postgres.ensure(Path(os.environ["BELONG_HOME"])):
        os.environ["DJANGO_SETTINGS_MODULE"] = "belong.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from belong.ground.ledger import public as ledger

        ledger.start_era()
        fill(posts)
        began = time.monotonic()
        ledger.rebuild(["search"])
        indexed = time.monotonic() - began
        print(json.dumps({"posts": posts, "indexed": indexed, **searched()}))


def fill(posts: int) -> None:
    from django.db import connection

    script = (Path(__file__).parent / "posts.sql").read_text()
    with connection.cursor() as cursor:
        for statement in script.split(";\n"):
            if statement.strip():
                cursor.execute(statement.replace(":posts", str(posts)))


def searched() -> dict[str, object]:
    """Milliseconds of searches of each kind, by a member who is in a few of the closed groups."""
    from belong.ground.groups.public import groups
    from belong.ground.people.public import Actor
    from belong.insight.search import public as search

    house = groups(Actor.system_run("bench"), limit=100).items
    inside = frozenset(group.id for group in house if group.audience in {"private", "secret"} and group.id % 3 == 0)
    member = Actor(person=1, groups=inside)
    took: dict[str, list[float]] = {}
    for kind, text, filters in asked():
        began = time.perf_counter()
        search.search(member, text, filters)
        took.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
    every = [one for times in took.values() for one in times]
    return {
        "kinds": {kind: [round(statistics.median(times), 1), round(max(times), 1)] for kind, times in took.items()},
        "median": statistics.median(every),
        "p99": sorted(every)[int(len(every) * 0.99)],
    }


def asked() -> "Iterator[tuple[str, str, Filters]]":
    """A mix of what people look for."""
    from django.db import connection

    from belong.insight.search.public import Filters

    with connection.cursor() as cursor:
        cursor.execute("select array_agg(pg_temp.word(n) order by n) from generate_series(0, 39999) n")
        words = cursor.fetchone()[0]
    chance = random.Random(1)

    def common() -> str:
        return str(words[chance.randrange(3, 40)])

    def middling() -> str:
        return str(words[chance.randrange(100, 2_000)])

    def rare() -> str:
        return str(words[chance.randrange(10_000, 39_999)])

    for number in range(SEARCHES):
        yield from [
            ("common", common(), Filters()),
            ("rare", rare(), Filters()),
            ("common x common", f"{common()} {common()}", Filters()),
            ("middling x middling", f"{middling()} {middling()}", Filters()),
            ("three middling", f"{middling()} {middling()} {middling()}", Filters()),
            ("rare x rare", f"{rare()} {rare()}", Filters()),
            ("phrase", f'"{common()} {common()}"', Filters()),
            ("rare phrase", f'"{middling()} {common()}"', Filters()),
            ("without", f"{middling()} -{common()}", Filters()),
            ("in a group", common(), Filters(group=f"group-{chance.randrange(1, 25)}")),
            ("in a year", common(), Filters(begin=date(2017, 1, 1), end=date(2017, 12, 31))),
            ("with a tag", common(), Filters(tag=str(words[chance.randrange(100, 290)]))),
            ("without an answer", f"{common()} {middling()}", Filters(answered="waits")),
            ("nothing", f"zzz{number}", Filters()),
        ][number % 14 : number % 14 + 1]


if __name__ == "__main__":
    main(int(sys.argv[1]))
