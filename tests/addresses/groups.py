"""The addresses of doors/web/groups."""

from tests.addresses.row import Row

GROUP = {"name": "New", "kind": "circle", "audience": "private", "summary": ""}
DESCRIBED = {"name": "Newer", "summary": "For what is new."}

ROWS = [
    #                                                     stranger member insider author host owner
    Row("groups", "GET", "/groups/", "200 200 200 200 200 200"),
    Row("group_found", "GET", "/groups/new", "404 404 404 404 200 200"),
    Row("group_found", "POST", "/groups/new", "404 404 404 404 303 303", GROUP),
    Row("group", "GET", "/groups/{open}/", "200 200 200 200 200 200"),
    Row("group", "GET", "/groups/{club}/", "404 200 200 200 200 200"),
    Row("group", "GET", "/groups/{den}/", "404 200 200 200 200 200"),
    Row("group", "GET", "/groups/{vault}/", "404 404 200 200 404 404"),
    Row("group", "GET", "/groups/{open}/?unanswered=1", "200 200 200 200 200 200"),
    Row("group", "GET", "/groups/{open}/?after=nonsense", "404 404 404 404 404 404"),
    Row("group_members", "GET", "/groups/{open}/members", "303 200 200 200 200 200"),
    Row("group_members", "GET", "/groups/{den}/members", "303 403 200 200 200 200"),
    Row("group_members", "GET", "/groups/{vault}/members", "303 404 200 200 404 404"),
    Row("group_members", "GET", "/groups/{den}/members?name=doe", "303 403 200 200 200 200"),
    Row("group_member", "POST", "/groups/{club}/members/{person}", "403 403 403 403 303 303", {"role": "leader"}),
    Row("group_member", "POST", "/groups/{club}/members/{person}", "403 403 403 403 422 422", {"role": "king"}),
    Row("group_member", "POST", "/groups/{vault}/members/{person}", "403 404 403 403 404 404", {"role": "leader"}),
    Row("group_member", "POST", "/groups/{club}/members/{open_topic}", "403 404 404 404 404 404", {"role": "member"}),
    Row("groups", "GET", "/groups/?after=", "200 200 200 200 200 200"),
    Row("group_join", "POST", "/groups/{club}/join", "403 303 303 303 303 303"),
    Row("group_join", "POST", "/groups/{den}/join", "403 403 303 303 403 403"),
    Row("group_join", "POST", "/groups/{vault}/join", "403 404 303 303 404 404"),
    Row("group_join", "GET", "/groups/{club}/join", "405 405 405 405 405 405"),
    Row("group_leave", "POST", "/groups/{den}/leave", "403 303 303 303 303 303"),
    Row("group_leave", "POST", "/groups/{vault}/leave", "403 404 303 303 404 404"),
    Row("group_audience", "POST", "/groups/{club}/audience", "403 403 403 403 303 303", {"audience": "public"}),
    Row("group_audience", "POST", "/groups/{vault}/audience", "403 404 403 403 404 404", {"audience": "public"}),
    Row("group_audience", "POST", "/groups/{club}/audience", "403 403 403 403 422 422", {"audience": "odd"}),
    Row("group_description", "POST", "/groups/{club}/description", "403 403 403 403 303 303", DESCRIBED),
    Row("group_description", "POST", "/groups/{vault}/description", "403 404 403 403 404 404", DESCRIBED),
    Row("group_description", "POST", "/groups/{club}/description", "403 403 403 403 422 422", {"name": ""}),
    Row("group_description", "GET", "/groups/{club}/description", "405 405 405 405 405 405"),
    Row("group_close", "POST", "/groups/{club}/close", "403 403 403 403 303 303"),
    Row("group_close", "POST", "/groups/{vault}/close", "403 404 403 403 404 404"),
    Row("group_close", "GET", "/groups/{club}/close", "405 405 405 405 405 405"),
    Row("group_reopen", "POST", "/groups/{club}/reopen", "403 403 403 403 303 303"),
    Row("group", "GET", "/groups/{shut}/", "404 200 200 200 200 200"),
    Row("group_join", "POST", "/groups/{shut}/join", "403 403 403 303 403 403"),
    Row("group_reopen", "POST", "/groups/{shut}/reopen", "403 403 403 403 303 303"),
    Row("group_reopen", "POST", "/groups/{vault}/reopen", "403 404 403 403 404 404"),
    Row("group_language", "POST", "/groups/{club}/language", "403 403 403 403 303 303", {"language": "de"}),
    Row("group_language", "POST", "/groups/{vault}/language", "403 404 403 403 404 404", {"language": "de"}),
    Row("group_language", "POST", "/groups/{club}/language", "403 403 403 403 422 422", {"language": "odd"}),
]
FOR_STRANGERS: list[str] = ["/groups/", "/groups/{open}/"]
FOR_HOSTS: list[str] = [
    "/groups/",
    "/groups/new",
    "/groups/{club}/",
    "/groups/{club}/members",
    "/groups/{shut}/",
    "/groups/{shut}/members",
    "/groups/{bare}/",
    "/groups/{den}/members?name=doe",
]
