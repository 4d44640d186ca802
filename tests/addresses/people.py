"""The addresses of doors/web/people."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("person", "GET", "/people/{person}", "303 200 200 200 200 200"),
    Row("person", "GET", "/people/{person}?after=nonsense", "303 404 404 404 404 404"),
    Row("person_timeline", "GET", "/people/{person}/timeline", "303 404 404 200 200 200"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/people/{person}", "/people/{person}/timeline"]
