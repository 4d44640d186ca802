"""The addresses of doors/web/health."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("health", "GET", "/health", "404 404 404 404 200 200"),
    Row("health", "GET", "/health?from=2016-01-02&to=2016-01-01", "404 404 404 404 422 422"),
    Row("health", "GET", "/health?from=2016-01-01&to=2016-06-30", "404 404 404 404 200 200"),
    Row("health", "GET", "/health?to=9999-12-31", "404 404 404 404 422 422"),
    Row("health", "GET", "/health?from=0001-01-01", "404 404 404 404 422 422"),
    Row("health_moved", "GET", "/health/", "404 404 404 404 301 301"),
    Row("health_newcomers", "GET", "/health/newcomers", "404 404 404 404 200 200"),
    Row("health_newcomers", "GET", "/health/newcomers?to=soon", "404 404 404 404 422 422"),
    Row("health_week", "GET", "/health/week", "404 404 404 404 200 200"),
    Row("health_week", "GET", "/health/week?tint=wait&from=2016-01-02", "404 404 404 404 200 200"),
    Row("health_week", "GET", "/health/week?from=soon", "404 404 404 404 422 422"),
    Row("health_contributions", "GET", "/health/contributions", "404 404 404 404 200 200"),
    Row("health_contributions", "GET", "/health/contributions?from=soon", "404 404 404 404 422 422"),
    Row("health_contributions_list", "GET", "/health/contributions/list?kind=answered", "404 404 404 404 200 200"),
    Row("health_contributions_list", "GET", "/health/contributions/list?kind=voted", "404 404 404 404 404 404"),
    Row("health_months", "GET", "/health/months", "404 404 404 404 200 200"),
    Row("health_months", "GET", "/health/months?from=soon", "404 404 404 404 422 422"),
    Row("health_evidence", "GET", "/health/questions", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/questions?from=bad", "404 404 404 404 422 422"),
    Row("health_evidence", "GET", "/health/questions?after=", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/questions?after=made-up", "404 404 404 404 404 404"),
    Row("health_evidence", "GET", "/health/questions?month=2016-02&hour=3", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/questions?month=2016-13", "404 404 404 404 404 404"),
    Row("health_evidence", "GET", "/health/people?month=2016-02", "404 404 404 404 404 404"),
    Row("health_evidence", "GET", "/health/median_seconds_to_first_answer", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/asked_by_hour_of_week?hour=7", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/asked_by_hour_of_week?hour=168", "404 404 404 404 404 404"),
    Row("health_evidence", "GET", "/health/joined_again?month=2016-02", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/wealth", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/health",
    "/health?from=soon",
    "/health/newcomers",
    "/health/week",
    "/health/contributions",
    "/health/months",
    "/health/questions",
    "/health/questions?from=soon",
]
