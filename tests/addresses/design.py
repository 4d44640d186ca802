"""The addresses of doors/web/design."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("design", "GET", "/_design", "404 404 404 404 200 200"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/_design"]
