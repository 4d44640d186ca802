"""The addresses of doors/web/arrivals.

Here everybody joins by signing up, so nobody asks to be let in; a link that was used or never made answers 410.
"""

from tests.addresses.row import Row

NEW = {"address": "new@example.org"}
TO_GROUP = {**NEW, "line": "Come and see.", "group": "{club}"}
UID = "0198c0de-0000-7000-8000-000000000001"
LEAVE = f"/leave/{UID}/mail/news/0123456789abcdef"

ROWS = [
    #                                                     stranger member insider author host owner
    Row("stay_in_touch", "GET", "/stay-in-touch", "200 200 200 200 200 200"),
    Row("stay_in_touch", "POST", "/stay-in-touch", "303 303 303 303 303 303", NEW),
    Row("stay_in_touch", "POST", "/stay-in-touch", "422 422 422 422 422 422", {"address": "nobody"}),
    Row("stay_in_touch_sent", "GET", "/stay-in-touch/sent", "200 200 200 200 200 200"),
    Row("stay_in_touch_leave", "GET", "/stay-in-touch/leave", "200 200 200 200 200 200"),
    Row("stay_in_touch_leave", "POST", "/stay-in-touch/leave", "303 303 303 303 303 303", NEW),
    Row("stay_in_touch_answer", "GET", "/stay-in-touch/never-made", "410 410 410 410 410 410"),
    Row("stay_in_touch_answer", "POST", "/stay-in-touch/never-made", "410 410 410 410 410 410", {"answer": "yes"}),
    Row("leave", "GET", LEAVE, "404 404 404 404 404 404"),
    Row("leave", "POST", LEAVE, "404 404 404 404 404 404"),
    Row("join", "GET", "/join", "303 303 303 303 303 303"),
    Row("join", "POST", "/join", "303 303 303 303 303 303", {"name": "New", **NEW}),
    Row("join_code", "GET", f"/join/{UID}", "410 410 410 410 410 410"),
    Row("join_code", "POST", f"/join/{UID}", "410 410 410 410 410 410", {"code": "1234 5678"}),
    Row("joining", "GET", "/joining", "404 404 404 404 200 200"),
    Row("joining", "GET", "/joining?show=decided", "404 404 404 404 200 200"),
    Row("joining", "GET", "/joining?show=nothing", "404 404 404 404 404 404"),
    Row("joining_decide", "POST", f"/joining/{UID}", "404 404 404 404 404 404", {"decision": "yes"}),
    Row("come_in", "GET", "/come-in/never-made", "410 410 410 410 410 410"),
    Row("come_in", "POST", "/come-in/never-made", "410 410 410 410 410 410"),
    Row("invite", "GET", "/invite", "303 200 200 200 200 200"),
    Row("invite", "GET", "/invite?group={club}", "303 200 200 200 200 200"),
    Row("invite", "GET", "/invite?group={shut}", "303 403 403 403 403 403"),
    Row("invite", "GET", "/invite?topic={club_topic}", "303 200 200 200 200 200"),
    Row("invite", "GET", "/invite?topic={den_topic}", "303 404 403 403 403 403"),
    Row("invite", "GET", "/invite?topic={vault_topic}", "303 404 403 403 404 404"),
    Row("invite", "POST", "/invite", "403 303 303 303 303 303", TO_GROUP),
    Row("invite", "POST", "/invite", "403 403 403 403 303 303", {**NEW, "group": "{den}"}),
    Row("invite", "POST", "/invite", "403 422 422 422 422 422", {"address": "nobody"}),
    Row("invite_take_back", "POST", f"/invite/{UID}/take-back", "403 404 404 404 404 404"),
    Row("invitation", "GET", "/invitation/never-made", "410 410 410 410 410 410"),
    Row("invitation", "POST", "/invitation/never-made", "410 410 410 410 410 410"),
]
FOR_STRANGERS: list[str] = [
    "/stay-in-touch",
    "/stay-in-touch/sent",
    "/stay-in-touch/leave",
    "/stay-in-touch/never-made",
]
FOR_HOSTS: list[str] = ["/invite", "/invite?group={club}", "/invite?topic={club_topic}", "/joining"]
