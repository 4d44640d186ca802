"""The addresses of doors/web/operations."""

from tests.addresses.row import Row

ROWS = [
    #                                                            stranger member insider author host owner
    Row("healthz", "GET", "/healthz", "200 200 200 200 200 200"),
    Row("metrics", "GET", "/metrics", "404 404 404 404 404 404"),
    Row("operation", "GET", "/operation", "404 404 404 404 200 200"),
    Row("operation_retry", "POST", "/operation/tasks/1", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/operation"]
