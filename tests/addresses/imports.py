"""The addresses of doors/web/imports."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("imports", "GET", "/imports/", "404 404 404 404 200 200"),
    Row("import_run", "GET", "/imports/{run}", "404 404 404 404 200 200"),
    Row("import_run", "GET", "/imports/999999", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/imports/", "/imports/{run}"]
