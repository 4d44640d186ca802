"""The addresses of doors/web/ladder."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("person_ladder", "GET", "/people/{person}/ladder", "303 404 404 200 200 200"),
    Row("person_ladder", "GET", "/people/{person}/ladder?clause=member", "303 404 404 200 200 200"),
    Row("person_ladder", "GET", "/people/{person}/ladder?clause=member.9", "303 404 404 404 404 404"),
    Row("person_ladder", "GET", "/people/{person}/ladder?as_of=soon", "303 404 404 404 404 404"),
    Row("ladder", "GET", "/ladder", "404 404 404 404 200 200"),
    Row("ladder", "GET", "/ladder?as_of=2016-06-30", "404 404 404 404 200 200"),
    Row("ladder", "GET", "/ladder?as_of=9999-12-31", "404 404 404 404 422 422"),
    Row("ladder_stage", "GET", "/ladder/member", "404 404 404 404 200 200"),
    Row("ladder_stage", "GET", "/ladder/nobody", "404 404 404 404 404 404"),
    Row("ladder_stage", "GET", "/ladder/member?after=nonsense", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/people/{person}/ladder",
    "/people/{person}/ladder?clause=member",
    "/ladder",
    "/ladder?as_of=soon",
    "/ladder/member",
]
