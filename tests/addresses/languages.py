"""The addresses of doors/web/languages."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("language", "GET", "/language", "200 200 200 200 200 200"),
    Row("language", "POST", "/language", "303 303 303 303 303 303", {"language": "de", "next": "/groups/"}),
    Row("language", "POST", "/language", "404 404 404 404 404 404", {"language": "xx"}),
]
FOR_STRANGERS: list[str] = ["/language"]
FOR_HOSTS: list[str] = []
