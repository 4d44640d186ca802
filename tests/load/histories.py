"""Run by `ladder`: fills a fresh home with facts, rebuilds insight, adds facts one by one; prints seconds as JSON."""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from belong.ground.kernel import postgres

SINGLE = 60


def main(people: int, facts: int) -> None:
    with postgres.ensure(Path(os.environ["BELONG_HOME"])):
        os.environ["DJANGO_SETTINGS_MODULE"] = "belong.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from belong.ground.ledger import public as ledger

        ledger.start_era()
        fill(people, facts)
        seconds = {}
        for name in ("journey", "impact"):
            began = time.monotonic()
            ledger.rebuild([name])
            seconds[name] = time.monotonic() - began
        seconds["one"] = one_by_one(people)
        seconds |= pages()
        print(json.dumps(seconds))


def fill(people: int, facts: int) -> None:
    from django.db import connection

    script = (Path(__file__).parent / "facts.sql").read_text()
    with connection.cursor() as cursor:
        for statement in script.split(";\n"):
            if statement.strip():
                cursor.execute(statement.replace(":people", str(people)).replace(":facts", str(facts)))


def one_by_one(people: int) -> float:
    """Median seconds that the ladder takes for one more answer, by people of ordinary activity."""
    from datetime import UTC, datetime

    from django.db import connection, transaction

    from belong.ground.kernel.public import one_reading
    from belong.ground.ledger import public as ledger

    with connection.cursor() as cursor:
        cursor.execute(
            "select actor from ledger_fact group by 1 having count(*) between 15 and 35 order by random() limit %s",
            [SINGLE * 2],
        )
        ordinary = [row[0] for row in cursor.fetchall()]
    follower, took = ledger.followers()["journey"], []
    for number, (actor, counterpart) in enumerate(zip(ordinary[::2], ordinary[1::2], strict=False)):
        with transaction.atomic():
            fact = ledger.record(
                ledger.AnswerPosted(
                    actor=actor, counterpart=counterpart, about=f"discussions.post:{10**9 + number}", topic=5,
                    occurred_at=datetime(2024, 6, 1, tzinfo=UTC),
                )
            )  # fmt: skip
        assert fact is not None
        cards = ledger.facts([fact])
        began = time.perf_counter()
        with one_reading(), transaction.atomic():  # as a step of the followers reads the settings once
            follower.fold(cards)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


PAGES = {
    "who stands where": "/ladder?as_of=2024-05-02",
    "who stands on a step": "/ladder/steps/partner?as_of=2024-05-02",
    "flows of a quarter": "/ladder/flows?quarter=2024-1",
    "who went from step to step": "/ladder/flows?quarter=2024-1&from=partner&to=associate",
    "who moved": "/ladder/moves?from=2024-01-01&to=2024-03-31",
    "how long": "/ladder/times?as_of=2024-05-02",
    "who is stuck": "/ladder/stuck/partner?as_of=2024-05-02",
    "one short, figures": "/ladder/near?as_of=2024-05-02",
    "one short, names": "/ladder/near/associate?as_of=2024-05-02",
    "belonging": "/ladder/belonging?as_of=2024-05-02",
}
TRIES = 7


def pages() -> dict[str, float]:
    """Median seconds for each page of the ladder, asked by a host in this process, after the database's own upkeep."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from belong.ground.people.public import make_owner

    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    owner = make_owner("host@example.org", "a long enough password", "Host")
    client.force_login(owner)
    found = {}
    for name, path in PAGES.items():
        took = []
        for _ in range(TRIES):
            began = time.perf_counter()
            answer = client.get(path)
            took.append(time.perf_counter() - began)
            assert answer.status_code == 200, (path, answer.status_code)
        found[f"page: {name}"] = statistics.median(took)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
