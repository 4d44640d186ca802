"""The addresses of doors/web/home."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("home", "GET", "/", "200 200 200 200 200 200"),
    Row("home", "POST", "/", "405 405 405 405 405 405"),
    Row("waiting", "GET", "/waiting", "404 404 404 404 200 200"),
    Row("waiting", "GET", "/waiting?after=nonsense", "404 404 404 404 404 404"),
    Row("waiting", "POST", "/waiting", "405 405 405 405 405 405"),
    Row("style", "GET", "{style}", "200 200 200 200 200 200"),
]
FOR_STRANGERS: list[str] = ["/", "/nowhere"]
FOR_HOSTS: list[str] = ["/", "/waiting"]
