"""Run by `health`: fills a fresh home with facts, rebuilds impact, looks at the pages; prints seconds as JSON."""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from belong.ground.kernel import postgres
from tests.load.histories import fill

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 5
PATHS = (
    "/health",
    "/health?from=2023-06-01",
    "/health/newcomers",
    "/health/week",
    "/health/contributions",
    "/health/months",
    "/health/answered",
    "/health/contributions/list",
)


def main(people: int, facts: int) -> None:
    with postgres.ensure(Path(os.environ["BELONG_HOME"])):
        os.environ["DJANGO_SETTINGS_MODULE"] = "belong.config.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        from belong.ground.ledger import public as ledger

        ledger.start_era()
        fill(people, facts)
        began = time.monotonic()
        ledger.rebuild(["impact"])
        print(f"impact rebuilt in {time.monotonic() - began:.1f} s")
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
        host = signed_in()
        print(json.dumps({path: median_of(host, path) for path in PATHS}))


def signed_in() -> "Client":
    from django.test import Client

    from belong.ground.people.public import make_owner

    host = Client(headers={"host": "127.0.0.1"})
    account = make_owner("bench@example.org", "a long enough password", "Bench")
    host.force_login(account)
    return host


def median_of(host: "Client", path: str) -> float:
    """Median seconds in which the page is answered to a host, after a first look."""
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        response = host.get(path)
        took.append(time.perf_counter() - began)
        assert response.status_code == 200, (path, response.status_code)
    return statistics.median(took[1:])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
