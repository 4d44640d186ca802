"""Run by `directory`: fills a fresh home with people and what they say, looks for them; prints milliseconds as JSON."""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from belong.ground.kernel import postgres

TIMES = 15


def main(people: int) -> None:
    with postgres.ensure(Path(os.environ["BELONG_HOME"])):
        os.environ["DJANGO_SETTINGS_MODULE"] = "belong.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from belong.ground.ledger import public as ledger

        ledger.start_era()
        fill(people)
        print(json.dumps(looked(people)))


def fill(people: int) -> None:
    from django.db import connection

    script = (Path(__file__).parent / "people.sql").read_text()
    with connection.cursor() as cursor:
        for statement in script.split(";\n"):
            if statement.strip():
                cursor.execute(statement.replace(":people", str(people)))


def looked(people: int) -> dict[str, object]:
    """Milliseconds of each kind of page for a member who is in some groups, a host and a stranger."""
    from belong.community.profiles import public as profiles
    from belong.community.profiles.public import Looked
    from belong.ground.people.public import HOST, Actor

    house = Actor.system_run("bench")
    profiles.open_directory(actor=house, is_open=True)
    member = Actor(person=1, groups=frozenset({1, 5, 9}))
    host = Actor(person=2, roles=frozenset({HOST}))
    kinds = {
        "everybody": Looked(),
        "common place": Looked(place="stadt 0"),
        "rare place": Looked(place="dorf 7"),
        "large group": Looked(group="group-1"),
        "small group": Looked(group="group-30"),
        "common interest": Looked(tag="tag-1"),
        "rare interest": Looked(tag="tag-190"),
        "large organisation": Looked(organisation="firma 1"),
        "rare organisation": Looked(organisation="firma 1234"),
        "common choice": Looked(fields=(("style", "stout"),)),
        "name": Looked(name="ann"),
        "rare name": Looked(name="ann m17"),
        "place and choice": Looked(place="stadt 0", fields=(("style", "porter"),)),
        "place, group and interest": Looked(place="stadt 1", group="group-1", tag="tag-1"),
        "nobody": Looked(place="nowhere", tag="tag-1"),
    }
    took: dict[str, list[float]] = {}
    for name, actor in (("", member), ("host: ", host), ("stranger: ", Actor.anonymous())):
        for kind, asked in kinds.items():
            for number in range(TIMES):
                began = time.perf_counter()
                page = profiles.directory(actor, asked)
                took.setdefault(name + kind, []).append((time.perf_counter() - began) * 1000)
                if page.next and number < 5:
                    began = time.perf_counter()
                    profiles.directory(actor, asked, page.next)
                    took.setdefault(f"{name}{kind}, second page", []).append((time.perf_counter() - began) * 1000)
    medians = {kind: statistics.median(times) for kind, times in took.items()}
    return {
        "kinds": {kind: [round(medians[kind], 1), round(max(times), 1)] for kind, times in took.items()},
        "median": statistics.median(medians.values()),
        "slowest": max(medians.values()),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
