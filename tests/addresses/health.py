"""The addresses of doors/web/health."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("health", "GET", "/health", "404 404 404 404 200 200"),
    Row("health", "GET", "/health?from=2016-01-02&to=2016-01-01", "404 404 404 404 422 422"),
    Row("health_evidence", "GET", "/health/questions", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/median_seconds_to_first_answer", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/asked_by_hour_of_week?hour=7", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/asked_by_hour_of_week?hour=168", "404 404 404 404 404 404"),
    Row("health_evidence", "GET", "/health/wealth", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/health", "/health?from=soon", "/health/questions"]
