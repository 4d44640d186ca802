"""The addresses of doors/web/offline."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("offline", "GET", "/offline", "200 200 200 200 200 200"),
    Row("worker", "GET", "/worker.js", "200 200 200 200 200 200"),
]
FOR_STRANGERS: list[str] = ["/offline"]
FOR_HOSTS: list[str] = []
