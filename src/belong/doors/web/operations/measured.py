"""What Prometheus is told: requests as they were answered, and the state of the house at the moment it asks."""

import os
from collections.abc import Callable, Iterator
from time import perf_counter

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from belong.ground.kernel.public import message_counts, waiting_tasks
from belong.ground.ledger.public import lag

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the web processes of one home add up their requests; the library's own variable."""

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST"})

_requests = CollectorRegistry()
REQUESTS = Counter("belong_requests", "Requests answered.", ("method", "page", "status"), registry=_requests)
SECONDS = Histogram("belong_request_seconds", "How long it took.", ("page",), buckets=BUCKETS, registry=_requests)


class MeasuringMiddleware:
    """The outermost one where metrics are wanted. Pages have the names of the table of addresses: nobody's uid or
    words stand in them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = self.get_response(request)
        page = _page(request, response)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, page, str(response.status_code)).inc()
        SECONDS.labels(page).observe(perf_counter() - began)
        return response


def _page(request: HttpRequest, response: HttpResponseBase) -> str:
    """Its name; `kept` for one that was sent whole, `none` where there is nothing at the address."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    return "none" if response.status_code >= 400 else "kept"


class State(Collector):
    """A few small statements."""

    def collect(self) -> Iterator[Metric]:
        readers = lag()
        yield _gauge(
            "belong_facts_behind",
            "Facts that a reader of the ledger has not read yet.",
            "reader",
            {each.name: each.behind for each in readers},
        )
        yield _gauge(
            "belong_reader_stopped",
            "1 where a reader of the ledger stopped at a fault.",
            "reader",
            {each.name: int(bool(each.error)) for each in readers},
        )
        yield _gauge("belong_tasks", "Tasks that are not over.", "state", waiting_tasks())
        yield _gauge("belong_mails", "Mails in the outbox.", "state", {"waiting": 0, "failed": 0} | message_counts())
        with connection.cursor() as cursor:
            cursor.execute("select pg_database_size(current_database()), (select count(*) from pg_stat_activity)")
            size, connections = cursor.fetchone()
        yield GaugeMetricFamily("belong_database_bytes", "The size of the database.", value=size)
        yield GaugeMetricFamily("belong_database_connections", "Connections to its server.", value=connections)


def _gauge(name: str, says: str, label: str, values: dict[str, int]) -> GaugeMetricFamily:
    made = GaugeMetricFamily(name, says, labels=[label])
    for key, value in values.items():
        made.add_metric([key], value)
    return made


def exposition() -> bytes:
    """All of it in Prometheus' text form; requests of all web processes of the home."""
    state = CollectorRegistry()
    state.register(State())
    if os.environ.get(SHARED):
        answered = CollectorRegistry()
        MultiProcessCollector(answered)  # type: ignore[no-untyped-call]
    else:
        answered = _requests
    return generate_latest(state) + generate_latest(answered)
