"""Run by `health`: fills a fresh home with facts, rebuilds impact, looks at the pages; prints seconds as JSON."""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from belong.ground.kernel import postgres
from tests.load.histories import fill

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 3
PERIODS = {
    "": (None, None),
    "?from=2020-03-01&to=2023-05-31": (date(2020, 3, 1), date(2023, 5, 31)),
    "?from=2020-03-11&to=2023-05-19": (date(2020, 3, 11), date(2023, 5, 19)),
    "?from=2019-08-13": (date(2019, 8, 13), None),
    "?to=2019-09-12": (None, date(2019, 9, 12)),
    "?to=2022-01-15": (None, date(2022, 1, 15)),
    "?from=2022-01-15&to=2022-01-15": (date(2022, 1, 15), date(2022, 1, 15)),
}
"""No bounds, whole months, months broken on one side or both, an end long past and one amid, a single day."""

PAGES = ("/health", "/health/newcomers", "/health/week", "/health/contributions", "/health/months")
DEEP = 5_000
"""So many rows down the list, or as far as it goes, is the deep page."""

SINGLE = 30


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
        rebuilt = time.monotonic() - began
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
        host = signed_in()
        took = {path: median_of(host, path) for path in paths()}
        print(json.dumps({"pages": took, "rebuild": rebuilt, "one": one_by_one()}))


def paths() -> Iterator[str]:
    """Every page over each period, every list on its first page and far down."""
    from urllib.parse import urlencode

    from belong.ground.people.public import Actor
    from belong.insight.impact import public as impact

    for query in PERIODS:
        yield from (page + query for page in PAGES)
    for figure in (*impact.FIGURES, *impact.MORE_FIGURES):
        page = "/health/contributions/list" if figure == "contributions" else f"/health/{figure}"
        for query, period in PERIODS.items():
            yield page + query
            listed = impact.figure_list(Actor.system_run("bench"), figure, *period, limit=DEEP)
            if listed.next:
                yield page + (query or "?") + ("&" if query else "") + urlencode({"after": listed.next})


def one_by_one() -> float:
    """Median seconds in which the figures take in one more answer, of people of ordinary activity."""
    from django.db import connection, transaction

    from belong.ground.ledger import public as ledger

    with connection.cursor() as cursor:
        cursor.execute(
            "select actor, actor + 1 from ledger_fact group by 1 having count(*) between 15 and 35 order by 1 limit %s",
            [SINGLE],
        )
        ordinary = cursor.fetchall()
    follower, took = ledger.followers()["impact"], []
    for number, (actor, counterpart) in enumerate(ordinary):
        with transaction.atomic():
            fact = ledger.record(
                ledger.AnswerPosted(
                    actor=actor, counterpart=counterpart, about=f"discussions.post:{10**9 + number}",
                    topic=5 * number, occurred_at=datetime(2024, 4, 20, tzinfo=UTC),
                )
            )  # fmt: skip
            assert fact is not None
            cards = ledger.facts([fact])
            began = time.perf_counter()
            follower.fold(cards)
            took.append(time.perf_counter() - began)
    return statistics.median(took)


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
